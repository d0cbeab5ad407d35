package triage

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestARootThatIsNotThereIsLeftOut: a script that reads the root of a record gets one or none.
func TestARootThatIsNotThereIsLeftOut(t *testing.T) {
	for message, has := range map[string]bool{
		"the disk of the neighbour exploded": false,
		"Backup job failed because the KMS key arn:aws:kms:us-east-1:111122223333:key/1f0c2a51-0000-4000-8000-000000000001 is either disabled or pending deletion or access to KMS key is denied": true,
	} {
		d := OfJob(&backup.Job{Kind: backup.BackupJob, State: backup.Intern("FAILED"), Message: backup.Intern(message)}, Context{})
		text, err := json.Marshal(d)
		if err != nil || strings.Contains(string(text), `"root"`) != has || (d.Root != Fact{}) != has {
			t.Errorf("%s (%v)", text, err)
		}
	}
}
