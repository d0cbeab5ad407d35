package aws_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestARoleThatExpiresIsAssumedAgain and nobody is told to renew what assumes it.
func TestARoleThatExpiresIsAssumedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, nil)
		for _, a := range all(t, c.Accounts(t.Context())) {
			if a.Home || a.Trouble != "" || a.Skipped {
				continue
			}
			w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1, Operations: []string{"ListBackupVaults"}}})
			if e := fails(t, vaults(c, a.ID.String()), backup.Credentials, ""); !strings.Contains(e.Remedy, "assumed again by itself") {
				t.Errorf("remedy %q", e.Remedy)
			}
			return
		}
		t.Error("no account is read by a role")
	})
}
