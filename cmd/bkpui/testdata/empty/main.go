// Command empty is the least program that Bubble Tea can run: what the first frame of
// the console is measured against.
package main

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

type empty struct{}

func (empty) Init() tea.Cmd { return nil }

func (e empty) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return e, tea.Quit
	}
	return e, nil
}

func (empty) View() tea.View {
	v := tea.NewView("READ-ONLY")
	v.AltScreen = true
	return v
}

func main() {
	if _, err := tea.NewProgram(empty{}).Run(); err != nil {
		os.Exit(1)
	}
}
