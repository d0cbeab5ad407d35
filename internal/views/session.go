package views

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// session is one operator at one terminal: the stack of screens, what floats above
// it, and the facts of the terminal. Only the UI goroutine touches it; commands get
// copies of what they need.
type session struct {
	ctx   context.Context
	b     Backend
	o     Options
	views []Opener
	term  terminal
	env   *Env
	size  ui.Rect

	stack      []Screen
	went       history
	dialogs    []ui.Dialog
	prompt     *ui.Prompt
	asks       []AskMFA // questions not answered yet
	note       notice
	wanted     []state.Part
	wantedOf   [2][]state.Part // what the fleet and the top screen gave to it
	lostWords  lostWords
	quiet      quiet
	fleetAt    time.Time // when the fleet changed last
	behind     bool      // it has changed since
	lastID     ScreenID
	pending    []tea.Cmd // what screens asked for while they were being changed
	keys       keysSeen
	viewKeys   []ui.Binding // made once: they are asked for at every key and frame
	habits     habits
	diagnosing diagnosing
	summary    *summary // what the start view computed last, for the next time it is opened; nil = never
	memory     memory
	tracked    []tracked
	seen       sightings
	underway   map[ScreenID]*underway
	kept       []ops.Draft
	looking    lookingOn
	jobsBegun  begunJobs
	othersAt   time.Time // when it was asked last whether other consoles still have the drafts of open forms
	beaten     time.Time // when other consoles were told last which drafts are open here
	owed       owed
	moved      bool     // the journal is not the one that the console was started with
	filters    []string // accepted filters, newest last, for the prompt's history

	dirty  bool // the frame on the terminal is not what the session says
	frame  string
	cursor *tea.Cursor
	buf    []byte
	quit   bool
}

// notice is a short line that goes away by itself.
type notice struct {
	text  string
	tone  ui.Tone
	until time.Time
}

// keysSeen remembers the last ctrl+c, since the second one quits, and the last key.
type keysSeen struct{ interrupted, pressed time.Time }

func (s *session) newID() ScreenID {
	s.lastID++
	return s.lastID
}

// later keeps a command for the end of the running Update.
func (s *session) later(cmd tea.Cmd) {
	if cmd != nil {
		s.pending = append(s.pending, cmd)
	}
}

// say shows a notice for some seconds, a long one for longer.
func (s *session) say(tone ui.Tone, text string) {
	text = ui.Clean(text)
	s.note = notice{text, tone, time.Now().Add(noticeFor + time.Duration(max(len(text)-80, 0)/20)*time.Second)}
	s.dirty = true
}

// mention is say for what nobody waits for: a warning that still stands is not taken away for
// it.
func (s *session) mention(tone ui.Tone, text string) {
	if s.note.text == "" || s.note.tone != ui.Warn || !time.Now().Before(s.note.until) {
		s.say(tone, text)
	}
}

const noticeFor = 6 * time.Second

// retheme makes the theme anew from the options and what the terminal is.
func (s *session) retheme() {
	next := *s.env
	next.Theme = s.term.theme(s.o)
	s.env = &next
	s.dirty = true
}

// focus narrows every view.
func (s *session) focus(f Focus) {
	next := *s.env
	next.Focus = f
	s.env = &next
	s.later(s.top().Refresh(s.env))
	s.want()
	s.dirty = true
}
