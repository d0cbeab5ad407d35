package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ui"
)

// TestAWarningIsNotTakenAwayByWhatNobodyWaitsFor mentions something beside each.
func TestAWarningIsNotTakenAwayByWhatNobodyWaitsFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &session{}
		s.say(ui.Warn, "refused")
		s.mention(ui.Good, "works again")
		if s.note.text != "refused" {
			t.Error(s.note.text)
		}
		time.Sleep(time.Minute)
		s.mention(ui.Good, "works again")
		if s.note.text != "works again" {
			t.Error(s.note.text)
		}
	})
}
