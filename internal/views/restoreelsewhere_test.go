package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestRestoreElsewhereIsACopyFirstAndTheFormIsOneKeyAway asks for a point in another Region
// and follows the way that is shown.
func TestRestoreElsewhereIsACopyFirstAndTheFormIsOneKeyAway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{Command: "points type:ebs status:completed vault=prod-daily account:payments region:us-east-1"}).rests(15 * time.Second)
		u.press("R").rests(10*time.Second).sees("restore", "Zone").press("f1").sees("ctrl+x", "another account or Region").press("esc")
		r := u.session().top().(*wizard).act.(*restoring)
		here, want := r.of.Scope, backup.Scope{}
		for _, s := range u.session().env.Fleet.Scopes {
			if s.Account == here.Account && s.Region != here.Region {
				want = s
			}
		}
		u.press("ctrl+x").sees("Restore in which account").types(want.String()).press("enter").after(time.Second)
		u.sees("Not directly", "1. copy it to a vault of account", "2. restore the copy there", "C open the copy form")
		u.press("C").rests(10*time.Second).sees("copy ", "Destination")
		c := u.session().top().(*wizard).act.(*copying)
		if to := backup.VaultOfARN(c.values()["destination"]); to.Region != want.Region || to.Name.String() != "prod-daily" {
			t.Errorf("it would be copied to %v: %v", to, c.values())
		}
		u.press("esc").after(time.Second).sees("Zone").press("ctrl+x").types(here.String()).press("enter").after(time.Second).sees("nothing else is needed").press("esc")

		// What another account shares is restored directly.
		u.does(func(s *session) {
			r.point.VaultType, r.point.Thing.Owner, r.of.Owner = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "111122223333", "111122223333"
			r.sayWay(backup.In("111122223333", here.Region.String()))
		}).sees("directly, without a copy", "R open the restore form there").press("esc")
		u.does(func(*session) { r.sayWay(want) }).sees("no way to restore it there", "alone can copy it")
		if got := r.thingIn(backup.In("111122223333", "us-east-1")); got.Owner != "" || got.Vault != r.of.Vault {
			t.Errorf("there it is %+v", got)
		}
	})
}
