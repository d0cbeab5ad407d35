package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Points yields recovery points of a vault (AWS Backup API:
// ListRecoveryPointsByBackupVault), or those of a resource, which come with fewer
// fields (ListRecoveryPointsByResource).
func (c *Client) Points(ctx context.Context, in backup.Scope, q backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error] {
	if q.Vault == "" {
		return c.pointsOf(ctx, in, q)
	}
	return list(ctx, c, in, "ListRecoveryPointsByBackupVault", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.RecoveryPoint], error) {
		input := sdk.ListRecoveryPointsByBackupVaultInput{
			BackupVaultName: &q.Vault, ByResourceArn: optional(q.Resource), ByResourceType: optional(q.Type),
			ByBackupPlanId: optional(q.Plan), ByParentRecoveryPointArn: optional(q.Parent),
			ByCreatedAfter: moment(q.CreatedAfter), ByCreatedBefore: moment(q.CreatedBefore),
			NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		}
		if q.Owner != in.Account.String() {
			input.BackupVaultAccountId = optional(q.Owner)
		}
		out, err := api.ListRecoveryPointsByBackupVault(ctx, &input)
		if err != nil {
			return page[backup.RecoveryPoint]{}, err
		}
		return page[backup.RecoveryPoint]{points(in, out.RecoveryPoints), out.NextToken}, nil
	})
}

func points(in backup.Scope, rows []types.RecoveryPointByBackupVault) []backup.RecoveryPoint {
	arns := packedARNs(rows, func(p *types.RecoveryPointByBackupVault) *string { return p.RecoveryPointArn })
	out := make([]backup.RecoveryPoint, len(rows))
	for i := range rows {
		out[i] = point(in, &rows[i])
		out[i].ARN = arns[i]
	}
	return out
}

func point(in backup.Scope, p *types.RecoveryPointByBackupVault) backup.RecoveryPoint {
	row := backup.RecoveryPoint{
		In:     vaultRef(in, p.BackupVaultArn, p.BackupVaultName, p.VaultType),
		Of:     resourceRef(p.ResourceArn, p.ResourceName, p.ResourceType),
		By:     createdBy(p.CreatedBy),
		Status: word(p.Status),
		Parent: text(p.ParentRecoveryPointArn),
		More: backup.RefTo(backup.PointMore{
			Message:     text(p.StatusMessage),
			Key:         text(p.EncryptionKeyArn),
			Source:      text(p.SourceBackupVaultArn),
			Index:       word(p.IndexStatus),
			LastRestore: at(p.LastRestoreTime),
			Found:       found(p.AggregatedScanResult),
		}),
		Created:   at(p.CreationDate),
		Completed: at(p.CompletionDate),
		SizeBytes: number(p.BackupSizeInBytes),
		SizeKnown: p.BackupSizeInBytes != nil,
		Encrypted: p.IsEncrypted,
		IsParent:  p.IsParent,
	}
	if l := p.CalculatedLifecycle; l != nil {
		row.ColdAt, row.DeleteAt = at(l.MoveToColdStorageAt), at(l.DeleteAt)
	}
	row.Scanned = p.AggregatedScanResult != nil
	row.ScanFindings, row.ScanFailed = scanned(p.AggregatedScanResult)
	return row
}

func (c *Client) pointsOf(ctx context.Context, in backup.Scope, q backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error] {
	return list(ctx, c, in, "ListRecoveryPointsByResource", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.RecoveryPoint], error) {
		out, err := api.ListRecoveryPointsByResource(ctx, &sdk.ListRecoveryPointsByResourceInput{
			ResourceArn: &q.Resource, NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		})
		if err != nil {
			return page[backup.RecoveryPoint]{}, err
		}
		arns := packedARNs(out.RecoveryPoints, func(p *types.RecoveryPointByResource) *string { return p.RecoveryPointArn })
		rows := make([]backup.RecoveryPoint, 0, len(arns))
		for i := range out.RecoveryPoints {
			row := pointOf(in, q, &out.RecoveryPoints[i])
			row.ARN = arns[i]
			if fits(q, &row) {
				rows = append(rows, row)
			}
		}
		return page[backup.RecoveryPoint]{rows, out.NextToken}, nil
	})
}

func pointOf(in backup.Scope, q backup.PointQuery, p *types.RecoveryPointByResource) backup.RecoveryPoint {
	row := backup.RecoveryPoint{
		In:     vaultRef(in, nil, p.BackupVaultName, p.VaultType),
		Of:     resourceRef(&q.Resource, p.ResourceName, &q.Type),
		Status: word(p.Status),
		Parent: text(p.ParentRecoveryPointArn),
		More: backup.RefTo(backup.PointMore{
			Message: text(p.StatusMessage),
			Key:     text(p.EncryptionKeyArn),
			Index:   word(p.IndexStatus),
			Found:   found(p.AggregatedScanResult),
		}),
		Created:   at(p.CreationDate),
		Brief:     true,
		SizeBytes: number(p.BackupSizeBytes),
		SizeKnown: p.BackupSizeBytes != nil,
		Encrypted: p.EncryptionKeyArn != nil,
		IsParent:  p.IsParent,
	}
	row.Scanned = p.AggregatedScanResult != nil
	row.ScanFindings, row.ScanFailed = scanned(p.AggregatedScanResult)
	return row
}

// fits applies what ListRecoveryPointsByResource does not filter by.
func fits(q backup.PointQuery, p *backup.RecoveryPoint) bool {
	return (q.CreatedAfter == 0 || p.Created >= q.CreatedAfter) &&
		(q.CreatedBefore == 0 || p.Created < q.CreatedBefore) &&
		(q.Parent == "" || p.Parent.String() == q.Parent)
}

func scanned(r *types.AggregatedScanResult) (findings, failed bool) {
	if r == nil {
		return false, false
	}
	return len(r.Findings) > 0, sdkaws.ToBool(r.FailedScan)
}

// found is when findings were last counted together, zero without any.
func found(r *types.AggregatedScanResult) backup.Time {
	if findings, _ := scanned(r); !findings {
		return 0
	}
	return at(r.LastComputed)
}

func resourceRef(arn, name, kind *string) backup.Ref[backup.ResourceRef] {
	return backup.RefTo(backup.ResourceRef{ARN: text(arn), Name: text(name), Type: text(kind)})
}

func createdBy(c *types.RecoveryPointCreator) backup.Ref[backup.CreatedBy] {
	if c == nil {
		return backup.Ref[backup.CreatedBy]{}
	}
	return backup.RefTo(backup.CreatedBy{
		PlanID: text(c.BackupPlanId), PlanName: text(c.BackupPlanName), PlanVersion: text(c.BackupPlanVersion),
		RuleID: text(c.BackupRuleId), RuleName: text(c.BackupRuleName), Schedule: text(c.BackupRuleCron),
	})
}
