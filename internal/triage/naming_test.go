package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestAKeyNamedByItsIDIsTheKeyThatTheListsHave of that account and Region, and no other.
func TestAKeyNamedByItsIDIsTheKeyThatTheListsHave(t *testing.T) {
	id := vaultKey[strings.LastIndexByte(vaultKey, '/')+1:]
	for named, rows := range map[string]int{id: 1, vaultKey: 1, "0000abcd-12ab-34cd-56ef-1234567890ab": 2, "alias/prod": 2} {
		around := Around{
			Vault: func(backup.VaultRef) *backup.Vault { return &backup.Vault{Key: backup.Intern(vaultKey)} },
			Restore: func(*backup.Job) (*backup.RestoreKey, bool) {
				return &backup.RestoreKey{Named: backup.Intern(named)}, false
			},
			Key: func(in backup.Scope, got string) string {
				if got == id && in.Account.String() == "111122223333" && in.Region.String() == "eu-west-1" {
					return vaultKey
				}
				return ""
			},
		}
		g := NewGrouper(day())
		g.Add(job("111122223333", 1, 1, "FAILED", disabled), around.Context)
		g.Add(restore("111122223333", restoring), around.Context)
		if causes := g.all(); len(causes) != rows {
			t.Errorf("%s: %d rows, want %d", named, len(causes), rows)
		}
		elsewhere := restore("444455556666", restoring)
		if got := around.Context(elsewhere).RestoreKey; got != named {
			t.Errorf("%s: in another account it is %s", named, got)
		}
	}
}

// TestWhatARestoreNamesIsAStepOnlyWhereItMayNameOne.
func TestWhatARestoreNamesIsAStepOnlyWhereItMayNameOne(t *testing.T) {
	const may, does = "Where the restore names a key", "restore again with one of"
	key := backup.Intern(vaultKey)
	for name, c := range map[string]struct {
		keys      []*backup.RestoreKey // of a restore each, all in one cause
		may, does bool
	}{
		"it names one":                {[]*backup.RestoreKey{{Named: key}}, false, true},
		"it names none":               {[]*backup.RestoreKey{{Point: key}}, false, false},
		"nobody knows":                {[]*backup.RestoreKey{{}}, true, false},
		"one of two does, the first":  {[]*backup.RestoreKey{{Named: key}, {Point: key}}, false, true},
		"one of two does, the second": {[]*backup.RestoreKey{{Point: key}, {Named: key}}, false, true},
		"neither of two":              {[]*backup.RestoreKey{{Point: key}, {Point: key}}, false, false},
	} {
		g, n := NewGrouper(day()), 0
		around := Around{Restore: func(*backup.Job) (*backup.RestoreKey, bool) { n++; return c.keys[n-1], false }}
		for i := range c.keys {
			j := restore("111122223333", restoring)
			j.ID, j.Completed = j.ID+string(rune('a'+i)), j.Completed.Add(1)
			g.Add(j, around.Context)
		}
		causes := g.all()
		steps := strings.Join(causes[0].Diagnosis().Remedy, "\n")
		if len(causes) != 1 || strings.Contains(steps, may) != c.may || strings.Contains(steps, does) != c.does {
			t.Errorf("%s: %d rows, %s", name, len(causes), steps)
		}
	}
	d := OfMessage(restoring)
	if d.Class != KMS {
		t.Error(d.Class)
	}
}
