package views

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// fleetOfTonight is the size of the fleet. TEST_BKPUI_FLEET="300 17 4000000", accounts,
// Regions and jobs of 30 days, is for a machine with 8 GB to spare and a few minutes.
func fleetOfTonight(t *testing.T) sim.Options {
	o := sim.Options{Accounts: 24, Regions: 3, Rates: true, Tonight: true}
	if size := os.Getenv("TEST_BKPUI_FLEET"); size != "" {
		if _, err := fmt.Sscan(size, &o.Accounts, &o.Regions, &o.Jobs); err != nil {
			t.Fatalf("TEST_BKPUI_FLEET=%q: %v; want ACCOUNTS REGIONS JOBS", size, err)
		}
	}
	return o
}

// TestTonightIsOneRowInTenSeconds is the night in which one key fails the jobs of many
// accounts, within AWS's rates: from the first frame to the row with its key and all its
// accounts, and to the call on its page that closed the key. The start view looks up the keys
// of what failed in a fleet of any size.
func TestTonightIsOneRowInTenSeconds(t *testing.T) {
	t.Parallel()
	for _, view := range []string{"overview", "failures"} {
		t.Run(view, func(t *testing.T) {
			t.Parallel()
			tonightFrom(t, view)
		})
	}
}

func tonightFrom(t *testing.T, view string) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 3*time.Hour + 4*time.Minute)
		w := sim.New(fleetOfTonight(t))
		i, befallen, _ := w.Tonight()
		u := startOn(t, 160, 40, w, Options{Command: view})
		began := time.Now()
		waits := func(what string, done func() bool) {
			for !done() {
				if time.Since(began) > time.Minute {
					t.Fatalf("no %s after %s:\n%s", what, time.Since(began), u.text())
				}
				u.after(250 * time.Millisecond)
			}
			t.Logf("%s to %s", time.Since(began), what)
		}
		var row *failure
		waits("the row", func() bool { row = u.tonight(i.Resource); return row != nil })
		waits("the row of all accounts", func() bool {
			if now := u.tonight(i.Resource); now != nil { // while the accounts are found, lists take each other's places
				row = now
			}
			return len(row.of().Accounts) == len(befallen)
		})
		c := row.of()
		t.Logf("%d jobs of %d, in %d accounts and %d Regions", c.Count(), c.Of, len(c.Accounts), len(c.Regions))
		u.opensCause(row).resize(200, 150)
		waits("the call that closed the key", func() bool { return strings.Contains(u.text(), "PutKeyPolicy on ") })
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("it was whole after %s", took)
		}
		u.sees(i.Resource+" (of the vault)", "PlatformAdmin", "Remedy 1")
	})
}

// tonight is the row of a key.
func (u *user) tonight(key string) *failure {
	defer u.screen.looked()
	if u.session().env.Causes == nil {
		return nil
	}
	for _, f := range u.session().env.Causes.rows {
		if r := f.of().Brief.Root; r.Value == key && r.Name == "key" {
			return f
		}
	}
	return nil
}
