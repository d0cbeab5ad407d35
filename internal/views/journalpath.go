package views

import (
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// journalCommand is the name of the command that goes on in another journal file.
const journalCommand = "journal-path"

// journalMoved is what came of going on in another file.
type journalMoved struct {
	path string
	err  error
	note error // why the next start may not know of it
}

// moveJournal goes on in another journal, for when the one in use can't be written: an
// action that can't be written down is not sent.
func (s *session) moveJournal(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	j, ctx := s.b.Changes.Journal, s.ctx
	if path == "" {
		s.dialogs = append(s.dialogs, ui.NewAsk(ui.AskOptions{
			Title: "Another journal", Label: "file", Text: j.Path(),
			Lines: []string{"Every change is written to this file before it is sent. This console goes on in the file that you name, until it ends; the one before stays as it is."},
			Check: func(text string) error {
				if strings.TrimSpace(text) == "" {
					return errors.New("name a file")
				}
				return nil
			},
			Done: func(text string, ok bool) tea.Cmd {
				if !ok {
					return nil
				}
				return s.moveJournal(text)
			},
		}))
		return nil
	}
	return func() tea.Msg {
		whole, err := filepath.Abs(expandHome(path))
		if err == nil {
			err = j.Use(ctx, whole)
		}
		if err != nil {
			return journalMoved{err: err}
		}
		return journalMoved{path: whole, note: j.Note()}
	}
}

// movedJournal says what came of it, and looks for what is open there.
func (s *session) movedJournal(m journalMoved) tea.Cmd {
	if m.err != nil {
		s.say(ui.Warn, "the journal stays where it is: "+m.err.Error())
		return nil
	}
	s.moved = true
	if m.note != nil {
		s.say(ui.Warn, "the journal goes on in "+m.path+" until this console ends. The next one will not know of it ("+m.note.Error()+"): name it there again")
	} else {
		s.say(ui.Good, "the journal goes on in "+m.path+" until this console ends")
	}
	return tea.Batch(s.lookBack(), s.checkJournal())
}

// journalWay is the way out where an action was refused because the journal can't be
// written.
func journalWay(err error) []string {
	var unwritable *ops.JournalError
	if !errors.As(err, &unwritable) {
		return nil
	}
	return []string{":" + journalCommand + " FILE goes on in another file, on another disk if this one is full; then go back to the form and send it again"}
}
