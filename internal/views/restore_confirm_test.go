package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// volumes runs an armed console on the list of volumes' recovery points.
func volumes(t *testing.T, test func(u *user)) {
	t.Helper()
	volumesAt(t, 1, test)
}

// volumesAt is volumes in a world whose restores run so many times faster than at AWS.
func volumesAt(t *testing.T, speed int, test func(u *user)) {
	t.Helper()
	world := oneAccount()
	world.Speed = speed
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 36, sim.New(world), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		test(u.rests(10 * time.Second).arms())
	})
}

// ahead sends keys all at once, as a terminal does with what was typed while the screen
// was another.
func (u *user) ahead(keys ...string) *user {
	u.t.Helper()
	u.screen.looked()
	for _, name := range keys {
		k, ok := keyOf(name)
		if !ok {
			u.t.Fatalf("no key %q", name)
		}
		u.p.Send(tea.KeyPressMsg(k))
	}
	synctest.Wait()
	return u
}

// TestChecksThatGrowOldWhileTheConfirmationStandsOpenRunAgain: what was asked of AWS six
// minutes ago is not what is confirmed.
func TestChecksThatGrowOldWhileTheConfirmationStandsOpenRunAgain(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.onReview().press("enter").after(time.Second)
		u.types(u.phrase()).rests(6 * time.Minute).press("enter").rests(15 * time.Second)
		if got := u.changed(); len(got) > 0 {
			t.Fatalf("old checks were confirmed by %v:\n%s", got, u.text())
		}
		u.types(u.phrase()).press("enter").after(5 * time.Second).sees("submitted")
		if got := u.changed(); !slices.Equal(got, []string{"StartRestoreJob"}) {
			t.Errorf("changed by %v", got)
		}
	})
}

func TestAConfirmationTakesEveryLetterLiterally(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
		phrase := u.phrase()
		u.out.take()
		u.types("cinqjk?/:1Gy").sees(": cinqjk?/:1Gy").press("enter").after(time.Second).sees("differs")
		if got := u.out.take(); strings.Contains(got, "\x1b]52;") || len(u.changed()) > 0 || len(u.done) > 0 {
			t.Errorf("a letter did more than stand there: %v\n%s", u.changed(), u.text())
		}
		u.press("ctrl+u").types(phrase + " ").press("enter").after(time.Second).sees("blank")
		if got := u.changed(); len(got) > 0 {
			t.Errorf("changed by %v", got)
		}
		u.press("backspace", "enter").after(5 * time.Second).sees("submitted")
		if got := u.changed(); !slices.Equal(got, []string{"StartRestoreJob"}) {
			t.Errorf("changed by %v", got)
		}
	})
}

// TestTwentyKeysTypedAheadNeverConfirm types them at every change of the screen on the
// way to a confirmation.
func TestTwentyKeysTypedAheadNeverConfirm(t *testing.T) {
	t.Parallel()
	for name, lead := range map[string]func(u *user){
		"of the list":   func(u *user) { u.ahead("R") },
		"of the form":   func(u *user) { u.press("R").rests(10 * time.Second).ahead("ctrl+s") },
		"of the checks": func(u *user) { u.press("R").rests(10 * time.Second).press("ctrl+s").after(time.Millisecond) },
		"of the review": func(u *user) { u.press("R").rests(10 * time.Second).press("ctrl+s").rests(15 * time.Second) },
		"of the confirmation": func(u *user) {
			u.press("R").rests(10 * time.Second).press("ctrl+s").rests(15 * time.Second).ahead("enter")
		},
	} {
		t.Run(name, func(t *testing.T) {
			volumes(t, func(u *user) {
				lead(u)
				for _, phrase := range []string{"yes", "yes 1", "yes 2"} {
					keys := strings.Split(phrase, "")
					for i := range keys {
						if keys[i] == " " {
							keys[i] = "space"
						}
					}
					keys = append(append([]string{"enter"}, keys...), "enter", "enter")
					for len(keys) < 20 {
						keys = append(keys, "c", "i", "n", "q", "j", "k", "enter")
					}
					u.ahead(keys...)
				}
				if u.rests(10 * time.Second); len(u.changed()) > 0 {
					t.Errorf("changed by %v\n%s", u.changed(), u.text())
				}
			})
		})
	}
}

// TestARoleThatOnlyTheKeyPolicyDeniesIsNotShownAsFine restores with a key whose policy
// denies the role, and from a point under such a key, while IAM allows everything.
func TestARoleThatOnlyTheKeyPolicyDeniesIsNotShownAsFine(t *testing.T) {
	t.Parallel()
	for name, deny := range map[string]func(u *user){
		"the new key": func(u *user) {
			u.fills("encrypted", "yes").fills("kmsKeyId", u.world.KeyOf(u.world.HomeAccount(), "us-east-1", "alias/finance-only"))
		},
		"the key of the point": func(u *user) {
			point := u.wizard().act.(*restoring).point
			if !u.world.DenyInKeyPolicy(point.Key, u.world.DefaultRole(u.world.HomeAccount())) {
				u.t.Fatalf("no key %q", point.Key)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			volumes(t, func(u *user) {
				u.goes("points type:ebs status:completed encrypted:true").after(3 * time.Second).press("R").rests(10 * time.Second)
				deny(u)
				u.submits().rests(15*time.Second).sees("✓ role: permissions", "✗ key: usable")
				for line := range strings.Lines(u.text()) {
					if strings.Contains(line, "✓ key: usable") && name == "the key of the point" {
						t.Errorf("the key passes as usable:\n%s", u.text())
					}
				}
				if u.press("enter").after(time.Second); len(u.session().dialogs) > 0 {
					t.Errorf("it can be confirmed all the same:\n%s", u.text())
				}
			})
		})
	}
}

// TestAnyUseOfAKeyThatItsPolicyDeniesIsSeen denies one action each: a volume that inherits its
// key, and a copy of it, need them all.
func TestAnyUseOfAKeyThatItsPolicyDeniesIsSeen(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"R", "C"} {
		for _, action := range []string{"kms:ReEncryptFrom", "kms:CreateGrant", "kms:GenerateDataKey"} {
			volumes(t, func(u *user) {
				u.goes("points type:ebs status:completed encrypted:true").after(3 * time.Second)
				u.press(key).rests(10 * time.Second)
				var point restore.Point
				switch act := u.wizard().act.(type) {
				case *restoring:
					point = act.point
				case *copying:
					point = act.point
					u.fills(restore.DestinationField, u.vaultIn(u.world.HomeAccount(), "us-east-1", "prod-monthly")).fills(restore.KeepField, restore.KeepDays).fills(restore.DaysField, "40")
				}
				if !u.world.DenyInKeyPolicy(point.Key, u.world.DefaultRole(u.world.HomeAccount()), action) {
					u.t.Fatalf("no key %q", point.Key)
				}
				u.submits().rests(15*time.Second).sees("✗ key: usable", "use it ("+action+")")
			})
		}
	}
}

// TestKeysTypedAheadOfAFormAreNotItsText: the list is slow, a key is pressed again, and the form is there.
func TestKeysTypedAheadOfAFormAreNotItsText(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 40, sim.New(oneAccount()), Options{Command: "points type:dynamodb status:completed"}, ops.Policy{}, "").rests(10 * time.Second)
		u.press("R")
		for range 100 {
			if w, ok := u.session().top().(*wizard); ok && w.stage == filling {
				break
			}
			u.after(10 * time.Millisecond)
		}
		u.press("R", "j", "j", "R").sees("4 keys typed before the form could be read were left out")
		for _, f := range u.wizard().act.fields() {
			if strings.Contains(f.Value, "RjjR") {
				t.Errorf("%s is %q", f.Key, f.Value)
			}
		}
		u.after(time.Second).press("x", "y")
		for _, f := range u.wizard().act.fields() {
			if strings.HasSuffix(f.Value, "xy") {
				return
			}
		}
		t.Error("what is typed later is no text either")
	})
}

// TestTwoEscapesInOneReadAreTwo: a terminal sends them as what looks like alt+esc.
func TestTwoEscapesInOneReadAreTwo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 40, sim.New(oneAccount()), Options{Command: "points type:dynamodb status:completed"}, ops.Policy{}, "").rests(10 * time.Second)
		u.press("R").rests(10*time.Second).press("x", "alt+esc")
		if _, ok := u.session().top().(*wizard); ok {
			t.Error("the form is still there")
		}
	})
}
