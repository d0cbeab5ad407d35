package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestARunningJobThatNobodyTellsOfHasItsAge: what would go on by the clock stands still, and a
// job that AWS still tells of goes on.
func TestARunningJobThatNobodyTellsOfHasItsAge(t *testing.T) {
	e := sampleEnv()
	ago := func(d time.Duration) backup.Time { return e.Now.Add(-d) }
	j := &backup.Job{ID: "j", Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), Percent: 50, Created: ago(time.Hour), Account: backup.Intern("1"), Region: backup.Intern("eu-west-1")}
	for _, c := range []struct {
		what  string
		heard heard
		aged  string
	}{
		{"the list is read", heard{read: ago(20 * time.Second)}, ""},
		{"a first answer is waited for", heard{asked: ago(time.Hour)}, ""},
		{"it fails since a moment", heard{read: ago(20 * time.Second), failing: true}, ""},
		{"it fails", heard{read: ago(3 * time.Minute), failing: true}, "as of 3 min ago"},
		{"no answer comes", heard{read: ago(4 * time.Minute), asked: ago(2 * time.Minute)}, "as of 4 min ago"},
		{"it was just asked for again", heard{read: ago(4 * time.Minute), asked: ago(2 * time.Second)}, ""},
		{"nobody has asked for long", heard{read: ago(40 * time.Minute)}, "as of 40 min ago"},
	} {
		for _, width := range []int{60, 80, 120, 200} {
			d := drawing{e: e, r: ui.Rect{W: width, H: 24}}
			got := ansi.Strip(string(drawJob(&d, j, c.heard)))
			if (c.aged != "") != strings.Contains(got, " as of ") || !strings.Contains(got, c.aged) {
				t.Errorf("%s, %d cells: %q, want %q", c.what, width, got, c.aged)
			}
			if width >= 80 && !strings.Contains(got, " 50%") {
				t.Errorf("%s, %d cells: how far it was: %q", c.what, width, got)
			}
			if strings.Contains(got, "left") == (c.aged != "") {
				t.Errorf("%s, %d cells: the time left: %q", c.what, width, got)
			}
		}
	}
	silent := *j
	silent.Percent = backup.NoPercent
	d := drawing{e: e, r: ui.Rect{W: 120, H: 24}}
	if got := ansi.Strip(string(drawJob(&d, &silent, heard{read: ago(10 * time.Minute), failing: true}))); !strings.Contains(got, "elapsed 50 min") {
		t.Errorf("it ran on without anybody telling so: %q", got)
	}
}

// TestRowsOverADeadEndpointSayTheirAge takes AWS away from under the start view.
func TestRowsOverADeadEndpointSayTheirAge(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(tonight())
		u := startOn(t, 80, 30, w, Options{}).rests(30*time.Second).sees("RUNNING NOW", "left").misses("as of")
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1}})
		u.rests(time.Minute).sees("no answer for").misses("live")
		u.rests(9*time.Minute).sees("RUNNING NOW", "as of ").misses("left")
		w.SetFaults(nil)
		u.press("ctrl+r").rests(3 * time.Minute).sees("RUNNING NOW").misses("as of ")
	})
}

// TestHeadsOfTheOverviewAreWhole gives the numbers of large fleets little room.
func TestHeadsOfTheOverviewAreWhole(t *testing.T) {
	e := sampleEnv()
	s := &summary{counts: [4]int{6_680, 1_105, 1_112, 160}, total: tally{running: 9_057, stuck: 1_234}}
	tr := &trend{from: e.Now, days: trendDays, unread: 1_042}
	for _, width := range []int{60, 80, 120, 200} {
		d := drawing{e: e, r: ui.Rect{W: width, H: 24}}
		d.headingOf("RUNNING NOW", s.runningHeads(e.Theme), "")
		d.headingOf("14 DAYS", tr.heads(e.Theme), "")
		for i, must := range []string{"1,234", "1,042 "} {
			if got := ansi.Strip(d.lines[i]); strings.Contains(got, "…") || !strings.Contains(got, must) {
				t.Errorf("%d cells: %q", width, got)
			}
		}
	}
	s.total.stuck = 0
	if got := s.runningHeads(e.Theme)[0]; got != "6,680 backups · 1,105 copies · 1,112 restores · 160 scans" {
		t.Errorf("%q", got)
	}
}

// TestWhereNoJobCouldBeReadNoneIsCounted: 0 of 0 jobs would be an all-clear.
func TestWhereNoJobCouldBeReadNoneIsCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"backup"}}})
		u := startOn(t, 120, 24, w, Options{}).rests(75*time.Second).misses("0 of 0", "0 jobs")
		u.press("2").after(5*time.Second).sees("24 h · no list of jobs could be read").misses("0 of 0", "no job failed")
		w.SetFaults(nil)
		u.press("ctrl+r").rests(2 * time.Minute).sees(" jobs").misses("could be read")
	})
}
