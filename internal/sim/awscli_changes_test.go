package sim

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// changingCalls is one call of each operation that changes something. Starts carry a token.
func changingCalls(t *testing.T, w *World) map[string]input {
	t.Helper()
	c, ctx := home(w), t.Context()
	volume := func(v *vault) bool { return v.name == "Default" }
	disk := pointOf(t, w, "EBS", func(p point) bool { return snapshot(p) && volume(p.vault) })
	whole := pointOf(t, w, "EFS", func(p point) bool { return snapshot(p) && p.vault.name == "prod-daily" })
	nested := pointOf(t, w, "EBS", func(p point) bool { return p.child > 0 })
	live := pointOf(t, w, "S3", func(p point) bool { return p.s.kind == continuous })
	// The calls are made side by side: what one deletes is no other's.
	old := pointOf(t, w, "EBS", func(p point) bool { return snapshot(p) && volume(p.vault) && p.arn() != disk.arn() })
	unwanted := pointOf(t, w, "EBS", func(p point) bool {
		return snapshot(p) && volume(p.vault) && p.arn() != disk.arn() && p.arn() != old.arn()
	})
	restored, err := viaSDK(ctx, w, w.HomeAccount(), "us-east-1", "ListRestoreJobs", input{"ByStatus": "COMPLETED", "MaxResults": 1000})
	if err != nil {
		t.Fatal(err)
	}
	var tested any // newest first: what was never validated long ago will not be now
	for _, job := range restored["RestoreJobs"].([]any) {
		if job := job.(map[string]any); job["ValidationStatus"] == nil {
			tested = job["RestoreJobId"]
		}
	}
	running, err := c.StartBackupJob(ctx, backupInput(w, disk.resourceARN(), nil))
	if err != nil {
		t.Fatal(err)
	}
	role := w.scopes[0].role
	at := func(p point) input { return input{"BackupVaultName": p.vault.name, "RecoveryPointArn": p.arn()} }
	relived := at(old)
	relived["Lifecycle"] = map[string]any{"MoveToColdStorageAfterDays": 90, "DeleteAfterDays": 200}
	return map[string]input{
		"StartBackupJob": {
			"BackupVaultName": "Default", "ResourceArn": disk.resourceARN(), "IamRoleArn": role, "IdempotencyToken": "b", "RecoveryPointTags": map[string]any{"why": "INC-1"},
			"Lifecycle": map[string]any{"DeleteAfterDays": 7}, "StartWindowMinutes": 60,
		},
		"StartCopyJob": {
			"RecoveryPointArn": whole.arn(), "SourceBackupVaultName": whole.vault.name, "DestinationBackupVaultArn": w.scopes[1].vaults[0].arn, "IamRoleArn": role,
			"IdempotencyToken": "c", "Lifecycle": map[string]any{"DeleteAfterDays": 30},
		},
		"StartRestoreJob": {
			"RecoveryPointArn": disk.arn(), "IamRoleArn": role, "IdempotencyToken": "r", "ResourceType": "EBS", "CopySourceTagsToRestoredResource": true,
			"Metadata": map[string]any{"availabilityZone": "us-east-1a", "encrypted": "true"},
		},
		"StopBackupJob":                       {"BackupJobId": *running.BackupJobId},
		"DeleteRecoveryPoint":                 at(unwanted),
		"UpdateRecoveryPointLifecycle":        relived,
		"DisassociateRecoveryPoint":           at(live),
		"DisassociateRecoveryPointFromParent": at(nested),
		"PutRestoreValidationResult": {
			"RestoreJobId": tested, "ValidationStatus": "SUCCESSFUL", "ValidationStatusMessage": "all there",
		},
	}
}

// changes are made by the command. The SDK, with the same token, then gets the same
// answer; what has none was taken.
func (c *commandLine) changes(t *testing.T) (checks []check) {
	home, region := c.world.HomeAccount(), c.world.Regions()[0]
	calls := changingCalls(t, c.world)
	for _, rt := range changeRoutes() {
		in := calls[rt.name]
		checks = append(checks, func(ctx context.Context) error {
			printed, err := c.backup(ctx, home, region, rt.name, in)
			if err != nil {
				return err
			}
			if rt.void {
				taken := func(m Mutation) bool { return m.Operation == rt.name && m.Taken }
				if len(printed) > 0 || !slices.ContainsFunc(c.world.Started(), taken) {
					return fmt.Errorf("%s %v: the command prints %v", rt.name, in, printed)
				}
				return nil
			}
			again, err := viaSDK(ctx, c.world, home, region, rt.name, in)
			if diff := cmp.Diff(again, printed); err != nil || diff != "" {
				return fmt.Errorf("%s %v: %w (-sdk +command):\n%s", rt.name, in, err, diff)
			}
			return nil
		})
	}
	return checks
}
