package sim

// identityPolicy is what the policies of a role or user say together.
func identityPolicy(t *thing) policy {
	var all policy
	for _, arn := range t.texts("ManagedPolicyArns") {
		all.Statement = append(all.Statement, managedPolicies[arn]...)
	}
	inline, _ := t.properties()["Policies"].(map[string]string) // by name
	for _, text := range inline {
		p, _ := parsePolicy(text)
		all.Statement = append(all.Statement, p.Statement...)
	}
	return all
}

// allow is a statement that allows actions on everything.
func allow(actions ...string) statement {
	return statement{Effect: "Allow", Action: actions, Resource: words{"*"}}
}

// when adds a condition to a statement.
func (s statement) when(operator, key string, values ...string) statement {
	s.Condition = map[string]map[string]words{operator: {key: values}}
	return s
}

// managedPolicies are AWS's managed policies as far as restoring and copying need
// them, by ARN. That of restores follows its version 25.
var managedPolicies = map[string][]statement{
	managed("AdministratorAccess"): {allow("*")},
	managed("ReadOnlyAccess"): {allow(
		"backup:Describe*", "backup:Get*", "backup:List*", "ec2:Describe*", "iam:Get*", "iam:List*", "iam:Simulate*", "kms:Describe*", "kms:Get*", "kms:List*",
		"cloudformation:Get*", "cloudformation:List*", "organizations:Describe*", "organizations:List*", "cloudtrail:LookupEvents", "rds:Describe*", "dynamodb:Describe*", "dynamodb:List*", "s3:List*", "s3:Get*",
	)},
	managed("AWSBackupOperatorAccess"): {
		allow("backup:Describe*", "backup:Get*", "backup:List*", "backup:Start*", "backup:StopBackupJob", "backup:CopyFromBackupVault"),
		statement{
			Effect: "Allow", Action: words{"iam:PassRole"}, Resource: words{"arn:aws:iam::*:role/*AwsBackup*", "arn:aws:iam::*:role/*AWSBackup*"},
		}.when("StringLike", "iam:PassedToService", "backup.amazonaws.com", "restore-testing.backup.amazonaws.com"),
	},
	managed(forBackup): {
		allow(
			"backup:CopyFromBackupVault", "backup:CopyIntoBackupVault", "backup:DescribeBackupVault", "dynamodb:CreateBackup", "dynamodb:StartAwsBackupJob",
			"ec2:CopyImage", "ec2:CopySnapshot", "ec2:CreateImage", "ec2:CreateSnapshot", "ec2:CreateTags", "elasticfilesystem:Backup", "fsx:CopyBackup", "fsx:CreateBackup",
			"rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:CopyDBSnapshot", "rds:CreateDBClusterSnapshot", "rds:CreateDBSnapshot", "rds:ModifyDBInstance",
			"redshift:CreateClusterSnapshot", "storagegateway:CreateSnapshot", "timestream:StartAwsBackupJob", "tag:GetResources", "kms:DescribeKey",
		),
		allow("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo").when("StringLike", "kms:ViaService", "dynamodb.*.amazonaws.com", "ec2.*.amazonaws.com", "rds.*.amazonaws.com"),
		allow("kms:CreateGrant").when("Bool", "kms:GrantIsForAWSResource", "true"),
	},
	managed(forRestores): {
		allow(
			"backup:DescribeRestoreJob", "backup:StartRestoreJob", "cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet", "ds:DescribeDirectories",
			"dynamodb:DescribeTable", "dynamodb:RestoreTableFromAwsBackup", "dynamodb:RestoreTableFromBackup", "dynamodb:Scan", "dynamodb:Query",
			"dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem",
			"ec2:CreateTags", "ec2:CreateVolume", "ec2:DeleteVolume", "ec2:Describe*", "ec2:RestoreSnapshotTier", "ec2:RunInstances", "ec2:TerminateInstances",
			"elasticfilesystem:CreateFilesystem", "elasticfilesystem:DeleteFilesystem", "elasticfilesystem:DescribeFilesystems", "elasticfilesystem:Restore", "elasticfilesystem:TagResource",
			"fsx:CreateFileSystemFromBackup", "fsx:CreateVolumeFromBackup", "fsx:Describe*", "fsx:TagResource",
			"rds:AddTagsToResource", "rds:CreateDBInstance", "rds:CreateTenantDatabase", "rds:Describe*", "rds:RestoreDBClusterFromSnapshot",
			"rds:RestoreDBClusterToPointInTime", "rds:RestoreDBInstanceFromDBSnapshot", "rds:RestoreDBInstanceToPointInTime",
			"redshift:DescribeClusters", "redshift:DescribeTableRestoreStatus", "redshift:RestoreFromClusterSnapshot", "redshift:RestoreTableFromClusterSnapshot",
			"redshift-serverless:GetNamespace", "redshift-serverless:GetTableRestoreStatus", "redshift-serverless:RestoreTableFromSnapshot",
			"storagegateway:AddTagsToResource", "storagegateway:CreateCachediSCSIVolume", "storagegateway:CreateStorediSCSIVolume", "storagegateway:DeleteVolume",
			"storagegateway:DescribeGatewayInformation", "storagegateway:ListVolumes", "timestream:Describe*", "timestream:GetAwsRestoreStatus", "timestream:List*", "timestream:StartAwsRestoreJob",
			"kms:DescribeKey",
		),
		allow("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo").when("StringLike", "kms:ViaService",
			"dynamodb.*.amazonaws.com", "ec2.*.amazonaws.com", "elasticfilesystem.*.amazonaws.com", "rds.*.amazonaws.com", "redshift.*.amazonaws.com"),
		allow("kms:CreateGrant").when("Bool", "kms:GrantIsForAWSResource", "true"),
		allow("iam:PassRole").when("StringEquals", "iam:PassedToService", "ec2.amazonaws.com", "eks.amazonaws.com", "pods.eks.amazonaws.com", "backup.amazonaws.com"),
	},
	managed(forS3Backup): {
		allow("s3:GetBucketVersioning", "s3:GetObject*", "s3:ListBucket*", "s3:GetBucket*", "s3:PutBucketNotification", "events:PutRule", "events:PutTargets"),
		allow("kms:Decrypt").when("StringLike", "kms:ViaService", "s3.*.amazonaws.com"),
	},
	managed(forS3Restore): {
		allow(
			"s3:CreateBucket", "s3:GetBucketLocation", "s3:GetBucketOwnershipControls", "s3:GetBucketVersioning", "s3:GetObject*", "s3:ListBucket*", "s3:PutBucketOwnershipControls",
			"s3:PutBucketVersioning", "s3:PutObject*", "s3:DeleteObject*",
		),
		allow("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey").when("StringLike", "kms:ViaService", "s3.*.amazonaws.com"),
	},
	managed(forItemRestores): {
		allow("ebs:GetSnapshotBlock", "ebs:ListSnapshotBlocks", "s3:GetBucketLocation", "s3:ListBucket", "s3:PutObject", "s3:AbortMultipartUpload", "kms:DescribeKey"),
	},
}
