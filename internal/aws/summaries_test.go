package aws_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestDailyCountsAddUpToWhatTheListsHold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		midnight := backup.TimeOf(time.Now().Truncate(24 * time.Hour))
		all := backup.In(backup.Organization, in.Region.String())
		for _, kind := range []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob} {
			count := func(in backup.Scope) map[backup.Outcome]int64 {
				counts, days := map[backup.Outcome]int64{}, map[backup.Time]bool{}
				for rows, err := range c.Summaries(t.Context(), in, kind) {
					if err != nil {
						t.Fatal(err)
					}
					for _, s := range rows {
						counts[s.Outcome()] += s.Count
						days[s.From] = true
						if s.To > midnight || s.From < midnight.Add(-14*24*time.Hour) || s.To.Sub(s.From) != 24*time.Hour || s.Kind != kind || s.Account != in.Account {
							t.Errorf("%+v", s)
						}
					}
				}
				if len(days) != 14 {
					t.Errorf("%s: %d days", kind, len(days))
				}
				return counts
			}
			listed := map[backup.Outcome]int64{}
			for rows, err := range c.Jobs(t.Context(), in, kind, backup.JobQuery{CreatedAfter: midnight.Add(-14 * 24 * time.Hour), CreatedBefore: midnight - 1}) {
				if err != nil {
					t.Fatal(err)
				}
				for _, j := range rows {
					if j.Invalid() || j.Untested() { // which the counts know nothing of
						j.Result = backup.Text{}
					}
					listed[j.Outcome()]++
				}
			}
			own, sum := count(in), count(all)
			for outcome, n := range own {
				if listed[outcome] != n || sum[outcome] < n {
					t.Errorf("%s %d: %d counted, %d listed, %d in the organisation", kind, outcome, n, listed[outcome], sum[outcome])
				}
			}
			if sum[backup.Succeeded] < 2*own[backup.Succeeded] {
				t.Errorf("%s: %v of %v", kind, own, sum)
			}
		}
		for _, err := range c.Summaries(t.Context(), in, backup.ScanJob) {
			if backup.KindOf(err) != backup.Unsupported {
				t.Error(err)
			}
		}
	})
}
