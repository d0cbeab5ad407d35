package views

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// askMFA remembers a question until it is settled. It opens nothing by itself: a banner
// names it, and a key answers it, so that what is being typed never lands in it.
func (s *session) askMFA(q AskMFA) {
	s.asks = slices.DeleteFunc(s.asks, func(a AskMFA) bool { return a.Profile == q.Profile })
	if !q.Settled {
		s.asks = append(s.asks, q)
	}
	s.dirty = true
}

// mfaWords is the banner of a question.
func mfaWords(q AskMFA) string {
	return fmt.Sprintf("profile %s needs an MFA code: M types it", q.Profile)
}

// answerMFA opens the line for the code. The question stands until AWS has taken one.
func (s *session) answerMFA() {
	q := s.asks[0]
	d := &mfaDialog{Ask: ui.NewAsk(ui.AskOptions{
		Title: "MFA code", Label: "code", Secret: true,
		Lines: []string{"Profile " + q.Profile, "Device " + q.Serial},
		Check: sixDigits,
	})}
	d.send = func(code string) tea.Cmd {
		ctx := s.ctx
		return func() tea.Msg { return triedMFA{d, q, q.Try(ctx, code)} }
	}
	d.cancel = func() { // the next one is another's, where several are asked for
		if i := slices.IndexFunc(s.asks, func(a AskMFA) bool { return a.Profile == q.Profile }); i >= 0 {
			s.asks = append(slices.Delete(s.asks, i, i+1), q)
		}
	}
	s.dialogs = append(s.dialogs, d)
}

// mfaDialog is the line for a code. It stays open while AWS looks at the code, and when AWS
// refuses it: what is typed then is the next one.
type mfaDialog struct {
	*ui.Ask
	trying bool
	send   func(code string) tea.Cmd
	cancel func()
}

// Handle takes a key or a paste.
func (d *mfaDialog) Handle(msg tea.Msg) (bool, tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	leaves := isKey && (k.String() == "esc" || k.String() == "ctrl+c")
	if d.trying && !leaves {
		return false, nil
	}
	done, cmd := d.Ask.Handle(msg)
	switch {
	case leaves:
		d.cancel()
		return true, cmd
	case done:
		d.trying = true
		code := strings.TrimSpace(d.Text())
		d.Wait("AWS is asked about it")
		return false, d.send(code)
	}
	return false, cmd
}

var codeShape = regexp.MustCompile(`^\d{6}$`)

func sixDigits(text string) error {
	if !codeShape.MatchString(strings.TrimSpace(text)) {
		return errors.New("a code is six digits")
	}
	return nil
}

// triedMFA is what AWS said of a code: nil when it took it.
type triedMFA struct {
	dialog *mfaDialog
	ask    AskMFA
	err    error
}

// tried closes the dialog and reads again what waited, or says why the code did not do.
func (s *session) tried(m triedMFA) {
	s.dirty = true
	open := slices.Contains(s.dialogs, ui.Dialog(m.dialog))
	if m.err == nil {
		s.dismiss(m.dialog)
		s.askMFA(AskMFA{Profile: m.ask.Profile, Settled: true})
		s.refresh()
		return
	}
	words := m.err.Error()
	var e *backup.Error
	if errors.As(m.err, &e) {
		words = e.Message
	}
	if m.dialog.trying = false; open {
		m.dialog.Refuse(errors.New(strings.TrimSpace(words)))
		return
	}
	s.say(ui.Warn, fmt.Sprintf("profile %s: %s", m.ask.Profile, words))
}
