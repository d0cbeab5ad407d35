package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// TestTonightIsOneRowInTenSeconds is the night in which one key fails the jobs of many
// accounts, within AWS's rates: from the first frame to the row with its key, and to the
// call on its page that closed the key.
func TestTonightIsOneRowInTenSeconds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 3*time.Hour + 4*time.Minute)
		w := sim.New(sim.Options{Accounts: max(24, fewer(72)), Regions: 3, Rates: true, Tonight: true})
		i, befallen, _ := w.Tonight()
		u := startOn(t, 160, 40, w, Options{Command: "failures"})
		began := time.Now()
		var row *failure
		for row == nil && time.Since(began) < time.Minute {
			u.after(250 * time.Millisecond)
			row = u.tonight(i.Resource)
		}
		took := time.Since(began)
		if row == nil {
			t.Fatalf("no row of the key after %s:\n%s", took, u.text())
		}
		t.Logf("%s to the row, with %d jobs of %d", took, row.of().Count(), row.of().Of)
		for len(row.of().Accounts) < len(befallen) && time.Since(began) < time.Minute {
			u.after(250 * time.Millisecond)
			if now := u.tonight(i.Resource); now != nil { // while the accounts are found, lists take each other's places
				row = now
			}
		}
		took = time.Since(began)
		t.Logf("%s to the row of %d accounts, with %d jobs of %d", took, len(row.of().Accounts), row.of().Count(), row.of().Of)
		if took > 10*time.Second {
			t.Errorf("the row was whole after %s", took)
		}
		u.opensCause(row).after(8*time.Second).resize(200, 150).sees(i.Resource+" (of the vault)", "PutKeyPolicy on ", "PlatformAdmin", "Remedy 1")
	})
}

// tonight is the row of a key.
func (u *user) tonight(key string) *failure {
	defer u.screen.looked()
	if u.session().env.Causes == nil {
		return nil
	}
	for _, f := range u.session().env.Causes.rows {
		if r := f.of().Diagnosis.Root; r.Value == key && r.Name == "key" {
			return f
		}
	}
	return nil
}
