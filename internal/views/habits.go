package views

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// habits keeps Env.Usual and Env.Course: how long jobs usually take, and how those come
// along that run, learned from all that is known, now and then and in a command, since it
// reads every job.
type habits struct {
	version uint64
	at      time.Time
	running bool
}

// habitsEvery is how often it is learned anew at most.
const habitsEvery = 30 * time.Second

// usualMsg brings what was learned.
type usualMsg struct {
	usual  usuals
	course *course
}

// learn starts learning where jobs have changed since the last time.
func (s *session) learn() tea.Cmd {
	h, version := &s.habits, s.env.Snap.RowVersion(jobFeeds()...)
	if s.env.Course.watches() {
		version = s.env.Snap.FeedVersion(jobFeeds()...) // that nothing moved is news as well
	}
	pause := habitsEvery
	if s.env.Usual == nil {
		pause = 2 * time.Second
	}
	if h.running || version == h.version || time.Since(h.at) < pause || s.halfRead() {
		return nil
	}
	*h = habits{version: version, at: time.Now(), running: true}
	snap, before := s.env.Snap, s.env.Course
	return func() tea.Msg {
		return usualMsg{usualOf(state.Select[backup.Job](snap, nil, jobFeeds()...)), courseOf(before, snap)}
	}
}

// learned takes what was learned.
func (s *session) learned(m usualMsg) {
	next := *s.env
	next.Usual, next.Course = m.usual, m.course
	s.env, s.habits.running, s.dirty = &next, false, true
	s.later(s.top().Refresh(s.env)) // what looks stuck may be what the list is asked for
}

// halfRead reports whether a list of jobs is still being read: what would be learned
// from the part that is there changes with every page.
func (s *session) halfRead() bool {
	for _, feed := range jobFeeds() {
		for _, h := range s.env.Snap.Healths(feed) {
			if h.Loading && !h.Whole {
				return true
			}
		}
	}
	return false
}
