package views

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// end is what became of an op, for an operator who has gone elsewhere.
type end struct {
	words   string // the footer's
	brief   string // the header's, until the actions are opened; "" = all is well
	unknown bool   // whether AWS took it
}

// over shows on the wizard's page what became of its op, and tells it wherever the operator
// is: whoever has left must not take silence for success.
func (w *wizard) over(e *Env, v sent) tea.Cmd {
	w.sentAll(e, v)
	return w.s.tellEnd(w.endOf(v), w.s.top().ID() == w.id)
}

// tellEnd says it, and rings the bell for what did not go well. What stands on the page
// before the operator needs no second line; of what is unknown the header counts it.
func (s *session) tellEnd(n end, before bool) tea.Cmd {
	onActions := s.top().Target().View == "actions"
	if n.brief != "" && !onActions && (n.unknown || !before) {
		s.owed.add(n.words, n.brief, n.unknown)
	}
	switch {
	case before && n.brief == "":
		return nil
	case before:
		return s.ring()
	case n.brief == "":
		if n.words != "" {
			s.say(ui.Good, n.words)
		}
		return nil
	}
	if !onActions {
		n.words += "; 9 shows it"
	}
	return s.alert(ui.Warn, n.words)
}

// endOf sums up what became of an op. A job that was started is said by itself.
func (w *wizard) endOf(v sent) end {
	kind, title := string(w.act.kind()), w.act.title()
	what := cameWord(v.results)
	n := end{unknown: slices.ContainsFunc(v.results, uncertain)}
	var said []string
	switch {
	case len(v.results) > 1:
		said = []string{sumWords(w.act.kind(), v.results)}
		if v.err != nil {
			said = append(said, v.err.Error())
		}
	case len(v.results) == 0 || !v.results[0].Sent:
		err := v.err
		if len(v.results) == 1 {
			err = cmp.Or(v.results[0].Err, err)
		}
		if err != nil {
			said = []string{remedied(err)}
		}
	default:
		said = oneEnd(&v.results[0])
		if v.results[0].Job() != "" && len(said) == 0 {
			title = "" // the page of the job has come in its place
		}
	}
	if what != "sent" || unproven(v.results) {
		n.brief = kind + " " + what
	}
	for i := range v.results {
		if err := v.results[i].Unwritten; err != nil {
			n.brief = cmp.Or(n.brief, kind+" not in the journal")
			said = append(said, "the outcome is not in the journal: "+err.Error())
			break
		}
	}
	if title != "" || n.brief != "" {
		n.words = strings.Join(append([]string{what + ": " + cmp.Or(title, w.act.title())}, said...), ": ")
	}
	return n
}

// oneEnd is what is to be said of the only request, beyond that AWS took it.
func oneEnd(r *ops.Result) []string {
	switch {
	case r.Outcome == ops.Refused, uncertain(*r):
		return []string{remedied(r.Err)}
	case r.Finding.Verdict != "" && r.Job() == "":
		return []string{lookWords(r.Finding)}
	}
	return nil
}

// uncertain reports that nobody knows whether AWS took a request.
func uncertain(r ops.Result) bool { return r.Outcome == ops.Unsure && r.Finding.Verdict != ops.Found }

// unproven reports that AWS took something, and that it was done is not seen.
func unproven(results []ops.Result) bool {
	return slices.ContainsFunc(results, func(r ops.Result) bool {
		return r.Outcome == ops.Accepted && (r.Finding.Verdict == ops.NotFound || r.Finding.Verdict == ops.CantTell || r.Finding.Ongoing)
	})
}
