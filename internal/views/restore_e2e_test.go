package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// oneAccount is a world of one account and Region with every resource type in it.
func oneAccount() sim.Options {
	return sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 40}
}

// changed are the calls that changed the world, by operation.
func (u *user) changed() (ops []string) {
	for _, s := range u.world.Started() {
		ops = append(ops, s.Operation)
	}
	return ops
}

// journalled are the phases and outcomes in the journal.
func (u *user) journalled() (phases []string) {
	for r, err := range u.journal.Records() {
		if err != nil {
			u.t.Fatal(err)
		}
		phases = append(phases, strings.TrimSpace(string(r.Phase)+" "+string(r.Outcome)))
	}
	return phases
}

// TestARestoreOfAKnownVolumeTakesAtMostFifteenKeys goes from the list to a started
// restore and counts the keys, but those of the phrase that has to be typed.
func TestARestoreOfAKnownVolumeTakesAtMostFifteenKeys(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		if err := u.session().b.Changes.Arming.Arm("INC-1"); err != nil {
			t.Fatal(err)
		}
		u.rests(10 * time.Second).sees("ARMED")
		keys := 0
		count := func(names ...string) { keys += len(names); u.press(names...) }
		count("R")
		u.rests(10*time.Second).sees("restore", "Zone", "looked up now")
		count("ctrl+s")
		u.rests(15*time.Second).sees("review", "Checks")
		count("enter")
		u.after(time.Second).sees("type yes")
		n := u.session().top().(*wizard).review.unsettled()
		phrase := "yes"
		if n > 0 {
			phrase += " " + string(rune('0'+n))
		}
		keys += len(phrase)
		u.types(phrase)
		count("enter")
		u.after(5*time.Second).sees("submitted", "PENDING").press("G").after(5 * time.Second).sees("GetRestoreJobMetadata")
		if keys > 15 {
			t.Errorf("%d keys", keys)
		}
		if got := u.changed(); !slices.Equal(got, []string{"StartRestoreJob"}) {
			t.Errorf("changed by %v", got)
		}
		if got := u.journalled(); !slices.Equal(got, []string{"intent", "outcome accepted"}) {
			t.Errorf("the journal has %v", got)
		}
		u.rests(3 * time.Hour).goes("rj").after(5 * time.Second).press("g")
		u.sees("COMPLETED")
	})
}

// TestAWholeWizardInReadOnlyChangesNothing leads a restore and a copy up to the last
// step, with a write role configured.
func TestAWholeWizardInReadOnlyChangesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 30, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily", ReadOnly: true}, ops.Policy{ReadOnly: true}, "BackupOperator")
		u.rests(10 * time.Second).press("R").rests(10 * time.Second).press("ctrl+s").rests(15 * time.Second).sees("Checks").press("G").sees("The same as a command")
		u.press("enter").after(time.Second).sees("read-only")
		u.goes("arm INC-1").sees("read-only", "READ-ONLY")
		u.press("esc", "esc").after(time.Second)
		u.press("C").rests(10*time.Second).sees("Destination", "Copy to")
		if got := u.changed(); len(got) > 0 {
			t.Errorf("changed by %v", got)
		}
		for _, role := range u.wire.assumed() {
			if strings.HasSuffix(role, ":role/BackupOperator") {
				t.Errorf("it took on the role %s", role)
			}
		}
		if got := u.journalled(); len(got) > 0 {
			t.Errorf("the journal has %v", got)
		}
	})
}

// TestKeysTypedAheadConfirmNothing types the phrase and enter before the confirmation
// is there.
func TestKeysTypedAheadConfirmNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 30, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		if err := u.session().b.Changes.Arming.Arm("INC-1"); err != nil {
			t.Fatal(err)
		}
		u.rests(10 * time.Second).press("R").rests(10 * time.Second).press("ctrl+s").rests(15 * time.Second)
		u.press("enter").types("yes 1").press("enter", "y", "e", "s", "enter", "enter", "c", "i", "n", "q", "j", "k", "enter")
		u.after(5 * time.Second)
		if got := u.changed(); len(got) > 0 {
			t.Errorf("changed by %v", got)
		}
	})
}
