package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

func TestTheDiagnosisOfAJobNamesCauseRemedyAndWhereFactsAreFrom(t *testing.T) {
	e := sampleEnv()
	words := func(j *backup.Job) string {
		var b strings.Builder
		for _, l := range (&jobSide{row: j}).diagnosisLines(e) {
			b.WriteString(l.label + ": " + l.value + "\n")
		}
		return b.String()
	}
	failed := backup.Intern("FAILED")
	key := "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001"
	known := words(&backup.Job{
		State: failed, Role: backup.Intern("arn:aws:iam::111122223333:role/BackupRole"), Category: backup.Intern("KMS_KEY_ERROR"),
		Message: backup.Intern("The source snapshot KMS key " + key + " does not exist, is not enabled or you do not have permissions to access it."),
	})
	for _, want := range []string{"Diagnosis", "Cause: ", "Meaning: ", "Remedy 1: ", "confidence high", key + " (from AWS's message)", "Role: arn:aws:iam::111122223333:role/BackupRole (of the job)"} {
		if !strings.Contains(known, want) {
			t.Errorf("%q is not in\n%s", want, known)
		}
	}
	role := backup.Intern("arn:aws:iam::111122223333:role/BackupRole")
	passing := words(&backup.Job{State: failed, Role: role, Message: backup.Intern("An internal error occurred. Please try again later.")})
	if strings.Contains(passing, "BackupRole") || !strings.Contains(passing, "Remedy 1: ") {
		t.Errorf("the role has no part in it, yet it says\n%s", passing)
	}
	unknown := words(&backup.Job{State: failed, Message: backup.Intern("the moon is full")})
	if !strings.Contains(unknown, "unknown") || !strings.Contains(unknown, "Raw text: the moon is full") || strings.Contains(unknown, "Remedy") {
		t.Errorf("an unknown message is diagnosed:\n%s", unknown)
	}
	if got := words(&backup.Job{State: backup.Intern("COMPLETED")}); got != "" {
		t.Errorf("nothing is wrong, yet it says\n%s", got)
	}
}

// TestAnEncodedDenialIsDecodedOnThePageOfItsJob as on that of its cause: AWS is asked once, and
// meaning and steps are those of what was denied.
func TestAnEncodedDenialIsDecodedOnThePageOfItsJob(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{Command: "jobs message:Encoded"}).after(20 * time.Second).press("enter").after(3 * time.Second)
		u.sees("Encoded denial", "e asks AWS what it says", "e decode").misses("from the decoded message")
		u.press("e").after(3*time.Second).sees("from the decoded message", "decision   denied: no statement allows it", "message: (encoded, see below)").misses("e asks AWS")
		u.wire.answers()
		u.press("e").after(3 * time.Second)
		for _, body := range u.wire.answers() {
			if strings.Contains(string(body), "DecodedMessage") {
				t.Error("AWS is asked again")
			}
		}
		u.press("esc").after(time.Second).goes("jobs state:completed").after(3 * time.Second).press("enter").after(3 * time.Second).misses("decode")
	})
}

// TestALimitOfAVaultLeadsToThatVault, the one that a copy goes into or a backup lies in.
func TestALimitOfAVaultLeadsToThatVault(t *testing.T) {
	j := &backup.Job{
		Kind: backup.CopyJob, ID: "1", Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"), Vault: backup.Intern("prod"),
		DestARN: backup.Intern("arn:aws:backup:us-east-1:444455556666:backup-vault:dr"),
	}
	for from, want := range map[triage.Source]string{triage.FromTarget: "dr", triage.FromVault: "prod"} {
		for _, name := range []string{"min retention", "max retention"} {
			to, ok := jobFactLink(triage.Fact{Name: name, Value: "1 day", From: from}, j, sampleEnv())
			if !ok || to.Thing.ID != want || to.Filter != "" {
				t.Errorf("%s %s: %+v", name, from, to)
			}
		}
	}
	if to, ok := jobFactLink(triage.Fact{Name: "destination key", Value: "arn:aws:kms:us-east-1:444455556666:key/1f0c", From: triage.FromTarget}, j, sampleEnv()); !ok || !strings.Contains(to.Filter, "1f0c") {
		t.Errorf("the key of the vault: %+v", to)
	}
}
