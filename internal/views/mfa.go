package views

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// askMFA remembers a question. It opens nothing by itself: a banner names it, and a
// key answers it, so that what is being typed never lands in it.
func (s *session) askMFA(q AskMFA) {
	s.asks = append(s.asks, q)
	s.dirty = true
}

// answerMFA opens the line for the code.
func (s *session) answerMFA() {
	q := s.asks[0]
	s.asks = s.asks[1:]
	s.dialogs = append(s.dialogs, ui.NewAsk(ui.AskOptions{
		Title: "MFA code", Label: "code", Secret: true,
		Lines: []string{"Profile " + q.Profile, "Device " + q.Serial},
		Done: func(text string, ok bool) tea.Cmd {
			if !ok {
				text = ""
			}
			return func() tea.Msg {
				q.Reply <- strings.TrimSpace(text)
				return nil
			}
		},
	}))
}
