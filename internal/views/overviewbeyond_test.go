package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestTheCellsOfTheGridStandApart whatever they say and however little room they have.
func TestTheCellsOfTheGridStandApart(t *testing.T) {
	e := sampleEnv()
	cut := &tally{err: &backup.Error{Kind: backup.Unreachable}}
	a := accountRow{name: "payments", cells: map[backup.Text]*tally{}}
	o := &overviewScreen{}
	for i := range o.cols {
		o.cols[i] = -1
	}
	var regions []backup.Text
	for _, r := range []string{"eu-west-1", "us-east-1", "ap-southeast-2", "us-west-2"} {
		region := backup.Intern(r)
		a.cells[region] = cut
		regions = append(regions, region)
	}
	o.sum = &summary{accounts: []accountRow{a}, regions: regions}
	d := drawing{e: e, r: ui.Rect{W: 80, H: 10}, cellW: cellLeast}
	got := ansi.Strip(string(o.drawAccount(&d, 0, regions[:2], 0)))
	if want := []string{"payments", "⊘", "unreacha…", "⊘", "unreacha…", "apse2", "+1"}; !slices.Equal(strings.Fields(got), want) {
		t.Errorf("%q, want the words %q", got, want)
	}
}

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
