package views

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/bkpui/bkpui/internal/ui"
)

// terminal is what the terminal said of itself.
type terminal struct {
	light   bool // its background is light
	noColor bool // it has no colours

	untitled bool // it takes no title
}

// hear takes a message about the terminal; ok is false for any other message.
func (t *terminal) hear(msg tea.Msg) (ok bool) {
	switch m := msg.(type) {
	case tea.BackgroundColorMsg:
		t.light = !m.IsDark()
	case tea.ColorProfileMsg:
		t.noColor = m.Profile <= colorprofile.ASCII
	case tea.EnvMsg:
		t.untitled = !takesTitle(m.Getenv("TERM"))
	default:
		return false
	}
	return true
}

// theme is the theme that the options and the terminal ask for.
func (t terminal) theme(o Options) *ui.Theme {
	name := o.Theme
	if name == "" {
		name = "dark"
		if t.light {
			name = "light"
		}
	}
	return ui.NewTheme(name, o.NoColor || t.noColor, o.ASCII)
}
