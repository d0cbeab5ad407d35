package views

import (
	"errors"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestWhatWasNotSentNamesTheWayThatThereIs looks at what is said where nothing was sent.
func TestWhatWasNotSentNamesTheWayThatThereIs(t *testing.T) {
	e := &Env{Theme: ui.NewTheme("dark", true, false)}
	field := func(*doing) []ui.Field { return []ui.Field{{Key: "days"}} }
	for want, act := range map[string]activity{"esc goes back": &doing{}, "esc goes back to the form": &doing{asks: field}} {
		w := &wizard{act: act}
		w.sentAll(e, sent{err: errors.New("the disk is full")})
		if last := w.notes[len(w.notes)-1]; last != want || !strings.Contains(w.notes[0], "the disk is full") {
			t.Errorf("%q, want %q", w.notes, want)
		}
	}
}

func TestWhatALookFoundSpeaksForItself(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]ops.Finding{
		"a look says: the point is gone":                         {Verdict: ops.Found, Evidence: "the point is gone"},
		"a look says: not found: no restore job since then fits": {Verdict: ops.NotFound, Evidence: "no restore job since then fits"},
	} {
		if got := lookWords(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
