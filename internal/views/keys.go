package views

import (
	"fmt"
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
