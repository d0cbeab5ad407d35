package views

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// lookingOn is the look at deletions of before that AWS took and has not said the end of.
type lookingOn struct {
	open  int           // of which the end is not known
	busy  bool          // a look is under way
	last  time.Time     // when it was looked last
	pause time.Duration // until the next
}

// How long after a look the next one is, at first and while nothing comes of it.
const (
	lookOnFirst = 15 * time.Second
	lookOnLast  = 2 * time.Minute
)

// lookedOn is what such a look found.
type lookedOn struct{ lookedBack }

// lookOn looks again while the actions, or one of them, are on the screen, ever less often
// while all are DELETING. It sends nothing; the end of each goes into the journal.
func (s *session) lookOn() {
	l := &s.looking
	if l.open == 0 || l.busy || s.top().Target().View != "actions" || time.Since(l.last) < l.pause {
		return
	}
	l.busy = true
	ctx, runner := s.ctx, s.b.Changes.Runner
	s.later(func() tea.Msg {
		var m lookedOn
		m.err = m.look(ctx, runner)
		return m
	})
}

// remain notes of how many the end is not known as yet.
func (l *lookingOn) remain(m *lookedBack) {
	open := m.ongoing + m.unseen + m.unlooked
	if open != l.open || l.pause == 0 {
		l.pause = lookOnFirst
	} else {
		l.pause = min(2*l.pause, lookOnLast)
	}
	l.open, l.busy, l.last = open, false, time.Now()
}

// heedLookOn says what has ended: the rows say it as well, with AWS's reason.
func (s *session) heedLookOn(m lookedOn) {
	s.looking.remain(&m.lookedBack)
	switch {
	case m.err != nil:
		s.say(ui.Warn, "the journal can't be read or written: "+m.err.Error())
	case m.failed > 0:
		s.say(ui.Warn, m.failedWords())
	case m.gone > 0:
		s.say(ui.Good, counted2(m.gone, "point that was DELETING is", "points that were DELETING are")+" gone")
	}
}
