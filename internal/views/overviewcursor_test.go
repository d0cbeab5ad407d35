package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

func TestTheCursorBeginsOnTheWorstFailure(t *testing.T) {
	e := sampleEnv()
	e.Causes = rowsOf("issues", "stopped", "failed", "other")
	for i, state := range []string{"PARTIAL", "ABORTED", "FAILED", "EXPIRED"} {
		e.Causes.rows[i].Jobs = []*backup.Job{{State: backup.Intern(state)}}
	}
	o := &overviewScreen{s: &session{env: e}, sum: &summary{scopes: 1}}
	if o.settle(e); o.key != "failed" {
		t.Errorf("the cursor is on %q", o.key)
	}
	o.move(-1)()
	if o.settle(e); o.key != "stopped" {
		t.Errorf("moved, the cursor is on %q", o.key)
	}
	e.Causes.rows = e.Causes.rows[:2]
	o = &overviewScreen{s: &session{env: e}, sum: &summary{scopes: 1}}
	if o.settle(e); o.key != "issues" {
		t.Errorf("without a failure the cursor is on %q", o.key)
	}
	if (&triage.Cause{Jobs: []*backup.Job{{State: backup.Intern("ABORTED")}}}).Worst() {
		t.Error("what was stopped did not fail")
	}
}

func TestARunningJobOfTheOverviewCanBeTracked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, small(), Options{}).after(12 * time.Second)
		u.press("t").sees("only a job under RUNNING NOW")
		u.press("tab", "tab", "t").sees("tracking ", "the bell rings").press("t").sees("no longer tracking")
	})
}

// TestTheCauseUnderTheCursorCanBeKnownOnTheOverview, where it is seen first.
func TestTheCauseUnderTheCursorCanBeKnownOnTheOverview(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, small(), Options{}).after(12 * time.Second)
		f := u.session().top().(*overviewScreen).cause()
		u.goes("known").sees("say why").goes("known CHG-1").after(2 * time.Second).sees("is known: CHG-1")
		if now := u.session().top().(*overviewScreen).cause(); now == nil || now.key == f.key || u.session().env.Causes.find(f.key).known != "CHG-1" {
			t.Errorf("the cursor is on %v, and %q is known", now, f.key)
		}
		u.press("tab").goes("known CHG-1").sees("only a cause under WHAT FAILED")
	})
}

func TestAShareOfManyIsNeverNothing(t *testing.T) {
	for of, want := range map[int64]string{0: "0%", 12: "8.3%", 1000: "0.1%", 1001: "<0.1%", 4_000_000: "<0.1%"} {
		if got := rateWords(1, of); got != want {
			t.Errorf("1 of %d is %s, want %s", of, got, want)
		}
	}
	for _, c := range []struct {
		n, of        int64
		exact, whole string
	}{
		{0, 0, "0%", "0%"},
		{3, 0, "0%", "0%"},
		{0, 5, "0%", "0%"},
		{2, 12, "16.7%", "17%"},
		{99_999, 100_000, "99.9%", "99%"},
		{7, 7, "100%", "100%"},
		{8, 7, "100%", "100%"},
		{1, 1000, "0.1%", "<1%"},
		{1, 1001, "<0.1%", "<1%"},
		{1, 100, "1%", "1%"},
	} {
		if got, whole := rateWords(c.n, c.of), wholeRate(c.n, c.of); got != c.exact || whole != c.whole {
			t.Errorf("%d of %d is %s and %s, want %s and %s", c.n, c.of, got, whole, c.exact, c.whole)
		}
	}
}

// TestAStepOnTheOverviewSendsLittle, in each of its blocks: 150 bytes of cursor step at 120×40.
func TestAStepOnTheOverviewSendsLittle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, small(), Options{NoTitle: true}).after(12 * time.Second)
		o, seen := u.session().top().(*overviewScreen), map[int]bool{}
		for range blockCount {
			for _, key := range []string{"down", "up"} {
				u.screen.looked()
				u.out.take()
				block, line := o.at.block, o.at.line
				u.press(key).after(100 * time.Millisecond)
				if sent := u.out.take(); o.at.block == block && o.at.line != line {
					if seen[block] = true; len(sent) > 150 {
						t.Errorf("%s in block %d: %d bytes: %q", key, block, len(sent), sent)
					}
				}
			}
			u.press("tab").after(100 * time.Millisecond)
		}
		if len(seen) < 4 {
			t.Errorf("steps in the blocks %v only", seen)
		}
	})
}

func TestSortingByAnAgeBeginsWithTheNewestAndShowsItsColumn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, tonight(), Options{}).after(20 * time.Second).press("2").after(2 * time.Second)
		u.press("s").sees("sorted by lastAge, ascending")
		u.press("s").sees("sorted by count, descending").press("s").sees("sorted by rate, descending", "RATE ↓")
	})
}

func TestWordsOfAJobThatMovesNothingOrWaitsNoMore(t *testing.T) {
	e := bareEnv()
	words := func(j backup.Job) string {
		var b strings.Builder
		side := jobSide{thing: jobThing(&j), row: &j}
		for _, l := range side.lead(&session{env: e}, e) {
			b.WriteString(l.label + ": " + l.value + "\n")
		}
		res := jobs().(*Resource[backup.Job])
		for _, l := range res.lines(&j, e) {
			b.WriteString(l.label + ": " + l.value + "\n")
		}
		return b.String()
	}
	job := backup.Job{ID: "1", Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), SizeBytes: 1 << 40, Created: e.Now, StartBy: e.Now.Add(time.Hour)}
	if got := words(job); !strings.Contains(got, "Size: 1 TiB") || strings.Contains(got, "Moved") || strings.Contains(got, "Start by") {
		t.Errorf("%s", got)
	}
	job.State, job.Transferred = backup.Intern("CREATED"), 1<<39
	if got := words(job); !strings.Contains(got, "Moved: 512 GiB of 1 TiB") || !strings.Contains(got, "Start by") {
		t.Errorf("%s", got)
	}
}

func TestTheDaysSayWhatTheirRowsLack(t *testing.T) {
	e := sampleEnv()
	o := &overviewScreen{sum: &summary{trend: trend{days: 3, from: e.Now.Add(-72 * time.Hour)}}}
	for i := range o.sum.trend.counts {
		o.sum.trend.counts[i] = []int64{1, 20, 300}
	}
	for i := range o.cols {
		o.cols[i] = -1
	}
	says := func(want ...string) {
		t.Helper()
		got := o.trendNote(e, backup.Failed)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q lacks %q", got, w)
			}
		}
	}
	says("321 counted: ", "to midnight UTC, without scans", "the jobs that were read, 30 days at most")
	if got := o.trendNote(e, backup.Failed); strings.Contains(got, "can't be listed") {
		t.Errorf("with every account readable: %q", got)
	}
	o.cols[trendBlock] = 1
	a := &e.Fleet.Accounts[1]
	a.Trouble = backup.AccessDenied
	denied := backup.Scope{Account: e.Fleet.Accounts[0].ID, Region: backup.Intern("eu-west-1")}
	o.lists.failed = []trouble{{part: state.Part{Feed: "copy-jobs", Scope: denied}, err: &backup.Error{Kind: backup.AccessDenied}}}
	says("20 counted: ", "also jobs that can't be listed: "+e.AccountName(a.ID)+", "+scopeWords(denied, e)+" (copy jobs); ", "30 days at most")
	refuse := func(feed string) {
		o.lists.failed = append(o.lists.failed, trouble{part: state.Part{Feed: feed, Scope: denied}, err: &backup.Error{Kind: backup.AccessDenied}})
	}
	refuse("scan-jobs")
	says(scopeWords(denied, e) + " (copy jobs); ")
	refuse("restore-jobs")
	says(scopeWords(denied, e) + " (copy and restore jobs); ")
	a.Trouble = ""
	says("also copy and restore jobs that can't be listed: " + scopeWords(denied, e) + "; ")
	refuse("backup-jobs")
	says("also jobs that can't be listed: " + scopeWords(denied, e) + "; ")
}

// TestACauseKeepsItsWordsOnANarrowScreen: of a screen of 40 columns it has the most, and place
// and recovery have none.
func TestACauseKeepsItsWordsOnANarrowScreen(t *testing.T) {
	e := sampleEnv()
	f := rowsOf("encryption key not usable").rows[0]
	f.Brief.Cause = "encryption key not usable"
	for width, want := range map[int]string{40: "encryption key not usable", 44: "encryption key not usable", 59: "encryption key not usable"} {
		d := drawing{e: e, r: ui.Rect{W: width, H: 10}}
		if got := ansi.Strip(string(drawCause(&d, f))); !strings.Contains(got, want) || ui.Width(got) > width {
			t.Errorf("%d columns: %q", width, got)
		}
	}
}
