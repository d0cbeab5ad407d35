package views

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
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
	beaten     time.Time // when other consoles were told last which drafts are open here
	filters    []string  // accepted filters, newest last, for the prompt's history

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

// keysSeen remembers the last ctrl+c, since the second one quits.
type keysSeen struct{ interrupted time.Time }

func (s *session) newID() ScreenID {
	s.lastID++
	return s.lastID
}

// top returns the screen that the operator looks at.
func (s *session) top() Screen { return s.stack[len(s.stack)-1] }

// follow goes to where a link leads: its filter is the link's, not the operator's.
func (s *session) follow(t Target) {
	t.Given = t.Filter
	s.open(t)
}

// open goes to a target as a new screen on the stack.
func (s *session) open(t Target) {
	v, ok := findView(s.views, t.View)
	if !ok {
		s.say(ui.Warn, unknownView(s.views, t.View).Error())
		return
	}
	if t.Filter != "" {
		if err := v.Check(t.Filter, ""); err != nil {
			s.say(ui.Warn, err.Error())
			return
		}
	}
	s.push(v.Open(s, t))
}

// push puts a screen on top.
func (s *session) push(n Screen) {
	if len(s.stack) > 0 {
		s.went.leave(s.top().Target())
	}
	s.stack = append(s.stack, n)
	if len(s.stack) > stackLimit {
		s.stack[0].Close()
		s.stack = slices.Delete(s.stack, 0, 1)
	}
	s.surface()
}

// stackLimit bounds how many screens stay alive; history leads further back.
const stackLimit = 30

// root goes to a target as the only screen: what the digits and commands do.
func (s *session) root(t Target) {
	v, ok := findView(s.views, t.View)
	if !ok {
		s.say(ui.Warn, unknownView(s.views, t.View).Error())
		return
	}
	if err := v.Check(t.Filter, ""); err != nil {
		s.say(ui.Warn, err.Error())
		return
	}
	s.replace(v.Open(s, t))
}

func (s *session) replace(n Screen) {
	if len(s.stack) > 0 {
		s.went.leave(s.top().Target())
	}
	s.swap(n)
}

// swap makes n the screen without touching the history: the only one, but for a form and
// what was sent, which stay beneath, so that esc leads back to them.
func (s *session) swap(n Screen) {
	s.cut(s.formsBelow())
	s.stack = append(s.stack, n)
	s.surface()
}

// pop goes back one screen; the first one stays.
func (s *session) pop() bool {
	if len(s.stack) < 2 {
		return false
	}
	s.went.leave(s.top().Target())
	s.top().Close()
	s.stack = s.stack[:len(s.stack)-1]
	s.surface()
	return true
}

// visit opens a target that the history gave.
func (s *session) visit(t Target) {
	if t.form != nil {
		s.reopen(t.form)
		return
	}
	if v, ok := findView(s.views, t.View); ok {
		s.swap(v.Open(s, t))
	}
}

// surface refreshes the screen that came to the top.
func (s *session) surface() {
	s.later(s.top().Refresh(s.env))
	if s.top().Target().View == "drafts" {
		s.later(s.lookForDrafts()) // other consoles keep theirs there too
	}
	s.want()
	s.dirty = true
}

// later keeps a command for the end of the running Update.
func (s *session) later(cmd tea.Cmd) {
	if cmd != nil {
		s.pending = append(s.pending, cmd)
	}
}

// want tells the poller what the top screen needs, where that changed.
func (s *session) want() {
	fleet, needs := s.env.Fleet.parts(), s.top().Needs(s.env)
	var more []state.Part
	for _, t := range s.tracked {
		more = append(more, t.parts...)
	}
	same := sameSlice(fleet, s.wantedOf[0]) && sameSlice(needs, s.wantedOf[1])
	s.wantedOf = [2][]state.Part{fleet, needs}
	switch { // mostly nothing changed, and thousands take a while to compare and to copy
	case same && slices.Equal(s.wanted[len(fleet)+len(needs):], more):
	case consistsOf(s.wanted, fleet, needs, more):
	default:
		s.wanted = slices.Concat(fleet, needs, more)
		s.b.Poller.Want(s.wanted)
	}
}

// sameSlice reports whether both are one slice. What is asked for what it needs may give the
// same slice again only if nothing in it has changed.
func sameSlice(a, b []state.Part) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// consistsOf reports whether whole is these pieces, one after the other.
func consistsOf(whole []state.Part, pieces ...[]state.Part) bool {
	for _, p := range pieces {
		if len(whole) < len(p) || !slices.Equal(whole[:len(p)], p) {
			return false
		}
		whole = whole[len(p):]
	}
	return len(whole) == 0
}

// say shows a notice for some seconds, a long one for longer.
func (s *session) say(tone ui.Tone, text string) {
	text = ui.Clean(text)
	s.note = notice{text, tone, time.Now().Add(noticeFor + time.Duration(max(len(text)-80, 0)/20)*time.Second)}
	s.dirty = true
}

const noticeFor = 6 * time.Second

// observe makes a new Env from the store and the clock.
func (s *session) observe() {
	snap := s.b.Store.Snapshot()
	fleet := s.fleetNow(snap)
	for i := range fleet.Accounts {
		if a := &fleet.Accounts[i]; fleet != s.env.Fleet && readByMore(s.env.Fleet, a) {
			s.b.Poller.Refresh([]state.Part{regionsPart(a.ID)})
		}
	}
	next := *s.env
	next.Snap, next.Fleet, next.Now = snap, fleet, backup.TimeOf(time.Now())
	s.env = &next
}

// fleetNow is the fleet of a snapshot. While a large one is found it changes ten times a
// second, and all that hangs on it with it: it is looked at once a second then.
func (s *session) fleetNow(snap *state.Snapshot) *Fleet {
	prev := s.env.Fleet
	moved := prev.rows != snap.RowVersion("accounts", "regions")
	if s.behind = moved && len(prev.Scopes) > fleetLarge && time.Since(s.fleetAt) < fleetEvery; s.behind {
		return prev
	}
	fleet := fleetOf(snap, prev)
	if fleet != prev {
		s.fleetAt = time.Now()
	}
	return fleet
}

const (
	fleetLarge = 500                    // scopes
	fleetEvery = 900 * time.Millisecond // a tick finds what the last change left
)

// readByMore reports whether an account turned out to be that of another profile too, which
// may name another Region of it.
func readByMore(before *Fleet, a *backup.Account) bool {
	return a.Home && !a.ID.Empty() && slices.ContainsFunc(before.Accounts, func(b backup.Account) bool {
		return b.ID == a.ID && b.Home && b.Profile != a.Profile
	})
}

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
