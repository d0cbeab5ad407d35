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
// TestWhatALockRefusedOfManyFitsNow: of a row it is said as of a job, whatever else its jobs differ in.
func TestWhatALockRefusedOfManyFitsNow(t *testing.T) {
	for name, c := range map[string]struct {
		keeps          []int32
		means, missing string
		first          string
		steps          int
	}{
		"all":            {[]int32{7, 7, 7}, "it would take the 7 days that this one asked for", "only", "Run it again", 1},
		"several":        {[]int32{7, 30, 14}, "it would take what they asked for, 7 days, 14 days and 30 days: the limits", "only", "Run them again", 1},
		"some":           {[]int32{7, 500, 14}, "it would take the 7 days and 14 days that some of them asked for, since the limits were others then; it still refuses 500 days", "this one", "Run those again that asked for 7 days and 14 days", 3},
		"the newest not": {[]int32{7, 14, 500}, "it still refuses 500 days", "this one", "Run those again", 3},
		"none":           {[]int32{500, 600, backup.Forever}, "between 1 day and 400 days only", "would take", "Give ", 2},
	} {
		g := NewGrouper(day())
		for i, typ := range []string{"EBS", "RDS", "S3"} {
			j := job("000000000001", i, 10*i, "FAILED", "Copy job failed because the retention specified in the job is not within the range specified for the target Backup Vault")
			j.Kind, j.Keeps, j.DestARN = backup.CopyJob, c.keeps[i], backup.Intern("arn:aws:backup:eu-west-1:000000000001:backup-vault:prod")
			of := j.Of.Get()
			of.Type = backup.Intern(typ)
			j.Of = backup.RefTo(of)
			g.Add(j, func(*backup.Job) Context { return Context{MinRetention: 1, MaxRetention: 400} })
		}
		causes := g.all()
		if len(causes) != 1 {
			t.Fatalf("%d rows", len(causes))
		}
		if d := causes[0].Diagnosis(); !strings.Contains(d.Meaning, c.means) || strings.Contains(d.Meaning, c.missing) || !strings.HasPrefix(d.Remedy[0], c.first) || len(d.Remedy) != c.steps {
			t.Errorf("%s: %s %q", name, d.Meaning, d.Remedy)
		}
	}
}

// TestTheRuleTellsWhatAJobAskedFor where its row does not.
func TestTheRuleTellsWhatAJobAskedFor(t *testing.T) {
	j := job("000000000001", 1, 10, "FAILED", "Backup job failed because the lifecycle is outside the valid range for backup vault.")
	if d := OfJob(j, Context{Retention: 7, MinRetention: 1, MaxRetention: 400}); !strings.Contains(d.Meaning, "it would take the 7 days") || d.Remedy[0] != "Run it again" {
		t.Errorf("%s %q", d.Meaning, d.Remedy)
	}
}

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
