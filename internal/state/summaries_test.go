package state

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestDailyCountsAreStreamedOncePerDayAndState(t *testing.T) {
	f := newFake()
	f.takes = 0
	f.page = 2
	for day := range backup.Time(3) {
		for _, state := range []string{"COMPLETED", "FAILED"} {
			f.summaries = append(f.summaries, backup.JobSummary{
				Kind: backup.CopyJob, State: backup.Intern(state), From: (day + 1) * 86_400_000, To: (day + 2) * 86_400_000, Count: int64(day) + 1,
			})
		}
	}
	f.summaries = append(f.summaries, backup.JobSummary{Kind: backup.BackupJob, State: backup.Intern("COMPLETED"), Count: 9})
	n := 0
	for rows, err := range Stream[backup.JobSummary](t.Context(), f, "copy-job-summaries", Part{Feed: "copy-job-summaries", Scope: backup.In("*", "eu-west-1")}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range rows {
			if n++; s.Kind != backup.CopyJob || s.State.String() == "FAILED" && s.Outcome() != backup.Failed {
				t.Errorf("%+v", s)
			}
		}
	}
	if n != 6 {
		t.Errorf("%d rows of 6", n)
	}
}
