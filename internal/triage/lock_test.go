package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatALockRefusedIsNamed: the rule of a copy has a retention of its own, which says nothing of the copy's.
func TestWhatALockRefusedIsNamed(t *testing.T) {
	for keeps, want := range map[int32]string{7: "this one asked for 7 days", backup.Forever: "this one asked for forever", 0: "what was refused lay outside"} {
		j := job("000000000001", 1, 10, "FAILED", "The retention specified in the job is not within the range specified for the target Backup Vault")
		j.Kind, j.Keeps = backup.CopyJob, keeps
		d := OfJob(j, Context{MinRetention: 30, MaxRetention: 400})
		if !strings.Contains(d.Meaning, want) || !strings.Contains(d.Meaning, "between 30 days and 400 days") {
			t.Errorf("%d: %q", keeps, d.Meaning)
		}
	}
}
