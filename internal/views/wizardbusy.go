package views

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
)

// jammed reports that AWS throttles what is being sent, which is tried again for a while.
func (w *wizard) jammed() bool {
	u := w.s.underway[w.id]
	return u != nil && slices.ContainsFunc(u.known(), func(r ops.Result) bool { return !r.Again.IsZero() && r.Outcome == "" })
}

// giveUp ends that.
func (w *wizard) giveUp() tea.Cmd {
	w.enough, w.s.dirty = true, true
	w.s.b.Changes.Runner.GiveUp(w.review.op.ID)
	return nil
}

// sendAgain opens the review of the same request with the same token, once AWS was too busy
// for it. It is confirmed like any other change.
func (w *wizard) sendAgain() tea.Cmd {
	s, r := w.s, w.away
	var cmd tea.Cmd
	s.change(func() { cmd = s.resend(r.Op, r.Item, r.Attempt) })
	return cmd
}
