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
