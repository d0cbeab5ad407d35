package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

func TestAFormSaysThatADraftOfTheSameIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.rests(10*time.Second).press("R").rests(10*time.Second).misses("a draft of this").fillsAtOnce("kmsKeyId", "alias/mine").after(time.Second)
		u.press("esc").after(time.Second).press("R").rests(10 * time.Second)
		u.sees("a draft of this by ana, saved ", "is kept: esc, then :drafts")
	})
}

// TestAJobOfAnAirGappedVaultIsDoneAgainWhereTheLastGoodBackupWent: such a vault takes no
// backup on demand.
func TestAJobOfAnAirGappedVaultIsDoneAgainWhereTheLastGoodBackupWent(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		u.goes("bj state:completed vault:prod-daily").after(3 * time.Second)
		u.does(func(s *session) {
			for _, j := range state.Select[backup.Job](s.env.Snap, nil, "backup-jobs").All() {
				if j.Vault.String() == "prod-daily" && j.State.String() == "COMPLETED" {
					s.push(newWizard(s, newBackingUp(s, again{of: j.Of.Get(), in: backup.Scope{Account: j.Account, Region: j.Region}, vault: "airgap", job: jobThing(j)}), nil))
					return
				}
			}
		}).after(5 * time.Second)
		d, ok := u.wizard().act.(*doing)
		if !ok {
			u.t.Fatal("no form")
		}
		if f := d.fields()[0]; f.Value == "" || f.Value == "airgap" || f.Origin != "last good backup" {
			u.t.Errorf("proposes %q, %q", f.Value, f.Origin)
		}
	})
}

func TestTheHeadOfManyIsNotCutInTheMiddle(t *testing.T) {
	t.Parallel()
	e := &Env{Theme: ui.NewTheme("dark", true, false)}
	d := &doing{k: ops.Delete, name: "delete 12 points of prod-daily", what: strings.Repeat("4 of EBS vol-0c4f0000000000000, ", 3) + "made from 2026-01-01 to 2026-02-01"}
	w := &wizard{act: d}
	if got := w.head(e, 80); !strings.Contains(got, "12 points of prod-daily") || strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
	d.what = "12 of EBS orders-db"
	if got := w.head(e, 80); !strings.Contains(got, d.what) {
		t.Errorf("%q", got)
	}
}
