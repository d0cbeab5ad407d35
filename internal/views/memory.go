package views

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// Memory keeps between runs which causes of failures the operator has looked at, and which
// are known. Its methods may block; they are called from commands only.
type Memory interface {
	Version() string // tells what is kept from what was kept before, at little cost: others write as well
	Recall() ([]Remembered, error)
	Remember(causes []Remembered) error // those of the same cause are replaced, others stay
}

// Remembered is what is kept of a cause.
type Remembered struct {
	Cause string    `json:"cause"`           // triage.Key as text
	Seen  time.Time `json:"seen"`            // when it was last on the screen, to an hour
	Known string    `json:"known,omitempty"` // the reason for which it is silenced
	Look  time.Time `json:"look,omitzero"`   // when all failures were last looked at, as far as was known then
}

// memory is what the session has of it.
type memory struct {
	recalled bool
	first    bool                   // nothing was kept: what is there once all lists are read is not new
	seen     map[string]backup.Time // when last, by cause
	before   map[string]bool        // when the failures were last looked at: what of the others failed first since then is new
	look     backup.Time            // when that was; zero = not known
	known    map[string]string      // the reasons
	decided  int                    // how often the operator said so, or took it back
	version  string                 // of what is kept, as it was read last
	asked    backup.Time            // when it was last looked at
	met      map[string]bool        // while this console ran; nil until every list was read once
	since    backup.Time            // when that was
	failing  map[string]failedAs    // while this console ran, and
	in       extent                 // in what
	mended   map[string]backup.Time // when what was failing had recovered
	arisen   map[string]bool        // what was new while this console ran
}

// recalledMsg brings what was kept.
type recalledMsg struct {
	causes  []Remembered
	version string
	err     error
}

func (s *session) recall() tea.Cmd {
	m := s.b.Memory
	if m == nil {
		s.recallCauses(recalledMsg{})
		return nil
	}
	return func() tea.Msg {
		version := m.Version() // what is written from here on is read again
		causes, err := m.Recall()
		return recalledMsg{causes, version, err}
	}
}

func (s *session) recallCauses(m recalledMsg) {
	s.memory = memoryOf(m.causes)
	s.memory.version = m.version
	if m.err != nil {
		s.notKept(m.err)
	}
	s.reacquaint()
}

// memoryOf is what was kept, at the begin of a run.
func memoryOf(causes []Remembered) memory {
	m := memory{recalled: true, first: len(causes) == 0, seen: map[string]backup.Time{}, before: map[string]bool{}, known: map[string]string{}}
	for _, c := range causes {
		m.seen[c.Cause], m.before[c.Cause] = backup.TimeOf(c.Seen), true
		if !c.Look.IsZero() {
			m.look = max(m.look, backup.TimeOf(c.Look))
		}
		if m.known[c.Cause] = c.Known; c.Known == "" { // the last of a cause counts
			delete(m.known, c.Cause)
		}
	}
	return m
}

// notKept says that what is known of failures ends with this console, unless that of the
// whole folder was said at the start.
func (s *session) notKept(err error) {
	if s.o.Told == "" {
		s.say(ui.Warn, "which failures are known is not kept: "+err.Error())
	}
}

// reacquaint marks the causes anew after what is kept has changed.
func (s *session) reacquaint() {
	if s.env.Causes == nil {
		return
	}
	next, c := *s.env, *s.env.Causes
	s.diagnosing.seq++
	c.rows, c.byKey, c.byJob, c.seq = nil, make(map[string]*failure, len(c.byKey)), make(map[string]*failure, len(c.byJob)), s.diagnosing.seq
	c.byPoint, c.scans = make(map[pointAt]*failure, len(c.byPoint)), nil
	for _, f := range s.env.Causes.rows {
		again := *f
		c.add(&again)
	}
	s.acquaint(&c)
	next.Causes = &c
	s.env, s.dirty = &next, true
	s.later(s.top().Refresh(s.env))
}

// acquaint marks what is new since the last look and what is known, says what is new since this
// console runs, and puts all into the order in which they are shown.
func (s *session) acquaint(c *causes) {
	s.memory.mark(c)
	s.tellOf(c)
	s.memory.arrange(c, s.env.Now)
}

// tellOf says what is new since this console runs, and what has recovered.
func (s *session) tellOf(c *causes) {
	m := &s.memory
	if c.reading > 0 || c.jobs == 0 {
		return // what comes in while the lists are read is not new
	}
	if m.recalled && m.first && !slices.ContainsFunc(c.rows, func(f *failure) bool { return f.of().Brief.Seeking() }) {
		m.first = false
		s.later(s.lookedAt(c.rows))
	}
	if m.met == nil {
		m.met, m.since = map[string]bool{}, s.env.Now
	} else {
		for _, f := range c.rows {
			if f.of().First > m.since && !m.met[f.key] && f.known == "" && m.seen[f.key].IsZero() && !f.of().Brief.Seeking() {
				s.newCause(f)
			}
		}
	}
	for _, f := range c.rows {
		m.met[f.key] = true
	}
	s.recovers(c)
}

// mark says of causes which are known, and which are new.
func (m *memory) mark(c *causes) {
	c.known = 0
	for _, f := range c.rows {
		f.known = m.known[f.key]
		f.fresh = m.isNew(f)
		if f.known != "" {
			c.known++
		}
	}
}

// arrange puts causes that are marked into the order in which they are shown.
func (m *memory) arrange(c *causes, now backup.Time) {
	c.rows = m.inOrder(c.rows, now)
	for i, f := range c.rows {
		f.place = i
	}
}

// toldLate is how long after its end a job may still be missing from AWS's lists. Every window
// is as long, so that what failed before that was on the screen at a look, whatever its window.
const toldLate = time.Hour

// isNew reports whether a cause arose after the last look. That it was not on the screen then is
// not enough: a wider window, or more scopes, show what is old.
func (m *memory) isNew(f *failure) bool {
	return m.recalled && !m.first && !m.before[f.key] && f.of().First >= m.look.Add(-toldLate) && f.known == "" && !f.of().Brief.Seeking()
}

// newCause tells the operator, wherever they are.
func (s *session) newCause(f *failure) {
	s.later(s.alert(ui.Bad, "new failure: "+namedCause(f, s.env)+"; 2 shows it"))
}
