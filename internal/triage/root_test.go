package triage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	vaultKey  = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	namedKey  = "arn:aws:kms:eu-west-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab"
	restoring = "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."
)

// restore makes a restore of an account that failed with a message.
func restore(account, message string) *backup.Job {
	j := job(account, 1, 1, "FAILED", message)
	j.Kind = backup.RestoreJob
	return j
}

func TestARestoreHangsOnTheKeyThatItNamesAndNeverOnThatOfItsVault(t *testing.T) {
	known := Context{VaultKey: vaultKey, PointKey: vaultKey, ResourceKey: vaultKey}
	for _, message := range []string{
		restoring, "The specified KMS key does not exist, is not enabled or you do not have permissions to access it.",
		"KMSInvalidStateException: the key is not in a state for this operation", "KMSKeyNotAccessibleFault: An error occurred accessing an AWS KMS key.", "AWS refused it",
	} {
		d := OfJob(restore("111122223333", message), known)
		if f, ok := d.Fact("key"); ok {
			t.Errorf("%q has the key %v", message, f)
		}
		if d.Root.Name == "key" || strings.Contains(d.Meaning+strings.Join(d.Remedy, ""), vaultKey) {
			t.Errorf("%q hangs on %v: %s %q", message, d.Root, d.Meaning, d.Remedy)
		}
	}
	d := OfJob(restore("111122223333", restoring), known)
	if d.Root != (Fact{"scope", "111122223333/eu-west-1", FromJob}) || !strings.Contains(d.Meaning, "The key of the restore, which is the one that it names") {
		t.Errorf("%v %s", d.Root, d.Meaning)
	}
	known.RestoreKey = namedKey
	if d = OfJob(restore("111122223333", restoring), known); d.Root != (Fact{"key", namedKey, FromRestore}) || !strings.Contains(d.Meaning, namedKey) {
		t.Errorf("%v %s", d.Root, d.Meaning)
	}
	if d = OfJob(job("111122223333", 1, 1, "FAILED", disabled), Context{VaultKey: vaultKey}); d.Root != (Fact{"key", vaultKey, FromVault}) {
		t.Errorf("of a backup %v", d.Root)
	}
}

func TestRestoresWithoutAKeyAreNotOneCauseOfAllAccounts(t *testing.T) {
	g := NewGrouper(day())
	for i := range 12 {
		g.Add(restore(fmt.Sprintf("%012d", 1+i%3), restoring), func(*backup.Job) Context { return Context{Seeking: true} })
	}
	for _, c := range g.all() {
		if len(c.Accounts) != 1 || c.Brief.Root.Value == "" {
			t.Errorf("%d accounts hang on %v", len(c.Accounts), c.Brief.Root)
		}
	}
}

func TestWhileAKeyIsLookedUpItsJobsAreOneRow(t *testing.T) {
	const other = "User: arn:aws:sts::000000000003:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: " + vaultKey + " because no resource-based policy allows the kms:Decrypt action"
	about := func(j *backup.Job) Context {
		switch j.Account.String() {
		case "000000000001":
			return Context{VaultKey: vaultKey}
		case "000000000002":
			return Context{Unread: "access denied"}
		}
		return Context{Seeking: true}
	}
	g := NewGrouper(day())
	for i := range 60 {
		g.Add(job(fmt.Sprintf("%012d", 1+i%12), i, i, "FAILED", disabled), about)
	}
	g.Add(job("000000000004", 70, 1, "FAILED", other), about)
	causes := g.all()
	if len(causes) != 3 {
		for _, c := range causes {
			t.Log(c.Key)
		}
		t.Fatalf("%d rows", len(causes))
	}
	sought, known, unread := &causes[0], &causes[1], &causes[2]
	if d := sought.Diagnosis(); !d.Seeking() || d.Root.Name != "key" || len(sought.Accounts) != 10 || CauseKey(&d.Brief) != sought.Key || sought.Key.String() != "kms_key_unusable key=" {
		t.Errorf("%d accounts, %v, key %v", len(sought.Accounts), d.Root, sought.Key)
	}
	if d := known.Diagnosis(); d.Seeking() || d.Root.Value != vaultKey || known.Count() != 6 {
		t.Errorf("%d hang on %v: AWS's words name the key as well", known.Count(), d.Root)
	}
	if f, _ := unread.Diagnosis().Fact(KeyUnread); unread.Brief.Root.Name != "vault in scope" || f.Value != "can't be read: access denied" {
		t.Errorf("%v, %v", unread.Brief.Root, f)
	}
}

func TestWhatWasStoppedIsOneCauseAnAccountAndKind(t *testing.T) {
	g := NewGrouper(day())
	for i, account := range []string{"000000000001", "000000000002"} {
		g.Add(job(account, 1, i, "ABORTED", "Backup job was stopped by user"), nil)
		g.Add(job(account, 2, i, "ABORTED", ""), nil)
		j := restore(account, "Restore job was aborted by user")
		j.State = backup.Intern("ABORTED")
		g.Add(j, nil)
		if d := OfJob(j, Context{}); d.Confidence < Medium || strings.Contains(d.Meaning+strings.Join(d.Remedy, ""), "StopBackupJob") {
			t.Errorf("a restore is %s: %s %q", d.ID, d.Meaning, d.Remedy)
		}
		j.Message = backup.Intern("")
		if d := OfJob(j, Context{}); strings.Contains(strings.Join(d.Remedy, ""), "StopBackupJob") || !strings.Contains(d.Meaning, "no call that stops a restore") {
			t.Errorf("a restore without words: %s %q", d.Meaning, d.Remedy)
		}
	}
	for i, account := range []string{"000000000001", "000000000002"} {
		j := job(account, 4, i, "CANCELED", "Scan job was stopped by user")
		j.Kind = backup.ScanJob
		g.Add(j, nil)
	}
	causes := g.all()
	if len(causes) != 6 {
		t.Fatalf("%d rows", len(causes))
	}
	for _, c := range causes {
		if len(c.Kinds) != 1 || c.Count() > 2 || c.Brief.Root.Name != "account" || CauseKey(&c.Diagnosis().Brief) != c.Key {
			t.Errorf("%d of %v hang on %v, %v and %v", c.Count(), c.Kinds, c.Brief.Root, c.Key, CauseKey(&c.Diagnosis().Brief))
		}
		if remedy := strings.Join(c.Diagnosis().Remedy, ""); c.Kinds[0] == backup.ScanJob && strings.Contains(remedy+c.Diagnosis().Meaning, "restore") {
			t.Errorf("a scan: %q", remedy)
		}
	}
}

func TestALimitOfOneResourceIsACauseOfItsOwn(t *testing.T) {
	for kind, message := range map[backup.JobKind]string{
		backup.BackupJob: "Maximum allowed in-progress snapshots for a single volume exceeded.",
		backup.CopyJob:   "There are too many copy jobs running for resource orders",
	} {
		g := NewGrouper(day())
		for i := range 6 {
			j := job("000000000001", i%2, i, "FAILED", message)
			j.Kind = kind
			g.Add(j, nil)
		}
		causes := g.all()
		if len(causes) != 2 {
			t.Errorf("%s: %d rows for two volumes", kind, len(causes))
		}
		for _, c := range causes {
			if c.Count() != 3 || len(c.Resources) != 1 || c.Brief.Root.Value != c.Resources[0].String() || CauseKey(&c.Diagnosis().Brief) != c.Key {
				t.Errorf("%s: %d hang on %v", kind, c.Count(), c.Brief.Root)
			}
		}
	}
}

// TestTheLimitsOfACopyAreThoseOfItsDestination.
func TestTheLimitsOfACopyAreThoseOfItsDestination(t *testing.T) {
	for from, c := range map[Source]Context{FromVault: {VaultKey: vaultKey, MinRetention: 7}, FromTarget: {VaultKey: vaultKey, TargetKey: namedKey, MinRetention: 7}} {
		d := OfJob(job("111122223333", 1, 1, "FAILED", "The retention specified in the job is not within the range specified for the target Backup Vault"), c)
		if f, _ := d.Fact("min retention"); f.From != from {
			t.Errorf("%v, want of %s", f, from)
		}
		if !strings.Contains(d.Meaning, "As it stands now") {
			t.Errorf("%q", d.Meaning)
		}
	}
}
