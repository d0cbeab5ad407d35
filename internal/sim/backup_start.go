package sim

import (
	"maps"
	"slices"
	"strings"
)

// A backupIn is StartBackupJob's request, without its token.
type backupIn struct {
	BackupVaultName                  string
	LogicallyAirGappedBackupVaultArn string
	ResourceArn                      string
	IamRoleArn                       string
	Lifecycle                        *lifecycleIn
	RecoveryPointTags                map[string]string
	BackupOptions                    map[string]string
	StartWindowMinutes               *int64
	CompleteWindowMinutes            *int64
	Index                            string
}

func startBackupJob(c *call) *apiError {
	var in struct {
		backupIn
		IdempotencyToken string
	}
	if err := c.read(&in); err != nil {
		return err
	}
	return c.once(in.IdempotencyToken, in.backupIn, func() (item, *apiError) {
		j, err := c.backupJob(&in.backupIn)
		if err != nil {
			return item{}, err
		}
		j.queue()
		it := j.start()
		c.out.text("BackupJobId", it.jobID())
		c.out.time("CreationDate", j.at)
		if j.resource.kind.name == "EFS" {
			c.out.text("RecoveryPointArn", point{item: it, vault: j.vault}.arn())
		}
		c.out.flag("IsParent", j.children > 0)
		return it, nil
	})
}

// backupJob is the job that a request asks for.
func (c *call) backupJob(in *backupIn) (*job, *apiError) {
	if err := needs("BackupVaultName", in.BackupVaultName, "ResourceArn", in.ResourceArn, "IamRoleArn", in.IamRoleArn); err != nil {
		return nil, err
	}
	if err := checkARN("ResourceArn", in.ResourceArn); err != nil {
		return nil, err
	}
	v := c.scope.vaultNamed(in.BackupVaultName)
	switch {
	case v == nil:
		return nil, notFound("Backup vault %q does not exist.", in.BackupVaultName)
	case v.kind != standardVault:
		return nil, invalid("Backup vault %s is of type %s, which cannot be a target of StartBackupJob.", v.name, v.kind)
	}
	res, member, err := c.protectable(in.ResourceArn)
	if err != nil {
		return nil, err
	}
	if to := in.LogicallyAirGappedBackupVaultArn; to != "" {
		gap := c.w.vaultAt(to)
		if gap == nil || gap.scope != c.scope || gap.kind != airGapped {
			return nil, invalid("%s is not a logically air-gapped vault of this account and Region.", to)
		}
		if res.kind.full {
			v = gap // what AWS Backup manages fully goes straight there
		}
	}
	if err := c.passes(in.IamRoleArn); err != nil {
		return nil, err
	}
	j := &job{
		kind: backups, scope: c.scope, at: c.now, born: c.now, resource: res, member: member, vault: v, role: in.IamRoleArn,
		tags: maps.Clone(in.RecoveryPointTags), options: maps.Clone(in.BackupOptions), startIn: 8 * hour,
	}
	if member == 0 {
		j.children = res.kind.children
	}
	if err := j.take(in); err != nil {
		return nil, err
	}
	c.foresee(j)
	return j, nil
}

// take reads the options of a request.
func (j *job) take(in *backupIn) (err *apiError) {
	if j.keep, j.cold, err = in.Lifecycle.days(); err != nil {
		return err
	}
	kind := j.resource.kind.name
	if m := in.StartWindowMinutes; m != nil {
		if *m < 60 || *m > 52_560_000 {
			return invalid("StartWindowMinutes must be between 60 and 52560000.")
		}
		j.startIn = *m * minute
	}
	if m := in.CompleteWindowMinutes; m != nil && *m*minute < j.startIn+hour {
		return invalid("CompleteWindowMinutes must be at least 60 minutes more than StartWindowMinutes.")
	}
	known := map[string][]string{"EC2": {"WindowsVSS"}, "S3": {"BackupACLs", "BackupObjectTags"}}[kind]
	for name, value := range in.BackupOptions {
		if !slices.Contains(known, name) || value != "enabled" && value != "disabled" {
			return invalid("Invalid backup option %s=%s for resource type %s.", name, value, kind)
		}
	}
	if in.Index != "" && in.Index != "ENABLED" && in.Index != "DISABLED" {
		return invalid("Invalid value for Index: %s", in.Index)
	}
	j.index = in.Index == "ENABLED" && (kind == "EBS" || kind == "S3")
	return nil
}

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
	case key != "" && !c.w.keyUsable(key, j.role):
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
	switch {
	case !v.locked:
		return true
	case keep == 0:
		return v.maxDays == 0
	}
	return keep >= v.minDays && (v.maxDays == 0 || keep <= v.maxDays)
}

// vaultAt finds a vault of the organisation by its ARN.
func (w *worldState) vaultAt(arn string) *vault {
	if s := w.scopeOf(arn); s != nil {
		if _, name, ok := strings.Cut(arn, ":backup-vault:"); ok {
			if v := s.vaultNamed(name); v != nil && v.arn == arn {
				return v
			}
		}
	}
	return nil
}
