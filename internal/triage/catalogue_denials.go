package triage

// denialEntries are denials in the words of IAM, by the kind of policy that denied. The
// wording "because no … allows" and "with an explicit deny in a …" is that of the IAM User
// Guide, "Troubleshoot access denied error messages".
func denialEntries() []Entry {
	return []Entry{
		{
			ID: "denied", Class: AccessDenied, Cause: "action not allowed", Root: []string{"role", "principal"}, Confidence: Medium,
			Patterns: []string{
				"not authorized to perform: {service}:", "not authorized to perform {service}:",
			},
			Meaning: "AWS denied {action|an action} on {denied resource|a resource}, without saying which policy did.",
			Remedy: []string{
				"See whether a policy of {caller|the caller} allows {action|the action} on {denied resource|the resource}",
				"See whether a service control policy, a permissions boundary or the resource's own policy denies it",
			},
			Also: []string{"CloudTrail: the denied call has the reason where the message has none"},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/Restore/AWSBackup-Restore is not authorized to perform dynamodb:RestoreTableFromAwsBackup on arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
			},
		},
		{
			ID: "forbidden", Class: AccessDenied, Cause: "a policy says Deny", Root: []string{"role", "principal"}, Confidence: Medium,
			Patterns: []string{
				"not authorized to perform: {service}:…with an explicit deny$",
				"not authorized to perform: backup:copyintobackupvault…with an explicit deny$", "not authorized to perform: iam:passrole…with an explicit deny$",
				"not authorized to perform: sts:assumerole…with an explicit deny$",
			},
			Meaning: "A policy says Deny of {action|an action} on {denied resource|a resource}, and no other can allow it. AWS does not say which.",
			Remedy: []string{
				"Find the Deny: in the policies of {caller|the caller} and its permissions boundary, the policy of {denied resource|the resource}, or a service control policy of the organisation",
				"Ask its owner whether it is there on purpose, and to make an exception of {caller|the caller} if not",
			},
			Also:     []string{"CloudTrail: the denied call may have the reason where the message has none"},
			Examples: []string{"User: arn:aws:iam::111111111111:user/ops is not authorized to perform: lambda:GetFunction on resource: arn:aws:lambda:us-east-1:111111111111:function:guard with an explicit deny"},
		},
		{
			ID: "denied_by_identity_policy", Class: AccessDenied, Cause: "role lacks a permission", Root: []string{"role", "principal"},
			Patterns: []string{
				"not authorized to perform: {service}:…because no identity-based policy allows the",
			},
			Meaning: "No policy of {caller|the caller} allows {action|the action} on {denied resource|the resource}.",
			Remedy: []string{
				"Let a policy of {caller|the caller} allow {action|the action} on {denied resource|the resource}",
				"Where the role has AWS's managed policies for AWS Backup, see whether they are the newest version and fit the resource's type",
			},
			Examples: []string{
				"An error occurred (AccessDeniedException) when calling the StartRestoreJob operation: User: arn:aws:sts::111122223333:assumed-role/Sandbox/ops is not authorized to perform: backup:StartRestoreJob on resource: arn:aws:backup:eu-west-2:111122223333:recovery-point:ef633021-fdd3-4db6-b986-2beb406e1aad because no identity-based policy allows the backup:StartRestoreJob action",
				"User: arn:aws:sts::111122223333:assumed-role/DynamoDB-BackupRole/AWSBackup-DynamoDB-BackupRole is not authorized to perform: dynamodb:ListTagsOfResource on resource: arn:aws:dynamodb:us-west-1:111122223333:table/cache because no identity-based policy allows the dynamodb:ListTagsOfResource action",
			},
		},
		{
			ID: "forbidden_by_identity_policy", Class: AccessDenied, Cause: "a policy of the role denies", Root: []string{"role", "principal"},
			Patterns: []string{"not authorized to perform: {service}:…with an explicit deny in an identity-based policy"},
			Meaning:  "A policy of {caller|the caller} denies {action|the action} on {denied resource|the resource}: no other can allow it.",
			Remedy:   []string{"Ask who wrote the Deny of {caller|the caller} whether it is there on purpose", "Where it is not meant for this, let its condition except what the job does; take no more of it away than that"},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: backup:DeleteRecoveryPoint on resource: * with an explicit deny in an identity-based policy",
			},
		},
		{
			ID: "denied_to_user", Class: AccessDenied, Cause: "user lacks a permission", Group: "denied_by_identity_policy", Root: []string{"principal"},
			Patterns: []string{"user/…is not authorized to perform: {service}:…because no identity-based policy allows the"},
			Meaning:  "No policy of {principal|the user} or of its groups allows {action|the action} on {denied resource|the resource}.",
			Remedy:   []string{"Let a policy of {principal|the user} or of one of its groups allow {action|the action} on {denied resource|the resource}"},
			Examples: []string{
				"User: arn:aws:sts::111122223333:federated-user/ops is not authorized to perform: backup:StartRestoreJob on resource: * because no identity-based policy allows the backup:StartRestoreJob action",
			},
		},
		{
			ID: "forbidden_to_user", Class: AccessDenied, Cause: "a policy of the user denies", Root: []string{"principal"},
			Patterns: []string{"user/…is not authorized to perform: {service}:…with an explicit deny in an identity-based policy"},
			Meaning:  "A policy of {principal|the user} or of one of its groups denies {action|the action} on {denied resource|the resource}: no other can allow it.",
			Remedy:   []string{"Ask who wrote the Deny of {principal|the user} whether it is there on purpose", "Where it is not meant for this, let its condition except what is needed; take no more of it away than that"},
			Examples: []string{"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: backup:DeleteRecoveryPoint on resource: * with an explicit deny in an identity-based policy"},
		},
		{
			ID: "denied_to_root", Class: AccessDenied, Cause: "root user is denied", Root: []string{"principal"}, Confidence: Medium,
			Patterns: []string{"root is not authorized to perform: {service}:", "root is not authorized to perform: iam:passrole"},
			Meaning:  "The root user of an account needs no policy that allows {action|an action}: the organisation denies it, or the policy of {denied resource|the resource} does.",
			Remedy: []string{
				"See which service control policies reach {account=account $|the account}: they bind its root user too",
				"See whether the policy of {denied resource|the resource} denies it, or a resource control policy",
				"Use a role of the account instead of its root user",
			},
			Examples: []string{"User: arn:aws:iam::111122223333:root is not authorized to perform: backup:StartBackupJob on resource: arn:aws:backup:eu-west-1:111122223333:backup-vault:prod"},
		},
		{
			ID: "denied_by_scp", Class: SCP, Cause: "service control policy denies", Root: []string{"policy"},
			Patterns: []string{
				"explicit deny in a service control policy", "because no service control policy allows the",
				"not authorized to perform: {service}:…with an explicit deny in a service control policy",
				"not authorized to perform: {service}:…because no service control policy allows the",
				"not authorized to perform {service}:…with an explicit deny in a service control policy",
				"not authorized to perform {service}:…because no service control policy allows the",
			},
			Meaning: "A service control policy of the organisation keeps {account=account $|the account of the caller} from {action|the action}. No policy inside the account can allow it.",
			Remedy: []string{
				"Ask who administers the organisation whether the policy is meant to hold here; if not, to except {role|the role} from the deny of {action|the action}, or to allow it",
				"{!no restore}Until then, see whether another Region or account is allowed",
			},
			Also: []string{"CloudTrail in the management account: AttachPolicy, UpdatePolicy and MoveAccount before the first failure"},
			Examples: []string{
				"An error occurred (AccessDeniedException) when calling the StartRestoreJob operation: User: arn:aws:sts::111122223333:assumed-role/Admin/ops is not authorized to perform: backup:StartRestoreJob on resource: arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0 with an explicit deny in a service control policy",
				"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: ec2:CreateSnapshot on resource: arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0 with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-abcdefghij/service_control_policy/p-12345678",
				"User: arn:aws:iam::111122223333:user/a is not authorized to perform: backup:ListBackupVaults because no service control policy allows the backup:ListBackupVaults action",
			},
		},
		{
			ID: "denied_by_rcp", Class: SCP, Cause: "resource control policy denies", Root: []string{"policy", "denied resource"},
			Patterns: []string{
				"explicit deny in a resource control policy", "because no resource control policy allows the",
				"not authorized to perform: {service}:…with an explicit deny in a resource control policy",
				"not authorized to perform: {service}:…because no resource control policy allows the",
				"not authorized to perform {service}:…with an explicit deny in a resource control policy",
				"not authorized to perform {service}:…because no resource control policy allows the",
			},
			Meaning: "A resource control policy of the organisation that {denied resource|the resource} is in keeps {principal|the caller} from {action|the action} on it. No policy of the resource or of the caller can allow it.",
			Remedy: []string{
				"Ask who administers the organisation of {denied resource|the resource} whether the policy is meant to hold here; if not, to except {caller|the caller} from the deny of {action|the action}, or to allow it",
			},
			Also: []string{"CloudTrail in the management account of that organisation: AttachPolicy, UpdatePolicy, DetachPolicy and MoveAccount before the first failure"},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab with an explicit deny in a resource control policy",
				"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab because no resource control policy allows the kms:Decrypt action",
				"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/BackupRole because no resource control policy allows the iam:PassRole action",
			},
		},
		{
			ID: "denied_by_boundary", Class: AccessDenied, Cause: "permissions boundary denies", Root: []string{"role", "principal"},
			Patterns: []string{
				"because no permissions boundary allows the",
				"not authorized to perform: {service}:…because no permissions boundary allows the",
			},
			Meaning: "The permissions boundary of {caller|the caller} does not include {action|the action}, whatever its policies allow.",
			Remedy: []string{
				"Let the permissions boundary of {caller|the caller} allow {action|the action}",
				"Or give the job a role without that boundary, if you may",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/BackupRole/AWSBackup-BackupRole is not authorized to perform: ec2:CreateTags on resource: arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0 because no permissions boundary allows the ec2:CreateTags action"},
		},
		{
			ID: "forbidden_by_boundary", Class: AccessDenied, Cause: "permissions boundary denies", Group: "denied_by_boundary", Root: []string{"role", "principal"},
			Patterns: []string{
				"explicit deny in a permissions boundary",
				"not authorized to perform: {service}:…with an explicit deny in a permissions boundary",
			},
			Meaning: "The permissions boundary of {caller|the caller} denies {action|the action}: no other policy can allow it.",
			Remedy: []string{
				"Ask who owns the permissions boundary of {caller|the caller} whether the Deny of {action|the action} is on purpose",
				"Or use a role without that boundary, if you may",
				"Where it is not meant for this, let it except {action|the action} alone, and see whether one of its statements allows it",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/BackupRole/AWSBackup-BackupRole is not authorized to perform: ec2:CreateVolume on resource: * with an explicit deny in a permissions boundary"},
		},
		{
			ID: "denied_by_session_policy", Class: AccessDenied, Cause: "session policy denies", Root: []string{"principal"},
			Patterns: []string{
				"because no session policy allows the",
				"not authorized to perform: {service}:…because no session policy allows the",
			},
			Meaning:  "The session of {principal|the caller} was opened with a policy that does not allow {action|the action}.",
			Remedy:   []string{"Open the session without that policy, or with one that allows {action|the action}"},
			Examples: []string{"User: arn:aws:sts::111122223333:federated-user/ops is not authorized to perform: backup:DescribeBackupJob on resource: * because no session policy allows the backup:DescribeBackupJob action"},
		},
		{
			ID: "forbidden_by_session_policy", Class: AccessDenied, Cause: "session policy denies", Group: "denied_by_session_policy", Root: []string{"principal"},
			Patterns: []string{
				"explicit deny in a session policy", "explicit deny in a sessions policy",
				"not authorized to perform: {service}:…with an explicit deny in a session policy", "not authorized to perform: {service}:…with an explicit deny in a sessions policy",
			},
			Meaning:  "The session of {principal|the caller} was opened with a policy that denies {action|the action}: no other policy can allow it.",
			Remedy:   []string{"Open the session without that policy, or with one that does not deny {action|the action}", "Ask whoever opens such sessions whether the Deny is there on purpose"},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab with an explicit deny in a session policy"},
		},
		{
			ID: "denied_by_vpc_endpoint", Class: AccessDenied, Cause: "VPC endpoint policy denies", Root: []string{"vpc endpoint", "account"},
			Patterns: []string{
				"because no vpc endpoint policy allows the",
				"not authorized to perform: {service}:…because no vpc endpoint policy allows the",
			},
			Meaning: "The call went through a VPC endpoint whose policy does not allow {action|the action}.",
			Remedy:  []string{"Let the policy of {vpc endpoint|the VPC endpoint} for {service|the service} allow {action|the action} to {principal|the caller}"},
			Examples: []string{
				"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: backup:ListBackupJobs on resource: * because no VPC endpoint policy allows the backup:ListBackupJobs action",
			},
		},
		{
			ID: "forbidden_by_vpc_endpoint", Class: AccessDenied, Cause: "VPC endpoint policy denies", Group: "denied_by_vpc_endpoint", Root: []string{"vpc endpoint", "account"},
			Patterns: []string{
				"explicit deny in a vpc endpoint policy", "not authorized to perform: {service}:…with an explicit deny in a vpc endpoint policy",
			},
			Meaning: "The call went through a VPC endpoint whose policy denies {action|the action}: no other policy can allow it there.",
			Remedy:  []string{"Ask who owns {vpc endpoint|the VPC endpoint} whether the Deny is there on purpose", "Where it is not meant for this, let its condition except {principal|the caller}, or make the call from where it does not pass that endpoint"},
			Examples: []string{
				"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: backup:ListBackupJobs on resource: * with an explicit deny in a VPC endpoint policy: arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0",
			},
		},
		{
			ID: "denied_by_resource_policy", Class: AccessDenied, Cause: "the resource's policy denies", Root: []string{"denied resource"},
			Patterns: []string{
				"not authorized to perform: {service}:…because no resource-based policy allows the",
			},
			Meaning: "The policy of {denied resource|the resource} does not let {principal|the caller} do {action|the action}.",
			Remedy: []string{
				"Ask the owner of {denied resource|the resource} whether its policy keeps {caller|the caller} out on purpose",
				"If not, let it allow {action|the action} to {caller|the caller}",
			},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:444455556666:secret:db-a1b2c3 because no resource-based policy allows the secretsmanager:GetSecretValue action",
			},
		},
		{
			ID: "forbidden_by_resource_policy", Class: AccessDenied, Cause: "the resource's policy denies", Group: "denied_by_resource_policy", Root: []string{"denied resource"},
			Patterns: []string{"not authorized to perform: {service}:…with an explicit deny in a resource-based policy"},
			Meaning:  "The policy of {denied resource|the resource} says Deny of {action|the action} to {principal|the caller}: nothing else can allow it.",
			Remedy: []string{
				"Ask the owner of {denied resource|the resource} whether the Deny of its policy is there on purpose",
				"Where it is not meant for this, let its condition except {caller|the caller} alone",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: s3:GetBucketLocation on resource: \"arn:aws:s3:::reports\" with an explicit deny in a resource-based policy"},
		},
	}
}
