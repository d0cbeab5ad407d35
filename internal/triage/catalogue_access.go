package triage

import "github.com/bkpui/bkpui/internal/backup"

// accessEntries are roles that may not be passed, assumed or used, and denials in the
// words of AWS Backup and the services, which name no policy.
func accessEntries() []Entry {
	return []Entry{
		{
			ID: "pass_role_denied", Class: PassRole, Cause: "iam:PassRole not allowed", Root: []string{"role", "principal", "passed role"},
			Patterns: []string{
				"not authorized to perform: iam:passrole", "not authorized to perform iam:passrole", "not authorized to perform \"iam:passrole",
				"not authorized to perform: iam:passrole…because no resource-based policy allows the",
				"not authorized to perform: iam:passrole…because no identity-based policy allows the",
			},
			Meaning: "{principal|The caller} may not pass the role {passed role|of the request} to AWS Backup, or to the service that is restored into.",
			Remedy: []string{
				"{!scan job}Let {caller|the caller} do iam:PassRole on {passed role|the role}; the condition iam:PassedToService may name backup.amazonaws.com{no restore=|, or ec2.amazonaws.com for an instance profile}",
				"{?scan job}Let {caller|the caller} do iam:PassRole on {passed role|the role}; the condition iam:PassedToService may name backup.amazonaws.com, and malware-protection.guardduty.amazonaws.com for the scanner's role",
				"{!no restore}Where it is a restored EC2 instance: restore without the instance profile, if the instance can do without",
			},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole because no identity-based policy allows the iam:PassRole action",
				"An error occurred (AccessDeniedException) when calling the StartBackupJob operation: User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/BackupRole",
				"An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/ops is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/WebServer because no identity-based policy allows the iam:PassRole action",
			},
		},
		{
			ID: "pass_role_forbidden", Class: PassRole, Cause: "iam:PassRole is denied", Root: []string{"role", "principal", "passed role"},
			Patterns: []string{"not authorized to perform: iam:passrole…with an explicit deny in an identity-based policy"},
			Meaning:  "A policy of {caller|the caller} denies passing the role {passed role|of the request}: no other can allow it.",
			Remedy: []string{
				"Ask who wrote the Deny of {caller|the caller} whether it is there on purpose, and which roles may be passed instead",
				"Where it is not meant for this, let its condition except iam:PassRole on {passed role|the role}; take no more of it away than that",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/BackupRole with an explicit deny in an identity-based policy"},
		},
		{
			ID: "assume_role_denied", Class: AssumeRole, Cause: "role may not be assumed", Root: []string{"target role", "denied resource", "principal"},
			Patterns: []string{
				"not authorized to perform: sts:assumerole*", "not authorized to perform sts:assumerole*",
				"not authorized to perform: sts:assumerole…because no identity-based policy allows the",
				"not authorized to perform: sts:assumerole…because no resource-based policy allows the",
				"not authorized to perform: sts:assumerole…because no role trust policy allows the",
			},
			Meaning: "{principal|The caller} may not assume {denied resource|the role}: the role does not trust it, is not there, or the caller lacks sts:AssumeRole.",
			Remedy: []string{
				"Let the trust policy of {denied resource|the role} allow sts:AssumeRole to {principal|the caller}; see its conditions too, such as an external ID or MFA",
				"Let a policy of {caller|the caller} allow sts:AssumeRole on {denied resource|the role}",
				"See whether the role exists in that account: AWS answers the same where it does not",
			},
			Examples: []string{
				"An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/BackupReader",
				"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/x because no role trust policy allows the sts:AssumeRole action",
			},
		},
		{
			ID: "ssm_sap_denied", Class: AccessDenied, Cause: "no rights to SAP in Systems Manager", Root: []string{"role", "principal"},
			Patterns: []string{
				"not authorized to perform: ssm-sap:", "not authorized to perform: ssm-sap:…because no identity-based policy allows the",
				"not authorized to perform ssm-sap:",
			},
			Meaning:  "{role|The role} may not ask AWS Systems Manager for SAP about its operations, which backups and restores of SAP HANA need.",
			Remedy:   []string{"Let {role|the role} do {action|the ssm-sap actions}; AWS's managed policies for backup and restore of SAP HANA have them"},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/HanaBackup/AWSBackup-HanaBackup is not authorized to perform: ssm-sap:GetOperation on resource: arn:aws:ssm-sap:eu-west-1:111122223333:*"},
		},
		{
			ID: "role_lacks_permission", Bare: true, Class: AccessDenied, Cause: "role lacks a permission", Root: []string{"role"}, Confidence: Medium,
			Patterns: []string{
				"^you are not authorized to perform this operation$",
				"you are not authorized to perform this operation. please consult the permissions associated with your aws backup role",
				"iam role {role} is not authorized to call tag:getresources", "iam role is not authorized to call tag:getresources",
				"does not have sufficient permissions to execute the backup", "does not have sufficient permissions to execute the restore", "does not have sufficient permissions to execute the copy",
			},
			Meaning: "The service behind the resource denied a call that AWS Backup made as {role|the job's role}, and does not say which.",
			Remedy: []string{
				"{?managed policy}Compare {role|the role} with AWS's managed policy {managed policy}",
				"{!managed policy}{!backup job}{!restore job}Compare {role|the role} with AWS's managed policies for AWS Backup: it needs that for {type|the resource's type}, for backup or for restore",
				"{!managed policy}{?backup job}Compare {role|the role} with AWS's managed policies for AWS Backup: it needs that for backups of {type|the resource's type}",
				"{!managed policy}{?restore job}Compare {role|the role} with AWS's managed policies for AWS Backup: it needs that for restores of {type|the resource's type}",
				"{?scan job}Compare the scanner's role with AWSBackupGuardDutyRolePolicyForScans: it must trust malware-protection.guardduty.amazonaws.com",
				"See whether a service control policy or the role's permissions boundary denies it",
				"Find the denied call in CloudTrail of {account=account $|the account of the job}: invoked by backup.amazonaws.com{scan job= or malware-protection.guardduty.amazonaws.com|}, error AccessDenied or UnauthorizedOperation",
			},
			Examples: []string{
				"You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details.",
				"You are not authorized to perform this operation.",
			},
		},
		{
			ID: "encoded_denial", Class: AccessDenied, Cause: "EC2 denied the role; reason encoded", Root: []string{"role"}, Confidence: Medium,
			Patterns: []string{
				"encoded authorization failure message:",
				"you are not authorized to perform this operation…encoded authorization failure message",
				"you are not authorized to perform this operation. please consult the permissions associated with your aws backup role…encoded authorization failure message",
				"unauthorizedoperation…you are not authorized to perform this operation…encoded authorization failure message",
			},
			Meaning: "EC2 denied a call of {role|the job's role}, and encoded the reason.{no instance=| Often it is iam:PassRole for the role of a restored instance.}",
			Remedy: []string{
				"Decode the message: aws sts decode-authorization-message, which needs sts:DecodeAuthorizationMessage in {account=account $|the account of the job}",
				"Grant the action that it names to {role|the role}; for iam:PassRole, on the role that it names",
				"{!no instance}Or restore without the instance profile, if the instance can do without",
			},
			Examples: []string{"You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details. Encoded authorization failure message: 2vT5hN0kq7Zw1mQ-pVHMSckD0OAc5l3r9_gKN1XZjZ2X9J3w0fZ31licaTpAVwlD9ix3fLSABy3XTEkRZRz0cNrXAz1L9EuYD42cSrVIrEBEd"},
		},
		{
			ID: "role_not_assumable", Class: AssumeRole, Cause: "AWS Backup can't assume role", Root: []string{"role"},
			Actions: []string{"sts:AssumeRole"},
			Patterns: []string{
				"iam role…cannot be assumed by aws backup", "iam role {role} cannot be assumed by aws backup", "the provided role {role} cannot be assumed by aws backup",
				"iam role is invalid or cannot be assumed by aws backup", "role arn:…:role/…is invalid or cannot be assumed by aws backup",
				"role arn:…:role/…cannot be assumed by aws backup", "aws backup cannot assume the role", "aws backup was unable to assume the role", "aws backup is unable to assume role", "aws backup cannot assume the iam role",
			},
			Meaning: "The role {role|of the job} does not trust backup.amazonaws.com, or does not exist any more.",
			Remedy: []string{
				"See whether {role|the role} still exists in {account=account $|the account of the job}",
				"Let its trust policy allow sts:AssumeRole to the service backup.amazonaws.com",
				"Where it was deleted, create it again under the same name",
				"{!no rule}Or give {rule|the rule} another role",
				"{?restore job}Or restore with another role",
				"{?scan job}Or give the scan another role; a scanner's role has to trust malware-protection.guardduty.amazonaws.com",
			},
			Also: []string{"CloudTrail: UpdateAssumeRolePolicy and DeleteRole on the role"},
			Examples: []string{
				"IAM Role arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole cannot be assumed by AWS Backup",
				"The provided role arn:aws:iam::111122223333:role/Backup-Role cannot be assumed by AWS Backup.",
			},
		},
		{
			ID: "role_invalid", Class: AssumeRole, Cause: "role is invalid or can't be assumed", Root: []string{"role"}, Confidence: Medium,
			Actions: []string{"sts:AssumeRole"},
			Patterns: []string{
				"role arn:…:role/…is invalid or cannot be assumed", "iam role is invalid or cannot be assumed", "unable to assume role arn:", "unable to assume the role arn:", "^unable to assume role {role}$",
				"unable to assume the iam role arn:",
			},
			Meaning: "The service that the role {role|of the request} is given to does not find it, or is not in its trust policy. For jobs it is backup.amazonaws.com, for stacks cloudformation.amazonaws.com.",
			Remedy: []string{
				"See whether {role|the role} still exists in {account=account $|the account of the job}, spelt as in the words",
				"Let its trust policy allow sts:AssumeRole to the service that is to use it; see the conditions there, such as aws:SourceAccount",
			},
			Also:     []string{"CloudTrail: UpdateAssumeRolePolicy and DeleteRole on the role"},
			Examples: []string{"ValidationError: Role arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-us-east-1 is invalid or cannot be assumed", "Unable to assume role arn:aws:iam::111122223333:role/BackupRole"},
		},
		{
			ID: "backup_call_denied", Class: AccessDenied, Cause: "role may not call AWS Backup", Root: []string{"role", "account"}, Confidence: Medium,
			Patterns: []string{"access denied trying to call aws backup service"},
			Meaning:  "A call to AWS Backup as {role|the job's role} was denied.{no copy=| On a copy it is mostly the destination vault's access policy, which lacks backup:CopyIntoBackupVault.}",
			Remedy: []string{
				"{!no copy}On a copy: let the access policy of {destination vault|the destination vault} allow backup:CopyIntoBackupVault to {account=account $|the account of the source}",
				"See whether a service control policy or a VPC endpoint policy denies AWS Backup's actions in {account=account $|the account of the job}",
				"See whether {role|the role} has {managed policy|AWS's managed policies for AWS Backup}",
			},
			Examples: []string{"Access Denied trying to call AWS Backup service"},
		},
		{
			ID: "copy_vault_denied", Class: VaultPolicy, Cause: "destination vault refuses the copy", Root: []string{"destination vault"}, Confidence: Medium,
			Actions:  []string{"backup:CopyIntoBackupVault"},
			Kinds:    []backup.JobKind{backup.CopyJob},
			Patterns: []string{"access denied trying to call aws backup service"},
			Meaning: "{?own account}AWS Backup was denied to copy into {destination vault|the destination vault}: a policy denies it to {role|the copy role}, or none allows it.\n" +
				"AWS Backup was denied to copy into {destination vault|the destination vault}. Mostly its access policy lacks backup:CopyIntoBackupVault.",
			Remedy: []string{
				"{?own account}See whether the access policy of {destination vault|the destination vault} denies backup:CopyIntoBackupVault to {role|the copy role}",
				"{!own account}Let the access policy of {destination vault|the destination vault} allow backup:CopyIntoBackupVault to {account=account $|the account of the source}",
				"See whether a service control policy denies backup:CopyIntoBackupVault or backup:CopyFromBackupVault",
				"See whether {role|the copy role} has both actions",
			},
			Examples: []string{"Access Denied trying to call AWS Backup service"},
		},
		{
			ID: "vault_policy_denies", Bare: true, Class: VaultPolicy, Cause: "vault policy denies", Root: []string{"vault in scope"}, Confidence: Medium,
			Patterns: []string{"^insufficient privileges to perform this action$"},
			Meaning:  "The access policy of {vault|the vault} denies this. That of the vault of EFS's automatic backups denies deleting, copying, restoring and lifecycle changes until somebody edits it.",
			Remedy: []string{
				"Ask the owner of {vault|the vault} whether the deny is there on purpose: it may be what keeps recovery points from being deleted or taken away",
				"Where the vault is another account's, name that account in the request",
				"Where it is not meant for this, let the access policy of {vault|the vault} except {role|the role} and this action alone; a deny that is gone protects nothing",
			},
			Examples: []string{"Insufficient privileges to perform this action."},
		},
		{
			ID: "tags_not_readable", Class: AccessDenied, Cause: "role may not read tags", Root: []string{"role"},
			Patterns: []string{"access denied exception while trying to list tags", "access denied while trying to list tags", "access denied exception occurred while trying to list tags"},
			Meaning:  "{role|The job's role} may not list the tags of {resource|the resource}.",
			Remedy:   []string{"Let {role|the role} list tags of {type|that type of resource}; {managed policy|AWSBackupServiceRolePolicyForBackup} has what it takes"},
			Examples: []string{"Access denied exception while trying to list tags."},
		},
		{
			ID: "create_test_bucket_denied", Class: AccessDenied, Cause: "restore test may not create its bucket", Root: []string{"role"},
			Patterns: []string{"access denied performing s3:createbucket on awsbackup-restore-test*", "access denied performing s3:createbucket on"},
			Meaning:  "A restore test makes a bucket of its own, and {role|its role} may not.",
			Remedy:   []string{"Let {role|the restore role} do s3:CreateBucket on buckets whose names begin with awsbackup-restore-test-"},
			Examples: []string{"Access denied performing s3:CreateBucket on awsbackup-restore-test-0123456789ab-eu-west-1"},
		},
		{
			ID: "mfa_needed", Class: CredentialsExpired, Cause: "MFA is required", Root: []string{"principal"},
			Patterns: []string{"multifactorauthentication failed with invalid mfa one time pass code", "multifactorauthentication failed, must provide mfa serial number and one time pass code"},
			Meaning:  "The role asks for a code of a multi-factor device, and there was none or a wrong one.",
			Remedy:   []string{"Log in again with a fresh code; wait for the next one where it was used before"},
			Examples: []string{"An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed with invalid MFA one time pass code."},
		},
	}
}
