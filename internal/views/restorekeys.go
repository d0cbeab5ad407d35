package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// The row of a restore does not name the key that it needs. Where the cause hangs on a key, AWS is
// asked about the job, so that backups and restores that fail by one key are one cause.

// restoreKeyPart is the list of one row that tells the key of a restore job.
func restoreKeyPart(j *backup.Job) state.Part {
	return state.Part{Feed: "restore-keys", Scope: jobScope(j), Arg: backup.RestoreKeyOf(j).Encode()}
}

// restore is what is known of the key of a restore job.
func (s *surroundings) restore(j *backup.Job) (k *backup.RestoreKey, seeking bool) {
	if k = s.keys[j.ID]; k != nil {
		return k, false
	}
	return nil, s.env.seeksKeyOf(j)
}

// seeksKeyOf reports whether the key of a restore job, which no list has, is still to be read.
func (e *Env) seeksKeyOf(j *backup.Job) bool {
	p := restoreKeyPart(j)
	h := e.Health(p)
	return e.refused[p] == nil && !e.read[p] && !h.Whole && !h.Stopped
}

// restoresAtOnce bounds how many restores are asked about at a time: two calls each, the worst
// causes first.
const restoresAtOnce = 100

// restoreKeyParts are the lists that tell the keys of restores which nobody knows yet.
func restoreKeyParts(c *causes) []state.Part {
	if c == nil {
		return nil
	}
	var parts []state.Part
	for _, f := range c.rows {
		if !f.of().Diagnosis.Seeking() {
			continue
		}
		for _, j := range f.of().Jobs {
			if len(parts) == restoresAtOnce {
				return parts
			}
			if j.Kind == backup.RestoreJob && hangsOnKey(j) {
				parts = append(parts, restoreKeyPart(j))
			}
		}
	}
	return parts
}

// hangsOnKey reports whether the cause of a failed restore hangs on a key that its message does not name.
func hangsOnKey(j *backup.Job) bool {
	d := triage.OfJob(j, triage.Context{Restoring: true})
	return d.Seeking()
}
