package triage

import (
	"slices"
	"strings"
)

// After is the diagnosis where CloudTrail tells what was done to the key just before the first
// failure: of what may be the matter with a key that is the matter. Of other causes, and of other
// calls, nothing is known by that, and it is d.
func (d Diagnosis) After(event string) Diagnosis {
	key := d.Root.Value
	if d.Class != KMS || d.Root.Name != "key" || key == "" {
		return d
	}
	switch event {
	case "DisableKey":
		d.Meaning = "The key " + key + " was disabled just before the first failure: nothing can be encrypted or decrypted with it."
		d.Remedy = []string{"Enable " + key + " (kms:EnableKey); ask who disabled it whether that was on purpose", "Run the jobs again"}
	case "ScheduleKeyDeletion":
		d.Meaning = "The key " + key + " was put on its way to be deleted just before the first failure. When it is gone, nothing that it encrypts can ever be restored."
		d.Remedy = []string{"Cancel the deletion of " + key + " now (kms:CancelKeyDeletion), then enable it (kms:EnableKey)", "Ask who scheduled it whether anything needs the key", "Run the jobs again"}
	case "PutKeyPolicy":
		d.Meaning = "The policy of the key " + key + " was changed just before the first failure; it may not let the jobs' roles use the key any more."
		d.Remedy = append([]string{"Compare the policy of " + key + " with the one before (CloudTrail: PutKeyPolicy); ask who changed it, and let it allow again what it did"}, policySteps(d.Remedy)...)
	}
	return d
}

// policySteps are those of steps that are about what a policy allows, and the last: the key's state
// was not what changed.
func policySteps(steps []string) []string {
	return slices.DeleteFunc(slices.Clone(steps), func(s string) bool {
		return !strings.Contains(s, "policy") && !strings.HasPrefix(s, "Run ")
	})
}
