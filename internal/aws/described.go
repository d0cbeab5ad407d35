package aws

import (
	"reflect"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// rowOf returns the thing of an answer as the list that it stands in has it, a pointer to
// a row; nil where the answer is about something else.
func rowOf(t backup.Thing, out any) any {
	in := t.Scope
	switch out := out.(type) {
	case *sdk.DescribeBackupVaultOutput:
		return ref(vault(in, alike[types.BackupVaultListMember](out)))
	case *sdk.DescribeRecoveryPointOutput:
		row := point(in, alike[types.RecoveryPointByBackupVault](out))
		row.ARN = backup.ParseARN(sdkaws.ToString(out.RecoveryPointArn))
		return &row
	case *sdk.DescribeProtectedResourceOutput:
		return ref(resource(in, alike[types.ProtectedResource](out), backup.ParseARN(sdkaws.ToString(out.LastRecoveryPointArn))))
	case *sdk.GetBackupPlanOutput:
		row := planRow(in, alike[types.BackupPlansListMember](out))
		if out.BackupPlan != nil {
			row.Name, row.Rules = text(out.BackupPlan.BackupPlanName), int32(len(out.BackupPlan.Rules))
		}
		row.NextRun = next(out.ScheduledRunsPreview, "")
		return &row
	case *sdk.GetBackupSelectionOutput:
		row := selection(in, t.Plan, alike[types.BackupSelectionsListMember](out))
		if s := out.BackupSelection; s != nil {
			row.Name, row.Role = text(s.SelectionName), text(s.IamRoleArn)
			describeSelection(&row, s)
		}
		return &row
	case *sdk.DescribeBackupJobOutput:
		return ref(backupJob(in, alike[types.BackupJob](out), t.ID, backup.ParseARN(sdkaws.ToString(out.RecoveryPointArn))))
	case *sdk.DescribeCopyJobOutput:
		if j := out.CopyJob; j != nil {
			return ref(copyJob(in, j, t.ID, backup.ParseARN(sdkaws.ToString(j.SourceRecoveryPointArn))))
		}
	case *sdk.DescribeRestoreJobOutput:
		return ref(restoreJob(in, alike[types.RestoreJobsListMember](out), t.ID, backup.ParseARN(sdkaws.ToString(out.RecoveryPointArn))))
	case *sdk.DescribeScanJobOutput:
		return ref(scanJob(in, alike[types.ScanJob](out), t.ID, backup.ParseARN(sdkaws.ToString(out.RecoveryPointArn))))
	}
	return nil
}

func ref[V any](v V) *V { return &v }

// alike copies the members that an answer about one thing and a row of its list have in
// common: AWS gives them the same names and types.
func alike[Row any](answer any) *Row {
	row := new(Row)
	from, to := reflect.ValueOf(answer).Elem(), reflect.ValueOf(row).Elem()
	for i := range to.NumField() {
		field := to.Type().Field(i)
		if v := from.FieldByName(field.Name); field.IsExported() && v.IsValid() && v.Type() == field.Type {
			to.Field(i).Set(v)
		}
	}
	return row
}
