package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestARowOfTheGridShowsOrNamesAWrongRegion where there are more Regions than the screen has room for.
func TestARowOfTheGridShowsOrNamesAWrongRegion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, Accounts: 5, Regions: 12, Resources: 600, Jobs: 12000})
		u := startOn(t, 80, 40, w, Options{}).after(30 * time.Second)
		o := u.session().top().(*overviewScreen)
		if len(o.sum.regions) < 8 || len(o.sum.accounts) < 3 {
			t.Fatalf("%d Regions, %d accounts", len(o.sum.regions), len(o.sum.accounts))
		}
		hidden := 0
		for i := range o.sum.accounts {
			a := &o.sum.accounts[i]
			m, ok := a.beyond(o.sum.regions[:4], u.session().env.Theme)
			var wrong []string
			for _, region := range o.sum.regions[4:] {
				if a.cells[region].wrong() {
					wrong = append(wrong, backup.ShortRegion(region.String()))
				}
			}
			if ok != (len(wrong) > 0) {
				t.Errorf("%s: %v, wrong out of sight: %v", a.name, ok, wrong)
			}
			if !ok {
				continue
			}
			hidden++
			if !strings.Contains(strings.Join(wrong, " "), strings.Fields(m.text)[0]) {
				t.Errorf("%s: names %q of %v", a.name, m.text, wrong)
			}
			if strings.Contains(u.text(), a.name) {
				u.sees(m.text)
			}
		}
		if hidden == 0 {
			t.Error("nothing is wrong out of sight: the test shows nothing")
		}
	})
}
