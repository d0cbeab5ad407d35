package views

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// manyWords say what became of the requests of one op: how many AWS took, each that
// needs a look, and why the rest was not sent.
func manyWords(results []ops.Result, err error, e *Env) []string {
	th, sent, took := e.Theme, 0, 0
	var each []string
	for i := range results {
		r := &results[i]
		if !r.Sent {
			continue
		}
		sent++
		sign, words := ui.Done, "AWS took it"
		switch r.Outcome {
		case ops.Accepted:
			took++
			switch {
			case r.Finding.Verdict == ops.Failed:
				sign = ui.Failed
			case r.Finding.Ongoing || r.Finding.Verdict != "" && r.Finding.Verdict != ops.Found:
				sign = ui.Unknown
			}
		case ops.Refused:
			what, remedy := problemWords(r.Err)
			sign, words = ui.Failed, "AWS refused it: "+what
			if remedy != "" {
				words += "; " + remedy
			}
		default:
			sign, words = ui.Unknown, "it is not certain whether AWS took it: "+r.Err.Error()
		}
		if r.Finding.Verdict != "" {
			words += "; a look says: " + string(r.Finding.Verdict) + ": " + r.Finding.Evidence
		}
		if r.Unwritten != nil {
			words += "; the outcome is not in the journal: " + r.Unwritten.Error()
		}
		if r.Outcome != ops.Accepted || r.Finding.Verdict != "" || r.Unwritten != nil {
			each = append(each, th.Sign(sign)+" "+r.Name+": "+words)
		}
	}
	sign := ui.Done
	if took < len(results) {
		sign = ui.Attention
	}
	lines := []string{fmt.Sprintf("%s %d of %d were sent; AWS took %d", th.Sign(sign), sent, len(results), took)}
	if err != nil {
		lines = append(append(lines, th.Sign(ui.Attention)+" "+err.Error()), wayOut(err)...)
	}
	return append(append(lines, each...), "", "9 shows each in the journal, esc goes back")
}

// restOf is what may still be done where only time keeps from it: what went first is
// still being deleted. nil where there is nothing, or something speaks against it.
func (w *wizard) restOf(v sent) *doing {
	d, ok := w.act.(*doing)
	if !ok || d.goOn == nil || !errors.Is(v.err, ops.ErrStillDeleting) {
		return nil
	}
	var ahead []backup.Thing
	var left []int
	for i := range v.results {
		switch {
		case !v.results[i].Sent:
			left = append(left, i)
		case v.results[i].Finding.Ongoing:
			ahead = append(ahead, w.review.op.Items[i].Thing)
		}
	}
	if len(left) == 0 || len(ahead) == 0 {
		return nil
	}
	return d.goOn(ahead, left)
}

// goOn gives the wizard's place to the review of the rest, which is confirmed like any
// other change.
func (w *wizard) goOn() tea.Cmd {
	s, rest := w.s, w.rest
	return s.change(func() {
		w.Close()
		s.stack[len(s.stack)-1] = newWizard(s, rest, nil)
		s.surface()
	})
}
