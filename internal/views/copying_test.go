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

// onCopy runs a test on the form of a copy.
func onCopy(t *testing.T, test func(u *user)) {
	t.Helper()
	acting(t, sim.Options{Seed: 1, Accounts: 2, Regions: 2, Resources: 60, Jobs: 100}, func(u *user) {
		test(u.goes("points type:s3 status:completed").after(3 * time.Second).press("C").rests(10 * time.Second))
	})
}

// TestANumberTypedWhereItIsAskedHowLongIsDays types how long a copy is kept where the
// choice stands.
func TestANumberTypedWhereItIsAskedHowLongIsDays(t *testing.T) {
	t.Parallel()
	onCopy(t, func(u *user) {
		u.toField(restore.KeepField).types("400").after(time.Second)
		values := u.wizard().act.values()
		if values[restore.KeepField] != restore.KeepDays || values[restore.DaysField] != "400" {
			t.Errorf("set is %v:\n%s", values, u.text())
		}
		if at := u.wizard().form.Current(); at != restore.DaysField {
			t.Errorf("the cursor is on %s", at)
		}
	})
}

// TestAReviewSaysOnceThatACopyIsKept reads the line of the review that says until when, as
// the source is and by days of its own.
func TestAReviewSaysOnceThatACopyIsKept(t *testing.T) {
	t.Parallel()
	for days, want := range map[string]string{"": "kept until", "400": "400 days from"} {
		onCopy(t, func(u *user) {
			u.fills(restore.DestinationField, "→prod-daily")
			if days != "" {
				u.toField(restore.KeepField).types(days).after(time.Second)
			}
			u.submits().rests(15 * time.Second)
			if words := strings.Join(strings.Fields(u.text()), " "); !strings.Contains(words, want) || strings.Contains(words, "kept kept") {
				t.Error(u.text())
			}
		})
	}
}

// TestTheConfirmationOfACopySaysIntoWhichVaultWhere opens the box that is typed into, in
// which the review is covered.
func TestTheConfirmationOfACopySaysIntoWhichVaultWhere(t *testing.T) {
	t.Parallel()
	onCopy(t, func(u *user) {
		u.fills(restore.DestinationField, "→prod-daily").submits().rests(15 * time.Second)
		to := backup.VaultOfARN(u.wizard().act.values()[restore.DestinationField])
		u.press("enter").after(time.Second).sees("StartCopyJob in ", "into "+to.Name.String()+" in "+u.session().env.AccountName(to.Account)+"/"+to.Region.String(), "to start")
	})
}

// TestLettersTypedWhereItIsAskedHowLongSearch types a word of a choice.
func TestLettersTypedWhereItIsAskedHowLongSearch(t *testing.T) {
	t.Parallel()
	onCopy(t, func(u *user) {
		u.toField(restore.KeepField).types("ever").press("enter").after(time.Second)
		if got := u.wizard().act.values()[restore.KeepField]; got != restore.KeepForever {
			t.Errorf("keep is %q:\n%s", got, u.text())
		}
		u.types("x").sees("esc cancels").press("esc") // no option has it, and nothing is broken
		if got := u.wizard().act.values()[restore.KeepField]; got != restore.KeepForever {
			t.Errorf("keep is %q:\n%s", got, u.text())
		}
	})
}

// TestVaultsToCopyToAreToldApart looks for the air-gapped vaults of an organisation, and
// at the one that was chosen.
func TestVaultsToCopyToAreToldApart(t *testing.T) {
	t.Parallel()
	for _, w := range []int{80, 200} {
		onCopy(t, func(u *user) {
			u.resize(w, 24).toField(restore.DestinationField).press("ctrl+o").after(5 * time.Second).types("airgap")
			rows := map[string]bool{}
			for line := range strings.Lines(u.text()) {
				if strings.Contains(line, "airgap ") && !strings.Contains(line, "find ") && !strings.Contains(line, "typed") {
					rows[line] = true
					if !strings.Contains(line, "air-gapped") || !strings.Contains(line, " d ") || strings.Contains(line, "…") {
						t.Errorf("%d columns: %q", w, line)
					}
				}
			}
			gapped := map[backup.Text]bool{} // one that is shared is in the lists of both accounts
			for _, v := range state.Select[backup.Vault](u.session().env.Snap, nil, "vaults").All() {
				if v.In.Get().Name.String() == "airgap" {
					gapped[v.ARN] = true
				}
			}
			if len(gapped) != 3 || len(rows) != len(gapped) {
				t.Errorf("%d columns, %d rows of %d vaults:\n%s", w, len(rows), len(gapped), u.text())
			}
			u.press("enter").after(5 * time.Second)
			f, _ := u.wizard().field(restore.DestinationField)
			v := backup.VaultOfARN(f.Value)
			u.sees(u.session().env.AccountName(v.Account) + " · " + v.Region.String() + " · airgap")
			if strings.Contains(u.text(), f.Value) != (f.Value != "") {
				t.Errorf("the ARN is nowhere:\n%s", u.text())
			}
		})
	}
}
