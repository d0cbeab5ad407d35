package views

import (
	"context"
	"errors"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
)

// ofJobNow makes a check of a guard of package restore, which looks at the job as it is
// when the check runs: the list that it was opened from may be minutes old. What has
// changed since is said; where the job can't be read, what was seen still keeps from what
// can't be done.
func ofJobNow(s *session, name string, seen *backup.Job, guard func(*backup.Job) []restore.Finding) restore.Check {
	ask, t := s.b.Describe, jobThing(seen)
	return restore.Check{Name: name, Run: func(ctx context.Context, _ restore.Lookup, _ restore.Plan) []restore.Finding {
		now, source, err := jobNow(ctx, ask, t)
		if err != nil {
			what, remedy := problemWords(err)
			found := []restore.Finding{{Check: "job", Outcome: restore.CannotTell, Evidence: "it can't be read now: " + what, Remedy: remedy, Source: source}}
			if backup.KindOf(err) == backup.NotFound {
				found[0].Outcome = restore.Blocks
			}
			return append(found, guard(seen)...)
		}
		state := restore.Finding{Check: "job", Outcome: restore.OK, Evidence: "it is " + now.State.String() + " now", Source: source}
		if now.State != seen.State {
			state.Evidence += "; it was " + seen.State.String() + " when this was opened"
		}
		return append([]restore.Finding{state}, guard(now)...)
	}}
}

// errNoAnswer is that AWS gave nothing that could be read as the job.
var errNoAnswer = errors.New("AWS gave no answer about it")

// jobNow asks AWS for a job, and says by which call. It blocks.
func jobNow(ctx context.Context, ask Describer, t backup.Thing) (j *backup.Job, source string, err error) {
	err = errNoAnswer
	if ask == nil {
		return nil, "", err
	}
	for doc := range ask.Describe(ctx, t) { // the first answer is the job itself
		source = "backup:" + doc.Op
		if doc.Err != nil {
			return nil, source, doc.Err
		}
		if row, ok := doc.Row.(*backup.Job); ok {
			return row, source, nil
		}
		break
	}
	return nil, source, err
}
