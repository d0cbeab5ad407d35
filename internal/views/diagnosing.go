package views

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// diagnosing keeps Env.Causes.
type diagnosing struct {
	version uint64
	began   time.Time
	at      time.Time          // when the last computation ended, and
	took    time.Duration      // how long it took
	cancel  context.CancelFunc // of the running computation; nil = none
	seq     uint64
	running uint64 // the one that is not overtaken
	window  time.Duration
}

// causesMsg brings what was computed; nil when it was given up.
type causesMsg struct {
	causes *causes
	seq    uint64
}

// diagnose starts grouping the failures where what they come from has changed.
func (s *session) diagnose() tea.Cmd {
	d, e := &s.diagnosing, s.env
	version := e.Snap.RowVersion(causeFeeds()...)
	if e.Causes.untold() { // what can't be read brings no rows
		version = e.Snap.FeedVersion(jobFeeds()...)
	}
	same := e.Causes != nil && e.Causes.window == s.window() && e.Causes.focus.Equal(e.Focus)
	if d.cancel != nil || same && (version == d.version || time.Since(d.at) < max(causesEvery, min(causesRest*d.took, summaryIdle))) {
		return nil
	}
	ctx, cancel := context.WithCancel(s.ctx)
	d.version, d.cancel, d.began = version, cancel, time.Now()
	d.seq++
	d.running = d.seq
	seq, window := d.seq, s.window()
	return func() tea.Msg {
		c := causesOf(ctx, e, window)
		if c != nil {
			c.seq = seq
		}
		return causesMsg{c, seq}
	}
}

// diagnosed takes what was computed, and says what is new in it.
func (s *session) diagnosed(m causesMsg) tea.Cmd {
	d := &s.diagnosing
	if m.seq != d.running {
		return nil // another one took its place
	}
	d.cancel()
	d.cancel, d.at, d.took = nil, time.Now(), time.Since(d.began)
	if m.causes == nil {
		return nil
	}
	s.acquaint(m.causes)
	next := *s.env
	next.Causes = m.causes
	s.env, s.dirty = &next, true
	s.want()
	return s.top().Refresh(s.env)
}

// window is how far back failures are looked for.
func (s *session) window() time.Duration {
	if s.diagnosing.window == 0 {
		return overviewWindow
	}
	return s.diagnosing.window
}
