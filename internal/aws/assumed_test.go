package aws_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
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

// TestAWriteSessionThatExpiresIsNamedAndTheNextTryAssumesItAnew: within the call it is assumed
// once more, and by the next call again.
func TestAWriteSessionThatExpiresIsNamedAndTheNextTryAssumesItAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, tap := tapped(t, w, func(o *aws.Options) { o.WriteRole = "BackupOperator" })
		in := backup.In(w.Account("sandbox"), "us-east-1")
		all(t, c.Accounts(t.Context()))
		stop := &backup.StopBackupJob{BackupJobId: "00000000-0000-4000-8000-000000000000"}
		send := func() error {
			_, err := c.Send(t.Context(), in, "INC-7", stop)
			return err
		}
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1, Operations: []string{"StopBackupJob"}}})
		e := fails(t, send(), backup.Credentials, "")
		for _, want := range []string{"the session of role BackupOperator expired", "assumes the role anew"} {
			if !strings.Contains(e.Remedy, want) {
				t.Errorf("remedy %q lacks %q", e.Remedy, want)
			}
		}
		before, _ := tap.of("BackupOperator")
		w.SetFaults(nil)
		err := send()
		if after, _ := tap.of("BackupOperator"); backup.KindOf(err) == backup.Credentials || after != before+1 {
			t.Errorf("%v; assumed %d times, then %d", err, before, after)
		}
	})
}
