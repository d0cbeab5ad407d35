package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatIsPastedPresumesNoBackup: nobody said that it is of a backup job, so what a rule or a selection may
// have to do with it is a condition.
func TestWhatIsPastedPresumesNoBackup(t *testing.T) {
	for _, text := range []string{
		"not in the available state", "DB instance is not in 'available' state", "InvalidVolume.NotFound", "Unsupported resource type: arn:aws:sqs:eu-west-1:111122223333:orders",
	} {
		d := OfMessage(text)
		if !d.Known() || strings.Contains(d.Meaning, "was selected") {
			t.Errorf("%s: %q", text, d.Meaning)
		}
		for _, step := range d.Remedy {
			if (strings.Contains(step, "schedule") || strings.Contains(step, "selection") || strings.Contains(step, "the rule") || strings.Contains(step, "Back it up")) && !strings.HasPrefix(step, "Where a ") {
				t.Errorf("%s: %q", text, step)
			}
		}
		j := backup.Job{State: backup.Intern("FAILED"), Message: backup.Intern(text)}
		if steps := strings.Join(OfJob(&j, Context{}).Remedy, "\n"); !strings.Contains(steps, "the rule") && !strings.Contains(steps, "the plan") || strings.Contains(steps, "Where a ") {
			t.Errorf("of a backup job: %q", steps)
		}
	}
}

// TestAResourceControlPolicyIsMendedInTheOrganisation: what a policy of the key, the vault or the role says does not help.
func TestAResourceControlPolicyIsMendedInTheOrganisation(t *testing.T) {
	for _, action := range []string{"kms:Decrypt", "backup:CopyIntoBackupVault", "backup:DeleteRecoveryPoint", "iam:PassRole", "sts:AssumeRole", "ssm-sap:GetOperation", "s3:GetObject"} {
		for _, deny := range []string{"because no resource control policy allows the " + action + " action", "with an explicit deny in a resource control policy"} {
			d := OfMessage("User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: " + action + " on resource: arn:aws:x:eu-west-1:444455556666:thing/1 " + deny)
			if steps := strings.Join(d.Remedy, " "); d.ID != "denied_by_rcp" || d.Class != SCP || !strings.Contains(steps, "who administers the organisation") || strings.Contains(steps, "Let ") {
				t.Errorf("%s %s: %s %q", action, deny, d.ID, steps)
			}
		}
	}
}
