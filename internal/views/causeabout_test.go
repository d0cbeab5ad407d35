package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

func TestTheKeyOfAVaultIsSoughtUntilItsListIsReadOrRefused(t *testing.T) {
	e := sampleEnv()
	in := e.Fleet.Scopes[0]
	j := &backup.Job{ID: "j", Kind: backup.BackupJob, Account: in.Account, Region: in.Region, Vault: backup.Intern("prod")}
	if c := newSurroundings(e).job(j); !c.Seeking || c.Unread != "" {
		t.Errorf("not read yet: %+v", c)
	}
	e.refused = map[state.Part]*backup.Error{vaultsPart(in): {Kind: backup.AccessDenied}}
	if c := newSurroundings(e).job(j); c.Seeking || c.Unread == "" {
		t.Errorf("refused: %+v", c)
	}
	e.refused, e.read = nil, map[state.Part]bool{vaultsPart(in): true}
	if c := newSurroundings(e).job(j); c.Seeking || c.Unread != "" {
		t.Errorf("read, and there is no such vault: %+v", c)
	}
}
