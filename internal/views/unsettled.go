package views

import (
	"iter"
	"slices"
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

// unknown are those of them that are to be settled: AWS has not said for good that it has nothing of them,
// and they are not under way here.
func unknown(e *Env) iter.Seq[ops.Standing] {
	return func(yield func(ops.Standing) bool) {
		for of, s := range unsettled(e) {
			if s.Gone.IsZero() && !slices.Contains(e.sending, of.Op.String()) && !yield(s) {
				return
			}
		}
	}
}

// actionWords say what is wrong with the journal, and what is open in it.
func actionWords(e *Env) string {
	var words []string
	damage := e.journal.brief(e)
	for _, w := range []string{damage, unsettledWords(e, damage != "")} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " · ")
}

// unsettledWords count them, and name the way out; shortly beside what is worse.
func unsettledWords(e *Env, short bool) string {
	n, late := 0, 0
	for s := range unknown(e) {
		if n++; s.Late(e.Now.Time()) {
			late++
		}
	}
	if n == 0 {
		return ""
	}
	words := e.Theme.Sign(ui.Unknown) + " " + counted2(n, "has", "have") + " no known outcome"
	if short {
		words = e.Theme.Sign(ui.Unknown) + " " + ui.Count(n) + " unknown"
	}
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
	case slices.Contains(e.sending, a.Op.String()):
		return []string{beingSent}
	case !s.Gone.IsZero():
		return []string{"AWS has nothing of it: not found, which counts for good since " + ui.ExactTime(s.Gone, now) + "; " + again}
	}
	return []string{"what came of it is not known: ctrl+r in the list looks in AWS once more; " + again}
}

// beingSent is said of what has no outcome yet since it is under way in this console.
const beingSent = "it is under way here, and is still looked for: :underway leads there"

// tooLate says since when a request is not sent again.
func tooLate(s ops.Standing, e *Env) string {
	return "too late to send it with the same token, which was good until " + ui.ExactTime(s.Until, e.Now.Time()) + ": R makes another request"
}
