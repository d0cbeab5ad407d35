package views

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// clip copies text through the terminal, and to the clipboard of this machine where
// the terminal is local.
func (s *session) clip(text string, n int) tea.Cmd {
	if text == "" {
		s.say(ui.Muted, "there is nothing to copy")
		return nil
	}
	if !s.o.Clipboard.Reaches(text) {
		s.say(ui.Warn, fmt.Sprintf("%s is more than a terminal's clipboard takes; :save writes a file", ui.Size(int64(len(text)))))
		return nil
	}
	words := text
	switch {
	case n > 1:
		words = ui.Count(n) + " IDs"
	case len(text) > 200:
		words = ui.Size(int64(len(text)))
	}
	s.say(ui.Good, "copied "+words)
	return s.o.Clipboard.Copy(text)
}

// address shows the AWS console's address of a thing and copies it.
func (s *session) address(url string) tea.Cmd {
	if url == "" {
		s.say(ui.Muted, "the AWS console has no page for this")
		return nil
	}
	cmd := s.clip(url, 1)
	if words := "copied " + url; ui.Width(words) < s.size.W {
		s.say(ui.Good, words)
		return cmd
	}
	// Where nothing can be copied to, it is read off the screen: whole.
	s.dialogs = append(s.dialogs, &ui.Message{Title: "the AWS console", Lines: []string{url, "", "copied"}})
	return cmd
}
