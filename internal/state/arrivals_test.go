package state

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// full counts the passes over the vault that asked for everything, by their first pages.
func full(calls []string) (n int) {
	for _, call := range calls {
		if strings.HasPrefix(call, "points vault=prod 1") {
			n++
		}
	}
	return n
}

// copied is a copy of that age into the vault, that has just ended.
func copied(id string) backup.Job {
	j := makeJob(id, "COMPLETED", 2*minute, 0)
	j.Kind, j.Account, j.Region = backup.CopyJob, home.Account, home.Region
	j.DestARN = backup.Intern("arn:aws:backup:eu-west-1:111122223333:backup-vault:prod")
	return j
}

func TestACopiedPointIsSeenWhenItsJobHasEndedThoughItIsDatedAsItsSource(t *testing.T) {
	for name, c := range map[string]struct {
		job  func() backup.Job
		feed string
		seen bool
	}{
		"a copy": {func() backup.Job { return copied("c") }, "copy-jobs", true},
		"a copy into another vault": {func() backup.Job {
			j := copied("c")
			j.DestARN = backup.Intern("arn:aws:backup:eu-west-1:111122223333:backup-vault:other")
			return j
		}, "copy-jobs", false},
		"a copy that failed": {func() backup.Job {
			j := copied("c")
			j.State = backup.Intern("FAILED")
			return j
		}, "copy-jobs", false},
		"a long backup": {func() backup.Job {
			j := makeJob("b", "COMPLETED", 3*hour, 0)
			j.Kind, j.Account, j.Region, j.Vault = backup.BackupJob, home.Account, home.Region, backup.Intern("prod")
			return j
		}, "backup-jobs", true},
	} {
		t.Run(name, func(t *testing.T) {
			aws := newFake()
			watch(t, aws, PollerOptions{}, func(u *console) {
				aws.points = makePoints(10)
				p := pointsPart()
				u.Want([]Part{p, {Feed: c.feed, Scope: home}})
				u.after(90 * second)
				aws.change(func() {
					old := makePoints(11)[0]
					old.Created = old.Created.Add(-90 * 24 * hour)
					aws.points = append(aws.points, old)
					aws.jobs = append(aws.jobs, c.job())
				})
				u.after(2 * minute)
				if got := len(rowsOf[backup.RecoveryPoint](u, p)); (got == 11) != c.seen {
					t.Errorf("%d points are shown", got)
				}
			})
		})
	}
}

func TestAVaultThatIsCopiedIntoAllTheTimeIsReadInFullOnceAMinuteAtMost(t *testing.T) {
	for name, c := range map[string]struct {
		takes time.Duration // a page of the vault
		most  int
	}{"a short list": {100 * time.Millisecond, 11}, "a list of half a minute": {30 * second, 2}} {
		t.Run(name, func(t *testing.T) {
			aws := newFake()
			watch(t, aws, PollerOptions{}, func(u *console) {
				aws.points, aws.takes = makePoints(10), c.takes
				u.Want([]Part{pointsPart(), {Feed: "copy-jobs", Scope: home}})
				u.after(2 * minute)
				aws.took()
				for i := range 60 {
					aws.change(func() { aws.jobs = append(aws.jobs, copied(strings.Repeat("c", i+1))) })
					u.after(10 * second)
				}
				if n := full(aws.took()); n > c.most || n < min(c.most, 2)-1 || c.most > 5 && n < 5 {
					t.Errorf("read in full %d times in ten minutes, want %d at most", n, c.most)
				}
			})
		})
	}
}

func TestAPointThatIsDeletedGoesFromTheListSoon(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(u *console) {
		aws.points = makePoints(200)
		p := pointsPart()
		u.Want([]Part{p})
		u.after(30 * second)
		aws.change(func() { // as it is seen once the operator has deleted it
			aws.points = slices.Clone(aws.points)
			aws.points[150].Status = backup.Intern("DELETING")
		})
		u.Refresh([]Part{p})
		u.after(10 * second)
		aws.change(func() { aws.points = slices.Delete(slices.Clone(aws.points), 150, 151) })
		u.after(90 * second)
		if got := len(rowsOf[backup.RecoveryPoint](u, p)); got != 199 {
			t.Errorf("%d points are shown, want 199", got)
		}
		aws.took()
		u.after(8 * minute)
		if n := full(aws.took()); n != 0 {
			t.Errorf("nothing is deleted any more, and it was read in full %d times", n)
		}
	})
}
