package aws

import (
	"context"
	"fmt"
	"strings"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/bkpui/bkpui/internal/backup"
)

// sendAttempt is how long one attempt of a change may take: some are checked by the
// service behind AWS Backup before it answers.
const sendAttempt = 20 * time.Second

// Send makes a change to AWS: up to three attempts within a minute, with the token
// of its body. It assumes the write role, where one is configured, for this call
// alone; purpose is part of the session's name. The secrets of a restore are filled
// in here and nowhere else. An error that is not Unsent and of the kinds Unreachable,
// InternalError and Canceled leaves open whether AWS took it; every other says that it
// did not. backup.OnSending tells when the request itself goes out.
func (c *Client) Send(ctx context.Context, in backup.Scope, purpose string, change backup.Change) (backup.Receipt, error) {
	ctx = backup.Urgent(ctx)
	op := change.Operation()
	r := request{service: sdk.ServiceID, op: op, attempt: sendAttempt, changes: true}
	sc, err := c.scope(ctx, in)
	if err != nil {
		return backup.Receipt{}, r.unsent(err)
	}
	if strings.HasPrefix(op, "Start") && change.Token() == "" {
		return backup.Receipt{}, &backup.Error{
			Kind: backup.Invalid, Op: actionName(sdk.ServiceID, op), Scope: in,
			Message: "no idempotency token: AWS would take every attempt for a request of its own",
		}
	}
	s, err := c.writer(ctx, sc, purpose)
	if err != nil {
		return backup.Receipt{}, r.unsent(err)
	}
	api := sdk.NewFromConfig(s.config, func(o *sdk.Options) { o.Region, o.Retryer = in.Region.String(), newSender() })
	r.session, r.scope, r.limit = s, sc.at, sc.limit
	got, err := do(ctx, r, func(ctx context.Context) (backup.Receipt, error) { return send(ctx, api, change) })
	return got, discreet(err, change)
}

// send makes the call of a change.
func send(ctx context.Context, api *sdk.Client, change backup.Change) (backup.Receipt, error) {
	switch r := change.(type) {
	case *backup.StartRestoreJob:
		out, err := api.StartRestoreJob(ctx, &sdk.StartRestoreJobInput{
			RecoveryPointArn: &r.RecoveryPointArn, Metadata: r.Fill(quoted), IamRoleArn: optional(r.IamRoleArn),
			ResourceType: optional(r.ResourceType), CopySourceTagsToRestoredResource: r.CopySourceTagsToRestoredResource,
			IdempotencyToken: &r.IdempotencyToken,
		})
		return started(out, err, func(o *sdk.StartRestoreJobOutput) (*string, middleware.Metadata) {
			return o.RestoreJobId, o.ResultMetadata
		})
	case *backup.StartCopyJob:
		out, err := api.StartCopyJob(ctx, &sdk.StartCopyJobInput{
			RecoveryPointArn: &r.RecoveryPointArn, SourceBackupVaultName: &r.SourceBackupVaultName,
			DestinationBackupVaultArn: &r.DestinationBackupVaultArn, IamRoleArn: &r.IamRoleArn,
			Lifecycle: lifecycle(r.Lifecycle), IdempotencyToken: &r.IdempotencyToken,
		})
		return started(out, err, func(o *sdk.StartCopyJobOutput) (*string, middleware.Metadata) { return o.CopyJobId, o.ResultMetadata })
	case *backup.StartBackupJob:
		out, err := api.StartBackupJob(ctx, &sdk.StartBackupJobInput{
			BackupVaultName: &r.BackupVaultName, ResourceArn: &r.ResourceArn, IamRoleArn: &r.IamRoleArn, Lifecycle: lifecycle(r.Lifecycle),
			RecoveryPointTags: r.RecoveryPointTags, BackupOptions: r.BackupOptions, IdempotencyToken: &r.IdempotencyToken,
			StartWindowMinutes: window(r.StartWindowMinutes), CompleteWindowMinutes: window(r.CompleteWindowMinutes),
		})
		return started(out, err, func(o *sdk.StartBackupJobOutput) (*string, middleware.Metadata) {
			return o.BackupJobId, o.ResultMetadata
		})
	}
	return settle(ctx, api, change)
}

// settle makes the call of a change that starts no job.
func settle(ctx context.Context, api *sdk.Client, change backup.Change) (backup.Receipt, error) {
	switch r := change.(type) {
	case *backup.StopBackupJob:
		out, err := api.StopBackupJob(ctx, &sdk.StopBackupJobInput{BackupJobId: &r.BackupJobId})
		return started(out, err, func(o *sdk.StopBackupJobOutput) (*string, middleware.Metadata) { return nil, o.ResultMetadata })
	case *backup.DeleteRecoveryPoint:
		out, err := api.DeleteRecoveryPoint(ctx, &sdk.DeleteRecoveryPointInput{BackupVaultName: &r.BackupVaultName, RecoveryPointArn: &r.RecoveryPointArn})
		return started(out, err, func(o *sdk.DeleteRecoveryPointOutput) (*string, middleware.Metadata) { return nil, o.ResultMetadata })
	case *backup.UpdateRecoveryPointLifecycle:
		out, err := api.UpdateRecoveryPointLifecycle(ctx, &sdk.UpdateRecoveryPointLifecycleInput{
			BackupVaultName: &r.BackupVaultName, RecoveryPointArn: &r.RecoveryPointArn, Lifecycle: lifecycle(&r.Lifecycle),
		})
		return started(out, err, func(o *sdk.UpdateRecoveryPointLifecycleOutput) (*string, middleware.Metadata) {
			return nil, o.ResultMetadata
		})
	case *backup.DisassociateRecoveryPoint:
		out, err := api.DisassociateRecoveryPoint(ctx, &sdk.DisassociateRecoveryPointInput{BackupVaultName: &r.BackupVaultName, RecoveryPointArn: &r.RecoveryPointArn})
		return started(out, err, func(o *sdk.DisassociateRecoveryPointOutput) (*string, middleware.Metadata) {
			return nil, o.ResultMetadata
		})
	case *backup.DisassociateRecoveryPointFromParent:
		out, err := api.DisassociateRecoveryPointFromParent(ctx, &sdk.DisassociateRecoveryPointFromParentInput{
			BackupVaultName: &r.BackupVaultName, RecoveryPointArn: &r.RecoveryPointArn,
		})
		return started(out, err, func(o *sdk.DisassociateRecoveryPointFromParentOutput) (*string, middleware.Metadata) {
			return nil, o.ResultMetadata
		})
	case *backup.PutRestoreValidationResult:
		out, err := api.PutRestoreValidationResult(ctx, &sdk.PutRestoreValidationResultInput{
			RestoreJobId: &r.RestoreJobId, ValidationStatus: types.RestoreValidationStatus(r.ValidationStatus),
			ValidationStatusMessage: optional(r.ValidationStatusMessage),
		})
		return started(out, err, func(o *sdk.PutRestoreValidationResultOutput) (*string, middleware.Metadata) {
			return nil, o.ResultMetadata
		})
	}
	return backup.Receipt{}, fmt.Errorf("%s is no change that can be sent", change.Operation())
}

// started is the receipt of a change that AWS took.
func started[Out any](out *Out, err error, of func(*Out) (job *string, about middleware.Metadata)) (backup.Receipt, error) {
	if err != nil {
		return backup.Receipt{}, err
	}
	job, about := of(out)
	id, _ := awsmiddleware.GetRequestIDMetadata(about)
	return backup.Receipt{Job: text(job).String(), RequestID: id}, nil
}

// lifecycle sends what is set: a member left out becomes null at AWS.
func lifecycle(l *backup.Lifecycle) *types.Lifecycle {
	if l == nil {
		return nil
	}
	out := &types.Lifecycle{}
	if l.MoveToColdStorageAfterDays != 0 {
		out.MoveToColdStorageAfterDays = sdkaws.Int64(int64(l.MoveToColdStorageAfterDays))
	}
	if l.DeleteAfterDays != 0 {
		out.DeleteAfterDays = sdkaws.Int64(int64(l.DeleteAfterDays))
	}
	if l.OptInToArchiveForSupportedResources {
		out.OptInToArchiveForSupportedResources = sdkaws.Bool(true)
	}
	return out
}

func window(minutes int64) *int64 {
	if minutes == 0 {
		return nil
	}
	return &minutes
}
