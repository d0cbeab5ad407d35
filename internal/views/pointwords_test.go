package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestWhatIsDeletedIsNamedByItsResource opens the reviews of one and of several points:
// their IDs alone tell nobody that the wrong ones were marked.
func TestWhatIsDeletedIsNamedByItsResource(t *testing.T) {
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		u.goes("points type:ec2 status:completed vault=Default").after(3 * time.Second)
		p := *u.session().top().(*list[backup.RecoveryPoint]).current()
		name, made := resourceWords(p.Of.Get()), u.session().env.Clock(p.Created)
		for _, change := range []string{"delete", "lifecycle", "delete"} {
			u.goes(change).after(10*time.Second).sees("EC2 "+name, made).press("esc").after(time.Second)
		}
		u.press("space", "space", "space").goes("delete").after(10*time.Second).sees("3 recovery points", "of EC2 "+name, "; made ")
	})
}

// TestACompositeSaysWhatIsNestedInIt opens the review that deletes one: AWS refuses it
// while points are nested in it, which the lists know.
func TestACompositeSaysWhatIsNestedInIt(t *testing.T) {
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
		u.goes("points type:cloudformation status:completed vault=Default !parent:arn").after(3 * time.Second)
		u.goes("delete").after(10*time.Second).sees("✗ nesting", "nested in it", "delete or detach them first")
	})
}

// TestABackupOnDemandGoesIntoNoAirGappedVault backs a resource up again whose points are
// made in an air-gapped vault: AWS would refuse it, so the form asks for another vault.
func TestABackupOnDemandGoesIntoNoAirGappedVault(t *testing.T) {
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 1000}, func(u *user) {
		u.goes("bj vault:airgap").after(3*time.Second).press("B").after(3*time.Second).sees("! required", "not airgap, where the job's went", "it takes copies")
		u.fills("vault", "→airgap").after(time.Second).sees("! airgap: air-gapped: it takes copies, no backup on demand").press("esc")
		u.wizard().act.set("vault", "airgap") // as a draft of before it was air-gapped may say
		if why := u.wizard().act.problem(); why != "Vault: air-gapped: it takes copies, no backup on demand; choose another" {
			u.t.Errorf("the problem is %q", why)
		}
		u.press("ctrl+s").after(3 * time.Second)
		if w := u.wizard(); w.stage != filling {
			u.t.Errorf("it leads to a review all the same:\n%s", u.text())
		}
		u.fills("vault", "→Default").after(time.Second).misses("! air-gapped").submits().after(3*time.Second).sees("Backs up", "kept until")
	})
}
