package views

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

func TestVaultsThatCausesHangOnAreReadFirstAndInBounds(t *testing.T) {
	e := sampleEnv()
	e.Fleet.Scopes = nil
	for i := range 600 {
		e.Fleet.Scopes = append(e.Fleet.Scopes, backup.In(fmt.Sprintf("%012d", 100+i), "eu-west-1"))
	}
	o := &overviewScreen{}
	if plain := o.Needs(e); len(plain) == 0 || plain[0].Feed == "vaults" {
		t.Fatalf("without causes it needs %d lists", len(plain))
	}
	e.Causes = rowsOf("found", "small", "large")
	failed := func(kind backup.JobKind, in ...backup.Scope) (jobs []*backup.Job) {
		for _, sc := range in {
			jobs = append(jobs, &backup.Job{Kind: kind, Account: sc.Account, Region: sc.Region, State: backup.Intern("FAILED")})
		}
		return jobs
	}
	for i, scopes := range [][]backup.Scope{e.Fleet.Scopes[:50], e.Fleet.Scopes[60:62], e.Fleet.Scopes[61:500]} {
		e.Causes.rows[i].Scopes, e.Causes.rows[i].Jobs = scopes, failed(backup.BackupJob, scopes...)
		e.Causes.rows[i].Brief.Root = triage.Fact{Name: "key"}
	}
	e.Causes.rows[0].Brief.Root.Value, e.Causes.seq = "arn:aws:kms:eu-west-1:1:key/k", 7
	large := e.Causes.rows[2]
	large.Jobs = append(large.Jobs, failed(backup.BackupJob, e.Fleet.Scopes[499])...)                       // two there
	large.Jobs = append(large.Jobs, failed(backup.RestoreJob, e.Fleet.Scopes[520], e.Fleet.Scopes[520])...) // which ask for keys of their own
	e.read = map[state.Part]bool{vaultsPart(e.Fleet.Scopes[62]): true}                                      // which told nothing of it
	needs := o.Needs(e)
	for i, n := range []int{60, 61, 499, 63, 64} {
		if needs[i] != vaultsPart(e.Fleet.Scopes[n]) {
			t.Errorf("first come %v", needs[:5])
			break
		}
	}
	vaults := 0
	for _, p := range needs {
		vaults += oneIf(p.Feed == "vaults")
	}
	if vaults != seekingMost {
		t.Errorf("the vaults of %d scopes, at most %d", vaults, seekingMost)
	}
}

// TestTheOverviewOfALargeFleetFindsTheKey stays on the start view of more scopes than it reads
// vaults of.
func TestTheOverviewOfALargeFleetFindsTheKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 3*time.Hour + 4*time.Minute)
		w := sim.New(sim.Options{Accounts: 40, Regions: 3, Jobs: 12_000, Resources: 800, Tonight: true})
		i, _, _ := w.Tonight()
		u := startOn(t, 160, 40, w, Options{})
		for range 40 {
			if u.after(time.Second).tonight(i.Resource) != nil {
				if n := len(u.session().env.Scopes()); n <= scopesWatched {
					t.Errorf("%d scopes are no large fleet", n)
				}
				return
			}
		}
		t.Errorf("no row of the key:\n%s", u.text())
	})
}
