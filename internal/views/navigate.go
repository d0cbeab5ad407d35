package views

import (
	"slices"

	"github.com/bkpui/bkpui/internal/ui"
)

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
		s.went.leave(s.here())
	}
	if _, ok := n.(*wizard); ok {
		s.dropEnded()
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
	if err := t.sound(v); err != nil {
		s.say(ui.Warn, err.Error())
		return
	}
	s.replace(v.Open(s, t))
}

func (s *session) replace(n Screen) {
	if len(s.stack) > 0 {
		s.went.leave(s.here())
	}
	s.swap(n)
}

// swap makes these the screens without touching the history, the last one on top: the only
// ones, but for a form and what was sent, which stay beneath, so that esc leads back to them.
func (s *session) swap(screens ...Screen) {
	s.cut(s.formsBelow())
	s.stack = append(s.stack, screens...)
	s.surface()
}

// pop goes back one screen; the first one stays.
func (s *session) pop() bool {
	if len(s.stack) < 2 {
		return false
	}
	s.went.leave(s.here())
	s.top().Close()
	s.stack = s.stack[:len(s.stack)-1]
	s.surface()
	return true
}

// here is the place that the operator looks at. Forms beneath it stay where they are, so
// they are no part of it.
func (s *session) here() visited {
	p := visited{at: s.top().Target()}
	if n, ok := s.top().(placed); ok {
		p.line = n.left()
	}
	below := s.stack[:len(s.stack)-1]
	for _, n := range below[min(s.formsBelow(), len(below)):] {
		if t := n.Target(); t.returns() {
			p.below = append(p.below, t)
		}
	}
	return p
}

// visit opens a place that the history gave, with the screens beneath it.
func (s *session) visit(p visited) {
	if p.at.form != nil {
		s.reopen(p.at.form)
		return
	}
	if _, ok := findView(s.views, p.at.View); !ok {
		return
	}
	var screens []Screen
	for _, t := range append(slices.Clip(p.below), p.at) {
		if v, ok := findView(s.views, t.View); ok {
			screens = append(screens, v.Open(s, t))
		}
	}
	s.swap(screens...)
	if n, ok := s.top().(placed); ok {
		n.returnTo(p.line)
	}
}

// surface refreshes the screen that came to the top.
func (s *session) surface() {
	s.later(s.top().Refresh(s.env))
	switch s.top().Target().View {
	case "drafts":
		s.later(s.lookForDrafts()) // other consoles keep theirs there too
	case "actions":
		s.heeded()
	}
	s.want()
	s.dirty = true
}
