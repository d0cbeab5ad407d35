package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
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
