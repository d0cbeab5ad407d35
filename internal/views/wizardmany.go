package views

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// manyBlocks say what became of the requests of one op: how many AWS took, why the rest
// was not sent, what can be done now, and each item.
func (w *wizard) manyBlocks(e *Env, v sent) []ui.Block {
	sign := ui.Done
	failed := held(v.results) > 0
	for i := range v.results {
		if s, _, _ := itemWords(w.review.op.Kind, &v.results[i], failed); s != ui.Done {
			sign = ui.Attention
		}
	}
	blocks := []ui.Block{ui.Paragraph{Text: sumWords(w.review.op.Kind, v.results), Sign: sign, Mark: true}}
	if v.err != nil {
		blocks = append(blocks, ui.Paragraph{Text: v.err.Error(), Tone: ui.Warn, Sign: ui.Attention, Mark: true})
		for _, way := range wayOut(v.err) {
			blocks = append(blocks, ui.Paragraph{Text: way})
		}
	}
	back := "9 shows each in the journal, esc goes back"
	if w.rest != nil {
		back = "enter opens the review of the rest, to be confirmed anew; " + back
	}
	return append(blocks, ui.Paragraph{Text: back, Tone: ui.Muted}, itemFacts(e, w.review.op, v.results))
}

// sumWords count what was sent and what AWS took, and of a delete, which AWS takes also
// where it may not, what the looks at the points said.
func sumWords(k ops.Kind, results []ops.Result) string {
	var took, gone, expired, going, unseen int
	for i := range results {
		r := &results[i]
		if r.Outcome == ops.Accepted {
			took++
		}
		switch f := r.Finding; {
		case f.Verdict == ops.Failed:
			expired++
		case f.Ongoing:
			going++
		case f.Verdict == ops.Found:
			gone++
		case r.Outcome == ops.Accepted:
			unseen++
		}
	}
	went, _ := reached(results)
	words := fmt.Sprintf("%d of %d were sent; AWS took %d", went, len(results), took)
	if k != ops.Delete || gone+expired+going+unseen == 0 {
		return words
	}
	var came []string
	for _, c := range []struct {
		n     int
		words string
	}{{gone, "gone"}, {expired, "EXPIRED"}, {going, "still DELETING"}, {unseen, "not known to be gone"}} {
		if c.n > 0 {
			came = append(came, ui.Count(c.n)+" "+c.words)
		}
	}
	return words + ": " + strings.Join(came, ", ")
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
