package views

import (
	"iter"
	"strings"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// unsettled are the items of the journal of which no answer says what came of them.
func unsettled(e *Env) map[ops.ActionItem]ops.Standing {
	var rows iter.Seq[*ops.Action] = func(yield func(*ops.Action) bool) {
		for _, a := range state.Select[ops.Action](e.Snap, nil, actionsPart().Feed).All() {
			if !yield(a) {
				return
			}
		}
	}
	return ops.Unsettled(rows, e.Now.Time())
}

// actionWords say what is wrong with the journal, and what is open in it.
func actionWords(e *Env) string {
	var words []string
	for _, w := range []string{e.journal.brief(e), unsettledWords(e)} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " · ")
}

// unsettledWords count them, and name the way out.
func unsettledWords(e *Env) string {
	n, late := 0, 0
	for _, s := range unsettled(e) {
		switch {
		case !s.Gone.IsZero():
			continue
		case s.Late(e.Now.Time()):
			late++
		}
		n++
	}
	if n == 0 {
		return ""
	}
	words := e.Theme.Sign(ui.Unknown) + " " + counted2(n, "has", "have") + " no known outcome"
	switch {
	case n == late:
		return words + ": ctrl+r looks again"
	case late > 0:
		return words + ": :resend for " + ui.Count(n-late)
	}
	return words + ": :resend"
}

// actionProblem reports rows that need a look: not those of which a later record says what
// came of them.
func actionProblem(a *ops.Action, e *Env) bool {
	tone := actionTone(a, e)
	return !a.Settled && (tone == ui.Warn || tone == ui.Bad)
}

// unsettledNotes say on the page of a record what can be done about it.
func unsettledNotes(a *ops.Action, e *Env) []string {
	s, open := unsettled(e)[a.Of()]
	now := e.Now.Time()
	again := ":resend sends the same request with the same token, until " + ui.ExactTime(s.Until, now)
	if s.Late(now) {
		again = tooLate(s, e)
	}
	switch {
	case !open:
		return nil
	case !s.Gone.IsZero():
		return []string{"AWS has nothing of it: not found, which counts for good since " + ui.ExactTime(s.Gone, now) + "; " + again}
	}
	return []string{"what came of it is not known: ctrl+r in the list looks in AWS once more; " + again}
}

// tooLate says since when a request is not sent again.
func tooLate(s ops.Standing, e *Env) string {
	return "too late to send it with the same token, which was good until " + ui.ExactTime(s.Until, e.Now.Time()) + ": R makes another request"
}
