package views

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// key routes a key: to the prompt, the top dialog, the screen's bindings, the
// global ones, in this order.
func (s *session) key(k tea.KeyPressMsg) tea.Cmd {
	if s.b.Changes != nil {
		s.b.Changes.Arming.Touch()
	}
	if k.String() == "ctrl+c" {
		return s.interrupt(k)
	}
	s.keys.interrupted = time.Time{} // they have to follow each other
	if s.prompt != nil || len(s.dialogs) > 0 {
		return s.input(k)
	}
	if d, ok := s.top().(interface{ Deaf(tea.KeyPressMsg) bool }); ok && d.Deaf(k) {
		return nil
	}
	s.note = notice{}
	if cmd, taken := s.typed(k); taken {
		return cmd
	}
	cmd, why, found := ui.Dispatch(s.layers(), k.String())
	switch {
	case why != "":
		s.say(ui.Warn, why)
	case !found && k.Text != "":
		s.say(ui.Muted, fmt.Sprintf("%s does nothing here; ? shows the keys", k.String()))
	}
	return cmd
}

// input passes a message to what is being typed into, the prompt or a dialog.
func (s *session) input(msg tea.Msg) tea.Cmd {
	switch {
	case s.prompt != nil:
		p := s.prompt
		done, cmd := p.Handle(msg)
		if done && s.prompt == p {
			s.prompt = nil
		}
		return cmd
	case len(s.dialogs) > 0:
		top := s.dialogs[len(s.dialogs)-1]
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == ":" {
			if _, help := top.(*ui.HelpDialog); help { // it names commands: they are typed from here
				s.dismiss(top)
				s.openPalette()
				return nil
			}
		}
		done, cmd := top.Handle(msg)
		if done {
			s.dismiss(top)
		}
		return cmd
	}
	return nil
}

// typed passes a key or a paste to a screen that is typed into.
func (s *session) typed(msg tea.Msg) (cmd tea.Cmd, taken bool) {
	if t, ok := s.top().(typist); ok && t.Typing() {
		return t.Type(s.env, msg)
	}
	return nil, false
}

// dismiss removes a dialog, wherever it is by now.
func (s *session) dismiss(d ui.Dialog) {
	for i, have := range s.dialogs {
		if have == d {
			s.dialogs = append(s.dialogs[:i:i], s.dialogs[i+1:]...)
			return
		}
	}
}

// paste is text for the prompt or a dialog; elsewhere it is not keys, so that a
// paste into the wrong window can do nothing.
func (s *session) paste(m tea.PasteMsg) tea.Cmd {
	if s.prompt == nil && len(s.dialogs) == 0 {
		if cmd, taken := s.typed(m); taken {
			return cmd
		}
		s.say(ui.Muted, "pasted text goes nowhere here; / filters, : takes a command")
		return nil
	}
	return s.input(m)
}

// interruptGrace is how soon the second ctrl+c has to follow to quit.
const interruptGrace = 3 * time.Second

// interrupt cancels what is typed into or floats, and the second time in a row it quits,
// or asks whether to.
func (s *session) interrupt(k tea.KeyPressMsg) tea.Cmd {
	if now := time.Now(); now.Sub(s.keys.interrupted) > interruptGrace {
		s.keys.interrupted = now
		cmd := s.input(k)
		s.say(ui.Plain, "ctrl+c again quits")
		return cmd
	}
	s.leave()
	return nil
}

// layers are the bindings in force, the screen's above the global ones.
func (s *session) layers() [][]ui.Binding {
	if n := len(s.dialogs); n > 0 {
		return [][]ui.Binding{s.dialogs[n-1].Bindings()}
	}
	if t, ok := s.top().(typist); ok && t.Typing() {
		return [][]ui.Binding{s.top().Bindings(s.env)} // every other key is text
	}
	return [][]ui.Binding{s.top().Bindings(s.env), s.global()}
}

// global are the keys that work on every screen.
func (s *session) global() []ui.Binding {
	do := func(f func()) func() tea.Cmd { return func() tea.Cmd { f(); return nil } }
	keys := []ui.Binding{
		{ID: "go", Keys: []string{":"}, Help: "go", Tip: "Go to a view or run a command by name", Group: "Go", Footer: 70, Palette: "-", Run: do(s.openPalette)},
		{ID: "help", Keys: []string{"?"}, Help: "help", Tip: "The keys of this screen", Group: "Go", Footer: 75, Run: do(s.openHelp)},
		{ID: "escape", Keys: []string{"esc"}, Help: "back", Tip: "Stop the load, clear the filter, go back", Group: "Go", Footer: 10, Palette: "-", Run: s.escape},
		{ID: "back", Keys: []string{"q"}, Help: "back", Tip: "Go back", Group: "Go", Run: do(s.back)},
		{ID: "history-back", Keys: []string{"["}, Help: "earlier", Tip: "Where you were before", Group: "Go", Palette: "earlier", Run: do(s.earlier)},
		{ID: "history-forward", Keys: []string{"]"}, Help: "later", Tip: "Where you went back from", Group: "Go", Palette: "later", Run: do(s.forward)},
		{ID: "last", Keys: []string{"-"}, Help: "last", Tip: "The last view, and back again", Group: "Go", Run: do(s.lastView)},
		{ID: "refresh", Keys: []string{"ctrl+r"}, Help: "refresh", Tip: "Read the lists of this screen again now", Group: "Use", Run: do(s.refresh)},
		{ID: "redraw", Keys: []string{"ctrl+l"}, Help: "redraw", Tip: "Draw the screen again", Group: "Use", Run: func() tea.Cmd { return tea.ClearScreen }},
		{ID: "theme", Help: "theme", Tip: "Switch the colours: dark, light, contrast", Group: "Use", Args: "NAME", RunArgs: s.setTheme, Run: func() tea.Cmd { return s.setTheme("") }, Values: func(string) []string { return ui.ThemeNames() }},
		{ID: "window", Help: "window", Tip: "How far back failures are looked for: 1h, 24h, 7d, 30d", Group: "Use", Args: "TIME", RunArgs: s.setWindow, Run: func() tea.Cmd { return s.setWindow("") }, Values: func(string) []string { return Windows() }},
		{ID: "unfocus", Help: "all accounts", Tip: "Let go of the focus: every account and Region again", Group: "Use", Run: do(func() { s.focus(Focus{}) })},
		{ID: "info", Help: "info", Tip: "Where config, state and log are; the identity in use", Group: "Use", Run: do(s.openInfo)},
		{ID: "quit", Help: "quit", Tip: "Leave bkpui (ctrl+c twice)", Group: "Go", Aliases: []string{"q", "exit"}, Run: do(s.leave)},
	}
	keys = append(append(keys, s.underwayKeys()...), s.armKeys()...)
	if len(s.asks) > 0 {
		keys = append(keys, ui.Binding{ID: "mfa", Keys: []string{"M"}, Help: "MFA code", Tip: "Type the MFA code that a profile needs", Group: "Use", Footer: 99, Run: do(s.answerMFA)})
	}
	if s.viewKeys == nil {
		s.viewKeys = s.keysOfViews()
	}
	first := len(keys)
	keys = append(keys, s.viewKeys...)
	if len(s.stack) == 1 && s.top().Target().View == s.viewKeys[0].ID {
		for i := range keys[first:] {
			if b := &keys[first+i]; len(b.Keys) > 0 {
				b.Footer = 30 // the start view says where else there is something to see
			}
		}
	}
	return keys
}

// keysOfViews opens each view by its name and its digit.
func (s *session) keysOfViews() []ui.Binding {
	var keys []ui.Binding
	for _, v := range s.views {
		info := v.Info()
		b := ui.Binding{
			ID: info.Name, Help: info.Name, Tip: info.Tip, Group: "Views", Aliases: info.Aliases, Args: "FILTER",
			Run: func() tea.Cmd { s.root(Target{View: info.Name}); return nil },
			RunArgs: func(args string) tea.Cmd {
				s.root(Target{View: info.Name, Filter: strings.TrimSpace(args)})
				return nil
			},
			Values: func(args string) []string { return v.Complete(s.env, args) },
		}
		if info.Number != "" {
			b.Keys = []string{info.Number}
		}
		keys = append(keys, b)
	}
	return keys
}

func (s *session) escape() tea.Cmd {
	cmd, undone := s.top().Back(s.env)
	if !undone {
		s.back()
	}
	s.want()
	return cmd
}

func (s *session) back() {
	if !s.pop() {
		s.say(ui.Muted, "this is the first screen; :q or ctrl+c twice quits")
	}
}

func (s *session) earlier() {
	t, ok := s.went.back(s.top().Target())
	if !ok {
		s.say(ui.Muted, "there is nothing before this")
		return
	}
	s.visit(t)
}

func (s *session) forward() {
	t, ok := s.went.forward(s.top().Target())
	if !ok {
		s.say(ui.Muted, "there is nothing after this")
		return
	}
	s.visit(t)
}

// lastView goes to where the operator was before, so that twice comes back.
func (s *session) lastView() {
	here := s.top().Target()
	t, ok := s.went.back(here)
	if !ok {
		s.say(ui.Muted, "there was no other view yet")
		return
	}
	s.went.ahead = nil
	s.went.past = append(s.went.past, here)
	s.visit(t)
}

func (s *session) refresh() {
	s.b.Poller.Refresh(append(s.env.Fleet.parts(), s.top().Needs(s.env)...))
	if r, ok := s.top().(interface{ Again(*Env) tea.Cmd }); ok {
		s.later(r.Again(s.env))
	}
	if s.top().Target().View == "drafts" {
		s.later(s.lookForDrafts())
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
