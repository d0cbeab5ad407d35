package sim

import "fmt"

func getBackupVaultAccessPolicy(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	policy := v.policy()
	if policy == "" {
		return notFound("Backup vault access policy for %q does not exist.", v.name)
	}
	c.out.text("BackupVaultName", v.name)
	c.out.text("BackupVaultArn", v.arn)
	c.out.text("Policy", policy)
	return nil
}

// policy is the vault's access policy, "" when it has none.
func (v *vault) policy() string {
	switch {
	case v.denyAll: // what AWS sets on the vault of automatic EFS backups
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":["backup:DeleteBackupVault",` +
			`"backup:DeleteBackupVaultAccessPolicy","backup:DeleteRecoveryPoint","backup:StartCopyJob","backup:StartRestoreJob",` +
			`"backup:UpdateRecoveryPointLifecycle"],"Resource":"*"}]}`
	case v.name == "prod-daily" || v.name == "prod-monthly":
		return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Sid":"CopyFromTheOrganization","Effect":"Allow","Principal":"*",`+
			`"Action":"backup:CopyIntoBackupVault","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"%s"}}},`+
			`{"Sid":"KeepRecoveryPoints","Effect":"Deny","Principal":"*","Action":["backup:DeleteRecoveryPoint",`+
			`"backup:UpdateRecoveryPointLifecycle"],"Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalArn":`+
			`"arn:aws:iam::*:role/BackupBreakGlass"}}}]}`, v.scope.w.organization())
	}
	return ""
}

func getBackupVaultNotifications(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	if !v.notifies {
		return notFound("Failed reading notifications from database for Backup vault %s", v.name)
	}
	c.out.text("BackupVaultName", v.name)
	c.out.text("BackupVaultArn", v.arn)
	c.out.text("SNSTopicArn", "arn:aws:sns:"+v.scope.region+":"+v.scope.account.id+":backup-events")
	c.out.texts("BackupVaultEvents", []string{"BACKUP_JOB_FAILED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED", "S3_BACKUP_OBJECT_FAILED"})
	return nil
}

func listRestoreAccessBackupVaults(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	if v.kind != airGapped {
		return invalid("Backup vault %s is not a logically air-gapped vault.", v.name)
	}
	var views []*vault
	for _, s := range c.w.scopes {
		for _, other := range s.vaults {
			if other.kind == restoreAccess && other.sourceVault() == v {
				views = append(views, other)
			}
		}
	}
	return rows(c, "RestoreAccessBackupVaults", views, (*vault).id, func(j *jsonBody, v *vault) {
		j.text("RestoreAccessBackupVaultArn", v.arn)
		j.time("CreationDate", v.created)
		j.time("ApprovalDate", v.created+90*minute)
		j.text("VaultState", v.state)
	})
}
