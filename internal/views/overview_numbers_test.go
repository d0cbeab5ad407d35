package views

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
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
	if got, want := s.failedWords(e)[0], "24 h · 4 of 5 jobs: 2 failed, 1 stopped, 1 with issues"; got != want {
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
		u := start(t, 80, 24, small(), Options{}).rests(10*time.Second).sees("WHAT FAILED", "ACCOUNT")
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

// TestTheHeadOfWhatFailedIsNeverCut gives numbers of small and of large fleets little room.
func TestTheHeadOfWhatFailedIsNeverCut(t *testing.T) {
	e := sampleEnv()
	for _, c := range []struct {
		total   tally
		reading int
		width   int
		want    string
	}{
		{tally{jobs: 123, failed: 6, ended: 6, issues: 1}, 0, 80, "WHAT FAILED  24 h · 6 failed, 6 stopped, 1 issue of 123 jobs · 2 shows 3 more"},
		{tally{jobs: 123, failed: 6, ended: 6, issues: 1}, 0, 120, "WHAT FAILED  24 h · 13 of 123 jobs: 6 failed, 6 stopped, 1 with issues · 2 shows 3 more"},
		{tally{jobs: 2_557, failed: 99, ended: 8, issues: 36}, 0, 80, "WHAT FAILED  24 h · ✗ 99 ■ 8 ! 36 of 2,557 jobs · 2 shows 3 more"},
		{tally{jobs: 2_557, failed: 99, ended: 8, issues: 36}, 42, 80, "WHAT FAILED  24 h · ✗ 99 ■ 8 ! 36 of 2,557 jobs ▸ 42 to read · 2 shows 3 more"},
		{tally{jobs: 411_392, failed: 4_128, ended: 1_195, issues: 9_202}, 885, 80, "WHAT FAILED  24 h · 14,525 of 411,392 jobs ▸ 885 to read · 2 shows 3 more"},
		{tally{jobs: 5}, 0, 80, "WHAT FAILED  24 h · 0 of 5 jobs · 2 shows 3 more"},
	} {
		e.Causes = &causes{window: overviewWindow, reading: c.reading}
		d := drawing{e: e}
		d.r.W, d.r.H = c.width, 24
		d.headingOf("WHAT FAILED", (&summary{total: c.total}).failedWords(e), "2 shows 3 more")
		if got := strings.TrimSpace(ansi.Strip(d.lines[0])); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	e.Causes = &causes{window: overviewWindow, known: 2}
	if words := (&summary{total: tally{jobs: 9, failed: 3}}).failedWords(e); words[0] != "24 h · 3 of 9 jobs: 3 failed, 2 known" {
		t.Errorf("what is silenced is not counted: %q", words)
	}
	e.Causes = &causes{window: 30 * 24 * time.Hour, bad: 1_430, jobs: 77_932, reading: 12}
	d := drawing{e: e}
	d.r.W, d.r.H = 80, 24
	d.headingOf("WHAT FAILED", (&summary{}).failedWords(e), "2 shows 3 more")
	if got := ansi.Strip(d.lines[0]); strings.Contains(got, "…") || !strings.Contains(got, "1,430 of 77,932 jobs") {
		t.Errorf("%q", got)
	}
}

// TestUnreadMeansOneThing compares the number in the title line of the views that tell of
// failures.
func TestUnreadMeansOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, sim.Options{Accounts: 6, Regions: 4}, Options{}).rests(30 * time.Second)
		unread := regexp.MustCompile(`\d+ unread`)
		before := unread.FindString(u.text())
		u.press("2").rests(10 * time.Second)
		failures := unread.FindString(u.text())
		if page := unread.FindString(u.press("enter").rests(8 * time.Second).text()); page != before {
			t.Errorf("%q on the page of a cause:\n%s", page, u.text())
		}
		u.press("1").after(2 * time.Second)
		if after := unread.FindString(u.text()); before == "" || failures != before || after != before {
			t.Errorf("%q on the overview, %q in failures, %q on the overview again:\n%s", before, failures, after, u.text())
		}
	})
}

// TestAnAccountThatRefusesIsToldOnce has its lists fail by the same.
func TestAnAccountThatRefusesIsToldOnce(t *testing.T) {
	err := func(kind backup.Kind, message string) *backup.Error {
		return &backup.Error{Kind: kind, Message: message}
	}
	a, b := backup.Intern("000000000001"), backup.Intern("000000000002")
	failed := []trouble{
		{part: vaultsPart(backup.Scope{Account: a, Region: a}), err: err(backup.AccessDenied, "no role")},
		{part: vaultsPart(backup.Scope{Account: a, Region: b}), err: err(backup.Unreachable, "no route")},
		{part: vaultsPart(backup.Scope{Account: b, Region: a}), err: err(backup.AccessDenied, "no role")},
		{part: regionsPart(a), err: err(backup.AccessDenied, "no role")},
	}
	if got := toTell(failed, 3); len(got) != 3 || got[0].err.Kind != backup.Unreachable || got[2].part != regionsPart(a) {
		t.Errorf("%v", got)
	}
}

// TestWhatIsToBeReadIsOneNumber compares the status line with the head of what failed.
func TestWhatIsToBeReadIsOneNumber(t *testing.T) {
	e := sampleEnv()
	s := &summary{lists: lists{reading: 798}, total: tally{jobs: 10, failed: 1}}
	for reading, want := range map[int]string{20: "20 lists to read", 1: "1 list to read", 0: "reading further back"} {
		e.Causes = &causes{window: overviewWindow, reading: reading}
		if got := s.leftWords(e); got != want {
			t.Errorf("with %d to read: %q", reading, got)
		}
		if got := s.failedWords(e)[0]; strings.Contains(got, "to read") != (reading > 0) || reading > 0 && !strings.HasSuffix(got, want) {
			t.Errorf("with %d to read the head says %q", reading, got)
		}
	}
}

func TestWhereNothingIsReadableNothingIsSaidToBeWell(t *testing.T) {
	if got := (&summary{}).restWords(bareEnv(), 0); got != "no scope can be read" {
		t.Errorf("%q", got)
	}
}

// TestTheOverviewRestsNoLongerThanTheIdleDoes: on a machine that is busy with other things a
// computation takes long by the clock, and its numbers would stand still for a minute.
func TestTheOverviewRestsNoLongerThanTheIdleDoes(t *testing.T) {
	e := sampleEnv()
	for took, want := range map[time.Duration]time.Duration{
		time.Millisecond: summaryEvery / 4, 500 * time.Millisecond: 2 * time.Second, 20 * time.Second: summaryIdle,
	} {
		o := &overviewScreen{sum: &summary{took: took}, lists: lists{reading: 1}}
		if got := o.pause(e, 1); got != want {
			t.Errorf("after %s it rests %s, want %s", took, got, want)
		}
	}
}

// TestRowsThatComeEndAnIdleRest: nothing was there to be summed, so that the next sum is
// planned for the end of an idle rest; what comes meanwhile is summed within a second.
func TestRowsThatComeEndAnIdleRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := sampleEnv()
		o := &overviewScreen{ctx: t.Context(), sum: &summary{}, last: time.Now()}
		idle := o.soon(e, 1)
		if again := o.soon(e, 2); idle == nil || again != nil || time.Until(o.due) != summaryIdle {
			t.Fatalf("planned %t, twice %t, in %s", idle != nil, again != nil, time.Until(o.due))
		}
		store := state.NewStore()
		part := state.Part{Feed: "backup-jobs", Scope: e.Fleet.Scopes[0]}
		state.Publish(store, part, func(j *backup.Job) string { return j.ID }, []backup.Job{{ID: "a", State: backup.Intern("FAILED")}}, 0)
		e.Snap = store.Snapshot()
		began := time.Now()
		due := o.soon(e, 3)().(result)
		if took := time.Since(began); took != summaryEvery || due.value != o.turn || idle().(result).value == o.turn {
			t.Errorf("due after %s, want %s, and that alone", took, summaryEvery)
		}
	})
}

// TestWhatStandsInTheWayOfEverythingIsSaid where no account is known: the start view does not go
// on reading what nobody can read.
func TestWhatStandsInTheWayOfEverythingIsSaid(t *testing.T) {
	e := sampleEnv()
	e.Fleet = &Fleet{Err: &backup.Error{Kind: backup.Credentials, Message: "the SSO session has expired", Remedy: "aws sso login --profile prod --no-browser --use-device-code"}}
	for _, sum := range []*summary{nil, {}} {
		o := &overviewScreen{s: &session{env: e}, sum: sum}
		drawn := ansi.Strip(o.Render(e, ui.Rect{W: 80, H: 12}))
		if !strings.Contains(drawn, "aws sso login --profile prod") || strings.Contains(drawn, "reading") {
			t.Errorf("it says %q", strings.TrimSpace(drawn))
		}
	}
	e.Fleet = &Fleet{}
	o := &overviewScreen{s: &session{env: e}}
	if drawn := ansi.Strip(o.Render(e, ui.Rect{W: 80, H: 12})); !strings.Contains(drawn, "reading the accounts") {
		t.Errorf("nothing stands in its way, and it says %q", strings.TrimSpace(drawn))
	}
}

func TestAnAccountThatNobodyKnowsIsCalledByItsProfile(t *testing.T) {
	e := sampleEnv()
	for want, a := range map[string]backup.Account{
		"default": {Home: true}, "profile prod": {Home: true, Profile: backup.Intern("prod")}, "payments": {ID: backup.Intern("111122223333"), Name: backup.Intern("payments")},
	} {
		if got := string(appendAccountName(nil, &a, e)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := string(appendAccountState(nil, &backup.Account{}, e)); got != "? unknown" {
		t.Errorf("its state is %q", got)
	}
}
