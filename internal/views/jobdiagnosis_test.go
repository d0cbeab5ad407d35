package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestTheDiagnosisOfAJobNamesCauseRemedyAndWhereFactsAreFrom(t *testing.T) {
	e := sampleEnv()
	words := func(j *backup.Job) string {
		var b strings.Builder
		for _, l := range diagnosisLines(j, "", e) {
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
	unknown := words(&backup.Job{State: failed, Message: backup.Intern("the moon is full")})
	if !strings.Contains(unknown, "unknown") || !strings.Contains(unknown, "Raw text: the moon is full") || strings.Contains(unknown, "Remedy") {
		t.Errorf("an unknown message is diagnosed:\n%s", unknown)
	}
	if got := words(&backup.Job{State: backup.Intern("COMPLETED")}); got != "" {
		t.Errorf("nothing is wrong, yet it says\n%s", got)
	}
}
