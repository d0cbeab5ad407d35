package views

import (
	"cmp"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// underway is an op between its confirmation and its outcome. The runner reports from its
// own goroutine, so the counts are atomic; the rest is never written after it was made.
type underway struct {
	title          string
	w              *wizard
	total          int
	since          time.Time
	sent, answered atomic.Int32
}

// report takes what the runner says of an item.
func (u *underway) report(r ops.Result) {
	if r.Sent {
		u.sent.Store(max(u.sent.Load(), int32(r.Item)))
	}
	if r.Outcome != "" {
		u.answered.Store(max(u.answered.Load(), int32(r.Item)))
	}
}

// words say how far it has come.
func (u *underway) words() string {
	words := u.title + ", confirmed " + ui.Duration(time.Since(u.since)) + " ago: "
	switch sent, answered := int(u.sent.Load()), int(u.answered.Load()); {
	case u.total == 1 && sent == 0:
		return words + "about to be sent"
	case u.total == 1 && answered == 0:
		return words + "sent, AWS has not answered yet"
	case u.total == 1:
		return words + "AWS has answered; what came of it is looked for"
	default:
		return words + ui.Count(answered) + " of " + ui.Count(u.total) + " answered, " + ui.Count(u.total-sent) + " still to be sent"
	}
}

// begins notes an op that was confirmed in a wizard; ends forgets it.
func (s *session) begins(w *wizard) *underway {
	u := &underway{w: w, title: w.act.title(), total: len(w.review.op.Items), since: time.Now()}
	if s.underway == nil {
		s.underway = map[ScreenID]*underway{}
	}
	s.underway[w.id] = u
	return u
}

// ends forgets an op that has its outcome, and returns its wizard, nil where it is unknown.
func (s *session) ends(id ScreenID) *wizard {
	u := s.underway[id]
	delete(s.underway, id)
	if u == nil {
		return nil
	}
	return u.w
}

// leave quits, unless something is under way: then it asks first.
func (s *session) leave() {
	var lines []string
	for _, u := range slices.SortedFunc(maps.Values(s.underway), func(a, b *underway) int { return cmp.Compare(a.since.UnixNano(), b.since.UnixNano()) }) {
		lines = append(lines, u.words())
	}
	if left := s.left(); len(lines) == 0 && left > 0 {
		lines = []string{counted2(left, "change is", "changes are") + " under way"}
	}
	if len(lines) == 0 {
		s.quit = true
		return
	}
	s.dialogs = append(s.dialogs, ui.NewConfirm(ui.ConfirmOptions{
		Title: "Something is under way", Phrase: "quit", Verb: "quit",
		Lines: append(lines, "Nothing more is sent once you quit. What was sent is in the journal; where AWS has not answered, the next start looks for what came of it."),
		Done: func(ok bool) tea.Cmd {
			s.quit = ok
			return nil
		},
	}))
	s.dirty = true
}

// left is how many items of running ops are still to be sent or answered.
func (s *session) left() int {
	if s.b.Changes == nil || s.b.Changes.Runner == nil {
		return 0
	}
	return s.b.Changes.Runner.Left()
}
