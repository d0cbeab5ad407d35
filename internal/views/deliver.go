package views

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
)

// tick moves the clock on. The frame is drawn again; what did not change in it
// costs no byte.
func (s *session) tick() {
	next := *s.env
	next.Now = backup.TimeOf(time.Now())
	s.quiet.listen(&next, s.wanted)
	s.quiet.tell(&next)
	s.env = &next
	if s.note.text != "" && !time.Now().Before(s.note.until) {
		s.note = notice{}
	}
	s.beat()
	s.lookOn()
	s.followBegun()
	if t, ok := s.top().(ticker); ok {
		s.later(t.Tick(s.env))
	}
	s.dirty = true
}

// ticker is a screen that has something to do as time passes.
type ticker interface{ Tick(e *Env) tea.Cmd }

// deliver hands a result to its screen wherever it is, or drops it.
func (s *session) deliver(m result) tea.Cmd {
	if v, ok := m.value.(sent); ok {
		if w := s.ends(m.to); w != nil && !slices.ContainsFunc(s.stack, func(n Screen) bool { return n.ID() == m.to }) {
			return w.over(s.env, v) // history leads to it
		}
	}
	for i, screen := range s.stack {
		if screen.ID() == m.to {
			s.dirty = s.dirty || i == len(s.stack)-1
			return screen.Handle(s.env, m)
		}
	}
	return nil
}
