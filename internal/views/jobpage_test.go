package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// restoresFirst sends a restore of the first point on the screen.
func (u *user) restoresFirst() *user {
	u.t.Helper()
	if err := u.session().b.Changes.Arming.Arm("INC-1"); err != nil {
		u.t.Fatal(err)
	}
	u.after(10 * time.Second).press("R").after(10 * time.Second).press("ctrl+s").after(15 * time.Second).press("enter").after(time.Second)
	return u.settles()
}

// TestThePageOfASubmittedJobFollowsItToItsEnd submits a restore and touches no key until
// it has ended.
func TestThePageOfASubmittedJobFollowsItToItsEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.restoresFirst().after(3*time.Second).sees("submitted: restore job", "PENDING", "submitted from here", "Timeline")
		u.after(2*time.Minute).sees("▶ RUNNING", "RUNNING, as seen here", "elapsed", "t track")
		before := u.text()
		u.after(time.Minute)
		if u.text() == before {
			t.Errorf("the page stands still:\n%s", before)
		}
		u.rests(4*time.Hour).sees("✓ COMPLETED", "COMPLETED, as seen here", "Restored to", "took").misses("▶ RUNNING", "Made")
		u.follows("Restored to").sees("resources ›").press("esc")

		// What has ended is not asked about again.
		u.after(time.Minute).wire.answers()
		u.rests(10 * time.Minute)
		for _, body := range u.wire.answers() {
			if strings.Contains(string(body), "RestoreJobId") && !strings.Contains(string(body), `"RestoreJobs"`) {
				t.Fatalf("an idle page asked for %s", body)
			}
		}
	})
}

// TestAJobThatNoListHasIsFollowedByItself opens the page of a running copy in a console
// that has read no list of jobs.
func TestAJobThatNoListHasIsFollowedByItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world := sim.New(small())
		u := startOn(t, 80, 24, world, Options{Command: "restores state:running"}).after(20 * time.Second)
		var jobs []backup.Job
		u.does(func(s *session) {
			for _, v := range s.top().(*list[backup.Job]).chosen() {
				jobs = append(jobs, *v)
			}
		})
		if len(jobs) == 0 {
			t.Fatalf("nothing runs:\n%s", u.text())
		}
		u.leave() // its own reading would take longer than all that follows
		fresh := startOn(t, 80, 24, world, Options{Command: "logs"}).after(10 * time.Second)
		fresh.does(func(s *session) { s.open(jobPage(&jobs[0])) }).after(5*time.Second).sees("RUNNING", "Progress")
		fresh.wire.answers()
		fresh.after(30 * time.Second)
		asked := 0
		for _, body := range fresh.wire.answers() {
			if strings.Contains(string(body), jobs[0].ID) {
				asked++
			}
		}
		if asked < 3 || asked > 7 {
			t.Errorf("asked %d times in 30 seconds", asked)
		}
		for left := 12; left > 0 && strings.Contains(fresh.text(), "▶ RUNNING"); left-- {
			fresh.rests(time.Hour)
		}
		fresh.misses("▶ RUNNING").sees("as seen here", "took")
	})
}

// TestTrackingFromThePageRingsTheBellAtTheEnd tracks a job on its page, leaves it, and is told.
func TestTrackingFromThePageRingsTheBellAtTheEnd(t *testing.T) {
	t.Parallel()
	for _, quiet := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily", NoBell: quiet, NoTitle: quiet}, ops.Policy{}, "")
			u.restoresFirst().after(3 * time.Second).press("t").sees("tracking restore of")
			u.goes("vaults").after(time.Minute)
			if title := u.screen.last.WindowTitle; quiet != (title == "") || !quiet && !strings.Contains(title, "tracking 1") {
				t.Errorf("the title is %q", title)
			}
			u.out.take()
			rang, said := false, false
			for range 24 * 60 {
				u.rests(10 * time.Second)
				rang = rang || strings.Contains(u.out.take(), "\a")
				if said = said || strings.Contains(u.text(), "ended: COMPLETED"); said {
					break
				}
			}
			if !said || rang == quiet {
				t.Errorf("quiet %t: said %t, rang %t", quiet, said, rang)
			}
		})
	}
}

// TestTheTitleCountsWhatFailedAndRuns looks at the terminal's title, and at a terminal
// that has none.
func TestTheTitleCountsWhatFailedAndRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{Name: "prod\x1b]2;x\a", Command: "jobs"}).after(time.Minute)
		title := u.screen.last.WindowTitle
		if !strings.HasPrefix(title, "bkpui prod") || !strings.Contains(title, " failed, ") || !strings.Contains(title, " running") {
			t.Errorf("the title is %q", title)
		}
		if strings.ContainsFunc(title, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Errorf("the title has control characters: %q", title)
		}
		terms := map[string]bool{"xterm-256color": true, "tmux-256color": true, "screen": true, "linux": false, "dumb": false, "": false}
		for term, want := range terms {
			if takesTitle(term) != want {
				t.Errorf("%q takes a title: %t", term, !want)
			}
		}
	})
}

// TestAKindOfAJobTellsWhenItLastWorked looks for the jobs around one.
func TestAKinOfAJobTellsWhenItLastWorked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 100, 40, small(), Options{Command: "bj state:failed"}).after(20 * time.Second)
		u.press("d").after(5*time.Second).sees("Timeline", "FAILED", "Other jobs of it", "Last worked", "Message")
		p := u.session().top().(*page)
		if p.job.around.count == 0 || slices.ContainsFunc(p.job.around.others, func(j backup.Job) bool { return j.ID == p.job.row.ID || j.Of != p.job.row.Of }) {
			t.Errorf("around it are %+v", p.job.around)
		}
		u.follows("Last worked").sees("COMPLETED")
	})
}
