package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
)

func TestOnlyActionsThatNeedALookAreProblems(t *testing.T) {
	t.Parallel()
	text := backup.Intern
	row := func(seq uint64, op string, kind ops.Kind, phase ops.Phase, outcome string) ops.Action {
		return ops.Action{Seq: seq, Op: text(op), Item: 1, Kind: text(string(kind)), Phase: text(string(phase)), Outcome: text(outcome)}
	}
	rows := []ops.Action{
		row(1, "found", ops.Restore, ops.Ended, string(ops.Unsure)),
		row(2, "found", ops.Restore, ops.LookedUp, string(ops.NotFound)),
		row(3, "found", ops.Restore, ops.LookedUp, string(ops.Found)),
		row(4, "open", ops.Restore, ops.Intended, ""),
		row(5, "open", ops.Restore, ops.LookedUp, string(ops.CantTell)),
		row(6, "settled", ops.Copy, ops.Ended, string(ops.Unsure)),
		row(7, "settled", ops.Copy, ops.Dismissed, ""),
		row(8, "refused", ops.BackUp, ops.Ended, string(ops.Refused)),
		row(9, "broken", ops.Delete, ops.Stopped, ""),
		row(10, "gone", ops.Delete, ops.LookedUp, string(ops.Failed)),
		row(11, "done", ops.Delete, ops.Ended, string(ops.Accepted)),
	}
	store := state.NewStore()
	state.Publish(store, actionsPart(), nil, rows, len(rows))
	store.Flush()
	e := &Env{Snap: store.Snapshot()}
	problems := map[uint64]bool{5: true, 8: true, 9: true, 10: true}
	for i := range rows {
		if a := &rows[i]; actionProblem(a, e) != problems[a.Seq] {
			t.Errorf("%s, %s %s: a problem is %v", a.Op, a.Phase, a.Outcome, !problems[a.Seq])
		}
	}
}
