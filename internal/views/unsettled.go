package views

import (
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// unsettled are the items of the journal of which nobody knows what came of them, each
// with until when it may be sent again.
func unsettled(e *Env) map[ops.ActionItem]time.Time {
	var rows iter.Seq[*ops.Action] = func(yield func(*ops.Action) bool) {
		for _, a := range state.Select[ops.Action](e.Snap, nil, actionsPart().Feed).All() {
			if !yield(a) {
				return
			}
		}
	}
	return ops.Unsettled(rows, e.Now.Time())
}

// unsettledWords count them, and name the way out.
func unsettledWords(e *Env) string {
	n := len(unsettled(e))
	if n == 0 {
		return ""
	}
	return e.Theme.Sign(ui.Unknown) + " " + counted2(n, "has", "have") + " no known outcome: :resend"
}

// actionProblem reports rows that need a look: not those of which a later record says what
// came of them.
func actionProblem(a *ops.Action, e *Env) bool {
	tone := actionTone(a, e)
	return !a.Settled && (tone == ui.Warn || tone == ui.Bad)
}

// unsettledNotes say on the page of a record what can be done about it.
func unsettledNotes(a *ops.Action, e *Env) []string {
	until, open := unsettled(e)[a.Of()]
	if !open {
		return nil
	}
	return []string{"what came of it is not known: ctrl+r in the list looks in AWS once more; :resend sends the same request with the same token, until " + ui.ExactTime(until, e.Now.Time())}
}
