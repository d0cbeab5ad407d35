package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Jobs yields jobs of one kind (AWS Backup API: ListBackupJobs, ListCopyJobs,
// ListRestoreJobs, ListScanJobs). What AWS does not filter by is filtered here.
// With Organization the rows are those of every account that the scope's account
// may see; a scope of account "*" is read as the first identity.
func (c *Client) Jobs(ctx context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	op, fetch := "ListBackupJobs", backupJobs
	switch kind {
	case backup.BackupJob:
	case backup.CopyJob:
		op, fetch = "ListCopyJobs", copyJobs
	case backup.RestoreJob:
		op, fetch = "ListRestoreJobs", restoreJobs
	case backup.ScanJob:
		op, fetch = "ListScanJobs", scanJobs
	}
	if in.Account.String() == backup.Organization {
		q.Organization = true
	}
	return list(ctx, c, in, op, func(ctx context.Context, api *sdk.Client, token *string) (page[backup.Job], error) {
		got, err := fetch(ctx, api, in, q, token)
		if err == nil {
			got.rows = selected(got.rows, q)
		}
		return got, err
	})
}

func everyone(q backup.JobQuery) *string {
	if q.Organization {
		return sdkaws.String(backup.Organization)
	}
	return nil
}

func backupJobs(ctx context.Context, api *sdk.Client, in backup.Scope, q backup.JobQuery, token *string) (page[backup.Job], error) {
	out, err := api.ListBackupJobs(ctx, &sdk.ListBackupJobsInput{
		ByAccountId: everyone(q), ByState: types.BackupJobState(q.State), ByResourceArn: optional(q.Resource),
		ByResourceType: optional(q.Type), ByBackupVaultName: optional(q.Vault), ByParentJobId: optional(q.Parent),
		ByMessageCategory: optional(q.Category), ByCreatedAfter: moment(q.CreatedAfter),
		ByCreatedBefore: moment(q.CreatedBefore), ByCompleteAfter: moment(q.CompletedAfter),
		NextToken: token, MaxResults: sdkaws.Int32(pageSize),
	})
	if err != nil {
		return page[backup.Job]{}, err
	}
	ids := packed(out.BackupJobs, func(j *types.BackupJob) *string { return j.BackupJobId })
	arns := packedARNs(out.BackupJobs, func(j *types.BackupJob) *string { return j.RecoveryPointArn })
	rows := make([]backup.Job, len(ids))
	for i := range rows {
		rows[i] = backupJob(in, &out.BackupJobs[i], ids[i], arns[i])
	}
	return page[backup.Job]{rows, out.NextToken}, nil
}

func copyJobs(ctx context.Context, api *sdk.Client, in backup.Scope, q backup.JobQuery, token *string) (page[backup.Job], error) {
	out, err := api.ListCopyJobs(ctx, &sdk.ListCopyJobsInput{
		ByAccountId: everyone(q), ByState: types.CopyJobState(q.State), ByResourceArn: optional(q.Resource),
		ByResourceType: optional(q.Type), ByDestinationVaultArn: optional(q.Vault), ByParentJobId: optional(q.Parent),
		ByMessageCategory: optional(q.Category), BySourceRecoveryPointArn: optional(q.Point),
		ByCreatedAfter: moment(q.CreatedAfter), ByCreatedBefore: moment(q.CreatedBefore),
		ByCompleteAfter: moment(q.CompletedAfter), NextToken: token, MaxResults: sdkaws.Int32(pageSize),
	})
	if err != nil {
		return page[backup.Job]{}, err
	}
	ids := packed(out.CopyJobs, func(j *types.CopyJob) *string { return j.CopyJobId })
	arns := packedARNs(out.CopyJobs, func(j *types.CopyJob) *string { return j.SourceRecoveryPointArn })
	rows := make([]backup.Job, len(ids))
	for i := range rows {
		rows[i] = copyJob(in, &out.CopyJobs[i], ids[i], arns[i])
	}
	return page[backup.Job]{rows, out.NextToken}, nil
}

func restoreJobs(ctx context.Context, api *sdk.Client, in backup.Scope, q backup.JobQuery, token *string) (page[backup.Job], error) {
	out, err := api.ListRestoreJobs(ctx, &sdk.ListRestoreJobsInput{
		ByAccountId: everyone(q), ByStatus: types.RestoreJobStatus(q.State), ByResourceType: optional(q.Type),
		ByParentJobId: optional(q.Parent), ByCreatedAfter: moment(q.CreatedAfter), ByCreatedBefore: moment(q.CreatedBefore),
		ByCompleteAfter: moment(q.CompletedAfter), NextToken: token, MaxResults: sdkaws.Int32(pageSize),
	})
	if err != nil {
		return page[backup.Job]{}, err
	}
	ids := packed(out.RestoreJobs, func(j *types.RestoreJobsListMember) *string { return j.RestoreJobId })
	arns := packedARNs(out.RestoreJobs, func(j *types.RestoreJobsListMember) *string { return j.RecoveryPointArn })
	rows := make([]backup.Job, len(ids))
	for i := range rows {
		rows[i] = restoreJob(in, &out.RestoreJobs[i], ids[i], arns[i])
	}
	return page[backup.Job]{rows, out.NextToken}, nil
}

func scanJobs(ctx context.Context, api *sdk.Client, in backup.Scope, q backup.JobQuery, token *string) (page[backup.Job], error) {
	out, err := api.ListScanJobs(ctx, &sdk.ListScanJobsInput{
		ByAccountId: everyone(q), ByState: types.ScanState(q.State), ByResourceArn: optional(q.Resource),
		ByResourceType: types.ScanResourceType(q.Type), ByBackupVaultName: optional(q.Vault),
		ByRecoveryPointArn: optional(q.Point), ByCompleteAfter: moment(q.CompletedAfter),
		NextToken: token, MaxResults: sdkaws.Int32(pageSize),
	})
	if err != nil {
		return page[backup.Job]{}, err
	}
	ids := packed(out.ScanJobs, func(j *types.ScanJob) *string { return j.ScanJobId })
	arns := packedARNs(out.ScanJobs, func(j *types.ScanJob) *string { return j.RecoveryPointArn })
	rows := make([]backup.Job, len(ids))
	for i := range rows {
		rows[i] = scanJob(in, &out.ScanJobs[i], ids[i], arns[i])
	}
	return page[backup.Job]{rows, out.NextToken}, nil
}

// selected keeps the jobs that a filter wants which AWS does not have for their
// kind: restore jobs by resource, vault or point, scan jobs by creation.
func selected(rows []backup.Job, q backup.JobQuery) []backup.Job {
	kept := rows[:0]
	for _, j := range rows {
		if picked(&j, q) {
			kept = append(kept, j)
		}
	}
	return kept
}

func picked(j *backup.Job, q backup.JobQuery) bool {
	switch j.Kind {
	case backup.RestoreJob:
		return (q.Resource == "" || j.Of.Get().ARN.String() == q.Resource) && (q.Vault == "" || j.Vault.String() == q.Vault) &&
			(q.Point == "" || j.PointARN.String() == q.Point)
	case backup.ScanJob:
		return (q.CreatedAfter == 0 || j.Created >= q.CreatedAfter) && (q.CreatedBefore == 0 || j.Created < q.CreatedBefore)
	case backup.BackupJob:
		return q.Point == "" || j.PointARN.String() == q.Point
	default:
		return true
	}
}
