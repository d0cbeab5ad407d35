package aws

import (
	"strconv"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// percent reads PercentDone leniently: "41.50%", "42.0", " 7 %". Anything else,
// and what is no share of a whole, is no percentage.
func percent(s *string) float32 {
	f, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(sdkaws.ToString(s)), "%")), 32)
	if err != nil || !(f >= 0 && f <= 100) {
		return backup.NoPercent
	}
	return float32(f)
}

// owner is the account of a job; the rows of a whole organisation name it.
func owner(in backup.Scope, account *string) backup.Text {
	if t := text(account); !t.Empty() {
		return t
	}
	return in.Account
}

// keeps reads how long a job's point is to be kept (AWS Backup API: Lifecycle; no days, or -1, is forever).
func keeps(l *types.Lifecycle) int32 {
	switch {
	case l == nil:
		return 0
	case l.DeleteAfterDays == nil && l.DeleteAfterEvent == "", number(l.DeleteAfterDays) < 0:
		return backup.Forever
	}
	return days(l.DeleteAfterDays)
}

func backupJob(in backup.Scope, j *types.BackupJob, id string, arn backup.ARN) backup.Job {
	vault := text(j.BackupVaultName)
	if vault.Empty() {
		vault = bounded(vaultName(sdkaws.ToString(j.BackupVaultArn)))
	}
	return backup.Job{
		ID: id, Kind: backup.BackupJob, IsParent: j.IsParent, Keeps: keeps(j.RecoveryPointLifecycle), Account: owner(in, j.AccountId), Region: in.Region,
		State: word(j.State), Of: resourceRef(j.ResourceArn, j.ResourceName, j.ResourceType), By: createdBy(j.CreatedBy),
		Vault: vault, PointARN: arn, Parent: text(j.ParentJobId), Role: text(j.IamRoleArn),
		Category: text(j.MessageCategory), Message: text(j.StatusMessage),
		Created: at(j.CreationDate), Started: at(j.InitiationDate), StartBy: at(j.StartBy),
		ExpectedEnd: at(j.ExpectedCompletionDate), Completed: at(j.CompletionDate),
		SizeBytes: number(j.BackupSizeInBytes), Transferred: number(j.BytesTransferred), Percent: percent(j.PercentDone),
	}
}

func copyJob(in backup.Scope, j *types.CopyJob, id string, arn backup.ARN) backup.Job {
	return backup.Job{
		ID: id, Kind: backup.CopyJob, IsParent: j.IsParent, Keeps: keeps(j.DestinationRecoveryPointLifecycle), Account: owner(in, j.AccountId), Region: in.Region,
		State: word(j.State), Of: resourceRef(j.ResourceArn, j.ResourceName, j.ResourceType), By: createdBy(j.CreatedBy),
		Vault: bounded(vaultName(sdkaws.ToString(j.SourceBackupVaultArn))), DestARN: text(j.DestinationBackupVaultArn),
		PointARN: arn, DestItem: text(j.DestinationRecoveryPointArn), Parent: text(j.ParentJobId), Role: text(j.IamRoleArn),
		Category: text(j.MessageCategory), Message: text(j.StatusMessage),
		Created: at(j.CreationDate), Completed: at(j.CompletionDate), SizeBytes: number(j.BackupSizeInBytes),
		Percent: backup.NoPercent, Children: days(j.NumberOfChildJobs),
	}
}

func restoreJob(in backup.Scope, j *types.RestoreJobsListMember, id string, arn backup.ARN) backup.Job {
	message := text(j.StatusMessage)
	if message.Empty() { // of the test of what was restored
		message = text(j.ValidationStatusMessage)
	}
	return backup.Job{
		ID: id, Kind: backup.RestoreJob, IsParent: j.IsParent, Account: owner(in, j.AccountId), Region: in.Region,
		State: word(j.Status), Of: resourceRef(j.SourceResourceArn, nil, j.ResourceType),
		Vault: bounded(vaultName(sdkaws.ToString(j.BackupVaultArn))), PointARN: arn, DestItem: text(j.CreatedResourceArn),
		Parent: text(j.ParentJobId), Role: text(j.IamRoleArn), Message: message, Result: word(j.ValidationStatus),
		Created: at(j.CreationDate), Completed: at(j.CompletionDate), Expected: number(j.ExpectedCompletionTimeMinutes),
		SizeBytes: number(j.BackupSizeInBytes), Percent: percent(j.PercentDone),
	}
}

func scanJob(in backup.Scope, j *types.ScanJob, id string, arn backup.ARN) backup.Job {
	vault := text(j.BackupVaultName)
	if vault.Empty() {
		vault = bounded(vaultName(sdkaws.ToString(j.BackupVaultArn)))
	}
	row := backup.Job{
		ID: id, Kind: backup.ScanJob, Account: owner(in, j.AccountId), Region: in.Region, State: word(j.State),
		Of:    resourceRef(j.ResourceArn, j.ResourceName, sdkaws.String(string(j.ResourceType))),
		Vault: vault, PointARN: arn, Role: text(j.IamRoleArn), Message: text(j.StatusMessage),
		Created: at(j.CreationDate), Completed: at(j.CompletionDate), Percent: backup.NoPercent,
	}
	if c := j.CreatedBy; c != nil {
		row.By = backup.RefTo(backup.CreatedBy{
			PlanID: text(c.BackupPlanId), PlanVersion: text(c.BackupPlanVersion), RuleID: text(c.BackupRuleId),
		})
	}
	if j.ScanResult != nil {
		row.Result = word(j.ScanResult.ScanResultStatus)
	}
	return row
}
