package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestARestoreAndBackupsThatFailByOneKeyAreOneCause: by the key that the restore names, else by that
// of the recovery point that it reads; where neither is known it stays apart.
func TestARestoreAndBackupsThatFailByOneKeyAreOneCause(t *testing.T) {
	vault := &backup.Vault{Key: backup.Intern(vaultKey)}
	for name, c := range map[string]struct {
		k       *backup.RestoreKey
		seeking bool
		rows    int
		from    Source
	}{
		"of the point":     {&backup.RestoreKey{Point: backup.Intern(vaultKey)}, false, 1, FromRestored},
		"named":            {&backup.RestoreKey{Named: backup.Intern(vaultKey)}, false, 1, FromRestore},
		"another is named": {&backup.RestoreKey{Named: backup.Intern(namedKey)}, false, 2, FromRestore},
		"none":             {&backup.RestoreKey{}, false, 2, FromJob},
		"refused":          {&backup.RestoreKey{Unread: backup.Intern("access denied")}, false, 2, FromJob},
		"looked up":        {nil, true, 2, ""},
	} {
		around := Around{
			Vault:   func(backup.VaultRef) *backup.Vault { return vault },
			Restore: func(*backup.Job) (*backup.RestoreKey, bool) { return c.k, c.seeking },
		}
		g := NewGrouper(day())
		backups, failed := job("111122223333", 1, 1, "FAILED", disabled), restore("111122223333", restoring)
		backups.Vault, failed.Vault = backup.Intern("prod"), backup.Intern("prod")
		g.Add(backups, around.Context)
		g.Add(failed, around.Context)
		if causes := g.all(); len(causes) != c.rows {
			t.Errorf("%s: %d rows, want %d", name, len(causes), c.rows)
		}
		d := OfJob(failed, around.Context(failed))
		if d.Root.From != c.from || d.Seeking() != c.seeking {
			t.Errorf("%s: hangs on %v", name, d.Root)
		}
		if _, why := d.Fact(KeyUnread); why != (name == "refused") {
			t.Errorf("%s: says why the key is not known: %v", name, why)
		}
	}
}

// TestWordsOfATestDoNotTellACauseOfAWS: they are those of whoever wrote the test.
func TestWordsOfATestDoNotTellACauseOfAWS(t *testing.T) {
	j := job("000000000001", 1, 10, "COMPLETED", disabled)
	j.Kind, j.Result = backup.RestoreJob, backup.Intern("FAILED")
	d := OfJob(j, Context{})
	if d.ID != notValid || d.Class != Other || d.Root.Name != "resource" || len(d.Remedy) != 4 {
		t.Errorf("%s, class %s, by %v: %q", d.ID, d.Class, d.Root, d.Remedy)
	}
}

// TestAWrongRestoreComesBeforeMissingTags, however many: both were completed with issues.
func TestAWrongRestoreComesBeforeMissingTags(t *testing.T) {
	g := NewGrouper(day())
	for n := range 12 {
		j := job("000000000001", n, 10, "COMPLETED", "")
		j.Category = backup.Intern("TAGGING_ERROR")
		g.Add(j, nil)
	}
	wrong := job("000000000001", 20, 10, "COMPLETED", "")
	wrong.Kind, wrong.Result = backup.RestoreJob, backup.Intern("FAILED")
	g.Add(wrong, nil)
	if all := g.all(); len(all) != 2 || all[0].Brief.ID != notValid {
		t.Errorf("%d causes, the first is %s", len(all), all[0].Brief.Cause)
	}
}

// TestACopyOfASnapshotHangsOnTheKeyOfItsPoint: that of its vault has encrypted nothing of it.
func TestACopyOfASnapshotHangsOnTheKeyOfItsPoint(t *testing.T) {
	const words = "Given key ID is not accessible"
	vault := &backup.Vault{Key: backup.Intern(vaultKey)}
	for name, c := range map[string]struct {
		typ, point string
		k          *backup.RestoreKey
		seeking    bool
		key        string
		from       Source
	}{
		"kept by AWS Backup":    {"EFS", "arn:aws:backup:eu-west-1:111122223333:recovery-point:1", nil, false, vaultKey, FromVault},
		"a snapshot":            {"RDS", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", &backup.RestoreKey{Point: backup.Intern(namedKey)}, false, namedKey, FromPoint},
		"a continuous backup":   {"Aurora", "arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:1", &backup.RestoreKey{Point: backup.Intern(namedKey)}, false, namedKey, FromPoint},
		"a snapshot, looked up": {"RDS", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", nil, true, "", ""},
		"a snapshot, refused":   {"RDS", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", &backup.RestoreKey{Unread: backup.Intern("access denied")}, false, "", FromJob},
		"a snapshot, no keys":   {"RDS", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", &backup.RestoreKey{}, false, "", FromJob},
	} {
		around := Around{
			Vault:   func(backup.VaultRef) *backup.Vault { return vault },
			Restore: func(*backup.Job) (*backup.RestoreKey, bool) { return c.k, c.seeking },
		}
		j := job("111122223333", 1, 1, "FAILED", words)
		j.Kind, j.Vault, j.PointARN = backup.CopyJob, backup.Intern("prod"), backup.ParseARN(c.point)
		j.DestARN = backup.Intern("arn:aws:backup:eu-west-1:999900001111:backup-vault:copies")
		j.Of = backup.RefTo(backup.ResourceRef{ARN: j.Of.Get().ARN, Type: backup.Intern(c.typ)})
		d := OfJob(j, around.Context(j))
		key, _ := d.Fact("key")
		if key.Value != c.key || d.Root.From != c.from || c.key != "" && d.Root.Value != c.key || d.Seeking() != c.seeking {
			t.Errorf("%s: key %v, hangs on %v, looked up: %v", name, key, d.Root, d.Seeking())
		}
		if _, why := d.Fact(KeyUnread); why != (name == "a snapshot, refused") {
			t.Errorf("%s: says why the key is not known: %v", name, why)
		}
	}
}

// TestARestoreThatNobodyValidatedIsACauseApart from those that were found wrong, on which nobody must count: that
// one can be restored is proven. Neither is told by the words of whoever tested.
func TestARestoreThatNobodyValidatedIsACauseApart(t *testing.T) {
	g := NewGrouper(day())
	for n, result := range []string{"TIMED_OUT", "FAILED", "TIMED_OUT", "SUCCESSFUL", "VALIDATING", ""} {
		j := job("000000000001", n, 10, "COMPLETED", "")
		j.Kind, j.Result = backup.RestoreJob, backup.Intern(result)
		g.Add(j, nil)
	}
	all := g.all()
	if len(all) != 2 || all[0].Count() != 1 || all[1].Count() != 2 || all[1].need() != needsALook {
		t.Fatalf("%d causes", len(all))
	}
	for i, want := range []string{"restored, but found not valid", "restored, but not validated in time"} {
		c := &all[i]
		d := OfJob(c.Jobs[0], Context{})
		if c.Brief.Cause != want || d.Cause != want || CauseKey(&d.Brief) != c.Key || d.Class != Other {
			t.Errorf("%q, of one job %q, want %q; %v and %v", c.Brief.Cause, d.Cause, want, c.Key, CauseKey(&d.Brief))
		}
		if steps := strings.Join(d.Remedy, "\n"); strings.Contains(steps, "PutRestoreValidationResult") != (i == 1) || strings.Contains(steps, "do not count on") != (i == 0) || len(d.Remedy) != 4 {
			t.Errorf("%s: %q", want, steps)
		}
	}
}
