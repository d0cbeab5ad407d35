package views

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// TestTheTitleCountsWhatTheOverviewCounts reads the same jobs in lists that overlap: of the
// scope, of the organisation, and of one resource.
func TestTheTitleCountsWhatTheOverviewCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := sampleEnv()
		e.Now = backup.TimeOf(time.Now())
		in := e.Fleet.Scopes[0]
		job := func(id, state string, ago time.Duration) backup.Job {
			at := e.Now.Add(-ago)
			return backup.Job{ID: id, Account: in.Account, Region: in.Region, State: backup.Intern(state), Created: at, Completed: at}
		}
		jobs := []backup.Job{
			job("a", "FAILED", time.Hour), job("b", "EXPIRED", 23*time.Hour), job("c", "FAILED", 25*time.Hour), job("d", "ABORTED", time.Hour),
			job("e", "RUNNING", 30*time.Hour), job("f", "COMPLETED", time.Hour),
		}
		store := state.NewStore()
		for _, q := range []backup.JobQuery{{}, {Organization: true}, {Resource: "arn:aws:s3:::b"}} {
			part := state.Part{Feed: "backup-jobs", Scope: in, Arg: q.Encode()}
			state.Publish(store, part, func(j *backup.Job) string { return j.ID }, jobs, 0)
			time.Sleep(time.Second) // until it is published
		}
		e.Snap, e.Now = store.Snapshot(), backup.TimeOf(time.Now())
		c := causesOf(context.Background(), e, time.Hour)
		sum := summarize(context.Background(), e, (&overviewScreen{}).name(e), nil)
		for what, got := range map[string]tally{"title": c.day, "overview": sum.total} {
			if got.jobs != 4 || got.failed != 2 || got.ended != 1 || got.running != 1 {
				t.Errorf("%s: %+v", what, got)
			}
		}
		e.Causes = c
		s := &session{env: e}
		if got := s.title(); !strings.HasSuffix(got, ": 2 failed, 1 running") {
			t.Errorf("the title is %q", got)
		}
		late := *e
		late.Now = e.Now.Add(time.Hour)
		s.env.Causes = causesOf(context.Background(), &late, time.Hour)
		if got := s.title(); got != "bkpui" {
			t.Errorf("of what was read an hour ago the title is %q", got)
		}
	})
}
