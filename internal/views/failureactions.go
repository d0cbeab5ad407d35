package views

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

const knownTip = "Say why this cause is known: it moves to the end and is not counted as new"

// failureActions change nothing in AWS: they say what the operator knows.
func failureActions() []Action[failure] {
	return []Action[failure]{
		{
			ID: "known", Help: "known", Tip: knownTip, Group: "Use", Args: "REASON",
			Why:     func(_ *Env, rows []*failure) string { return noSilencing(rows[0]) },
			RunArgs: func(s *session, e *Env, rows []*failure, reason string) tea.Cmd { return s.silenceRow(rows[0], reason) },
			Run:     func(s *session, e *Env, rows []*failure) tea.Cmd { return s.silenceRow(rows[0], "") },
		},
		{
			ID: "notknown", Help: "not known", Tip: "Take back that this cause is known", Group: "Use",
			Why: func(_ *Env, rows []*failure) string {
				if rows[0].known == "" {
					return "it is not marked as known"
				}
				return ""
			},
			Run: func(s *session, e *Env, rows []*failure) tea.Cmd { return s.silence(rows[0], "") },
		},
	}
}

// noSilencing says why a cause can't be silenced, "" when it can.
func noSilencing(f *failure) string {
	if f.of().Brief.Seeking() {
		return "what it hangs on is still being looked up"
	}
	return ""
}

// reasonLimit bounds what is kept of a reason, in bytes.
const reasonLimit = 200

func (s *session) silenceRow(f *failure, reason string) tea.Cmd {
	reason = strings.TrimSpace(ui.Clean(reason))
	if reason == "" {
		s.say(ui.Warn, "say why: :known REASON")
		return nil
	}
	if len(reason) > reasonLimit {
		s.say(ui.Warn, fmt.Sprintf("a reason has at most %d bytes", reasonLimit))
		return nil
	}
	if list, ok := s.top().(*failuresScreen); ok && s.memory.recalled {
		list.passes(f)
	}
	return s.silence(f, reason)
}

// passes leaves the row of a cause that goes to the end for the one below, which takes its place.
func (v *failuresScreen) passes(f *failure) {
	if row := v.current(); row != nil && row.key == f.key && f.known == "" {
		v.grid.Move(1)
	}
}

// Windows are the times that failures can be looked at over.
func Windows() []string { return []string{"1h", "24h", "7d", "30d"} }

// parseWindow reads one of windows.
func parseWindow(text string) (time.Duration, error) {
	switch strings.TrimSpace(text) {
	case "1h":
		return time.Hour, nil
	case "24h", "1d":
		return 24 * time.Hour, nil
	case "7d":
		return 7 * 24 * time.Hour, nil
	case "30d":
		return 30 * 24 * time.Hour, nil
	}
	return 0, errors.New("a window is one of " + strings.Join(Windows(), ", "))
}

// windowWords is "24 h" or "7 d".
func windowWords(d time.Duration) string {
	if d > 24*time.Hour {
		return fmt.Sprintf("%d d", d/(24*time.Hour))
	}
	return fmt.Sprintf("%d h", d/time.Hour)
}

// windowOf is the window of the causes on screen.
func windowOf(e *Env) time.Duration {
	if e.Causes == nil {
		return overviewWindow
	}
	return e.Causes.window
}

// setWindow looks at failures over another time.
func (s *session) setWindow(text string) tea.Cmd {
	d, err := parseWindow(text)
	if err != nil {
		s.say(ui.Warn, err.Error())
		return nil
	}
	s.diagnosing.window = d
	if s.diagnosing.cancel != nil {
		s.diagnosing.cancel() // of the old window
		s.diagnosing.cancel = nil
	}
	words := "failures of the last " + windowWords(d)
	if _, ok := s.top().(*overviewScreen); ok && d != overviewWindow {
		words += "; the accounts below them stay at " + windowWords(overviewWindow)
	}
	s.say(ui.Plain, words)
	return s.diagnose()
}
