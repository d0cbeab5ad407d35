package triage

// limitEntries are quotas, rates, jobs that are in each other's way, and windows.
func limitEntries() []Entry {
	scope, prune := quotaRoot(), pruneStep()
	return []Entry{
		{
			ID: "running_already", Class: Concurrency, Cause: "another job of the resource was running", Root: []string{"resource"},
			Patterns: []string{"there was a running job for the same resource", "there is already a running job for the same resource", "backup job failed because there was a running job for the same resource"},
			Meaning:  "Two backup jobs of {resource|one resource} were to run at the same time.",
			Remedy: []string{
				"See which rules and on-demand jobs select {resource|the resource}, and give them times that do not overlap",
				"Where one job takes very long, see why",
			},
			Examples: []string{"Backup job failed because there was a running job for the same resource."},
		},
		{
			ID: "file_system_backup_running", Class: Concurrency, Cause: "another backup of the file system ran", Group: "running_already", Root: []string{"resource"},
			Patterns: []string{
				"another backup is already under way. wait for completion before requesting additional backups of this file system",
				"backupinprogress: another backup is already under way", "(backupinprogress) when calling the",
			},
			Meaning: "FSx makes one backup of {resource|a file system} at a time, and another had not ended: of AWS Backup, by hand, or FSx's own daily one.",
			Remedy: []string{
				"See what else backs up {resource|the file system} at that time; FSx's own automatic backups have a daily window",
				"Run the job again when that is done, and give them times that do not overlap",
			},
			Examples: []string{"BackupInProgress: Another backup is already under way. Wait for completion before requesting additional backups of this file system."},
		},
		{
			ID: "window_expired", Class: WindowExpired, Cause: "{?never began}start window closed before the start\n{?began}window closed before the end\nstart or completion window closed", Root: []string{"rule in plan", "account"},
			Patterns: []string{"backup job expired before completion", "backup job has expired before completion", "^job expired before completion", "backup job has expired before its completion"},
			Meaning: "{?never began}The job could not start within its {start window=start window of $|start window}: nothing was backed up.\n" +
				"{?began}The job began, and did not end within its {completion window=completion window of $|completion window}: AWS Backup gave it up.\n" +
				"The job could not start within its {start window=start window of $|start window}, or end within its {completion window=completion window of $|completion window}.",
			Remedy: []string{
				"{?began}See why {resource|the resource} takes longer than that: its size, how much of it changed, other work on it at that time",
				"{?began}Make the completion window of {rule|the rule} longer",
				"{?never began}See what {resource|the resource} waited for: other jobs of it, or too many jobs at once in {scope|the scope}",
				"{?never began}Make the start window of {rule|the rule} longer, or spread the schedules",
				"{!began}{!never began}See what {resource|the resource} waited for: other jobs of it, or too many jobs at once in {scope|the scope}",
				"{!began}{!never began}Make the windows of {rule|the rule} longer, or spread the schedules",
			},
			Examples: []string{"Backup job expired before completion."},
		},
		{
			// Not AWS's confirmed words: what is reported of jobs that are EXPIRED.
			ID: "window_not_started", Class: WindowExpired, Cause: "start window closed before the start", Group: "window_expired", Root: []string{"rule in plan", "account"}, Confidence: Medium,
			Patterns: []string{
				"backup job expired before it could start", "backup job expired before it started", "backup job expired before start", "^job expired before it could start",
				"backup job expired before it could be started",
			},
			Meaning: "The job waited longer than its {start window=start window of $|start window}: nothing was backed up.",
			Remedy: []string{
				"See what {resource|the resource} waited for: other jobs of it, or too many jobs at once in {scope|the scope}",
				"Make the start window of {rule|the rule} longer, or spread the schedules",
			},
			Examples: []string{"Backup job expired before it could start."},
		},
		{
			ID: "restore_window", Class: WindowExpired, Cause: "restore could not start in time", Root: append([]string{"restore testing plan"}, scope...),
			Patterns: []string{
				"restore job was unable to start within the specified start window", "was unable to start within the specified start window", "unable to start within the specified start window. try increasing",
				"restore job could not start within the specified start window",
			},
			Meaning: "The restore test waited for other restores longer than its start window.",
			Remedy: []string{
				"Make the start window of the restore testing plan longer",
				"Spread restore tests over the day: restores of a type that run at once in {scope|a scope} are limited",
			},
			Examples: []string{"Restore job was unable to start within the specified start window. Try increasing your start window."},
		},
		{
			ID: "dynamodb_concurrent", Class: Quota, Cause: "too many DynamoDB backups at once", Root: scope,
			Patterns: []string{
				"subscriber limit exceeded: there is a limit on the maximum concurrent number of backups", "subscriber limit exceeded…maximum concurrent number of backups",
				"subscriber limit exceeded…maximum number of concurrent backups",
			},
			Meaning: "DynamoDB makes 300 backups at a time in {scope|a Region of an account}, and more were asked for.",
			Remedy: []string{
				"Spread the tables over several rules with different times, and make their start windows longer",
				"Ask for a higher quota where that does not do",
			},
			Examples: []string{"Subscriber limit exceeded: There is a limit on the maximum concurrent number of backups, which is 300"},
		},
		{
			ID: "dynamodb_subscriber", Class: Quota, Cause: "DynamoDB limit of the account", Root: scope, Confidence: Medium,
			Patterns: []string{"subscriber limit exceeded:"},
			Meaning:  "A limit of DynamoDB for {account=account $|the account} and its Region is reached; the words say which.",
			Remedy:   []string{"Wait until less is going on, or ask for a higher quota of DynamoDB", "Restore fewer tables at a time"},
			Examples: []string{"LimitExceededException: Subscriber limit exceeded: Only 50 tables can be created, updated, or deleted simultaneously"},
		},
		{
			ID: "timestream_backups", Class: Quota, Cause: "Timestream backup quota reached", Root: scope,
			Patterns: []string{"you have reached the maximum supported backups for your account", "you have reached the maximum supported backups for your database"},
			Meaning:  "{scope|The account} or the database has as many backups of Timestream as it may have.",
			Remedy:   []string{"See Quotas in the Timestream Developer Guide, and ask for more", prune},
			Examples: []string{"You have reached the maximum supported backups for your account/database. See Quotas in the Timestream developer guide for additional information."},
		},
		{
			ID: "redshift_snapshot_quota", Class: Quota, Cause: "Redshift snapshot quota reached", Root: scope,
			Patterns: []string{"cannot create more than {limit} user snapshots", "clustersnapshotquotaexceeded*"},
			Meaning:  "{scope|The Region} has {limit|as many} manual snapshots of Redshift, and may not have more.",
			Remedy:   []string{"Ask for a higher quota of Redshift snapshots", "See which manual snapshots no plan made, and who owns them", prune},
			Examples: []string{"Cannot create more than 20 user snapshots"},
		},
		{
			ID: "too_many_tags", Class: Tagging, Cause: "more than 50 tags", Root: []string{"resource"},
			Patterns: []string{"resultant tag set must not have more than 50 user tags", "more than 50 tags specified", "taglimitexceeded*", "tags has exceeded the limit"},
			Meaning:  "The tags of {resource|the resource} and those that {rule|the rule} adds are more than the 50 that AWS allows.",
			Remedy:   []string{"Take tags off {resource|the resource}, or let {rule|the rule} add fewer"},
			Examples: []string{"The resultant tag set must not have more than 50 user tags.", "More than 50 tags specified"},
		},
		{
			ID: "image_quota", Class: Quota, Cause: "AMI quota reached", Root: scope,
			Patterns: []string{"quota of 50,000…images", "quota of 50,000 amis", "reached your quota of…amis", "maximum number of amis", "amiquotaexceeded", "quota of 50000…images"},
			Meaning:  "{scope|The Region} has as many images as it may have.",
			Remedy:   []string{"Ask for a higher quota: Service Quotas, EC2, AMIs", "See which images no plan made, and who owns them", prune},
			Examples: []string{"You have reached your quota of 50,000 public and private images. Deregister unused images or request an increase in your AMIs quota."},
		},
		{
			ID: "interfaces_too_many", Class: PartialData, Cause: "network interfaces not recorded", Root: []string{"resource"},
			Patterns: []string{
				"unable to persist networkinterfaces metadata as its size exceeded our internal limits",
				"unable to persist networkinterfaces metadata because its size exceeded our internal limits",
			},
			Meaning: "{resource|The instance} has so many network interfaces or addresses that AWS Backup could not record them.",
			Remedy: []string{
				"Before a restore, write down the network interfaces of {resource|the instance}: they may have to be given by hand",
				"Give the instance fewer interfaces or addresses, or protect its volumes instead",
			},
			Examples: []string{"unable to persist NetworkInterfaces metadata as its size exceeded our internal limits"},
		},
		{
			ID: "throttled", Class: Throttling, Cause: "AWS throttles the calls", Root: scope,
			Patterns: []string{
				"throttling: rate exceeded", "throttlingexception…rate exceeded", "^rate exceeded$", "throttlingexception", "toomanyrequestsexception",
				"priorrequestnotcomplete", "requestthrottled*", "throttledexception",
			},
			Meaning: "{?here}The service behind the resource takes no more calls in {scope|that Region of the account}, from AWS Backup and everybody else together.\n" +
				"More calls are made in {scope|one Region of the account} than the service that answered takes, from all callers together. Of AWS Backup that is 50 a second.",
			Remedy: []string{
				"{!here}Wait; then make fewer calls at a time",
				"{?here}Run it again when less is going on in {scope|that scope}",
				"{?here}{!no backup}Spread the schedules that begin at the same time there",
				"Find who calls so often: CloudTrail and the usage metrics of the account name the callers",
			},
			Examples: []string{
				"An error occurred (ThrottlingException) when calling the ListBackupJobs operation (reached max retries: 4): Rate exceeded",
				"Rate exceeded",
			},
		},
		{
			ID: "limit_exceeded", Class: Quota, Cause: "a quota is reached", Root: scope, Confidence: Medium,
			Patterns: []string{"limitexceededexception", "servicequotaexceeded*", "^you have reached your quota of backups for this resource type", "^limitexceeded:", "quotaexceededexception", "(quotaexceedederror) when calling the", "(limitexceeded)", "servicelimitexceeded", "filesystemlimitexceeded"},
			Meaning:  "A quota of {scope|the account in this Region} is reached; the words say which.",
			Remedy:   []string{"See in Service Quotas how much of it is used, and ask for more", "Only then see what is left over; delete only what its owner gives up"},
			Examples: []string{
				"An error occurred (LimitExceededException) when calling the CreateBackupPlan operation: The limit for number of backup plans has been exceeded",
				"ServiceQuotaExceededException: You have reached the quota L-1234ABCD for this account",
				"An error occurred (ServiceLimitExceeded) when calling the CreateFileSystemFromBackup operation: You have reached the maximum number of file systems",
				"FileSystemLimitExceeded: The AWS account has already created the maximum number of file systems allowed per account",
			},
		},
		{
			ID: "vcpu_limit", Class: Quota, Cause: "vCPU quota reached", Root: scope,
			Patterns: []string{"vcpulimitexceeded", "you have requested more vcpu capacity than your current vcpu limit of {limit} allows"},
			Meaning:  "{scope|The Region} may run no more vCPUs of this family ({limit|its quota}).",
			Remedy:   []string{"Restore to a smaller instance type, or of another family", "Ask for a higher quota: Service Quotas, EC2, Running On-Demand instances", "Stop instances that nobody needs"},
			Examples: []string{"An error occurred (VcpuLimitExceeded) when calling the RunInstances operation: You have requested more vCPU capacity than your current vCPU limit of 32 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit."},
		},
		{
			ID: "instance_limit", Class: Quota, Cause: "instance quota reached", Root: scope,
			Patterns: []string{"instancelimitexceeded", "instancequotaexceeded*", "dbclusterquotaexceeded*", "instance limit exceeded", "you have requested more instances…than your current instance limit of {limit} allows"},
			Meaning:  "{scope|The Region} may have no more instances or clusters of this sort.",
			Remedy:   []string{"Ask for a higher quota in Service Quotas", "See what is left of old restore tests: delete only what its owner gives up"},
			Examples: []string{"An error occurred (InstanceQuotaExceeded) when calling the RestoreDBInstanceFromDBSnapshot operation: Request would exceed maximum number of DB instances", "InstanceLimitExceeded: Your quota allows for 0 more running instance(s)."},
		},
		{
			ID: "storage_quota", Class: Quota, Cause: "storage quota reached", Root: scope,
			Patterns: []string{
				"(storagequotaexceeded) when calling the", "error code: storagequotaexceeded", "storagequotaexceededfault", "storagequotaexceeded…db instances",
				"storagequotaexceeded…allocated storage", "storagequotaexceeded…the storage quota for this account has been exceeded", "the storage quota for this account has been exceeded by",
				"volumelimitexceeded", "maxiopslimitexceeded", "you have exceeded your maximum…volume storage limit", "request would exceed maximum storage", "exceeding the allowed amount of storage available across all db instances",
			},
			Meaning:  "{scope|The Region} may have no more storage of this sort.",
			Remedy:   []string{"Ask for a higher quota in Service Quotas, or restore to another volume type", "See which volumes and instances are left over: delete only what their owners give up"},
			Examples: []string{"VolumeLimitExceeded: You have exceeded your maximum gp2 storage limit of 20 TiB in this region. Please contact AWS Support to request an Elastic Block Store service limit increase.", "StorageQuotaExceeded: The request would result in the user exceeding the allowed amount of storage available across all DB instances."},
		},
		{
			ID: "address_limit", Class: Quota, Cause: "quota of the network reached", Root: scope,
			Patterns: []string{"addresslimitexceeded", "networkinterfacelimitexceeded", "securitygroupsperinterfacelimitexceeded", "securitygrouplimitexceeded", "vpclimitexceeded", "the maximum number of addresses has been reached"},
			Meaning:  "{scope|The Region} may have no more addresses, network interfaces, security groups or VPCs.",
			Remedy:   []string{"Ask for a higher quota in Service Quotas", "See which of them nothing uses; release only what its owner gives up"},
			Examples: []string{"An error occurred (AddressLimitExceeded) when calling the AllocateAddress operation: The maximum number of addresses has been reached."},
		},
		{
			ID: "snapshot_count_rds", Class: Quota, Cause: "RDS snapshot quota reached", Root: scope,
			Patterns: []string{"snapshotquotaexceeded*", "dbclustersnapshotquotaexceeded*", "cannot create more than {limit} manual snapshots"},
			Meaning:  "{scope|The Region} may have no more manual snapshots of RDS ({limit|its quota}). Recovery points of AWS Backup count.",
			Remedy:   []string{"Ask for a higher quota: Service Quotas, RDS, manual DB snapshots", "See which manual snapshots no plan made, and who owns them", prune},
			Examples: []string{"An error occurred (SnapshotQuotaExceeded) when calling the CreateDBSnapshot operation: Cannot create more than 100 manual snapshots"},
		},
		{
			ID: "bucket_limit", Class: Quota, Cause: "bucket quota reached", Root: []string{"account"},
			Patterns: []string{"toomanybuckets", "you have attempted to create more buckets than allowed"},
			Meaning:  "{account=Account $|The account of the restore} may have no more buckets.",
			Remedy:   []string{"Restore into a bucket that exists", "Or ask for a higher quota of S3"},
			Examples: []string{"An error occurred (TooManyBuckets) when calling the CreateBucket operation: You have attempted to create more buckets than allowed"},
		},
	}
}
