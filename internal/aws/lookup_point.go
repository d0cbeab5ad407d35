package aws

import (
	"context"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	mostJobs  = 5000 // restore jobs that are looked at
	heldPages = 50   // of the points that a legal hold keeps
)

// Point asks about a recovery point (AWS Backup API: DescribeRecoveryPoint).
func (c *Client) Point(ctx context.Context, t backup.Thing) (backup.PointDetail, error) {
	l, err := c.look(ctx, t.Scope)
	if err != nil {
		return backup.PointDetail{}, err
	}
	api := l.sc.api
	p, err := ask(l, sdk.ServiceID, "DescribeRecoveryPoint", api.DescribeRecoveryPoint,
		&sdk.DescribeRecoveryPointInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID, BackupVaultAccountId: foreignOwner(t)})
	if err != nil {
		return backup.PointDetail{}, err
	}
	d := backup.PointDetail{
		Thing: t, ARN: str(p.RecoveryPointArn), Type: str(p.ResourceType), ResourceARN: str(p.ResourceArn), ResourceName: str(p.ResourceName),
		Vault: str(p.BackupVaultName), VaultARN: str(p.BackupVaultArn), VaultType: word(p.VaultType).String(), SourceVault: str(p.SourceBackupVaultArn),
		Status: word(p.Status).String(), StatusMsg: str(p.StatusMessage), StorageClass: word(p.StorageClass).String(),
		Parent: str(p.ParentRecoveryPointArn), IsParent: p.IsParent, Role: str(p.IamRoleArn),
		Created: at(p.CreationDate), Completed: at(p.CompletionDate), SizeBytes: number(p.BackupSizeInBytes), SizeKnown: p.BackupSizeInBytes != nil,
		Encrypted: p.IsEncrypted, Key: str(p.EncryptionKeyArn), KeyType: word(p.EncryptionKeyType).String(), Index: word(p.IndexStatus).String(),
		Scans: scans(p.ScanResults),
	}
	if d.ARN == "" {
		d.ARN = t.ID
	}
	if d.Vault == "" {
		d.Vault = t.Vault
	}
	if k := p.CalculatedLifecycle; k != nil {
		d.ColdAt, d.DeleteAt = at(k.MoveToColdStorageAt), at(k.DeleteAt)
	}
	if k := p.Lifecycle; k != nil {
		d.Lifecycle = backup.Lifecycle{MoveToColdStorageAfterDays: days(k.MoveToColdStorageAfterDays), DeleteAfterDays: days(k.DeleteAfterDays)}
	}
	return d, nil
}

// scans are the scan results of a point, the newest first.
func scans(results []types.ScanResult) []backup.Scan {
	out := make([]backup.Scan, 0, len(results))
	for _, r := range results {
		s := backup.Scan{State: word(r.ScanJobState).String(), At: at(r.LastScanTimestamp)}
		for _, f := range r.Findings {
			s.Findings = append(s.Findings, word(f).String())
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b backup.Scan) int { return int(max(-1, min(1, b.At-a.At))) })
	return out
}

// ScanJobs lists the malware scans of a point, also those that run (AWS Backup API: ListScanJobs). Of a
// vault that another account shares its owner has them: there are none.
func (c *Client) ScanJobs(ctx context.Context, t backup.Thing) ([]backup.Job, error) {
	if foreignOwner(t) != nil {
		return nil, nil
	}
	r := request{service: sdk.ServiceID, op: "ListScanJobs", scope: t.Scope}
	return gathered(r, pageSize, c.Jobs(backup.Urgent(ctx), t.Scope, backup.ScanJob, backup.JobQuery{Point: t.ID}))
}

// Metadata is the configuration at backup time (AWS Backup API:
// GetRecoveryPointRestoreMetadata).
func (c *Client) Metadata(ctx context.Context, t backup.Thing) (map[string]string, error) {
	l, err := c.look(ctx, t.Scope)
	if err != nil {
		return nil, err
	}
	api := l.sc.api
	out, err := ask(l, sdk.ServiceID, "GetRecoveryPointRestoreMetadata", api.GetRecoveryPointRestoreMetadata,
		&sdk.GetRecoveryPointRestoreMetadataInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID, BackupVaultAccountId: foreignOwner(t)})
	if err != nil {
		return nil, err
	}
	return out.RestoreMetadata, nil
}

// Inferred is what restore testing would restore the point with (AWS Backup API:
// GetRestoreTestingInferredMetadata).
func (c *Client) Inferred(ctx context.Context, t backup.Thing) (map[string]string, error) {
	l, err := c.look(ctx, t.Scope)
	if err != nil {
		return nil, err
	}
	api := l.sc.api
	out, err := ask(l, sdk.ServiceID, "GetRestoreTestingInferredMetadata", api.GetRestoreTestingInferredMetadata,
		&sdk.GetRestoreTestingInferredMetadataInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID, BackupVaultAccountId: foreignOwner(t)})
	if err != nil {
		return nil, err
	}
	return out.InferredMetadata, nil
}

// Newer lists the points of the resource that were made after since: in every vault of
// the account and Region (AWS Backup API: ListRecoveryPointsByResource), and of a vault
// that another account shares in that vault alone (ListRecoveryPointsByBackupVault), as
// the other lists nothing of it.
func (c *Client) Newer(ctx context.Context, t backup.Thing, resource string, since backup.Time) ([]backup.RecoveryPoint, error) {
	q := backup.PointQuery{Resource: resource, CreatedAfter: since}
	r := request{service: sdk.ServiceID, op: "ListRecoveryPointsByResource", scope: t.Scope}
	if foreignOwner(t) != nil {
		q.Vault, q.Owner, r.op = t.Vault, t.Owner, "ListRecoveryPointsByBackupVault"
	}
	rows, err := gathered(r, pageSize, c.Points(backup.Urgent(ctx), t.Scope, q))
	return slices.DeleteFunc(rows, func(p backup.RecoveryPoint) bool { return p.Created <= since }), err
}

// Restores lists the restore jobs created since (AWS Backup API: ListRestoreJobs).
// More than 5,000 are cut, with an error of that kind.
func (c *Client) Restores(ctx context.Context, in backup.Scope, since backup.Time) ([]backup.Job, error) {
	r := request{service: sdk.ServiceID, op: "ListRestoreJobs", scope: in}
	return gathered(r, mostJobs, c.Jobs(backup.Urgent(ctx), in, backup.RestoreJob, backup.JobQuery{CreatedAfter: since}))
}

// RestoreMetadata is what was submitted to a restore job (AWS Backup API:
// GetRestoreJobMetadata).
func (c *Client) RestoreMetadata(ctx context.Context, in backup.Scope, job string) (map[string]string, error) {
	l, err := c.look(ctx, in)
	if err != nil {
		return nil, err
	}
	api := l.sc.api
	out, err := ask(l, sdk.ServiceID, "GetRestoreJobMetadata", api.GetRestoreJobMetadata, &sdk.GetRestoreJobMetadataInput{RestoreJobId: &job})
	if err != nil {
		return nil, err
	}
	return out.Metadata, nil
}
