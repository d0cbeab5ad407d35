package views

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// lastLookFor is how long the look before sending may take: where AWS does not answer by
// then, what the review found counts.
const lastLookFor = 3 * time.Second

// errBegunMeanwhile is that somebody began the same restore since the checks ended.
var errBegunMeanwhile = errors.New("somebody began the same since the checks ended")

// lastLook returns a look for a restore of the same that began since the checks ended:
// in an incident two people restore the same thing within minutes, and AWS starts both.
// It may run on any goroutine.
// remark is why that could not be seen: the operator has confirmed, and it is sent all the
// same, but neither the page nor the journal may look as if it had been.
func (w *wizard) lastLook() func(context.Context) (remark string, begun error) {
	if w.act.kind() != ops.Restore {
		return func(context.Context) (string, error) { return "", nil }
	}
	v, l := w.review, w.s.b.Changes.Lookup
	plan, _ := w.act.plan(w.s.env)
	plan.Request = v.op.Items[0].Change
	known := v.findings()
	return func(ctx context.Context) (remark string, begun error) {
		ctx, cancel := context.WithTimeout(backup.Urgent(ctx), lastLookFor)
		defer cancel()
		check, told := restore.RunningCheck(), []restore.Finding(nil)
		ask := check.Run
		check.Run = func(ctx context.Context, l restore.Lookup, p restore.Plan) []restore.Finding {
			told = ask(ctx, l, p)
			return told
		}
		late := restore.RunChecks(ctx, l, plan, []restore.Check{check}, func(int, []restore.Finding) {}) != nil
		for _, f := range told {
			switch {
			case f.Outcome == restore.CannotTell && late:
				remark = fmt.Sprintf("AWS did not say within %s", ui.Duration(lastLookFor))
			case f.Outcome == restore.CannotTell:
				remark = f.Evidence
			case f.Outcome == restore.OK, late:
			case !slices.ContainsFunc(known, func(k restore.Finding) bool { return k.Job == f.Job && k.Outcome == f.Outcome }):
				begun = fmt.Errorf("%w: %s", errBegunMeanwhile, f.Evidence)
			}
		}
		if remark != "" {
			remark = "could not look for others just before: " + remark + "; sent all the same"
		}
		return remark, begun
	}
}

// passed checks again, and says so, where the time that is asked for has left the window
// since the review was made: of that no check that is still fresh knows.
func (w *wizard) passed() (tea.Cmd, bool) {
	r, ok := w.act.(*restoring)
	if !ok || !r.asked(backup.TimeOf(time.Now())).Passed() {
		return nil, false
	}
	cmd := w.check()
	w.s.say(ui.Warn, "nothing was sent: the time that is asked for can no longer be restored to; "+w.wayBack()+" to choose a later one")
	return cmd, true
}
