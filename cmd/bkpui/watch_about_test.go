package main

import (
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/triage"
)

// keyless is a backup that failed by a key which its message does not name.
func (w *watcher) keyless() (j backup.Job, key string) {
	w.t.Helper()
	in := backup.In(w.world.HomeAccount(), w.world.Regions()[0])
	for rows, err := range w.client.Jobs(w.t.Context(), in, backup.BackupJob, backup.JobQuery{State: "FAILED"}) {
		if err != nil {
			w.t.Fatal(err)
		}
		for i := range rows {
			d := triage.OfJob(&rows[i], triage.Context{})
			if _, named := d.Fact("key"); d.Class != triage.KMS || named {
				continue
			}
			v, err := vaultNow(w.t.Context(), w.client, backup.VaultRef{Account: in.Account, Region: in.Region, Name: rows[i].Vault})
			if err != nil {
				w.t.Fatal(err)
			}
			return rows[i], v.Key.String()
		}
	}
	w.t.Fatal("no backup failed by its vault's key")
	return j, ""
}

// TestWatchNamesTheKeyOfTheVaultAsTheFailuresDo, and says why where it may not be read.
func TestWatchNamesTheKeyOfTheVaultAsTheFailuresDo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		job, key := w.keyless()
		if status := w.watch(t.Context(), formatText, job.ID); status != exitFailed {
			t.Errorf("exit status %d", status)
		}
		w.says(key+"\n                   (vault)", "See the state of\n     "+key+":\n     enable it")
		w.out.Reset()
		w.watch(t.Context(), formatJSONL, job.ID)
		w.says(`"root":{"name":"key","value":"` + key + `","source":"vault"}`)

		w.out.Reset()
		w.world.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeBackupVault"}}})
		w.watch(t.Context(), formatText, job.ID)
		w.says(triage.KeyUnread, "can't be read: access denied (list of vaults)")
	})
}
