package restore

import (
	"context"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// keyCheck looks at the KMS keys that the role has to use.
func keyCheck() Check {
	return Check{
		Name:    "key",
		Applies: func(p Plan) bool { return len(p.Keys) > 0 || p.UsualKey != "" },
		Run: func(ctx context.Context, l Lookup, p Plan) (found []Finding) {
			for _, use := range p.Keys {
				found = append(found, checkKey(ctx, l, p, use)...)
			}
			if p.UsualKey != "" {
				found = append(found, doubts("key", fromRequest, "name a key in the form, and it is looked at",
					"what is made is encrypted under %s, since no key is named: whether the role may use it is not known", p.UsualKey))
			}
			return found
		},
	}
}

func checkKey(ctx context.Context, l Lookup, p Plan, use KeyUse) []Finding {
	if r := arnRegion(use.ARN); r != "" && r != p.region() {
		remedy := "choose a key of " + p.region()
		if use.Reads { // that of the point, which nobody chooses here
			remedy = "restore it in " + r + ", or copy it to a vault of " + p.region() + " and restore the copy"
		}
		return []Finding{blocks("key", fromRequest, remedy, "%s %s is in %s", use.name(), use.ARN, r)}
	}
	k, err := l.Key(ctx, p.Scope, use.ARN)
	switch {
	case notFound(err):
		return []Finding{blocks("key", "kms:DescribeKey", "choose another key", "%s %s does not exist", use.name(), use.ARN)}
	case err != nil:
		return []Finding{use.unanswered("key", "kms:DescribeKey", p.Scope, Key{ARN: use.ARN}, err)}
	}
	state := keyState(p, use, k)
	if state.Outcome == Blocks || p.role() == "" {
		return []Finding{state}
	}
	return []Finding{state, usable(ctx, l, p, use, k)}
}

// name is what a finding calls the key.
func (u KeyUse) name() string {
	if u.Use == "" {
		return "the key"
	}
	return "the key (" + u.Use + ")"
}

// called is what a finding calls a key that was found, its name first: of two keys the
// operator must see which is meant.
func (u KeyUse) called(k Key) string {
	id := k.Alias
	if id == "" {
		id = k.ARN[strings.LastIndexByte(k.ARN, '/')+1:]
		if over := len(id) - 12; over > 0 {
			id = "…" + id[over:]
		}
		id = "key " + id
	}
	if u.Use == "" {
		return id
	}
	return id + " (" + u.Use + ")"
}

// unanswered is the finding where nothing is known of the key, or of its policy.
func (u KeyUse) unanswered(check, action string, in backup.Scope, k Key, err error) Finding {
	f := unanswered(check, action, in, err)
	f.Evidence = short(u.called(k)) + ": " + f.Evidence
	return f
}

// keyState says whether the key works at all (AWS KMS Developer Guide, "Key states").
func keyState(p Plan, use KeyUse, k Key) Finding {
	const name, source = "key: state", "kms:DescribeKey"
	called := use.called(k)
	switch {
	case k.Region != "" && k.Region != p.region():
		return blocks(name, source, "choose a key of "+p.region(), "%s is in %s", called, k.Region)
	case k.State == "Enabled":
		return proven(name, source, "%s is enabled", called)
	case k.State == "PendingDeletion" || k.State == "PendingReplicaDeletion":
		return blocks(name, source, "cancel its deletion (kms:CancelKeyDeletion), then enable it", "%s will be deleted, at %s", called, moment(k.Deletion))
	case k.State == "Creating" || k.State == "Updating":
		return warns(name, source, "wait until it is enabled", "%s is %s", called, k.State)
	case k.State == "":
		return doubts(name, source, "look at it", "the state of %s was not given", called)
	}
	return blocks(name, source, "enable it (kms:EnableKey), or choose another", "%s is %s", called, k.State)
}
