package views

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

// told waits and reports whether the bell rang and the footer said the words at one time.
// It looks every five seconds until both were, and only at what is drawn then.
func (u *user) told(wait time.Duration, words string) (rang, said bool) {
	u.t.Helper()
	u.out.take()
	end := time.Now().Add(wait)
	for time.Now().Before(end) && (!rang || !said) {
		u.rests(5 * time.Second)
		rang, said = rang || strings.Contains(u.out.take(), "\a"), said || strings.Contains(u.text(), words)
	}
	if left := time.Until(end); left > 0 {
		u.rests(left)
	}
	return rang, said
}

// describes counts the calls that asked about one restore job.
func (u *user) describes() (n int) {
	u.wire.mu.Lock()
	defer u.wire.mu.Unlock()
	return u.wire.jobs
}

// TestTheEndOfARestoreIsToldWhoeverHasLeftItsPage leaves the page of a job that was
// confirmed here, for a view that reads no jobs.
func TestTheEndOfARestoreIsToldWhoeverHasLeftItsPage(t *testing.T) {
	t.Parallel()
	for _, failed := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			u := startAs(t, 100, 30, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
			u.restoresFirst().after(5 * time.Second).sees("submitted")
			job := u.session().top().(*page).thing
			if failed {
				u.wire.mu.Lock()
				u.wire.alters = func(b []byte) []byte {
					if !bytes.Contains(b, []byte(job.ID)) {
						return b
					}
					return bytes.ReplaceAll(b, []byte(`"Status":"COMPLETED"`), []byte(`"Status":"FAILED","StatusMessage":"out of luck"`))
				}
				u.wire.mu.Unlock()
			}
			u.press("esc").goes("vaults").after(time.Minute)
			before := u.describes()
			words := " ended: COMPLETED"
			if failed {
				words = " ended: FAILED, out of luck; 9 shows it"
			}
			if rang, said := u.told(4*time.Hour, words); !rang || !said {
				t.Errorf("rang %t, said %t %q:\n%s", rang, said, words, u.text())
			}
			if n := u.describes() - before; n > 4*60 {
				t.Errorf("asked %d times in four hours", n)
			}
			if failed {
				u.sees("! restore FAILED: 9")
			} else {
				u.misses("restore COMPLETED: 9")
			}
			u.press("9").after(3 * time.Second).misses("restore FAILED: 9").sees("accepted")
			if failed {
				u.sees("FAILED")
			} else {
				u.sees("✓ COMPLETED ")
			}

			u.resize(80, 24).sees("accepted", "JOB IS").resize(100, 30)
			if failed {
				u.sees("✗ FAILED")
			}
			// a console that knows only the journal looks while the actions are on the screen
			u.goes("vaults")
			u.does(func(s *session) {
				next := *s.env
				next.begun = nil
				s.env, s.jobsBegun = &next, begunJobs{}
			})
			u.rests(time.Minute)
			if n := len(u.session().jobsBegun.all); n != 0 {
				t.Errorf("it looks at %d jobs of before", n)
			}
			u.press("9").after(20*time.Second).sees("accepted", "JOB IS")
			if seen := u.session().env.begun[job]; seen.row == nil || !seen.row.Terminal() {
				t.Errorf("after a restart the actions do not say what %s became:\n%s", job.ID, u.text())
			}
			n := u.describes()
			u.rests(10 * time.Minute)
			if more := u.describes() - n; more != 0 {
				t.Errorf("what has ended is asked about %d times more", more)
			}
		})
	}
}

// TestWhatAnActionBecameIsToldAsOfWhenItWasSeen looks at a job that runs.
func TestWhatAnActionBecameIsToldAsOfWhenItWasSeen(t *testing.T) {
	c, job := becameColumn(), backup.Thing{Kind: backup.JobThing, Job: backup.RestoreJob, Scope: backup.In("111122223333", "eu-west-1"), ID: "r-1"}
	a := &ops.Action{Kind: backup.Intern(string(ops.Restore)), Job: "r-1", Account: job.Scope.Account, Region: job.Scope.Region}
	now := backup.TimeOf(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	e := &Env{Now: now, Theme: ui.NewTheme("dark", true, false), begun: map[backup.Thing]seenJob{job: {
		&backup.Job{Kind: backup.RestoreJob, ID: "r-1", State: backup.Intern("RUNNING"), Created: now.Add(-time.Hour)}, now.Add(-time.Minute),
	}}}
	if got := string(c.Text(nil, a, e)); !strings.HasSuffix(got, "RUNNING, seen 1m ago") {
		t.Errorf("it says %q", got)
	}
}
