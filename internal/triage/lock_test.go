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
		if fits := strings.Contains(d.Meaning, "it would take"); fits || len(d.Remedy) != 2 {
			t.Errorf("%d is said to fit: %q", keeps, d.Remedy)
		}
		if !strings.Contains(d.Meaning, want) || !strings.Contains(d.Meaning, "between 30 days and 400 days") {
			t.Errorf("%d: %q", keeps, d.Meaning)
		}
	}
}

// TestWhatALockWouldTakeNowIsRunAgain: its limits were changed since.
func TestWhatALockWouldTakeNowIsRunAgain(t *testing.T) {
	j := job("000000000001", 1, 10, "FAILED", "The retention specified in the job is not within the range specified for the target Backup Vault")
	for _, c := range []struct {
		keeps, least, most int32
		fits               bool
	}{{14, 1, 400, true}, {1, 1, 0, true}, {400, 0, 400, true}, {401, 0, 400, false}, {backup.Forever, 7, 0, true}, {backup.Forever, 0, 400, false}, {14, 0, 0, false}} {
		j.Keeps = c.keeps
		d := OfJob(j, Context{MinRetention: c.least, MaxRetention: c.most})
		if got := strings.Contains(d.Meaning, "it would take"); got != c.fits || c.fits != (len(d.Remedy) == 1 && d.Remedy[0] == "Run it again") {
			t.Errorf("%+v: %q %q", c, d.Meaning, d.Remedy)
		}
	}
}
