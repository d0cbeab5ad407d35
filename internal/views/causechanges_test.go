package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatCloudTrailDoesNotTellYetIsAskedForAgain: it tells of a call minutes after it.
func TestWhatCloudTrailDoesNotTellYetIsAskedForAgain(t *testing.T) {
	first := sampleNow.Add(-5 * time.Minute)
	asked := sampleNow.Add(-2 * time.Minute)
	found := []backup.Event{{Name: backup.Intern("DisableKey")}}
	for _, c := range []struct {
		what  string
		of    changesBefore
		first backup.Time
		want  bool
	}{
		{"nothing yet", changesBefore{at: asked, done: true}, first, true},
		{"the answer is out", changesBefore{at: asked}, first, false},
		{"just asked", changesBefore{at: sampleNow.Add(-30 * time.Second), done: true}, first, false},
		{"found", changesBefore{at: asked, done: true, events: found}, first, false},
		{"long ago", changesBefore{at: asked, done: true}, sampleNow.Add(-time.Hour), false},
	} {
		if got := c.of.stillToCome(c.first, sampleNow); got != c.want {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}
