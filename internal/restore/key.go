package restore

import "context"

// keyCheck looks at the KMS keys that the role has to use.
func keyCheck() Check {
	return Check{
		Name:    "key",
		Applies: func(p Plan) bool { return len(p.Keys) > 0 },
		Run: func(ctx context.Context, l Lookup, p Plan) (found []Finding) {
			for _, use := range p.Keys {
				found = append(found, checkKey(ctx, l, p, use)...)
			}
			return found
		},
	}
}

func checkKey(ctx context.Context, l Lookup, p Plan, use KeyUse) []Finding {
	if r := arnRegion(use.ARN); r != "" && r != p.region() {
		return []Finding{blocks("key", fromRequest, "choose a key of "+p.region(), "%s %s is in %s", use.name(), use.ARN, r)}
	}
	k, err := l.Key(ctx, p.Scope, use.ARN)
	switch {
	case notFound(err):
		return []Finding{blocks("key", "kms:DescribeKey", "choose another key", "%s %s does not exist", use.name(), use.ARN)}
	case err != nil:
		return []Finding{unanswered("key", "kms:DescribeKey", p.Scope, err)}
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

// keyState says whether the key works at all (AWS KMS Developer Guide, "Key states").
func keyState(p Plan, use KeyUse, k Key) Finding {
	const name, source = "key: state", "kms:DescribeKey"
	id := k.ARN
	if k.Alias != "" {
		id = k.Alias
	}
	switch {
	case k.Region != "" && k.Region != p.region():
		return blocks(name, source, "choose a key of "+p.region(), "%s %s is in %s", use.name(), id, k.Region)
	case k.State == "Enabled":
		return proven(name, source, "%s %s is enabled", use.name(), id)
	case k.State == "PendingDeletion" || k.State == "PendingReplicaDeletion":
		return blocks(name, source, "cancel its deletion (kms:CancelKeyDeletion), then enable it", "%s %s will be deleted, at %s", use.name(), id, moment(k.Deletion))
	case k.State == "Creating" || k.State == "Updating":
		return warns(name, source, "wait until it is enabled", "%s %s is %s", use.name(), id, k.State)
	case k.State == "":
		return doubts(name, source, "look at it", "the state of %s %s was not given", use.name(), id)
	}
	return blocks(name, source, "enable it (kms:EnableKey), or choose another", "%s %s is %s", use.name(), id, k.State)
}

// actions is what the role does with the key (AWS Backup Developer Guide,
// "Encryption for backups").
func (u KeyUse) actions() []string {
	actions := []string{"kms:DescribeKey"}
	if u.Reads {
		actions = append(actions, "kms:Decrypt")
	}
	if u.Writes {
		actions = append(actions, "kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptTo")
	}
	return actions
}
