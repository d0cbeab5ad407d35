package views

import (
	"fmt"
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

// mfaWords is the banner of a question. Why the last code did not do comes first.
func mfaWords(q AskMFA) string {
	if q.Refused != "" {
		return fmt.Sprintf("bad MFA code for profile %s: M types another (%s)", q.Profile, strings.TrimSpace(q.Refused))
	}
	return fmt.Sprintf("profile %s needs an MFA code: M types it", q.Profile)
}

// answerMFA opens the line for the code.
func (s *session) answerMFA() {
	q := s.asks[0]
	s.asks = s.asks[1:]
	lines := []string{"Profile " + q.Profile, "Device " + q.Serial}
	if q.Refused != "" {
		lines = append(lines, "Refused: "+strings.TrimSpace(q.Refused))
	}
	s.dialogs = append(s.dialogs, ui.NewAsk(ui.AskOptions{
		Title: "MFA code", Label: "code", Secret: true,
		Lines: lines,
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
