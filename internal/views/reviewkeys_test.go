package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// blockedBy fails unless the review that is open says so on one line, and can't be confirmed.
func (u *user) blockedBy(check string, words ...string) *user {
	u.t.Helper()
	u.sees(append([]string{"✗ " + check}, words...)...)
	if u.press("enter").after(time.Second); len(u.session().dialogs) > 0 || len(u.changed()) > 0 {
		u.t.Errorf("it can be confirmed all the same, changed by %v:\n%s", u.changed(), u.text())
	}
	return u
}

// TestAVolumeIsNotRestoredUnderAKeyThatGivesNoGrants inherits the key of its snapshot, which the
// role may read with: only making a grant is denied to it.
func TestAVolumeIsNotRestoredUnderAKeyThatGivesNoGrants(t *testing.T) {
	t.Parallel()
	for _, denied := range []bool{false, true} {
		volumes(t, func(u *user) {
			u.goes("points type:ebs status:completed encrypted:true").after(3 * time.Second).press("R").rests(10 * time.Second)
			point := u.wizard().act.(*restoring).point
			if denied && !u.world.DenyInKeyPolicy(point.Key, u.world.DefaultRole(u.world.HomeAccount()), "kms:CreateGrant") {
				t.Fatalf("no key %q", point.Key)
			}
			u.resize(160, 60).submits().rests(15 * time.Second)
			if !denied {
				u.sees("key: usable").misses("✗ ")
				return
			}
			u.blockedBy("key: usable", "kms:CreateGrant").misses("✓ key: usable")
		})
	}
}

// TestNothingIsCopiedIntoAVaultWhoseKeyIsDisabled copies to a vault of the account, to one of
// another account, and to one that an account shares of which the console reads nothing else.
func TestNothingIsCopiedIntoAVaultWhoseKeyIsDisabled(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ account, vault string }{{"", "prod-monthly"}, {"identity", "prod-monthly"}, {"audit", "org-airgap"}} {
		t.Run(c.account+" "+c.vault, func(t *testing.T) {
			acting(t, sim.Options{Seed: 1, Resources: 60, Jobs: 100}, func(u *user) {
				account := u.world.HomeAccount()
				if c.account != "" {
					account = u.world.Account(c.account)
				}
				to, key := u.vaultIn(account, "us-east-1", c.vault), ""
				u.goes("vaults").rests(10 * time.Second)
				for _, v := range state.Select[backup.Vault](u.session().env.Snap, nil, "vaults").All() {
					if v.ARN.String() == to {
						key = v.Key.String()
					}
				}
				if !u.world.DisableKey(key) {
					t.Fatalf("%s has no key: %q", to, key)
				}
				u.goes("points type:s3 status:completed vault:prod-daily region:us-east-1 account:payments").after(5 * time.Second).press("C").rests(10 * time.Second)
				u.resize(160, 60).fills(restore.DestinationField, to).fills(restore.KeepField, "→days").fills(restore.DaysField, "60").submits().rests(15 * time.Second)
				if c.account == "audit" {
					u.sees("✓ destination ", "the vault is there", "? destination: key", "sts:AssumeRole", "only account "+account+" may read the policy")
					return
				}
				u.blockedBy("destination: key", "is Disabled").misses("✓ destination: key")
			})
		})
	}
}

// TestTheEndOfARestoreIsToldOnEveryKindOfScreen goes from the page of a restore that was confirmed
// to lists, pages, a form and a text, and waits there. The job takes some minutes.
func TestTheEndOfARestoreIsToldOnEveryKindOfScreen(t *testing.T) {
	t.Parallel()
	for name, goes := range map[string]func(u *user){
		"the overview":      func(u *user) { u.press("1") },
		"failures":          func(u *user) { u.press("2") },
		"the actions":       func(u *user) { u.press("9") },
		"the page of plan":  func(u *user) { u.press("6").after(3 * time.Second).press("d") },
		"another form":      func(u *user) { u.press("esc").press("R").rests(10 * time.Second) },
		"another review":    func(u *user) { u.press("esc").press("R").rests(10 * time.Second).submits() },
		"JSON":              func(u *user) { u.press("4").after(3 * time.Second).press("y") },
		"the page of a job": func(u *user) { u.goes("bj").after(3 * time.Second).press("enter") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			volumesAt(t, 12, func(u *user) {
				u.restoresFirst().after(5 * time.Second).sees("submitted")
				job := u.session().top().(*page).thing
				goes(u)
				u.after(2 * time.Second)
				if top, ok := u.session().top().(*page); ok && top.thing == job {
					t.Fatalf("the page was not left:\n%s", u.text())
				}
				for end := time.Now().Add(time.Hour); time.Now().Before(end); u.rests(5 * time.Second) {
					if strings.Contains(u.text(), " ended: COMPLETED") {
						return
					}
				}
				t.Errorf("nothing was said of %s:\n%s", job.ID, u.text())
			})
		})
	}
}
