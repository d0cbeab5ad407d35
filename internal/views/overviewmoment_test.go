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

// TestTheNumbersOfTheOverviewAreOfOneMoment looks at every quarter of a second while the lists
// of a fleet come in at AWS's rates: what the causes count is what the cells count.
func TestTheNumbersOfTheOverviewAreOfOneMoment(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startOn(t, 120, 40, sim.New(sim.Options{Accounts: 10, Regions: 3, Rates: true, Tonight: true}), Options{})
		compared, seen := 0, map[int]bool{}
		for range 160 {
			u.after(250 * time.Millisecond)
			u.screen.looked()
			s := u.session()
			o, ok := s.top().(*overviewScreen)
			if !ok || o.sum == nil || o.together(s.env).Causes == nil {
				continue
			}
			compared++
			c, total := &o.together(s.env).Causes.day, &o.sum.total
			seen[total.jobs] = true
			if c.jobs != total.jobs || c.failed != total.failed || c.issues != total.issues || c.ended != total.ended || c.running != total.running {
				t.Fatalf("the causes are of %d jobs, %d failed, %d run; the cells of %d, %d, %d", c.jobs, c.failed, c.running, total.jobs, total.failed, total.running)
			}
		}
		if compared < 100 || len(seen) < 3 {
			t.Errorf("%d looks at %d different numbers", compared, len(seen))
		}
		u.sees("WHAT FAILED", "encryption key")
		s := u.session()
		if o := s.top().(*overviewScreen); o.together(s.env) != s.env {
			t.Error("the causes of the last moment are not on the screen")
		}
	})
}

// TestNumbersOverADeadEndpointAreThoseOfTheData: the window ends where AWS told the last, else
// the failures of a bad night vanish one by one while nobody can see what goes on.
func TestNumbersOverADeadEndpointAreThoseOfTheData(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startOn(t, 120, 30, sim.New(tonight()), Options{}).after(time.Minute)
		u.screen.looked()
		s := u.session()
		o, ctx := s.top().(*overviewScreen), t.Context()
		at := func(silence time.Duration) (*causes, tally) {
			e := *s.env
			e.Now = e.Now.Add(silence)
			return causesOf(ctx, &e, overviewWindow), summarize(ctx, &e, o.name(&e), nil).total
		}
		causes, total := at(5 * time.Minute)
		later, totalLater := at(5 * time.Hour)
		if total.jobs == 0 || totalLater != total {
			t.Errorf("the cells count %+v after five hours of silence, %+v before", totalLater, total)
		}
		if causes.bad == 0 || later.jobs != causes.jobs || later.bad != causes.bad || later.day != causes.day {
			t.Errorf("the causes are of %d of %d jobs after five hours of silence, of %d of %d before", later.bad, later.jobs, causes.bad, causes.jobs)
		}
	})
}

// TestLinesOfTheOverviewAreWholeAt80Cells gives what is counted and what comes within days
// large numbers and long names.
func TestLinesOfTheOverviewAreWholeAt80Cells(t *testing.T) {
	e := sampleEnv()
	s := &summary{scopes: 5_100, fine: 2_345, partly: 1_204, unread: 4, total: tally{stale: 12_345}}
	w := &watch{expiring: 123_456, points: 1_200_000, next: e.Now.Add(50 * time.Hour)}
	v := &backup.Vault{
		LockDate: e.Now.Add(50 * time.Hour),
		In:       backup.RefTo(backup.VaultRef{Account: backup.Intern("111122223333"), Region: backup.Intern("ap-southeast-1"), Name: backup.Intern(strings.Repeat("long-", 10))}),
	}
	for _, c := range []struct {
		texts []string
		must  string
	}{
		{staleTexts(1, e.Theme), "its rule (assumed)"},
		{staleTexts(12_345, e.Theme), "(assumed)"},
		{w.expiryTexts(e), "the first in"},
	} {
		if got := c.texts[longestIn(c.texts, 78)]; ui.Width(got) > 78 || !strings.Contains(got, c.must) {
			t.Errorf("%q is of %d cells, wants %q", got, ui.Width(got), c.must)
		}
	}
	if got := s.restTexts(e, 287); !strings.HasPrefix(got[longestIn(got, 78)], "○ stale") || longestIn(got, 120) == len(got)-1 {
		t.Errorf("%q", got)
	}
	lock := lockLine(e, v)
	d := drawing{e: e, r: ui.Rect{W: 80, H: 24}}
	if got := ansi.Strip(string(d.cell(nil, ui.Warn, lock.texts[longestIn(lock.texts, 78)], 78))); !strings.Contains(got, "locks in 2 d") || !strings.Contains(got, "for good") {
		t.Errorf("%q does not say when", got)
	}
}
