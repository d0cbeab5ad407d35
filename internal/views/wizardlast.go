package views

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
)

// lastLookFor is how long the look before sending may take: where AWS does not answer by
// then, what the review found counts.
const lastLookFor = 3 * time.Second

// errBegunMeanwhile is that somebody began the same restore since the checks ended.
var errBegunMeanwhile = errors.New("somebody began the same since the checks ended")

// lastLook returns a look for a restore of the same that began since the checks ended:
// in an incident two people restore the same thing within minutes, and AWS starts both.
// It may run on any goroutine.
func (w *wizard) lastLook() func(context.Context) error {
	if w.act.kind() != ops.Restore {
		return func(context.Context) error { return nil }
	}
	v, l := w.review, w.s.b.Changes.Lookup
	plan, _ := w.act.plan(w.s.env)
	plan.Request = v.op.Items[0].Change
	known := v.findings()
	return func(ctx context.Context) (begun error) {
		ctx, cancel := context.WithTimeout(backup.Urgent(ctx), lastLookFor)
		defer cancel()
		_ = restore.RunChecks(ctx, l, plan, []restore.Check{restore.RunningCheck()}, func(_ int, found []restore.Finding) {
			for _, f := range found {
				if (f.Outcome == restore.Warning || f.Outcome == restore.Blocks) &&
					!slices.ContainsFunc(known, func(k restore.Finding) bool { return k.Job == f.Job && k.Outcome == f.Outcome }) {
					begun = fmt.Errorf("%w: %s", errBegunMeanwhile, f.Evidence)
				}
			}
		})
		return begun
	}
}
