package aws

import (
	"context"
	"iter"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"

	"github.com/bkpui/bkpui/internal/backup"
)

// Describe yields all that AWS says of a thing: each answer as it arrives, byte
// for byte. An answer that AWS refuses is a document with an error, of kind
// NotFound for a policy, notifications or tags that are not set; the others still
// come. Things that AWS has no describe call for yield nothing.
func (c *Client) Describe(ctx context.Context, t backup.Thing) iter.Seq[backup.Document] {
	return func(yield func(backup.Document) bool) {
		sc, err := c.scope(ctx, t.Scope)
		if err != nil {
			yield(backup.Document{Op: "Describe", Err: err})
			return
		}
		d := &describer{ctx: ctx, sc: sc, thing: t, yield: yield}
		switch t.Kind {
		case backup.VaultThing:
			d.vault(t)
		case backup.PointThing:
			d.point(t)
		case backup.ResourceThing:
			describe(d, "DescribeProtectedResource", sc.api.DescribeProtectedResource, &sdk.DescribeProtectedResourceInput{ResourceArn: &t.ID})
		case backup.PlanThing:
			d.plan(t)
		case backup.SelectionThing:
			describe(d, "GetBackupSelection", sc.api.GetBackupSelection, &sdk.GetBackupSelectionInput{BackupPlanId: &t.Plan, SelectionId: &t.ID})
		case backup.JobThing:
			d.job(t)
		case backup.AccountThing:
		}
	}
}

// describer hands documents out until nobody wants more.
type describer struct {
	ctx   context.Context
	sc    *scope
	thing backup.Thing
	yield func(backup.Document) bool
	ended bool
}

// describe makes one call and hands its answer out. It returns nil when AWS
// refused, or when nobody wants more.
func describe[In, Out any](
	d *describer, op string, send func(context.Context, *In, ...func(*sdk.Options)) (*Out, error), in *In,
) *Out {
	if d.ended {
		return nil
	}
	var body []byte
	r := d.sc.request(op)
	r.keep = &body
	out, err := do(d.ctx, r, func(ctx context.Context) (*Out, error) { return send(ctx, in) })
	doc := backup.Document{Op: op, Err: err}
	if err == nil {
		doc.JSON, doc.Row = body, rowOf(d.thing, out)
	}
	d.ended = !d.yield(doc)
	return out
}

func (d *describer) vault(t backup.Thing) {
	api := d.sc.api
	owner := foreignOwner(t)
	out := describe(d, "DescribeBackupVault", api.DescribeBackupVault,
		&sdk.DescribeBackupVaultInput{BackupVaultName: &t.ID, BackupVaultAccountId: owner})
	if owner == nil { // these know no owner: they would answer about another vault of that name
		describe(d, "GetBackupVaultAccessPolicy", api.GetBackupVaultAccessPolicy, &sdk.GetBackupVaultAccessPolicyInput{BackupVaultName: &t.ID})
		describe(d, "GetBackupVaultNotifications", api.GetBackupVaultNotifications, &sdk.GetBackupVaultNotificationsInput{BackupVaultName: &t.ID})
	}
	if out != nil {
		d.tags(out.BackupVaultArn)
	}
}

func (d *describer) point(t backup.Thing) {
	api := d.sc.api
	owner := foreignOwner(t)
	out := describe(d, "DescribeRecoveryPoint", api.DescribeRecoveryPoint,
		&sdk.DescribeRecoveryPointInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID, BackupVaultAccountId: owner})
	describe(d, "GetRecoveryPointRestoreMetadata", api.GetRecoveryPointRestoreMetadata,
		&sdk.GetRecoveryPointRestoreMetadataInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID, BackupVaultAccountId: owner})
	// The tags of the others are those of the snapshot, which its own service keeps.
	if arn, ok := backup.SplitARN(t.ID); ok && arn.Service == "backup" {
		d.tags(&t.ID)
	}
	if out != nil && out.IndexStatus != "" && owner == nil {
		describe(d, "GetRecoveryPointIndexDetails", api.GetRecoveryPointIndexDetails,
			&sdk.GetRecoveryPointIndexDetailsInput{BackupVaultName: &t.Vault, RecoveryPointArn: &t.ID})
	}
}

func (d *describer) plan(t backup.Thing) {
	out := describe(d, "GetBackupPlan", d.sc.api.GetBackupPlan, &sdk.GetBackupPlanInput{BackupPlanId: &t.ID, MaxScheduledRunsPreview: previewed})
	if out != nil {
		d.tags(out.BackupPlanArn)
	}
}

func (d *describer) job(t backup.Thing) {
	api := d.sc.api
	switch t.Job {
	case backup.BackupJob:
		describe(d, "DescribeBackupJob", api.DescribeBackupJob, &sdk.DescribeBackupJobInput{BackupJobId: &t.ID})
	case backup.CopyJob:
		describe(d, "DescribeCopyJob", api.DescribeCopyJob, &sdk.DescribeCopyJobInput{CopyJobId: &t.ID})
	case backup.RestoreJob:
		describe(d, "DescribeRestoreJob", api.DescribeRestoreJob, &sdk.DescribeRestoreJobInput{RestoreJobId: &t.ID})
		describe(d, "GetRestoreJobMetadata", api.GetRestoreJobMetadata, &sdk.GetRestoreJobMetadataInput{RestoreJobId: &t.ID})
	case backup.ScanJob:
		describe(d, "DescribeScanJob", api.DescribeScanJob, &sdk.DescribeScanJobInput{ScanJobId: &t.ID})
	}
}

// tags asks for the tags of a thing that AWS Backup itself keeps; a page holds
// more than AWS allows.
func (d *describer) tags(arn *string) {
	if strings.HasPrefix(sdkaws.ToString(arn), "arn:") {
		describe(d, "ListTags", d.sc.api.ListTags, &sdk.ListTagsInput{ResourceArn: arn, MaxResults: sdkaws.Int32(pageSize)})
	}
}

// foreignOwner is the account of a shared vault, nil for the reader's own.
func foreignOwner(t backup.Thing) *string {
	if t.Owner == t.Scope.Account.String() {
		return nil
	}
	return optional(t.Owner)
}
