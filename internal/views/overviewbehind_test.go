package views

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestEnterOnACellLeadsToAllThatItCounts goes every way behind every cell, and counts.
func TestEnterOnACellLeadsToAllThatItCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 50, small(), Options{}).after(12 * time.Second)
		o := u.session().top().(*overviewScreen)
		e := u.session().env
		listed := regexp.MustCompile(`› jobs.*? ([\d,]+) of `)
		several, counted := 0, 0
		for i := range o.sum.accounts {
			a := &o.sum.accounts[i]
			for col, region := range o.sum.regions {
				o.cols[cellsBlock] = col
				ways, c := o.behindCell(e, a), a.in(region)
				several += oneIf(len(ways) > 1)
				if c.err != nil && !strings.Contains(ways[0].words+ways[len(ways)-1].words, "⊘") && len(ways) < 3 {
					t.Errorf("%s/%s can't be read, and leads to %+v", a.name, region, ways)
				}
				for _, w := range ways {
					if w.to.View != "jobs" || c.jobs+c.running == 0 {
						continue
					}
					want := c.running
					if strings.Contains(w.to.Filter, problemField) {
						want = c.failed + c.issues + c.ended + c.stuck
					} else if !strings.Contains(w.to.Filter, "running") {
						continue
					}
					u.does(func(s *session) { s.follow(w.to) }).after(time.Second)
					m := listed.FindStringSubmatch(u.text())
					if m == nil || m[1] != strconv.Itoa(want) {
						t.Errorf("%s/%s: %s leads to %v, want %d\n%s", a.name, region, w.words, m, want, u.text())
					}
					counted++
					u.press("esc")
				}
			}
		}
		if several == 0 || counted < 5 {
			t.Errorf("%d cells with several things, %d lists counted", several, counted)
		}

		// Where there are several, enter asks, and has the worst first.
		o.cols[cellsBlock] = -1
		u.press("tab")
		for range len(o.sum.accounts) {
			if ways := o.behindCell(e, &o.sum.accounts[o.at.line]); len(ways) > 1 {
				u.press("enter").sees("enter take", ways[0].words[:12], ways[1].words[:12]) // their ends may be cut
				u.press("down", "enter").after(time.Second).sees("› " + ways[1].to.View)
				return
			}
			u.press("j")
		}
		t.Error("no account has several things behind it")
	})
}

// TestAnAccountThatCantBeAssumedIsInEveryRegionOfTheGrid has one account that refuses the role,
// whose jobs the organisation's lists tell for one Region.
func TestAnAccountThatCantBeAssumedIsInEveryRegionOfTheGrid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, sharing(), Options{}).after(12 * time.Second)
		o := u.session().top().(*overviewScreen)
		s := o.sum
		if accounts := u.session().env.Fleet.size(); s.scopes != accounts*2 {
			t.Errorf("%d scopes of %d accounts in two Regions", s.scopes, accounts)
		}
		found := false
		for i := range s.accounts {
			a := &s.accounts[i]
			if a.name != "audit" {
				continue
			}
			found = true
			for _, r := range []string{"eu-west-1", "us-east-1"} {
				c := a.cells[backup.Intern(r)]
				if c == nil || c.err == nil || !c.wrong() {
					t.Errorf("audit/%s: %+v", r, c)
				}
			}
			last := o.behindCell(u.session().env, a)
			if w := last[len(last)-1]; !strings.Contains(w.words, "sts:AssumeRole") && !strings.Contains(last[max(len(last)-2, 0)].words, "sts:AssumeRole") {
				t.Errorf("it leads to %+v", last)
			}
		}
		if !found {
			t.Fatalf("audit is not in the grid:\n%s", u.text())
		}
	})
}
