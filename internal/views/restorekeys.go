package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// The row of a restore does not name the key that it needs, nor that of a copy the key of the snapshot that it
// reads. Where the cause hangs on a key, AWS is asked about the job, so that all that fail by one key are one cause.

// restoreKeyPart is the list of one row that tells the key of a restore, or of the snapshot that a copy reads.
func restoreKeyPart(j *backup.Job) state.Part {
	return state.Part{Feed: "restore-keys", Scope: jobScope(j), Arg: backup.RestoreKeyOf(j).Encode()}
}

// restore is what is known of the key of a restore, or of the snapshot that a copy reads.
func (s *surroundings) restore(j *backup.Job) (k *backup.RestoreKey, seeking bool) {
	if k = s.keys[j.ID]; k != nil {
		return k, false
	}
	seeking, _ = s.env.seeks(restoreKeyPart(j))
	return nil, seeking
}

// keyID is a key as what is in its account and Region may name it.
type keyID struct{ account, region, id string }

// keyIDOf takes the ARN of a key apart; it is the zero value for anything else.
func keyIDOf(arn string) keyID {
	p, _ := backup.SplitARN(arn)
	id, ok := strings.CutPrefix(p.Resource, "key/")
	if !ok || p.Service != "kms" {
		return keyID{}
	}
	return keyID{p.Account, p.Region, id}
}

// key is the ARN of the key with an ID, where that is the key of some vault there.
func (s *surroundings) key(in backup.Scope, id string) string {
	return s.byID[keyID{in.Account.String(), in.Region.String(), id}]
}

// keyPart is the list that tells of the key of a restore what the answers on its own page don't, the zero value
// where these tell it, or are still to come: AWS is asked once what was submitted.
func (d *jobSide) keyPart() state.Part {
	j := d.row
	if j == nil || !j.Problem() || !hangsOnKey(j) {
		return state.Part{}
	}
	if j.Kind == backup.CopyJob {
		return restoreKeyPart(j)
	}
	key, several := d.named.Key()
	switch {
	case d.named.Err != nil: // which says why
		return restoreKeyPart(j)
	case !d.named.Told, key != "", several:
		return state.Part{}
	}
	q := backup.RestoreKeyOf(j)
	q.Unnamed = true
	return state.Part{Feed: "restore-keys", Scope: jobScope(j), Arg: q.Encode()}
}

// restoresAtOnce bounds how many restores a screen asks about at a time: two calls each, the worst
// causes first.
const restoresAtOnce = 100

// restoreKeyParts are the first most lists that tell the keys of restores which nobody knows yet.
func restoreKeyParts(c *causes, most int) []state.Part {
	if c == nil {
		return nil
	}
	var parts []state.Part
	for _, f := range c.rows {
		if !f.of().Brief.Seeking() {
			continue
		}
		for _, j := range f.of().Jobs {
			if len(parts) == most {
				return parts
			}
			if hangsOnKey(j) {
				parts = append(parts, restoreKeyPart(j))
			}
		}
	}
	return parts
}

// hangsOnKey reports whether a failed restore, or copy of a snapshot, hangs on a key that its message does not name.
func hangsOnKey(j *backup.Job) bool {
	if j.Kind != backup.RestoreJob && !j.CopiesSnapshot() {
		return false
	}
	d := triage.OfJob(j, triage.Context{Restoring: true, Seeking: true})
	return d.Seeking()
}
