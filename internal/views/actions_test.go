package views

import (
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// settles types what the open confirmation asks for.
func (u *user) settles() *user {
	u.t.Helper()
	phrase := "yes"
	if n := u.session().top().(*wizard).review.unsettled(); n > 0 {
		phrase += " " + string(rune('0'+n))
	}
	return u.types(phrase).press("enter")
}

// blockJournal makes the journal unwritable, and returns its path.
func (u *user) blockJournal() string {
	u.t.Helper()
	if err := os.Mkdir(u.journal.Path(), 0o700); err != nil {
		u.t.Fatal(err)
	}
	return u.journal.Path()
}

// TestTheActionsViewIsNeverOldAndLeadsOn leaves the journal alone for an hour.
func TestTheActionsViewIsNeverOldAndLeadsOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "actions"}, ops.Policy{}, "")
		u.rests(10*time.Second).sees("nothing was changed from here yet", "● live").misses("reading")
		u.opens("points type:ebs status:completed vault:prod-daily").restoresFirst().after(5 * time.Second).sees("submitted")
		job := u.session().top().(*page).thing
		u.goes("actions").rests(time.Hour).sees("intent", "accepted", "● live").misses(" old")
		for range 2 { // the outcome, and the intent before it, which names no job
			u.press("enter").after(2 * time.Second)
			if p, ok := u.session().top().(*page); !ok || p.thing != job {
				t.Fatalf("it does not lead to the job %v:\n%s", job, u.text())
			}
			u.press("esc", "j")
		}
		u.press("R").rests(10*time.Second).sees("restore", "Zone")
	})
}

// TestABackupIsOpenedAgainWithItsValues backs a resource up, and once more from the journal.
func TestABackupIsOpenedAgainWithItsValues(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "bj type:ebs state:completed !parentId~."}, ops.Policy{}, "")
		if err := u.session().b.Changes.Arming.Arm("INC-1"); err != nil {
			t.Fatal(err)
		}
		u.rests(15*time.Second).press("B").after(5*time.Second).sees("back up", "Vault")
		vault := u.session().top().(*wizard).act.(*doing).value("vault")
		u.press("ctrl+s").rests(10 * time.Second).press("enter").after(time.Second).settles().after(5 * time.Second).sees("submitted")
		u.goes("actions").after(5*time.Second).press("R").after(5*time.Second).sees("back up", "Vault")
		d := u.session().top().(*wizard).act.(*doing)
		if d.value("vault") != vault || d.value("role") == "" || vault == "" {
			t.Errorf("opened again with vault %q and role %q, was %q", d.value("vault"), d.value("role"), vault)
		}
		u.sees("as sent before").misses("set by you")
		u.press("esc").goes("actions").press("g")
	})
}

// TestAKindIsNamedByItsNoun: "a validate" is no English.
func TestAKindIsNamedByItsNoun(t *testing.T) {
	for kind, want := range map[ops.Kind]string{ops.Validate: "a validation has no form", ops.Stop: "a stop has no form"} {
		a := ops.Action{Target: backup.ParseARN("job"), Item: 1, Kind: backup.Intern(string(kind))}
		if got := noForm(&a); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", kind, got)
		}
	}
}
