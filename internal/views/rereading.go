package views

import (
	"fmt"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Several consoles keep what is known of failures in one place: what one is told, the others show.

// rereadEvery is how often a console looks whether another one has written.
const rereadEvery = 5 * time.Second

// rereadMsg brings what another console may have written.
type rereadMsg struct {
	recalledMsg
	decided int
}

// reread reads what is kept again when it has changed.
func (s *session) reread() tea.Cmd {
	m, kept := &s.memory, s.b.Memory
	if kept == nil || !m.recalled || s.env.Now.Sub(m.asked) < rereadEvery {
		return nil
	}
	m.asked = s.env.Now
	was, decided := m.version, m.decided
	return func() tea.Msg {
		version := kept.Version()
		if version == was {
			return nil
		}
		causes, err := kept.Recall()
		return rereadMsg{recalledMsg{causes, version, err}, decided}
	}
}

// heedReread takes over which causes are known. What was decided here meanwhile may not be written
// yet, so that it is read once more.
func (s *session) heedReread(r rereadMsg) {
	m := &s.memory
	if r.err != nil || r.decided != m.decided {
		return
	}
	m.version = r.version
	if known := memoryOf(r.causes).known; !maps.Equal(known, m.known) {
		m.known = known
		s.reacquaint()
	}
}

// known marks the causes of a get as the consoles that keep their state in the same place show them.
func (g *getRun) known(c *causes) {
	if g.b.Memory == nil {
		return
	}
	causes, err := g.b.Memory.Recall()
	if err != nil {
		fmt.Fprintln(g.errs, "bkpui: which failures are known can't be read: "+err.Error())
	}
	m := memoryOf(causes)
	m.mark(c)
	m.arrange(c, g.env.Now)
}
