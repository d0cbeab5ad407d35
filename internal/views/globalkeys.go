package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

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
				s.root(commanded(info.Name, args))
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
