package ops

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// ErrRival is why a restore, a copy or a backup is not sent: another console of this journal
// has begun the same, and who confirmed this one did not know. AWS would start both.
var ErrRival = errors.New("the same was begun by somebody else")

// rivalry is for how long an intent is looked for in the journal: by then AWS lists its
// job, which the checks see.
const rivalry = settled

// Rivals returns the intents of other consoles of this journal to do what the op does, of
// the last ten minutes, oldest first: to restore the same point or into the same name, to
// copy the same point into the same vault, to back the same resource up into the same vault.
// Job is the one that was started, where that is known. Those that AWS refused, or that
// came to nothing, are none. It reads the file, and may be called from any goroutine.
func (r *Runner) Rivals(op Op) ([]Record, error) {
	var all []Record
	for i := range op.Items {
		found, err := r.rivals(&op, i, nil)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// rivals are the intents of others for an item, of those before mine, nil for all. Two
// that are written at the same instant stand one behind the other, since the journal is
// written under a lock: the one that stands first is sent.
func (r *Runner) rivals(op *Op, i int, mine *Record) ([]Record, error) {
	it := &op.Items[i]
	if !op.Kind.StartsJob() { // what is done twice comes to the same
		return nil, nil
	}
	records, err := r.journal.recent(Stamp(backup.TimeOf(wall().Add(-rivalry))))
	if err != nil {
		return nil, err
	}
	var found []Record
	for i := range records {
		rec := &records[i]
		if mine != nil && rec.Seq == mine.Seq && rec.Op == mine.Op {
			break
		}
		if rec.Phase != Intended || rec.Op == op.ID || rec.Actor.Console == r.actor.Console || rec.Scope() != op.Scope {
			continue
		}
		if c, err := rec.Change(); err == nil && sameStart(it, c) {
			if job, failed := cameTo(rec, records); !failed {
				rec.Job = job
				found = append(found, *rec)
			}
		}
	}
	return found, nil
}

// sameStart reports whether a request starts what an item does.
func sameStart(it *Item, c backup.Change) bool {
	switch my := it.Change.(type) {
	case *backup.StartRestoreJob:
		return sameRestore(my, it.Into, c)
	case *backup.StartCopyJob:
		their, ok := c.(*backup.StartCopyJob)
		return ok && their.RecoveryPointArn == my.RecoveryPointArn && their.DestinationBackupVaultArn == my.DestinationBackupVaultArn
	case *backup.StartBackupJob:
		their, ok := c.(*backup.StartBackupJob)
		return ok && their.ResourceArn == my.ResourceArn && their.BackupVaultName == my.BackupVaultName
	}
	return false
}

// sameRestore reports whether a request restores the same point, or into the same name.
func sameRestore(my *backup.StartRestoreJob, into string, c backup.Change) bool {
	their, ok := c.(*backup.StartRestoreJob)
	switch {
	case !ok:
		return false
	case their.RecoveryPointArn == my.RecoveryPointArn:
		return true
	case into == "" || their.ResourceType != my.ResourceType:
		return false
	}
	for part := range strings.SplitSeq(into, "|") { // a table within a database
		named := false
		for _, v := range their.Metadata {
			named = named || strings.EqualFold(v, part)
		}
		if !named {
			return false
		}
	}
	return true
}

// cameTo is the job that an intent started, as far as the records tell, and whether it
// came to nothing.
func cameTo(in *Record, records []Record) (job string, failed bool) {
	for i := range records {
		r := &records[i]
		if r.Op != in.Op || r.Item != in.Item || r.Attempt != in.Attempt {
			continue
		}
		if r.Job != "" {
			job = r.Job
		}
		failed = failed || r.Outcome == Refused || r.Outcome == Withheld || r.Phase == Dismissed || r.Finding == Failed
	}
	return job, failed
}

// withhold ends an intent that must not be sent, and says why: another console's for the
// same stands before it which its operator did not know of. An intent that is sent again
// is not looked at: it carries the token that it had.
func (x *run) withhold(i int, intent *Record) error {
	if x.op.Items[i].attempt > 1 {
		return nil
	}
	found, err := x.rivals(&x.op, i, intent)
	if err != nil {
		err = fmt.Errorf("whether somebody else has begun the same can't be read in the journal: %w", err)
	}
	for k := range found {
		if !slices.Contains(x.op.Beside, found[k].Op) {
			err = fmt.Errorf("%w: %s at %s", ErrRival, found[k].Actor, found[k].Time.Time().Format("15:04:05Z"))
			break
		}
	}
	return err
}
