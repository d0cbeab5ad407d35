package views

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

func (s *session) escape() tea.Cmd {
	cmd, undone := s.top().Back(s.env)
	if !undone {
		s.back()
	}
	s.want()
	return cmd
}

func (s *session) back() {
	switch {
	case s.pop():
	case len(s.went.past) > 0:
		s.say(ui.Muted, "no screen below this one; [ goes to where you were before, :q quits")
	default:
		s.say(ui.Muted, "this is the first screen; :q or ctrl+c twice quits")
	}
}

func (s *session) earlier() {
	p, ok := s.went.back(s.here())
	if !ok {
		s.say(ui.Muted, "there is nothing before this")
		return
	}
	s.visit(p)
}

func (s *session) forward() {
	p, ok := s.went.forward(s.here())
	if !ok {
		s.say(ui.Muted, "there is nothing after this")
		return
	}
	s.visit(p)
}

// lastView goes to the place that was left last, so that twice comes back.
func (s *session) lastView() {
	last := s.went.last
	if !last.known() {
		s.say(ui.Muted, "there was no other view yet")
		return
	}
	s.went.leave(s.here())
	s.visit(last)
}

func (s *session) refresh() {
	s.b.Poller.Refresh(append(s.env.Fleet.parts(), s.top().Needs(s.env)...))
	if r, ok := s.top().(interface{ Again(*Env) tea.Cmd }); ok {
		s.later(r.Again(s.env))
	}
	if s.top().Target().View == "drafts" {
		s.later(s.lookForDrafts())
	}
	if s.top().Target().View == "actions" {
		s.later(s.lookAgain())
	}
	s.say(ui.Muted, "reading again")
}

func (s *session) setTheme(name string) tea.Cmd {
	names := ui.ThemeNames()
	name = strings.TrimSpace(name)
	if name == "" {
		at := 0
		for i, n := range names {
			if n == s.env.Theme.Name() {
				at = i
			}
		}
		name = names[(at+1)%len(names)]
	}
	for _, n := range names {
		if n == name {
			s.o.Theme = name
			s.retheme()
			s.say(ui.Plain, "theme "+name)
			return nil
		}
	}
	s.say(ui.Warn, fmt.Sprintf("no theme %q; there are: %s", name, strings.Join(names, ", ")))
	return nil
}
