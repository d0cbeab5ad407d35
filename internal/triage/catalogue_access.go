package triage

import "github.com/bkpui/bkpui/internal/backup"

func accessEntries() []Entry {
	return []Entry{
		{
			ID: "role_not_assumable", Class: AssumeRole, Cause: "AWS Backup can't assume the role", Root: []string{"role"},
			Patterns: []string{"cannot be assumed by aws backup"},
			Meaning:  "The role {role|of the job} does not trust backup.amazonaws.com, or does not exist any more.",
			Remedy: []string{
				"See whether {role|the role} still exists in account {account|of the job}",
				"Let its trust policy allow sts:AssumeRole for the service backup.amazonaws.com",
				"Where it was deleted, create it again under the same name, or give {rule|the rule} another role",
			},
			Also:     []string{"CloudTrail: UpdateAssumeRolePolicy and DeleteRole on the role"},
			Examples: []string{"IAM Role arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole cannot be assumed by AWS Backup"},
		},
		{
			ID: "copy_vault_denied", Class: VaultPolicy, Cause: "destination vault refuses the copy", Root: []string{"destination vault"},
			Kinds:      []backup.JobKind{backup.CopyJob},
			Confidence: Medium,
			Patterns:   []string{"access denied trying to call aws backup service"},
			Meaning:    "AWS Backup was denied to copy into {destination vault|the destination vault}. Mostly its access policy lacks backup:CopyIntoBackupVault.",
			Remedy: []string{
				"Let the access policy of {destination vault|the destination vault} allow backup:CopyIntoBackupVault for account {account|of the source}",
				"See whether a service control policy denies backup:CopyIntoBackupVault or backup:CopyFromBackupVault",
				"See whether {role|the copy role} has both actions",
			},
			Examples: []string{"Access Denied trying to call AWS Backup service"},
		},
	}
}
