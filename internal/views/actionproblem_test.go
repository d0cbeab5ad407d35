package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/ops"
)

func TestOnlyActionsThatNeedALookAreProblems(t *testing.T) {
	t.Parallel()
	row := func(op string, kind ops.Kind, phase ops.Phase, outcome ops.Outcome, finding ops.Verdict, message string) ops.Record {
		return ops.Record{Op: op, Item: 1, Attempt: 1, Kind: kind, Phase: phase, Outcome: outcome, Finding: finding, Message: message}
	}
	records := []ops.Record{
		row("found", ops.Restore, ops.Ended, ops.Unsure, "", ""),
		row("found", ops.Restore, ops.LookedUp, "", ops.NotFound, ""),
		row("found", ops.Restore, ops.LookedUp, "", ops.Found, ""),
		row("open", ops.Restore, ops.Intended, "", "", ""),
		row("open", ops.Restore, ops.LookedUp, "", ops.CantTell, ""),
		row("settled", ops.Copy, ops.Ended, ops.Unsure, "", ""),
		row("settled", ops.Copy, ops.Dismissed, "", "", ""),
		row("refused", ops.BackUp, ops.Ended, ops.Refused, "", ""),
		row("broken", ops.Delete, ops.Stopped, "", "", ""),
		row("gone", ops.Delete, ops.LookedUp, "", ops.Failed, ""),
		row("done", ops.Delete, ops.Ended, ops.Accepted, "", ""),
		row("going", ops.Delete, ops.LookedUp, "", ops.Found, ops.StillDeleting),
	}
	for i := range records {
		records[i].Seq = uint64(i) + 1
	}
	rows := new(ops.Rows).Add(&ops.Batch{Records: records})
	problems := map[uint64]bool{5: true, 8: true, 9: true, 10: true}
	for i := range rows {
		if a := &rows[i]; actionProblem(a, nil) != problems[a.Seq] {
			t.Errorf("%s, %s %s: a problem is %v", a.Op, a.Phase, a.Outcome, !problems[a.Seq])
		}
	}
}
