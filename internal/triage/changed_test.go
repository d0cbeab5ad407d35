package triage

import (
	"strings"
	"testing"
)

func TestWhatWasDoneToAKeyIsItsRemedy(t *testing.T) {
	d := OfJob(job("000000000001", 1, 1, "FAILED", disabled), Context{VaultKey: vaultKey})
	for event, first := range map[string]string{"DisableKey": "Enable " + vaultKey, "ScheduleKeyDeletion": "Cancel the deletion of " + vaultKey, "PutKeyPolicy": "Compare the policy of " + vaultKey} {
		after := d.After(event)
		if !strings.HasPrefix(after.Remedy[0], first) || strings.Contains(after.Meaning, "disabled, pending deletion") || event == "DisableKey" && strings.Contains(strings.Join(after.Remedy, ""), "kms:CreateGrant") {
			t.Errorf("%s: %s %q", event, after.Meaning, after.Remedy)
		}
	}
	steps := strings.Join(d.After("PutKeyPolicy").Remedy, "\n")
	if strings.Contains(steps, "See the state") || !strings.Contains(steps, "Let its key policy allow") || !strings.Contains(steps, "Run the jobs again") {
		t.Errorf("the policy was changed, and the steps are\n%s", steps)
	}
	if after := d.After("TagResource"); after.Meaning != d.Meaning || len(after.Remedy) != len(d.Remedy) {
		t.Errorf("a call that changes nothing: %s", after.Meaning)
	}
	if role := OfMessage("IAM Role arn:aws:iam::111122223333:role/R cannot be assumed by AWS Backup"); role.After("DisableKey").Meaning != role.Meaning {
		t.Error("a role has no key")
	}
}
