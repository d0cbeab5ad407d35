package ui

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestAnAskThatHoldsLeavesOutWhatWasTypedAhead types while it opens, and goes on.
func TestAnAskThatHoldsLeavesOutWhatWasTypedAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th, done := NewTheme("dark", true, false), 0
		a := NewAsk(AskOptions{Title: "Arm", Label: "reason", Hold: true, Done: func(string, bool) tea.Cmd { done++; return nil }})
		typed := func(text string) {
			for _, r := range text {
				a.Handle(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			a.Handle(tea.KeyPressMsg{Code: tea.KeyEnter})
		}
		typed("before the first frame")
		if s, _ := a.Render(Rect{80, 24}, th); s == "" {
			t.Fatal("not drawn")
		}
		time.Sleep(ConfirmQuiet / 2)
		typed("in haste")
		a.Handle(tea.PasteMsg{Content: "pasted"})
		if a.Text() != "" || done != 0 || a.wait == "" {
			t.Errorf("%q is taken, accepted %d times, it says %q", a.Text(), done, a.wait)
		}
		time.Sleep(ConfirmQuiet)
		typed("INC-1")
		if a.Text() != "INC-1" || done != 1 {
			t.Errorf("%q is taken, accepted %d times", a.Text(), done)
		}
	})
}
