package restore

import (
	"slices"
	"strings"
)

// grantedBy are actions without which a restore makes nothing, and the managed policy that
// allows each. No policy of a resource can allow them in its place: the resource is not
// there yet (AWS Backup Developer Guide, "Managed policies for AWS Backup").
var grantedBy = map[string]string{
	"ec2:CreateVolume": forRestores, "ec2:RunInstances": forRestores,
	"rds:RestoreDBInstanceFromDBSnapshot": forRestores, "rds:RestoreDBInstanceToPointInTime": forRestores,
	"rds:RestoreDBClusterFromSnapshot": forRestores, "rds:RestoreDBClusterToPointInTime": forRestores,
	"fsx:CreateFileSystemFromBackup": forRestores, "fsx:CreateVolumeFromBackup": forRestores,
	"redshift:RestoreFromClusterSnapshot": forRestores,
	"s3:CreateBucket":                     forS3Restore,
}

const (
	forRestores  = "AWSBackupServiceRolePolicyForRestores"
	forS3Restore = "AWSBackupServiceRolePolicyForS3Restore"
)

// neverAllowed returns those of the actions that identity policies do not allow which nothing
// else can allow either: the restore would fail. A simulation is asked about all resources
// at once, and a policy for some of them, or under a condition, may allow what it denies;
// so that is certain only of a role whose every policy is one of AWS's that is known.
func neverAllowed(p Plan, role Role, implicit []string) []string {
	known := []string{"AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup", forRestores, forS3Restore}
	attached := func(name string) bool { return len(lacks(role, []string{name})) == 0 }
	if len(role.Inline) > 0 || p.Target.Effect != MakesNew || slices.ContainsFunc(role.Attached, func(arn string) bool {
		return arnAccount(arn) != "aws" || !slices.Contains(known, lastName(arn))
	}) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(implicit), func(action string) bool {
		policy, ok := grantedBy[action]
		return !ok || attached(policy)
	})
}

// policyNames are the names of the managed policies of a role.
func policyNames(role Role) string {
	names := make([]string, len(role.Attached))
	for i, arn := range role.Attached {
		names[i] = lastName(arn)
	}
	return strings.Join(names, " and ")
}
