package sim

import "time"

// foresee decides how the backup goes: the retention must be within the vault's lock,
// the role allowed, the key usable, and the resource there.
func (c *call) foresee(j *job) {
	it := item{s: &stream{seed: hash(c.scope.seed, uint64(j.at), 62), kind: backups, scope: c.scope}, made: j}
	roll := it.roll(1)
	j.delay, j.takes = 3*second+int64(roll%uint64(6*second)), it.takes(roll>>32, 100)
	j.failsIn = 4*second + int64(roll>>16%uint64(8*second))
	key := j.vault.key
	if !j.resource.kind.full {
		key = j.resource.key
	}
	switch {
	case !j.vault.mayHold(j.keep):
		j.failure = &failure{category: "INVALID_LIFECYCLE", message: outOfLockRange("Backup")}
	case j.resource.absent:
		j.failure = &failure{category: "RESOURCE_NOT_FOUND", message: "The specified resource was not found: it does not exist."}
	case c.w.roleDecides(j.role, backupAction(j.resource.kind.name), "*", nil) != allowed:
		j.failure = &failure{category: "ACCESS_DENIED", message: unauthorized}
	case key != "" && !c.w.keyUsable(key, j.role, "backup", keyService(j.resource.kind.name)):
		j.failure = &kmsFailure
	}
}

// backupAction is an action without which the role cannot back the type up.
func backupAction(kind string) string {
	switch kind {
	case "EBS":
		return "ec2:CreateSnapshot"
	case "EC2":
		return "ec2:CreateImage"
	case "RDS":
		return "rds:CreateDBSnapshot"
	case "Aurora", "DocumentDB", "Neptune":
		return "rds:CreateDBClusterSnapshot"
	case "DynamoDB":
		return "dynamodb:StartAwsBackupJob"
	case "EFS":
		return "elasticfilesystem:Backup"
	case "FSx":
		return "fsx:CreateBackup"
	case "S3":
		return "s3:GetBucketVersioning"
	case "Redshift":
		return "redshift:CreateClusterSnapshot"
	case "Storage Gateway":
		return "storagegateway:CreateSnapshot"
	case "Timestream":
		return "timestream:StartAwsBackupJob"
	}
	return "backup:DescribeBackupVault"
}

const unauthorized = "You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details."

// outOfLockRange is what a job says whose retention the vault's lock does not allow.
func outOfLockRange(kind string) string {
	return kind + " job failed because the retention specified in the job is not within the range specified for the target Backup Vault"
}

// mayHold says whether the vault's lock admits points kept for so many days; 0 is for
// ever.
func (v *vault) mayHold(keep int) bool {
	switch locked, least, most := v.limits(time.Now().UnixMilli()); {
	case !locked:
		return true
	case keep == 0:
		return most == 0
	default:
		return keep >= least && (most == 0 || keep <= most)
	}
}
