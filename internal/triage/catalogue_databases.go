package triage

// databaseEntries are about restores of RDS, Aurora, DocumentDB, Neptune, Redshift,
// DynamoDB and file systems: names, groups, versions.
func databaseEntries() []Entry {
	name := []string{"name", "resource"}
	return []Entry{
		{
			ID: "name_taken", Class: NameConflict, Cause: "name is taken", Root: name,
			Patterns: []string{
				"dbinstancealreadyexists*", "dbclusteralreadyexists*", "clusteralreadyexists*", "tablealreadyexists*", "table already exists: {name}",
				"db instance already exists", "dbcluster already exists", "db cluster already exists", "filesystemalreadyexists*",
				"dbclusterendpointalreadyexists*", "duplicate table name: {name}", "a table with the name {name} already exists",
				"clusteralreadyexistsfault…cluster already exists", "^cluster already exists$", "^db instance {name} already exists$", "^dbinstance {name} already exists$",
				"db instance {name} already exists", "resourceinuseexception…cluster already exists with name: {name}",
				"dbinstance already exists",
			},
			Meaning: "The restore makes something new, and its name {name|in the request} is used already, often by the original.",
			Remedy:  []string{"Restore under another name", "Where it must be this name, rename what has it: delete nothing before the restored one is proven"},
			Examples: []string{
				"An error occurred (DBInstanceAlreadyExists) when calling the RestoreDBInstanceFromDBSnapshot operation: DB instance already exists",
				"DBClusterAlreadyExistsFault: DB Cluster already exists", "An error occurred (TableAlreadyExistsException) when calling the RestoreTableFromBackup operation: Table already exists: orders",
				"ClusterAlreadyExistsFault: Cluster already exists", "Cluster already exists",
			},
		},
		{
			ID: "snapshot_name_taken", Class: NameConflict, Cause: "snapshot exists already", Root: name, Confidence: Medium,
			Patterns: []string{
				"snapshotalreadyexists*", "clustersnapshotalreadyexists*", "dbsnapshotalreadyexists*", "dbclustersnapshotalreadyexists*",
				"a snapshot with the identifier {name} already exists", "dbsnapshotalreadyexists…a snapshot with the identifier {name} already exists",
			},
			Meaning: "The service has a snapshot of the name that was asked for, {name|which the words may tell}.",
			Remedy: []string{
				"See which snapshot has the name, who made it and when: it may be of an attempt of the same job before",
				"{!restore job}Run it again: AWS Backup names its snapshots itself, and anew",
				"Delete nothing that may be somebody's recovery point",
			},
			Examples: []string{"An error occurred (DBSnapshotAlreadyExists) when calling the CreateDBSnapshot operation: Cannot create the snapshot because a snapshot with the identifier orders-1 already exists."},
		},
		{
			ID: "in_use", Class: NameConflict, Cause: "already exists or is in use", Root: name, Confidence: Medium,
			Patterns: []string{"resourceinuseexception", "alreadyexistsexception", "resourcealreadyexistsexception", "invalidrequest…identifier already exists"},
			Meaning:  "What the request names exists already, or is being changed by something else.",
			Remedy:   []string{"See what has that name and what it does now", "Wait until it is done, or choose another name"},
			Examples: []string{"An error occurred (ResourceInUseException) when calling the CreateTable operation: The resource is in use", "An error occurred (AlreadyExistsException) when calling the CreateBackupVault operation: Backup vault with the same name already exists"},
		},
		{
			ID: "subnet_group_missing", Class: NetworkConfig, Cause: "subnet group does not exist", Root: []string{"subnet group", "scope"},
			Patterns: []string{"dbsubnetgroupnotfound*", "db subnet group {subnet group} does not exist", "dbsubnetgroup {subnet group} not found", "clustersubnetgroupnotfound*", "db subnet group '{subnet group}' does not exist"},
			Meaning:  "The subnet group {subnet group|of the request} is not in the account and Region of the restore.",
			Remedy:   []string{"Choose a subnet group that exists in {scope|the account and Region of the restore}, or make one"},
			Examples: []string{"An error occurred (DBSubnetGroupNotFoundFault) when calling the RestoreDBInstanceFromDBSnapshot operation: DB subnet group 'orders-private' does not exist."},
		},
		{
			ID: "subnet_group_zones", Class: NetworkConfig, Cause: "subnet group has too few zones", Root: []string{"subnet group", "scope"},
			Patterns: []string{"dbsubnetgroupdoesnotcoverenoughazs", "db subnet group doesn't meet availability zone", "db subnet group doesn't meet availability zone (az) coverage requirement", "db subnet group doesn't meet az coverage requirement"},
			Meaning:  "The subnet group has subnets in too few Availability Zones.",
			Remedy:   []string{"Add subnets of two or more Availability Zones to the subnet group", "Or choose another subnet group"},
			Examples: []string{"DB Subnet Group doesn't meet availability zone coverage requirement. Please add subnets to cover at least 2 availability zones. Current coverage: 1 (Service: AmazonRDS; Status Code: 400; Error Code: DBSubnetGroupDoesNotCoverEnoughAZs; Request ID: 123)"},
		},
		{
			ID: "subnet_group_not_allowed", Class: NetworkConfig, Cause: "VPC of the database does not fit", Root: []string{"subnet group", "scope"},
			Patterns: []string{"invalidvpcnetworkstate*", "dbsubnetgroupnotallowed*", "vpc security groups cannot be associated with non-vpc db instances", "invalidsubnet…not in the same vpc"},
			Meaning:  "The subnet group, the VPC and the security groups of the request do not go together.",
			Remedy:   []string{"Choose a DB subnet group and security groups of one VPC"},
			Examples: []string{"InvalidParameterCombination: VPC Security Groups cannot be associated with non-VPC DB Instances."},
		},
		{
			ID: "storage_optimizing", Class: ResourceState, Cause: "storage is being optimised", Root: []string{"resource"},
			Patterns: []string{"previous storage change is being optimized", "can't currently modify the storage of this db instance because the previous storage change is being optimized"},
			Meaning:  "RDS still works on an earlier change of the storage of {resource|the database}, for hours at times, and takes no other before it is done. Snapshots are possible meanwhile.",
			Remedy: []string{
				"Wait until the status of {resource|the database} is available, six hours after the last change or longer, then try again",
				"Restore with the storage type and size that the new database is to have, so that it need not be changed afterwards",
			},
			Examples: []string{"InvalidParameterCombination: You can't currently modify the storage of this DB instance because the previous storage change is being optimized."},
		},
		{
			// Not AWS's confirmed words: the status of a DB instance in a sentence.
			ID: "storage_optimization_state", Class: ResourceState, Cause: "storage is being optimised", Group: "storage_optimizing", Root: []string{"resource"}, Confidence: Medium,
			Patterns: []string{
				"is in storage-optimization state", "is in the storage-optimization state", "is currently in storage-optimization", "db instance…because storage is being optimized",
				"db instance…because its storage is being optimized",
			},
			Meaning:  "RDS works on an earlier change of the storage of {resource|the database}, for hours at times. Snapshots are possible meanwhile, changes are not.",
			Remedy:   []string{"Wait until the status of {resource|the database} is available, then try again", "See what changed its storage: storage autoscaling, or somebody (CloudTrail: ModifyDBInstance)"},
			Examples: []string{"The DB instance orders-db is in storage-optimization state"},
		},
		{
			ID: "database_capacity", Class: Capacity, Cause: "no capacity for the instance class", Root: []string{"zone", "scope"},
			Patterns: []string{"insufficientdbinstancecapacity*", "insufficientdbclustercapacity*", "insufficientclustercapacity*", "insufficientstorageclustercapacity*"},
			Meaning:  "AWS has no room for that class of instance there now.",
			Remedy:   []string{"Choose another instance class or another Availability Zone", "Or try again later"},
			Examples: []string{"An error occurred (InsufficientDBInstanceCapacity) when calling the RestoreDBInstanceFromDBSnapshot operation: Cannot create a db.r5.24xlarge database instance because there are no availability zones with sufficient capacity"},
		},
		{
			ID: "option_group_needed", Class: ResourceUnsupported, Cause: "option group is missing", Root: []string{"resource"},
			Patterns: []string{"the snapshot requires a target option group with the following options", "the snapshot requires a target option group with the following options: {options}"},
			Meaning:  "The source has persistent options ({options|which the words name}), and the restore or copy needs an option group that has them too.",
			Remedy:   []string{"Make an option group with {options|those options} in {destination region|the Region of the restore}", "Name it in the request"},
			Examples: []string{"The snapshot requires a target option group with the following options: TDE"},
		},
		{
			ID: "parameter_group_missing", Class: ResourceMissing, Cause: "parameter or option group missing", Root: []string{"name", "scope"},
			Patterns: []string{"dbparametergroupnotfound*", "dbclusterparametergroupnotfound*", "optiongroupnotfound*", "dbparametergroup not found", "dbparametergroup not found: {name}", "clusterparametergroupnotfound*"},
			Meaning:  "The parameter or option group {name|of the request} is not in the account and Region of the restore.",
			Remedy:   []string{"Make it there, or restore with one that exists"},
			Examples: []string{"An error occurred (DBParameterGroupNotFound) when calling the RestoreDBInstanceFromDBSnapshot operation: DBParameterGroup not found: orders-pg14"},
		},
		{
			ID: "engine_or_class", Class: ResourceUnsupported, Cause: "class does not fit the engine", Root: []string{"resource"},
			Patterns: []string{"rds does not support creating a db instance with the following combination", "invaliddbinstanceclass*", "invalidrestore*", "the requested db instance class is not supported"},
			Meaning:  "The engine, its version, the instance class and the storage of the restore do not go together in that Region.",
			Remedy:   []string{"Choose an instance class that the engine's version has in {region|the Region}", "See the orderable options of RDS (DescribeOrderableDBInstanceOptions)"},
			Examples: []string{"InvalidParameterCombination: RDS does not support creating a DB instance with the following combination: DBInstanceClass=db.m3.medium, Engine=postgres, EngineVersion=14.9"},
		},
		{
			ID: "restore_time_outside", Class: LockOrLifecycle, Cause: "restore time outside the window", Root: []string{"resource"},
			Patterns: []string{"pointintimerestorenotenabled*", "invalidrestoretime*", "cannot restore to a time", "restoretodatetime is not within", "the restore time is not within the restorable"},
			Meaning:  "The time to restore to lies outside of what the continuous backup of {resource|the resource} has.",
			Remedy:   []string{"Choose a time between the earliest and the latest restorable time, minutes behind now", "Or restore from a snapshot"},
			Examples: []string{"An error occurred (PointInTimeRestoreNotEnabledFault) when calling the RestoreDBInstanceToPointInTime operation", "InvalidRestoreTimeException: An invalid restore time was specified. RestoreDateTime must be between EarliestRestorableDateTime and LatestRestorableDateTime."},
		},
		{
			ID: "snapshot_missing", Class: ResourceMissing, Cause: "snapshot does not exist", Root: []string{"snapshot", "point", "resource"},
			Patterns: []string{"invalidsnapshot.notfound", "the snapshot '{snapshot}' does not exist", "dbsnapshotnotfound*", "dbclustersnapshotnotfound*", "clustersnapshotnotfound*", "backupnotfoundexception", "snapshotnotfoundfault"},
			Meaning:  "The snapshot {snapshot|of the recovery point} is gone, though AWS Backup knows it.",
			Remedy:   []string{"See who deleted it (CloudTrail: DeleteSnapshot, DeleteDBSnapshot)", "Choose another recovery point"},
			Examples: []string{"An error occurred (InvalidSnapshot.NotFound) when calling the CreateVolume operation: The snapshot 'snap-0123456789abcdef0' does not exist.", "DBSnapshotNotFoundFault: DBSnapshot not found"},
		},
		{
			ID: "snapshot_state", Class: ResourceState, Cause: "snapshot not available", Root: []string{"snapshot", "resource"},
			Patterns: []string{"incorrectstate…snapshot is in invalid state", "invaliddbsnapshotstate*", "invaliddbclustersnapshotstate*", "invalidclustersnapshotstate*", "snapshot is not in the available state", "snapshot {snapshot} is not in the available state", "snapshot is not in 'available' state", "snapshot {snapshot} is not in 'available' state", "snapshot that is not in the available state", "snapshot is in invalid state"},
			Meaning:  "The snapshot is still being made, copied or restored from an archive.",
			Remedy:   []string{"Wait until the snapshot is available, then run it again"},
			Examples: []string{"InvalidDBSnapshotState: Cannot restore from snapshot that is not in the available state"},
		},
		{
			ID: "directory_unreachable", Class: NetworkConfig, Cause: "directory not usable", Root: []string{"directory", "scope"},
			Patterns: []string{"activedirectoryerror", "domainnotfoundfault", "amazon fsx was unable to establish a connection with your microsoft active directory domain controller"},
			Meaning:  "The restore joins a directory, and the directory can't be reached or is not there.",
			Remedy:   []string{"See whether {directory|the directory} is in the account and Region, and reachable from the subnet", "See the service account's rights and the DNS addresses of the directory"},
			Examples: []string{"An error occurred (ActiveDirectoryError) when calling the CreateFileSystemFromBackup operation: Amazon FSx was unable to establish a connection with your Microsoft Active Directory domain controller(s)."},
		},
		{
			ID: "stack_name_clash", Class: NameConflict, Cause: "stack or its resources exist", Root: []string{"name", "resource"}, Confidence: Medium,
			Patterns: []string{"stack [{name}] already exists", "stack:{name} is in review_in_progress state", "stack [{name}] is in review_in_progress state", "is in review_in_progress state and can not be updated"},
			Meaning:  "A stack of that name exists, or a change set of an earlier restore is left over.",
			Remedy:   []string{"Choose another stack name", "Or delete the stack that is left in REVIEW_IN_PROGRESS"},
			Examples: []string{"AlreadyExistsException: Stack [orders] already exists", "Stack:arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/1 is in REVIEW_IN_PROGRESS state and can not be updated."},
		},
	}
}
