package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// TestASharedVaultIsOneDestination reads a vault that several accounts see: to choose
// from, it is there once.
func TestASharedVaultIsOneDestination(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := start(t, 120, 30, sim.Options{Seed: 1, Accounts: 6, Regions: 1, Resources: 100, Jobs: 100}, Options{Command: "vaults"}).after(20 * time.Second).session().env
		listed, once := map[string]int{}, map[string]int{}
		for _, v := range state.Select[backup.Vault](e.Snap, nil, "vaults").All() {
			listed[v.ARN.String()]++
		}
		for _, v := range vaultsKnown(e) {
			once[v.ARN]++
		}
		shared := 0
		for arn, n := range listed {
			shared = max(shared, n)
			if once[arn] != 1 {
				t.Errorf("%s is there %d times", arn, once[arn])
			}
		}
		if shared < 2 {
			t.Error("no vault is in several lists")
		}
	})
}
