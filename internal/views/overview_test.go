package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// slowly is AWS far away.
func slowly(d time.Duration) sim.Faults {
	return sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: d}}
}

func TestTheFirstFrameClaimsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(slowly(2 * time.Second))
		u := startOn(t, 80, 24, w, Options{}).golden("first-frame", true)
		u.sees("looking for accounts", "loading").misses("live", "failed")
		for _, view := range []string{"3", "4", "5", "6", "8"} {
			u.press(view).sees("loading").misses("live", " 0\n")
		}
	})
}

func TestWhatAllListsHangOnIsSaidToBeUnreadable(t *testing.T) {
	for name, c := range map[string]struct {
		fault            sim.Fault
		title, why, page string
	}{
		"credentials expired": {sim.Fault{Kind: sim.ExpiredToken, Fraction: 1}, "nothing readable", "token included in the request is expired", "⊘ credentials"},
		"no answer":           {sim.Fault{Kind: sim.Hang, Fraction: 1}, "nothing readable", "no answer", "⊘ unreachable"},
		"a sign-in page":      {sim.Fault{Kind: sim.HTML, Fraction: 1}, "nothing readable", "a web page", "⊘ unreachable"},
		"no regions":          {sim.Fault{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"account"}}, "nothing readable", "account:ListR", "⊘ access denied"},
		"no organisation":     {sim.Fault{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"organizations"}}, "accounts unread", "24 h", "organizations:ListAccounts"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(small())
				w.SetFaults(sim.Faults{c.fault})
				u := startOn(t, 80, 24, w, Options{}).after(75*time.Second).sees(c.title, c.why).misses("live")
				for _, view := range []string{"3", "4", "6"} {
					u.press(view).after(2*time.Second).sees(c.title).misses("live", " 0\n")
				}
				u.press("8").after(2*time.Second).sees(c.title, c.page)

				// It comes back by itself.
				w.SetFaults(nil)
				u.after(6*time.Minute).sees("live", "payments", "✓ ok").misses(c.title)
			})
		})
	}
}
