package restore

import "github.com/bkpui/bkpui/internal/backup"

const (
	farVault  = "arn:aws:backup:us-east-1:444455556666:backup-vault:dr"
	nearVault = "arn:aws:backup:eu-west-1:111122223333:backup-vault:keep"
)

// copyPlan is a copy of an EBS snapshot to another account and Region.
func copyPlan() Plan {
	p := plan()
	p.Request = &backup.StartCopyJob{
		RecoveryPointArn: volumePoint, SourceBackupVaultName: "prod", DestinationBackupVaultArn: farVault, IamRoleArn: roleARN,
	}
	p.Point.Lifecycle = backup.Lifecycle{DeleteAfterDays: 30}
	p.RoleActions, p.Policies = nil, nil
	return p
}

// copyTo is copyPlan to another vault.
func copyTo(arn string) Plan {
	p := copyPlan()
	r := *p.Request.(*backup.StartCopyJob)
	r.DestinationBackupVaultArn = arn
	p.Request = &r
	return p
}
