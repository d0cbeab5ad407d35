package triage

// s3Entries are about buckets: their backups, restores into them, and names.
func s3Entries() []Entry {
	bucket := []string{"bucket", "resource"}
	rights := "Attach {managed policy|AWSBackupServiceRolePolicyForS3Backup} to {role|the job's role}"
	return []Entry{
		{
			ID: "s3_versioning_denied", Class: AccessDenied, Cause: "role may not read the bucket", Group: "s3_denied", Root: []string{"role", "bucket"},
			Patterns: []string{"customer credential miss permission to get bucket versioning for bucket", "customer credential miss permission to get bucket versioning for bucket {bucket}", "customer credential miss permission to", "customer credential is missing permission to"},
			Meaning:  "{role|The job's role} lacks a permission on the bucket {bucket|in question}.",
			Remedy:   []string{rights, "See whether the policy of {bucket|the bucket} denies {role|the role}"},
			Examples: []string{"Customer credential miss permission to get bucket versioning for bucket orders-archive"},
		},
		{
			ID: "s3_describe_denied", Class: AccessDenied, Cause: "role may not read the bucket", Group: "s3_denied", Root: []string{"role", "bucket"},
			Patterns: []string{"does not have permission to describe resource arn:aws:s3:::", "does not have permission to describe resource arn:aws-cn:s3:::", "does not have permission to describe resource arn:aws-us-gov:s3:::"},
			Meaning:  "{role|The job's role} may not describe {bucket|the bucket}.",
			Remedy:   []string{rights, "See whether the policy of {bucket|the bucket} denies {role|the role}"},
			Examples: []string{"Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:s3:::production20220617125755072300000001. Please review your IAM policies to ensure AWS Backup can protect your resources."},
		},
		{
			ID: "s3_access_denied", Class: AccessDenied, Cause: "S3 denied a call of the role", Group: "s3_denied", Root: []string{"role", "bucket"}, Confidence: Medium,
			Patterns: []string{"access denied (service: amazon s3; status code: 403", "access denied (service: s3, status code: 403"},
			Meaning:  "S3 denied a call that was made as {role|the job's role}, and does not say which policy did: one of the role, of {bucket|the bucket}, of its key or of the organisation.",
			Remedy: []string{
				"See in CloudTrail of {account=account $|the account of the job} which call was denied: data events of S3, if they are recorded", rights,
				"See whether the policy of {bucket|the bucket}, its key or a service control policy denies {role|the role}",
			},
			Examples: []string{"Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: 0A49CE4060975EAC; S3 Extended Request ID: abc=)"},
		},
		{
			ID: "describe_denied", Class: AccessDenied, Cause: "role may not describe the resource", Root: []string{"role"},
			Patterns: []string{"does not have permission to describe resource"},
			Meaning:  "{role|The job's role} may not describe {resource|the resource}{no backup=.|, and so can't back it up.}",
			Remedy:   []string{"Attach {managed policy|AWS Backup's managed policy for the resource's type} to {role|the job's role}", "See whether a service control policy or a permissions boundary denies it"},
			Examples: []string{"Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:ec2:us-east-1:111122223333:volume/vol-0123456789abcdef0. Please review your IAM policies to ensure AWS Backup can protect your resources."},
		},
		{
			ID: "s3_versioning_off", Class: ResourceState, Cause: "bucket versioning is off", Root: bucket,
			Patterns: []string{
				"^versioning is not enabled on {bucket}$", "versioning is not enabled on the bucket", "versioning is not enabled on the bucket {bucket}",
				"versioning is not enabled on bucket {bucket}", "versioning is not enabled on s3 bucket {bucket}",
				"^versioning is not enabled on {bucket} within account", "unable to perform aws backup action. versioning is not enabled on {bucket}", "unable to perform aws backup action. versioning", "versioning is not enabled for bucket {bucket}",
			},
			Meaning:  "AWS Backup needs versioning on {bucket|the bucket}.",
			Remedy:   []string{"Enable versioning on {bucket|the bucket}, with a lifecycle rule that expires old versions", "Run the job again"},
			Examples: []string{"Versioning is not enabled on orders-archive"},
		},
		{
			// Not AWS's confirmed words: how others say it.
			ID: "s3_versioning_words", Class: ResourceState, Cause: "bucket versioning is off", Group: "s3_versioning_off", Root: bucket, Confidence: Medium,
			Patterns: []string{
				"backup job failed…bucket versioning is not enabled", "backup job failed…bucket versioning is not enabled for bucket {bucket}",
				"backup job failed…bucket does not have versioning enabled", "backup job failed…bucket {bucket} does not have versioning enabled",
				"aws backup…bucket versioning is not enabled", "aws backup requires versioning",
			},
			Meaning:  "AWS Backup needs versioning on {bucket|the bucket}.",
			Remedy:   []string{"See whether versioning of {bucket|the bucket} is enabled, not suspended; enable it, with a lifecycle rule that expires old versions", "Run the job again"},
			Examples: []string{"Backup job failed because bucket versioning is not enabled for bucket orders-archive"},
		},
		{
			// What a job of S3 may say in few words; elsewhere they are those of every audit of buckets.
			ID: "s3_versioning_job", Class: ResourceState, Cause: "bucket versioning is off", Group: "s3_versioning_off", Root: bucket, Confidence: Medium,
			Types: []string{"S3"}, InJob: true,
			Patterns: []string{"versioning is not enabled", "versioning must be enabled", "does not have versioning enabled", "versioning is suspended"},
			Meaning:  "AWS Backup needs versioning on {bucket|the bucket}.",
			Remedy:   []string{"See whether versioning of {bucket|the bucket} is enabled, not suspended; enable it, with a lifecycle rule that expires old versions", "Run the job again"},
			Examples: []string{"Bucket versioning is not enabled"},
		},
		{
			ID: "s3_nothing_backed_up", Class: PartialData, Cause: "no object could be backed up", Root: bucket,
			Patterns: []string{"no objects were backed up from the source bucket", "no objects were backed up from the source bucket {bucket}", "no objects were backed up from"},
			Meaning:  "Nothing of {bucket|the bucket} could be read: permissions, objects in archive classes, or an empty bucket.",
			Remedy: []string{
				"See whether the policy of {bucket|the bucket} and of its key let {role|the role} read",
				"Objects in Glacier Flexible Retrieval and Deep Archive are not backed up",
				"Subscribe to S3_BACKUP_OBJECT_FAILED of the vault for the objects' names",
			},
			Examples: []string{"No objects were backed up from the source bucket orders-archive."},
		},
		{
			ID: "s3_options_differ", Class: LockOrLifecycle, Cause: "rules of the bucket differ", Root: bucket,
			Patterns: []string{
				"has different backup options than the continuous backup", "different backup options than the continuous backup",
				"different backup options from the continuous backup", "different backup options than the existing continuous backup",
			},
			Meaning:  "A periodic and a continuous rule back up {bucket|the bucket} with different options or into different vaults.",
			Remedy:   []string{"Give both rules the same options for access control lists and tags, and the same vault"},
			Examples: []string{"The periodic backup has different backup options than the continuous backup for this bucket."},
		},
		{
			ID: "s3_continuous_twice", Class: LockOrLifecycle, Cause: "continuous backup in two plans", Root: []string{"resource"},
			Patterns: []string{"enabling continuous backup failed…pitr already configured in backup plan", "pitr already configured in backup plan"},
			Meaning:  "Two plans want to back up {resource|the resource} continuously.",
			Remedy:   []string{"See which of the two plans is to back {resource|the resource} up continuously, and that it does", "Only then switch continuous backup off in the other"},
			Examples: []string{"Enabling continuous backup failed because PITR already configured in backup plan 0a1b2c3d-1111-2222-3333-444455556666"},
		},
		{
			ID: "s3_nothing_restored", Class: AccessDenied, Cause: "no object could be restored", Root: append([]string{"role"}, bucket...), Confidence: Medium,
			Patterns: []string{"no objects were restored from", "no objects were restored from {source} to bucket {bucket}"},
			Meaning:  "Nothing could be written to {bucket|the bucket}: a permission, the bucket's key, or versioning that is off.",
			Remedy: []string{
				"Attach AWSBackupServiceRolePolicyForS3Restore to {role|the restore role}",
				"See whether versioning is on, and whether the bucket's policy and key let {role|the role} write",
				"Subscribe to S3_RESTORE_OBJECT_FAILED of the vault for the objects' names",
			},
			Examples: []string{"No objects were restored from orders-archive to bucket orders-archive-restored"},
		},
		{
			ID: "s3_restore_partial", Class: PartialData, Cause: "some objects not restored", Root: bucket,
			Patterns: []string{"one or more objects failed to be restored", "one or more objects failed to restore"},
			Meaning:  "The restore ended, and some objects are not there.",
			Remedy:   []string{"Subscribe to S3_RESTORE_OBJECT_FAILED of the vault for their names", "See whether {role|the restore role} may use the keys of those objects", "Restore those again"},
			Examples: []string{"One or more objects failed to be restored. To get notified of failed objects, please enable SNS Notification."},
		},
		{
			ID: "s3_nothing_matches", Class: Other, Cause: "nothing matched the restore request", Root: bucket,
			Patterns: []string{"there are no objects that match the restore request", "no objects that match the restore request", "no objects matching the restore request"},
			Meaning:  "The prefix, the items or the time of the restore match no object.",
			Remedy:   []string{"See the items to restore, and the case of their names", "Choose another restore time: objects after it are left out"},
			Examples: []string{"There are no objects that match the restore request."},
		},
		{
			ID: "s3_acls_not_backed_up", Class: Other, Cause: "backup has no ACLs", Root: bucket,
			Patterns: []string{"unable to restore access control lists (acls) for bucket…because backup was created with the 'backupacls' option disabled", "because backup was created with the 'backupacls' option disabled"},
			Meaning:  "The recovery point was made without access control lists, so that none can be restored.",
			Remedy:   []string{"Restore with RestoreACLs=false", "Switch the option on in the plan where later restores need them"},
			Examples: []string{"Unable to restore Access Control Lists (ACLs) for bucket because backup was created with the 'BackupACLs' option disabled"},
		},
		{
			ID: "s3_acls_off", Class: ResourceState, Cause: "destination bucket has ACLs disabled", Root: bucket,
			Patterns: []string{"accesscontrollistnotsupported", "the bucket does not allow acls", "bucket cannot have acls set with objectownership's bucketownerenforced setting", "invalidbucketaclwithobjectownership"},
			Meaning:  "Object Ownership of {bucket|the bucket} is \"bucket owner enforced\", which knows no access control lists.",
			Remedy:   []string{"Restore with RestoreACLs=false", "Or set Object Ownership of {bucket|the bucket} to bucket owner preferred"},
			Examples: []string{"An error occurred (AccessControlListNotSupported) when calling the PutObject operation: The bucket does not allow ACLs"},
		},
		{
			ID: "bucket_name_taken", Class: NameConflict, Cause: "bucket name is taken", Root: bucket,
			Patterns: []string{"bucketalreadyexists", "bucketalreadyownedbyyou", "the requested bucket name is not available", "your previous request to create the named bucket succeeded and you already own it"},
			Meaning:  "A bucket of that name exists already; names of buckets are shared by all accounts.",
			Remedy:   []string{"Choose another name for the new bucket", "Where the bucket is yours, restore into it as an existing bucket"},
			Examples: []string{"An error occurred (BucketAlreadyExists) when calling the CreateBucket operation: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", "BucketAlreadyOwnedByYou"},
		},
		{
			ID: "bucket_other_region", Class: NetworkConfig, Cause: "bucket is in another Region", Root: bucket,
			Patterns: []string{"permanentredirect", "the bucket you are attempting to access must be addressed using the specified endpoint", "illegallocationconstraint*", "the bucket is in this region: {bucket region}"},
			Meaning:  "The bucket {bucket|in question} is in another Region than the request.",
			Remedy:   []string{"Restore into a bucket of {region=Region $|the Region of the recovery point}, or copy the recovery point there first"},
			Examples: []string{"An error occurred (PermanentRedirect) when calling the ListObjects operation: The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."},
		},
	}
}
