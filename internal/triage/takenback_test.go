package triage

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatReallyFailedIsNotTakenBack: words that take back elsewhere, in messages that mean what they say.
func TestWhatReallyFailedIsNotTakenBack(t *testing.T) {
	for text, id := range map[string]string{
		"The KMS key used to encrypt the snapshot: KMS key is either disabled or pending deletion or access to KMS key is denied":                              "kms_key_unusable",
		"Restore from an earlier snapshot failed: DB instance already exists":                                                                                  "name_taken",
		"job 16 succeeded. job 17 failed: Rate exceeded":                                                                                                       "throttled",
		"No backup was made. Rate exceeded":                                                                                                                    "throttled",
		"Backup job could not start because it is either inside or too close to the weekly maintenance window configured in RDS instance. Try again now.":      "maintenance_window",
		"Signature expired: 20261128T030000Z is now earlier than 20261128T031000Z (20261128T031500Z - 5 min.)":                                                 "clock_skew",
		"The recovery point arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0 is no longer available.":                                                    "point_missing",
		"Your backup job failed: Maximum allowed active snapshot limit exceeded. It will fail again until that is resolved.":                                   "snapshot_quota",
		"Rate exceeded yesterday's limit was not the reason. An error occurred (ThrottlingException) when calling the ListBackupJobs operation: Rate exceeded": "throttled",
		"Previously: Rate exceeded. Now: KMS key is either disabled or pending deletion or access to KMS key is denied":                                        "kms_key_unusable",
		"Maximum allowed active snapshot limit exceeded":                                                                                                       "snapshot_quota",
		"Subscriber limit exceeded: the maximum concurrent number of backups is 300":                                                                           "dynamodb_concurrent",
	} {
		if d := OfMessage(text); d.ID != id {
			t.Errorf("%q instead of %s: %s", d.ID, id, text)
		}
	}
}

// TestALaterPlaceOfAPatternCounts: the first may be taken back.
func TestALaterPlaceOfAPatternCounts(t *testing.T) {
	if d := OfMessage("ThrottlingException count: 0 on Monday. ThrottlingException: Rate exceeded"); d.ID != "throttled" {
		t.Error(d.ID)
	}
}

// TestTheWordsOfAJobMeanWhatTheySay: only what somebody pastes is talk about a failure.
func TestTheWordsOfAJobMeanWhatTheySay(t *testing.T) {
	const words = "Check whether the KMS key is either disabled or pending deletion or access to KMS key is denied"
	if d := OfMessage(words); d.Known() {
		t.Errorf("pasted: %s", d.ID)
	}
	if d := OfJob(&backup.Job{State: backup.Intern("FAILED"), Message: backup.Intern(words)}, Context{}); d.ID != "kms_key_unusable" {
		t.Errorf("of a job: %q", d.ID)
	}
}
