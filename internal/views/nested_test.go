package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// TestJobsOfACauseAreInOneOrder whichever list answered first.
func TestJobsOfACauseAreInOneOrder(t *testing.T) {
	older, newer, other := &backup.Job{ID: "A", Completed: sampleNow.Add(-time.Hour)}, &backup.Job{ID: "C", Completed: sampleNow}, &backup.Job{ID: "B", Completed: sampleNow}
	for _, jobs := range [][]*backup.Job{{older, newer, other}, {other, newer, older}} {
		refs := jobRefs(&triage.Cause{Jobs: jobs})
		if refs[0].ID != "B" || refs[1].ID != "C" || refs[2].ID != "A" {
			t.Errorf("%v", refs)
		}
	}
}
