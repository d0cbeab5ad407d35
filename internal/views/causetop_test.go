package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// keyless is a row whose key nobody may read, and keyed one of a key, an hour or less apart.
func keyRow(key, value, unread string, first backup.Time) *failure {
	b := triage.OfMessage("Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied").Brief
	b.Root, b.Unread = triage.Fact{Name: key, Value: value, From: triage.FromVault}, unread != ""
	return &failure{key: value, Cause: &triage.Cause{Brief: b, First: first, Last: first, Failing: 1, Jobs: []*backup.Job{{ID: value}}}}
}

const someKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

// TestNothingIsLookedUpWhileAWSSaysNothing: jobs of several keys are one row until the keys are known,
// and while nobody answers the row must not pass for the outage of one.
func TestNothingIsLookedUpWhileAWSSaysNothing(t *testing.T) {
	f := keyRow("key", "", "", sampleNow)
	if got := rootNow(f, &Env{Now: sampleNow}); got != "keys being looked up" {
		t.Errorf("%q", got)
	}
	if got := rootNow(f, &Env{Now: sampleNow, silent: sampleNow.Add(-time.Minute)}); got != "keys unknown: no answer" {
		t.Errorf("%q", got)
	}
}

// TestAKeyThatCanNotBeReadIsUnknown and no word sounds as if the vault denied anything.
func TestAKeyThatCanNotBeReadIsUnknown(t *testing.T) {
	f := keyRow("vault in scope", "arn:aws:backup:eu-west-1:111122223333:backup-vault:pci-daily", "access denied", sampleNow)
	if got := rootWords(f); got != "key unknown: vault pci-daily can't be read" {
		t.Errorf("%q", got)
	}
	all := &causes{rows: []*failure{keyRow("key", someKey, "", sampleNow.Add(-3*time.Hour)), f}}
	if other := perhapsSame(f, all); other != nil {
		t.Errorf("hours apart: %v", other.key)
	}
	all.rows = append(all.rows, keyRow("key", someKey+"0", "", sampleNow.Add(20*time.Minute)))
	if other := perhapsSame(f, all); other != all.rows[2] {
		t.Errorf("%v", other)
	}
	if other := perhapsSame(all.rows[0], all); other != nil {
		t.Error("a key that is known is no other")
	}
}

// TestARestoreOfNoNamedKeyMayBeTheSameTrouble as that of a key in its scope.
func TestARestoreOfNoNamedKeyMayBeTheSameTrouble(t *testing.T) {
	in := func(region string) []backup.Scope {
		return []backup.Scope{{Account: backup.Intern("111122223333"), Region: backup.Intern(region)}}
	}
	f, key := keyRow("scope", "111122223333/eu-west-1", "", sampleNow), keyRow("key", someKey, "", sampleNow.Add(time.Minute))
	f.Scopes, key.Scopes = in("eu-west-1"), in("us-east-1")
	all := &causes{rows: []*failure{key, f}}
	if other := perhapsSame(f, all); other != nil {
		t.Error("a key fails in another Region")
	}
	key.Scopes = in("eu-west-1")
	if other := perhapsSame(f, all); other != key {
		t.Error("the key that fails in its Region is not named")
	}
}

// TestWhoChangedTheKeyStandsUnderTheCause, and that it is over above it.
func TestWhoChangedTheKeyStandsUnderTheCause(t *testing.T) {
	e := sampleEnv()
	f := keyRow("key", someKey, "", sampleNow)
	c := &causePage{row: f}
	c.changes = changesBefore{done: true, events: []backup.Event{{Name: backup.Intern("DisableKey"), By: "arn:aws:sts::111122223333:assumed-role/PlatformAdmin/kim", Time: sampleNow.Add(-4 * time.Minute)}}}
	d := c.diagnosis(e)
	lines := c.topLines(d, e)
	if lines[0].label != "Cause" || !strings.HasPrefix(lines[1].value, "DisableKey by kim at ") {
		t.Errorf("%+v %+v", lines[0], lines[1])
	}
	if !strings.HasPrefix(d.Remedy[0], "Enable "+someKey) {
		t.Errorf("%q", d.Remedy)
	}
	f.Failing, f.Recovered = 0, 4
	if lines = c.topLines(d, e); lines[0].label != "Recovered" || !strings.Contains(lines[0].value, "all 4 resources worked since; last failure ") {
		t.Errorf("%+v", lines[0])
	}
	f.Failing = 1
	if lines = c.topLines(d, e); lines[0].label != "Cause" {
		t.Errorf("one fails still: %+v", lines[0])
	}
}

// TestWhatWorksAgainForOneKindOfJobIsSaid where another kind fails by the same key and was not run.
func TestWhatWorksAgainForOneKindOfJobIsSaid(t *testing.T) {
	e := sampleEnv()
	g := triage.NewGrouper(triage.Window{From: e.Now.Add(-24 * time.Hour), To: e.Now})
	for n, kind := range []backup.JobKind{backup.BackupJob, backup.RestoreJob, backup.BackupJob} {
		at := e.Now.Add(time.Duration(n-4) * time.Minute)
		j := backup.Job{
			ID: string(rune('a' + n)), Kind: kind, State: backup.Intern("FAILED"), Created: at, Completed: at.Add(time.Second), Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
			Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:dynamodb:eu-west-1:111122223333:table/t")}), Vault: backup.Intern("v"), Message: backup.Intern(someKey + " is disabled."),
		}
		if n == 2 {
			j.State, j.Message = backup.Intern("COMPLETED"), backup.Text{}
		}
		g.Add(&j, nil)
	}
	causes, _ := g.Causes(nil)
	if got := sinceWords(&failure{Cause: &causes[0]}, e); len(causes) != 1 || causes[0].Works() || !strings.HasSuffix(got, "newer backups went well: run what failed again to see") {
		t.Errorf("%d causes: %q", len(causes), got)
	}
}

// TestWhatFailsOnIsToldFromWhatWasNotRunAgain.
func TestWhatFailsOnIsToldFromWhatWasNotRunAgain(t *testing.T) {
	e := sampleEnv()
	for ago, want := range map[time.Duration]string{time.Minute: "", 2 * time.Hour: "no failure since 01:00 (2h ago), nor was it seen to work: run one again"} {
		f := keyRow("key", someKey, "", e.Now.Add(-ago))
		if got := sinceWords(f, e); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q", ago, got)
		}
	}
	g := triage.NewGrouper(triage.Window{From: e.Now.Add(-24 * time.Hour), To: e.Now})
	for n, state := range []string{"FAILED", "FAILED", "COMPLETED"} {
		at := e.Now.Add(time.Duration(n-9) * time.Hour)
		j := backup.Job{
			ID: state + string(rune('a'+n)), State: backup.Intern(state), Created: at, Completed: at.Add(time.Minute), Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
			Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:dynamodb:eu-west-1:111122223333:table/" + string(rune('a'+n%2)))}),
		}
		if state == "FAILED" {
			j.Message = backup.Intern("IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup")
		}
		g.Add(&j, nil)
	}
	causes, _ := g.Causes(nil)
	f := &failure{Cause: &causes[0]}
	if got := nowWords(f) + ": " + sinceWords(f, e); !strings.Contains(got, "1 to rerun, 1 recovered: no failure since ") || !strings.Contains(got, "newer jobs went well: probably mended; 1 of 2 not run again") {
		t.Errorf("%q", got)
	}
}
