package views

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

func TestTheWorstFailureIsOneKeyFromItsRemedy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).rests(10 * time.Second)
		if u.session().env.Causes == nil || len(u.session().env.Causes.rows) == 0 {
			t.Fatal("nothing failed in this world")
		}
		worst := u.session().env.Causes.rows[0].of().Diagnosis()
		u.sees("WHAT FAILED").press("enter").after(2*time.Second).sees("Cause", worst.Cause, "Remedy 1")
	})
}

func TestEveryLineOfTheOverviewLeadsSomewhere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 50, small(), Options{}).rests(12 * time.Second)
		u.sees("WHAT FAILED", "ACCOUNT", "RUNNING NOW", "WITHIN DAYS", "14 DAYS", "midnight UTC", "locks in")
		o := u.session().top().(*overviewScreen)
		blocks, lines := o.blocks(u.session().env), 0
		for i, b := range blocks {
			if b.n == 0 {
				t.Errorf("block %d is empty", i)
			}
			for k := range b.n {
				lines++
				to, ok := b.to(k)
				if !ok {
					t.Errorf("block %d line %d leads nowhere", i, k)
					continue
				}
				v, found := findView(u.session().views, to.View)
				if !found {
					t.Errorf("block %d line %d leads to %q", i, k, to.View)
				} else if err := v.Check(to.Filter, ""); err != nil {
					t.Errorf("block %d line %d: %v", i, k, err)
				}
			}
		}
		if u.press("G"); o.at.block != trendBlock {
			t.Errorf("the last line is in block %d", o.at.block)
		}
		u.press("l", "enter").after(2*time.Second).sees("completed 18 Dec › jobs", "created>=1999-12-18")
		u.rests(time.Minute).sees("counted: AWS counts to midnight UTC, without scans", "the jobs that were read, 30 days at most")
		u.press("/", "ctrl+u", "enter").after(time.Second).sees("jobs").misses("counted: AWS counts")
		u.press("esc")
		u.press("1").after(time.Second).press("tab", "tab", "tab", "tab", "tab")
		if o := u.session().top().(*overviewScreen); (o.at != spot{}) {
			t.Errorf("five tabs lead to %+v", o.at)
		}
		if lines < 10 {
			t.Errorf("%d lines", lines)
		}
	})
}

func TestOnlyWhatIsWrongIsDrawn(t *testing.T) {
	e := sampleEnv()
	s := &summary{}
	fine, bad, quiet := &tally{jobs: 9, running: 1}, &tally{jobs: 9, failed: 1}, &tally{jobs: 3, reading: true}
	s.arrange(e, map[backup.Scope]*tally{
		e.Fleet.Scopes[0]: bad, e.Fleet.Scopes[1]: fine, e.Fleet.Scopes[2]: quiet, e.Fleet.Scopes[3]: fine,
	})
	if len(s.accounts) != 1 || len(s.regions) != 1 || s.scopes != 4 || s.fine != 3 || s.unread != 1 || s.quiet != 1 {
		t.Fatalf("%+v", s)
	}
	if got := s.restWords(e, 0); got != "nothing wrong in 2 of 3 scopes read whole · 1 not yet" {
		t.Errorf("%q", got)
	}
	for want, none := range map[string]*summary{
		"the one scope is not read whole yet":                                          {scopes: 1, partly: 1},
		"none of 4 scopes is read whole yet":                                           {scopes: 4, partly: 4, fine: 2, unread: 2},
		"none of 4 scopes is read whole yet · 1 account still to be asked for Regions": {scopes: 4, partly: 4, unfound: 1},
	} {
		if got := none.restWords(e, 0); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestBlocksShareTheScreenInTheOrderOfNeed(t *testing.T) {
	some := func(n, least int, foot bool) block {
		b := block{n: n, least: least, head: func(*drawing) {}}
		if foot {
			b.foot = func(*drawing, int) {}
		}
		return b
	}
	many := []block{some(50, 4, false), some(300, 3, true), some(100, 2, false), some(9, 1, false), some(5, 1, false)}
	for _, c := range []struct {
		name     string
		room, at int
		want     []int
	}{
		{"80×24", 20, 0, []int{5, 4, 3, 1, 1}},
		{"the trend gives way first", 14, 0, []int{4, 3, 2, 0, 0}},
		{"what the cursor is on stays", 8, 4, []int{3, 0, 0, 0, 2}},
		{"three lines", 3, 1, []int{0, 1, 0, 0, 0}},
		{"one line", 1, 2, []int{0, 0, 1, 0, 0}},
		{"none", 0, 0, []int{0, 0, 0, 0, 0}},
	} {
		shares, left := allot(many, c.room, c.at)
		used := left
		for i, s := range shares {
			used += s.height()
			if s.lines < c.want[i]-1 || s.lines > c.want[i]+1 || (s.lines == 0) != (c.want[i] == 0) {
				t.Errorf("%s: block %d has %d lines, want about %d", c.name, i, s.lines, c.want[i])
			}
		}
		if used != c.room || left < 0 {
			t.Errorf("%s: %d of %d lines", c.name, used, c.room)
		}
	}
}

// The counts of the trend are those that AWS gives, and its lists are few where there is an
// organisation.
func TestTheTrendIsReadInFewLists(t *testing.T) {
	e := sampleEnv()
	parts := trendParts(e)
	if len(parts) != 3*2 {
		t.Fatalf("%d lists for two Regions of an organisation: %v", len(parts), parts)
	}
	e.Focus.Accounts = []backup.Text{backup.Intern("111122223333")}
	for _, p := range trendParts(e) {
		if p.Scope.Account.String() != "111122223333" {
			t.Errorf("with one account in focus %v is read", p)
		}
	}
	e.Focus = Focus{}
	store := state.NewStore()
	day := func(d int) backup.Time { return backup.TimeOf(time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC)) }
	state.Publish(store, parts[0], nil, []backup.JobSummary{
		{State: backup.Intern("FAILED"), From: day(21), Count: 7},
		{State: backup.Intern("COMPLETED"), Category: backup.Intern("SUCCESS"), From: day(21), Count: 93},
		{State: backup.Intern("EXPIRED"), From: day(8), Count: 1},
		{State: backup.Intern("FAILED"), From: day(7), Count: 1000}, // before the first day
	}, 100)
	store.Flush()
	e.Snap = store.Snapshot()
	tr := trendOf(e, parts, nil)
	if tr.from != day(8) || tr.days != 14 || tr.totals[13] != 100 || tr.counts[backup.Failed][13] != 7 || tr.counts[backup.Missed][0] != 1 || tr.totals[0] != 1 {
		t.Errorf("%+v", tr)
	}
}

// TestTheTrendCallsAWrongRestoreAnIssue, as the list behind it does: AWS counts it as completed. Of a list that
// knows more of them than AWS counts, or of another kind, day or place, nothing is moved.
func TestTheTrendCallsAWrongRestoreAnIssue(t *testing.T) {
	day := func(d int) backup.Time { return backup.TimeOf(time.Date(2026, 11, d, 0, 0, 0, 0, time.UTC)) }
	in := backup.In("111122223333", "eu-west-1")
	wrong := wrongRestores{}
	for _, at := range []backup.Time{day(21), day(21).Add(23*time.Hour + 59*time.Minute), day(20), day(20), day(22)} {
		wrong.add(&backup.Job{Kind: backup.RestoreJob, Account: in.Account, Region: in.Region, State: backup.Intern("COMPLETED"), Result: backup.Intern("FAILED"), Created: at})
	}
	for _, account := range []string{"111122223333", backup.Organization, "444455556666"} {
		e := sampleEnv()
		p := state.Part{Feed: "restore-job-summaries", Scope: backup.In(account, "eu-west-1")}
		row := func(kind backup.JobKind, state string, d int, n int64) backup.JobSummary {
			return backup.JobSummary{Kind: kind, Account: p.Scope.Account, Region: p.Scope.Region, State: backup.Intern(state), From: day(d), Count: n}
		}
		store := state.NewStore()
		state.Publish(store, p, nil, []backup.JobSummary{
			row(backup.RestoreJob, "COMPLETED", 21, 10), row(backup.RestoreJob, "FAILED", 21, 3), row(backup.BackupJob, "COMPLETED", 21, 90), row(backup.RestoreJob, "COMPLETED", 20, 1),
		}, 100)
		store.Flush()
		e.Snap = store.Snapshot()
		tr := trendOf(e, []state.Part{p}, wrong)
		got := [5]int64{tr.counts[backup.Succeeded][13], tr.counts[backup.Issues][13], tr.counts[backup.Failed][13], tr.counts[backup.Succeeded][12], tr.counts[backup.Issues][12]}
		want := [5]int64{98, 2, 3, 0, 1}
		if account == "444455556666" {
			want = [5]int64{100, 0, 3, 1, 0}
		}
		if got != want || tr.totals[13] != 103 {
			t.Errorf("%s: %v of %d, want %v", account, got, tr.totals[13], want)
		}
	}
}

func TestOfThousandsOfScopesTheOverviewShowsWhatIsWrong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, Accounts: 40, Regions: 6, Resources: 240, Jobs: 2400, Start: small().Start})
		u := startOn(t, 80, 24, w, Options{}).rests(40 * time.Second)
		u.sees("WHAT FAILED", "ACCOUNT", "more accounts", "nothing wrong in")
		for range 60 {
			u.press("j")
		}
		u.press("G", "g").sees("WHAT FAILED")
	})
}

func TestNoSummaryAfterTheScreenIsGone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e := sampleEnv()
	store := state.NewStore()
	rows := make([]backup.Job, rowsBetweenLooks+1)
	for i := range rows {
		rows[i] = backup.Job{ID: strings.Repeat("x", i%7), Account: e.Fleet.Scopes[0].Account, Region: e.Fleet.Scopes[0].Region}
	}
	part := state.Part{Feed: "backup-jobs", Scope: e.Fleet.Scopes[0]}
	state.Publish(store, part, nil, rows, len(rows))
	store.Flush()
	e.Snap = store.Snapshot()
	if s := summarize(ctx, e, &knownLists{jobs: []state.Part{part}}, nil); s != nil {
		t.Error("it was computed to the end")
	}
}

func TestTheOverviewSaysHowManyCausesAreBelow(t *testing.T) {
	e := sampleEnv()
	e.Causes = &causes{window: overviewWindow, jobs: 9000}
	for i := range 61 {
		e.Causes.rows = append(e.Causes.rows, &failure{key: strconv.Itoa(i), Cause: &triage.Cause{Of: 9}})
	}
	s := &summary{scopes: 1, accounts: []accountRow{{name: "payments", cells: map[backup.Text]*tally{}}}, total: tally{jobs: 912_345, failed: 10_345, ended: 9_876, issues: 8_765}}
	o := &overviewScreen{s: &session{env: e}, sum: s}
	for _, width := range []int{80, 200} {
		drawn := ansi.Strip(o.Render(e, ui.Rect{W: width, H: 14}))
		head, rest, _ := strings.Cut(drawn, "\n")
		shown := strings.Count(rest, "✗") + strings.Count(rest, "! 0")
		if want := "· 2 shows " + strconv.Itoa(61-shown) + " more"; shown == 0 || !strings.Contains(head, want) {
			t.Errorf("%d shown, no %q in %q\n%s", shown, want, head, drawn)
		}
	}
	if words := cellMarks(&tally{reading: true}, e.Theme, 11); words[0].text != "reading" {
		t.Errorf("a cell that is read says %+v", words)
	}
}

// TestLocksComeBeforeWhatLooksStale: a lock that becomes permanent can't be undone, a backup that is
// late can be made.
func TestLocksComeBeforeWhatLooksStale(t *testing.T) {
	e := sampleEnv()
	o := &overviewScreen{s: &session{env: e}, sum: &summary{scopes: 4, total: tally{stale: 33}}}
	o.sum.watch.vaults = 4
	for i := range 5 {
		in := backup.RefTo(backup.VaultRef{Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"), Name: backup.Intern("v" + strconv.Itoa(i))})
		o.sum.watch.locks = append(o.sum.watch.locks, backup.Vault{In: in, LockDate: e.Now.Add(48 * time.Hour)})
	}
	b := o.watched(e)
	d := drawing{e: e, r: ui.Rect{W: 80, H: 4}, shown: 3}
	b.head(&d)
	for i := range b.n {
		b.line(&d, i)
	}
	if got := ansi.Strip(d.lines[0]); !strings.Contains(got, "WITHIN DAYS  j shows 3 more") {
		t.Errorf("the head is %q", got)
	}
	if !strings.Contains(d.lines[1], "locks in") || !strings.Contains(d.lines[b.n], "good backup") {
		t.Errorf("the order is %q", d.lines)
	}
}
