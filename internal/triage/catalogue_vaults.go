package triage

import "github.com/bkpui/bkpui/internal/backup"

// vaultEntries are about copies between accounts and Regions, vaults.
func vaultEntries() []Entry {
	return []Entry{
		{
			ID: "not_same_organization", Class: CrossAccount, Cause: "accounts not in one organisation", Root: []string{"destination account"},
			Patterns: []string{
				"both source and destination account must be a member of the same organization", "source and destination account must be in the same organization", "source and destination accounts must be members of the same organization",
				"source and destination account must belong to the same organization",
			},
			Meaning: "{destination account=Account $|The account of the destination} is not in the organisation of {account=account $|the account of the source}. AWS Backup copies between accounts of one organisation only.",
			Remedy: []string{
				"See whether the account ID in {destination vault|the destination vault's ARN} is right",
				"Let both accounts be members of one organisation, or share the recovery points another way, such as from a logically air-gapped vault",
			},
			Examples: []string{"Copy job failed. Both source and destination account must be a member of the same organization."},
		},
		{
			ID: "cross_account_off", Class: CrossAccount, Cause: "cross-account copy not enabled", Root: []string{"account"},
			Patterns: []string{
				"cross-account copy feature is not enabled for the current organization", "cross-account copy is not enabled",
				"cross-account copy feature is not enabled", "cross account copy feature is not enabled", "cross-account backup is not enabled for the organization",
			},
			Meaning:  "The organisation has not enabled cross-account backup.",
			Remedy:   []string{"In the management account: set isCrossAccountBackupEnabled to true (backup:UpdateGlobalSettings)"},
			Examples: []string{"Cross-account copy feature is not enabled for the current organization."},
		},
		{
			ID: "marketplace_image", Class: ResourceUnsupported, Cause: "Marketplace image can't be copied", Root: []string{"resource"},
			Patterns: []string{
				"images from aws marketplace cannot be copied to another aws account", "images with ec2 billingproduct codes cannot be copied to another aws account",
				"images from aws marketplace cannot be copied to another account",
			},
			Meaning: "{resource|The instance} was made from an image with a product code of AWS Marketplace or a billing code, which may not be copied to another account.",
			Remedy: []string{
				"Protect the data volumes of {resource|the instance} on their own, and copy those",
				"In the other account, subscribe to the product and build the instance anew",
			},
			Examples: []string{"Images from AWS Marketplace cannot be copied to another AWS account."},
		},
		{
			ID: "maintenance_window", Class: MaintenanceWindow, Cause: "too close to the maintenance window", Root: []string{"resource"},
			Patterns: []string{
				"inside or too close to the weekly maintenance window", "either inside or too close to the weekly maintenance window configured in",
				"inside or too close to the automated backup window", "either inside or too close to the automated backup window configured in",
				"too close to the weekly maintenance window configured in", "too close to the automated backup window configured in", "inside the weekly maintenance window configured in", "inside the automated backup window configured in",
			},
			Meaning: "{resource|The resource} does its own maintenance or automated backup at that time. RDS, DocumentDB and Neptune refuse a backup from one hour before, FSx from three hours before.",
			Remedy: []string{
				"Move the schedule of {rule|the rule}{schedule=, now $,|} away from those windows",
				"Or move the maintenance or backup window of {resource|the resource}",
			},
			Examples: []string{
				"Backup job could not start because it is either inside or too close to the automated backup window configured in RDS instance.",
				"Backup job could not start because it is either inside or too close to the weekly maintenance window configured in RDS instance.",
			},
		},
		{
			ID: "vault_missing", Class: ResourceMissing, Cause: "vault does not exist", Root: []string{"destination vault", "vault in scope"},
			Patterns: []string{
				"could not find cryopod", "backup vault {vault} does not exist", "backup vault with name {vault} does not exist",
				"the specified backup vault does not exist", "backup vault does not exist", "backup vault {vault} not found", "could not find backup vault",
				"backup vault {vault} could not be found", "backup vault with name {vault} could not be found",
			},
			Meaning: "{?copy job}The vault that is copied from, {vault|the source}, or that is copied into, {destination vault|the destination}, is not there.\n" +
				"The vault {vault|that the job names} is not in that account and Region.",
			Remedy: []string{
				"See whether it was deleted, or is of another account or Region than {scope|the job's}",
				"Create it again, or name another vault in {rule|the rule}",
			},
			Also:     []string{"CloudTrail: DeleteBackupVault"},
			Examples: []string{"Backup vault prod-daily does not exist", "Could not find cryopod with ARN arn:aws:backup:eu-west-1:111122223333:backup-vault:central"},
		},
		{
			ID: "point_missing", Class: ResourceMissing, Cause: "recovery point is gone", Root: []string{"point"},
			Patterns: []string{
				"cannot find recovery point", "recovery point…no longer available", "recovery point…is no longer available", "could not find recovery point",
				"recovery point {point} does not exist", "recovery point does not exist",
				"recovery point could not be found", "recovery point not found", "recovery point {point} could not be found", "recovery point {point} not found",
			},
			Meaning: "{point|The recovery point} was deleted or reached the end of its retention before the job could use it.",
			Remedy: []string{
				"Choose another recovery point of {resource|the resource}",
				"{!no copy}Let {rule|the rule} keep the source for a week or more, so that slow copies find it",
			},
			Examples: []string{"Cannot find recovery point.", "The recovery point is no longer available."},
		},
		{
			ID: "operation_unsupported", Class: ResourceUnsupported, Cause: "type does not support this copy", Root: []string{"type", "resource"},
			Patterns: []string{"feature is not supported for provided resource type"},
			Meaning:  "{type|This type of resource} can't be copied that way between these Regions or accounts.",
			Remedy: []string{
				"{!own account}{!own region}Copy in two steps: to the other Region first, then to the other account",
				"{!own region}See whether the destination Region is an opt-in Region, where less is supported",
				"See AWS's table of features by resource for what {type|the type} supports, and change {rule|the rule}",
			},
			Examples: []string{"Copy job failed. Feature is not supported for provided resource type."},
		},
		{
			ID: "gateway_copy_key", Class: ResourceUnsupported, Cause: "needs a vault with a key of its own", Root: []string{"destination vault"},
			Patterns: []string{"storage gateway backup copies require a user-created backup vault and key"},
			Meaning:  "Copies of Storage Gateway volumes go only into a vault that somebody made with a key of their own.",
			Remedy:   []string{"Copy into such a vault instead of {destination vault|the default one}"},
			Examples: []string{"Storage Gateway backup copies require a user-created backup vault and key."},
		},
		{
			ID: "image_storage_denied", Class: CrossAccount, Cause: "something took the shared image back", Root: []string{"account"},
			Patterns: []string{"you do not have permission to access the storage of this ami"},
			Meaning:  "AWS Backup shares an image with the destination account while it copies, and something made it private again meanwhile.",
			Remedy: []string{
				"Find what changes the sharing of images or snapshots in {account=account $|the account of the source} (CloudTrail: ModifyImageAttribute, ModifySnapshotAttribute)",
				"Except calls that are invoked by backup.amazonaws.com from that automation", "Copy again",
			},
			Examples: []string{"You do not have permission to access the storage of this ami"},
		},
		{
			ID: "unshare_failed", Class: CrossAccount, Cause: "copy role vanished meanwhile", Root: []string{"role"}, Confidence: Medium,
			Patterns: []string{"failed to unshare snapshot"},
			Meaning:  "AWS Backup could not take back the sharing of a snapshot after the copy, mostly since {role|the copy role} was deleted or changed while the job ran.",
			Remedy:   []string{"Bring {role|the copy role} and its permissions back", "See which snapshots are still shared, and unshare them", "Copy again"},
			Examples: []string{"Failed to unshare snapshot"},
		},
		{
			ID: "tag_policy_refuses", Class: Tagging, Cause: "a tag policy refuses the tags", Root: []string{"account"},
			Patterns: []string{"tagpolicyexception*", "tag policy does not allow the specified value", "tags…not compliant with…tag policy"},
			Meaning:  "A tag policy of the organisation does not allow a tag that the copy or backup gets.",
			Remedy:   []string{"See which tag key and value the words name, and set it as the tag policy asks", "Or ask who administers the organisation to change the tag policy"},
			Examples: []string{"The tag policy does not allow the specified value for the following tag key: 'CostCenter'."},
		},
		{
			ID: "managed_by_backup", Class: ResourceUnsupported, Cause: "AWS Backup manages it", Root: []string{"image", "snapshot", "resource"},
			Patterns: []string{"this image is managed by aws backup and cannot be deleted via", "this snapshot is managed by the aws backup service and cannot be deleted via", "is managed by aws backup and cannot be deleted"},
			Meaning:  "{image|The image or snapshot} is a recovery point. EC2 does not delete those.",
			Remedy:   []string{"See whether anybody needs the recovery point: what is deleted can't be restored any more", "Only then delete it in AWS Backup (DeleteRecoveryPoint)"},
			Examples: []string{"An error occurred (UnsupportedOperation) when calling the DeregisterImage operation: This image is managed by AWS Backup and cannot be deleted via Amazon EC2 APIs. To delete this image, please use the AWS Backup APIs, CLI, or console."},
		},
		{
			ID: "snapshot_in_use", Class: ResourceState, Cause: "an AMI uses the snapshot", Root: []string{"snapshot"},
			Patterns: []string{"the snapshot {snapshot} is currently in use by {image}", "snapshot…is currently in use by ami", "invalidsnapshot.inuse"},
			Meaning:  "The snapshot {snapshot|of the recovery point} belongs to the image {image|that names it}, and can't be deleted before.",
			Remedy:   []string{"See who uses {image|the image}, and whether it is a recovery point of EC2", "Only where nobody needs it: deregister it, or delete that recovery point", "Delete the recovery point of the snapshot again"},
			Examples: []string{"An error occurred (InvalidSnapshot.InUse) when calling the DeleteSnapshot operation: The snapshot snap-0123456789abcdef0 is currently in use by ami-0fedcba9876543210"},
		},
		{
			ID: "vault_not_empty", Class: ResourceState, Cause: "vault is not empty", Root: []string{"vault in scope"},
			Patterns: []string{"backup vault cannot be deleted because it contains recovery points", "backup vault…cannot be deleted…recovery points"},
			Meaning:  "{vault|The vault} still has recovery points; those that are EXPIRED or DELETING count.",
			Remedy:   []string{"See whether anybody needs its recovery points: what is deleted can't be restored any more", "Only then delete them, and wait until they are gone; then delete {vault|the vault}"},
			Examples: []string{"An error occurred (InvalidRequestException) when calling the DeleteBackupVault operation: Backup vault cannot be deleted because it contains recovery points."},
		},
		{
			ID: "selection_role_gone", Class: AssumeRole, Cause: "service-linked role was deleted", Root: []string{"account"},
			Patterns: []string{"backupselectiondeletedduetoslrdeletion"},
			Meaning:  "Selections of backup plans were deleted, since the service-linked role of AWS Backup was.",
			Remedy:   []string{"Create the service-linked role again (backup.amazonaws.com)", "Create the selections again"},
			Examples: []string{"BackupSelectionDeletedDueToSLRDeletion"},
		},
		{
			ID: "copy_too_many", Class: Concurrency, Cause: "too many copies of one resource", Root: []string{"resource", "resource name"}, Apart: true,
			Kinds: []backup.JobKind{backup.CopyJob},
			Patterns: []string{
				"there are too many copy jobs running for resource", "there are too many copy jobs running for resource {resource name}",
				"too many copy jobs are running for resource", "too many copy jobs are running for resource {resource name}",
			},
			Meaning:  "AWS Backup runs {own account=only so many copies of one resource|about 30 copies of one resource to other accounts} at a time, and {resource|this one} has more.",
			Remedy:   []string{"Spread the copies of {resource|the resource} over more time, or make fewer of them"},
			Examples: []string{"There are too many copy jobs running for resource arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0"},
		},
	}
}
