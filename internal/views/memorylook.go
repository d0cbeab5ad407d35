package views

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// looked ends a look at the failures: what was there is remembered, and what comes from now
// on is new.
func (s *session) looked() tea.Cmd {
	if !s.memory.recalled || s.memory.first {
		return nil
	}
	c := s.env.Causes
	if c == nil || c.reading > 0 {
		return nil
	}
	return s.lookedAt(c.rows)
}

// lookedAt remembers the causes of a look.
func (s *session) lookedAt(rows []*failure) tea.Cmd {
	s.memory.look = s.env.Now
	cmd := s.see(rows)
	for key := range s.memory.seen {
		s.memory.before[key] = true
	}
	return cmd
}

// lastLook is looked for a console that is left with the failures open.
func (s *session) lastLook() tea.Cmd {
	if slices.ContainsFunc(s.stack, func(n Screen) bool { _, ok := n.(*failuresScreen); return ok }) {
		return s.looked()
	}
	return nil
}

// see remembers that the causes were on the screen.
func (s *session) see(rows []*failure) tea.Cmd {
	var fresh []Remembered
	for _, f := range rows {
		if s.env.Now.Sub(s.memory.seen[f.key]) >= seenAgain && !f.of().Brief.Seeking() { // that is no cause yet
			fresh = append(fresh, s.seesNow(f, f.known))
		}
	}
	return s.remember(fresh)
}

// seenAgain is how often it is written down that a cause is still on the screen.
const seenAgain = time.Hour

// seesNow is what is kept of a cause that is on the screen.
func (s *session) seesNow(f *failure, known string) Remembered {
	s.memory.seen[f.key] = s.env.Now
	r := Remembered{Cause: f.key, Seen: s.env.Now.Time(), Known: known}
	if !s.memory.look.IsZero() {
		r.Look = s.memory.look.Time()
	}
	return r
}

// silence says why a cause need not be looked at; an empty reason takes that back.
func (s *session) silence(f *failure, reason string) tea.Cmd {
	if !s.memory.recalled {
		s.say(ui.Warn, "what is known is still being read; try again")
		return nil
	}
	delete(s.memory.known, f.key)
	s.memory.decided++
	words := fmt.Sprintf("%q is no longer known", f.of().Brief.Cause)
	if reason != "" {
		s.memory.known[f.key] = reason
		words = fmt.Sprintf("%q is known: %s; :notknown on its row takes it back", f.of().Brief.Cause, reason)
	}
	s.say(ui.Plain, words)
	s.reacquaint()
	return s.remember([]Remembered{s.seesNow(f, reason)})
}

// notKept says that what the operator decided will be gone after this run.
type notKept struct{ err error }

func (s *session) remember(causes []Remembered) tea.Cmd {
	m := s.b.Memory
	if m == nil || len(causes) == 0 {
		return nil
	}
	return func() tea.Msg {
		if err := m.Remember(causes); err != nil {
			return notKept{err}
		}
		return nil
	}
}
