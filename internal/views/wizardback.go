package views

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// formsBelow is how many screens of the stack stay when another view is opened: those up
// to the topmost form, since what was typed there must not be lost by a digit.
func (s *session) formsBelow() int {
	for i, screen := range slices.Backward(s.stack) {
		if _, ok := screen.(*wizard); ok {
			return i + 1
		}
	}
	return 0
}

// cut takes the screens from the nth on off the stack for good.
func (s *session) cut(n int) {
	gone := slices.Clone(s.stack[n:])
	clear(s.stack[n:])
	s.stack = s.stack[:n]
	for _, old := range gone {
		old.Close()
	}
}

// dropEnded takes changes that have ended from beneath the screen, and what they lay on, as
// opening a view does: nothing is to be done there any more, and the way back would grow by
// each of them. History still leads there.
func (s *session) dropEnded() {
	var kept, gone []Screen
	from, top := 0, len(s.stack)-1
	for i, screen := range s.stack[:max(top, 0)] {
		w, ok := screen.(*wizard)
		switch {
		case !ok:
			continue
		case w.stage == ended:
			gone = append(gone, s.stack[from:i+1]...)
		default:
			kept = append(kept, s.stack[from:i+1]...)
		}
		from = i + 1
	}
	s.stack = append(kept, s.stack[from:]...)
	for _, old := range gone {
		old.Close()
	}
}

// reopen comes back to a wizard: down the stack where it still is, else on top with all
// that was typed. What was sent and has a job now leads to the page of the job.
func (s *session) reopen(w *wizard) {
	if i := slices.IndexFunc(s.stack, func(n Screen) bool { return n.ID() == w.id }); i >= 0 {
		s.cut(i + 1)
		s.surface()
		return
	}
	if w.job.Kind != "" {
		s.visit(visited{at: jobTarget(w.job)})
		return
	}
	w.ctx, w.cancel = context.WithCancel(s.ctx)
	clear(w.asking) // what they ask was ended with the screen
	w.drafts.saving = false
	if w.stage == reviewing {
		w.stage = filling
		if len(w.act.fields()) == 0 {
			w.stage = loading
		}
	}
	s.dropEnded()
	s.stack = append(s.stack, w)
	s.later(w.holdDraft())
	if w.stage == filling {
		w.show()
		s.later(w.inquire())
	}
	s.surface()
}

// hushFor is how long keys that would lead away go nowhere after an enter on the review
// that did not open the confirmation: a phrase typed ahead is meant for it.
const hushFor = 2 * time.Second

// Deaf reports that a key goes nowhere: what is typed ahead of a confirmation that is not
// there yet. Keys that move the review, help, the command line, esc and ctrl keys work.
func (w *wizard) Deaf(k tea.KeyPressMsg) bool {
	v := w.review
	if w.stage == reviewing && v != nil && !v.hushed() && k.String() == "enter" && w.cannotConfirm() != "" {
		v.withhold() // enter says why, and what is typed ahead goes nowhere
		return false
	}
	if w.stage != reviewing || v == nil || !v.hushed() || k.Text == "" && k.String() != "enter" {
		return false
	}
	if k.Text == "?" || k.Text == ":" {
		return false
	}
	if b, ok := ui.Find([][]ui.Binding{v.text.Bindings()}, k.String()); ok && b.Disabled() == "" {
		return false
	}
	v.hush = time.Now().Add(hushFor)
	return true
}

// hushed reports whether a confirmation was asked for and is not there.
func (v *review) hushed() bool {
	return v.wants || v.early && v.done.IsZero() || time.Now().Before(v.hush)
}

// withhold notes that enter did not open the confirmation.
func (v *review) withhold() {
	v.early, v.hush = v.done.IsZero(), time.Now().Add(hushFor)
}
