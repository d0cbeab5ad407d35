package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatWasStoppedDidNotFail holds to one definition on the whole screen: failed is FAILED
// or EXPIRED, and what somebody stopped is counted apart.
func TestWhatWasStoppedDidNotFail(t *testing.T) {
	e := sampleEnv()
	e.Causes = &causes{window: overviewWindow}
	s, c := &summary{}, &tally{}
	for _, state := range []string{"FAILED", "EXPIRED", "ABORTED", "PARTIAL", "COMPLETED", "RUNNING"} {
		s.count(c, &backup.Job{State: backup.Intern(state), Created: e.Now}, e.Now.Add(-overviewWindow))
	}
	if c.failed != 2 || c.ended != 1 || c.issues != 1 || c.jobs != 5 || c.running != 1 || !c.wrong() {
		t.Errorf("%+v", c)
	}
	if got, want := s.failedWords(e), "24 h · 4 of 5 jobs: 2 failed, 1 stopped, 1 with issues"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var words []string
	for _, m := range cellMarks(c, e.Theme, 24) {
		words = append(words, m.text)
	}
	if got := strings.Join(words, " "); got != "✗ 2/5 ! 2 ▶ 1" {
		t.Errorf("the cell says %q", got)
	}
}

// TestReturningToTheOverviewShowsWhatWasThere looks at the first frame after another view.
func TestReturningToTheOverviewShowsWhatWasThere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).after(10*time.Second).sees("WHAT FAILED", "ACCOUNT")
		u.press("3").after(2*time.Second).press("1").sees("WHAT FAILED", "ACCOUNT").misses("reading the accounts")
	})
}

// TestHeadsOfTheGridAreReadApart gives Regions of long names little room.
func TestHeadsOfTheGridAreReadApart(t *testing.T) {
	e := sampleEnv()
	o := &overviewScreen{sum: &summary{}}
	for i := range o.cols {
		o.cols[i] = -1
	}
	for _, r := range []string{"ap-northeast-2", "ap-southeast-2", "ca-central-1", "eu-west-1", "us-east-1"} {
		o.sum.regions = append(o.sum.regions, backup.Intern(r))
	}
	d := drawing{e: e}
	d.r.W, d.r.H = 80, 24
	if shown, _ := o.drawRegions(&d); len(shown) != 4 {
		t.Fatalf("%d columns", len(shown))
	}
	if got := strings.Fields(ansi.Strip(d.lines[0])); strings.Join(got, " ") != "ACCOUNT 24 h apne2 apse2 cac1 euw1 +1" {
		t.Errorf("%q", got)
	}
}
