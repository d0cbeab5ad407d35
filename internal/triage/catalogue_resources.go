package triage

import "github.com/bkpui/bkpui/internal/backup"

// resourceEntries are about the protected resource: gone, in the wrong state, not
// supported; and about its tags.
func resourceEntries() []Entry {
	resource := []string{"resource"}
	gone := []string{
		"{?restore job}See which thing the words name: what the restore goes to or through has to exist in {scope|the scope}",
		"{?restore job}Restore again with one that does",
		"{?copy job}See whether {point|the recovery point}, its vault and {destination vault|the destination vault} still exist",
		"{?scan job}See whether {point|the recovery point} and its vault still exist",
		"{?backup job}See whether {resource|the resource} was deleted on purpose (CloudTrail)",
		"{?backup job}Take it out of the selection of {plan|the plan}, or create it again; its recovery points stay until they expire",
		"{!backup job}{!no backup}See whether what the words name was deleted on purpose (CloudTrail), or is of another account or Region",
		"{!backup job}{!no backup}Where a backup plan selects it, take it out of the selection, or create it again; its recovery points stay until they expire",
	}
	state := []string{
		"{!backup job}See the state of what the words name, and what changes it at that time, such as maintenance or a stop at night",
		"{!backup job}Run it again when that is available",
		"{!backup job}{!no backup}Where a rule of a backup plan starts it, move its schedule to when that is available",
		"{?backup job}See the state of {resource|the resource} and what changes it at that time, such as maintenance or a stop at night",
		"{?backup job}Move the schedule of {rule|the rule} to when it is available; take it out of the selection where it stays stopped",
		"{?backup job}Back it up by hand when it is available",
	}
	var available []string // some write the word in quotes
	for _, what := range [...]string{"instance", "dbinstance", "cluster", "volume"} {
		for _, state := range [...]string{"'available'", `"available"`} {
			available = append(available, what+" is not in "+state+" state", what+" {resource name} is not in "+state+" state")
		}
	}
	return []Entry{
		{
			ID: "resource_missing", Class: ResourceMissing, Cause: "resource does not exist", Root: resource,
			Patterns: []string{
				"the specified volume was not found", "^table not found$", "^table not found: {table}$", "the virtual machine is not found", "virtual machine is not found", "^could not find resource$", "could not find resource arn:",
				"^virtual machine not found", "^the specified resource does not exist$", "^resource {resource name} does not exist$", "^the resource {resource name} does not exist$",
				"invalidvolume.notfound", "the volume '{volume}' does not exist", "invalidinstanceid.notfound", "the instance id '{instance}' does not exist",
				"dbinstancenotfound*", "dbclusternotfound*", "filesystemnotfound*", "file system '{file system}' does not exist", "nosuchbucket",
				"the specified bucket does not exist", "requested resource not found: table: {table} not found", "clusternotfoundfault",
				"tablenotfoundexception", "dbinstance {instance} not found", "dbcluster {cluster} not found",
				"the specified volume {volume} was not found", "the specified volume does not exist", "^resource {resource name} could not be found$", "db instance {instance} not found",
				"because the resource {resource name} does not exist", "because resource {resource name} does not exist",
			},
			Meaning: "{?backup job}{resource|The resource} was selected, and was gone when the job ran.\n" +
				"Something that {job=the job|it} needs does not exist; the words say what.",
			Remedy: gone,
			Examples: []string{
				"The specified volume was not found.", "Table not found", "Resource arn:aws:rds:eu-west-1:111122223333:db:orders does not exist", "The virtual machine is not found.", "Backup job failed because the resource arn:aws:dynamodb:eu-west-1:111122223333:table/orders does not exist", "Could not find resource arn:aws:rds:eu-west-1:111122223333:db:orders",
				"An error occurred (InvalidVolume.NotFound) when calling the CreateSnapshot operation: The volume 'vol-0123456789abcdef0' does not exist.",
				"An error occurred (DBInstanceNotFound) when calling the CreateDBSnapshot operation: DBInstance orders-db not found.",
			},
		},
		{
			ID: "not_found_category", Class: ResourceMissing, Cause: "resource does not exist", Group: "resource_missing", Root: resource,
			Categories: []string{"RESOURCE_NOT_FOUND"},
			Patterns:   []string{"does not exist", "was not found", "not found", "could not find"},
			Meaning:    "AWS Backup found that {resource|the resource}, or what the words name, does not exist.",
			Remedy:     gone,
			Examples:   []string{"Filesystem fs-0123456789abcdef0 does not exist"},
		},
		{
			ID: "resource_state", Class: ResourceState, Cause: "resource not available", Root: resource,
			Patterns: append(available, []string{
				"is not in state available", "instance {resource name} is not in state available", "is not currently in the available state", "is not in the available state", "not in the available state",
				"instance is not in available state", "instance {resource name} is not in available state", "cluster {resource name} is not in available state", "dbinstance {resource name} is not in available state", "dbcluster {resource name} is not in available state",
				"cannot snapshot volume", "^cannot snapshot volume", "invaliddbinstancestate*", "invaliddbclusterstate*", "invalidclusterstate*", "incorrectinstancestate", "incorrectstate:",
				"incorrectfilesystemlifecyclestate*", "cannot create a snapshot because the database instance {resource name} is not currently in the available state",
				"resourceinuseexception…table is being", "tableinuseexception", "tableinuseexception…table is being", "is in an invalid state for snapshot",
			}...),
			Meaning: "{?backup job}{resource|The resource} was stopped, being changed or being deleted when the job came.\n" +
				"Something that {job=the job|it} needs was stopped, being changed or being deleted when it ran; the words say what.",
			Remedy: state,
			Examples: []string{
				"DB instance orders-db is not in 'available' state", "Instance orders-db is not in state available.", "DBInstance orders-db is not in available state", "Cannot snapshot volume vol-0123456789abcdef0 while it is being detached",
				"An error occurred (InvalidDBInstanceState) when calling the CreateDBSnapshot operation: Cannot create a snapshot because the database instance orders-db is not currently in the available state.",
				"InvalidDBClusterStateFault: Cluster is not in the available state",
				"TableInUseException: Attempt to change a resource which is still in use: Table is being created: orders",
			},
		},
		{
			ID: "table_backups_not_ready", Class: ResourceState, Cause: "backups of the table not enabled yet", Root: resource,
			Patterns: []string{"continuousbackupsunavailable*", "backups are being enabled for the table: {table}", "backups are being enabled for the table", "backups have not yet been enabled for this table"},
			Meaning:  "DynamoDB was still enabling backups of {table|the table}, as it does for a while after a table was created.",
			Remedy:   []string{"Run it again in a few minutes", "Where it stays, see the status of the continuous backups of {table|the table} (DescribeContinuousBackups)"},
			Examples: []string{"ContinuousBackupsUnavailableException: Backups are being enabled for the table: orders. Please retry later"},
		},
		{
			ID: "invalid_state_category", Class: ResourceState, Cause: "resource not available", Group: "resource_state", Root: resource,
			Categories: []string{"INVALID_STATE"},
			Patterns:   []string{"is not in state", "is not in a valid state", "invalid state", "is in state", "while it is"},
			Meaning: "{?backup job}AWS Backup found {resource|the resource} in a state in which it can't be backed up.\n" +
				"AWS Backup found something that the job needs in the wrong state; the words say what.",
			Remedy:   state,
			Examples: []string{"File system fs-0123456789abcdef0 is not in state ACTIVE"},
		},
		{
			ID: "type_unsupported", Class: ResourceUnsupported, Cause: "type of resource not supported", Root: []string{"type", "resource"},
			Patterns: []string{"^unsupported resource type$", "^unsupported resource type: arn:"},
			Meaning: "{?scan job}Malware scans are of recovery points of EBS, EC2 and S3 alone.\n" +
				"AWS Backup does not support {type|this type of resource} in {region|this Region}.",
			Remedy:   []string{"{!scan job}See whether the Region's settings have the type switched on", "{?scan job}See which types malware scans take, and let the scan settings of {plan|the plan} name those alone", "{?backup job}Protect {resource|the resource} some other way, and only then take it out of the selection of {plan|the plan}", "{!backup job}{!no backup}Where a backup plan selects it: protect it some other way, and only then take it out of the selection"},
			Examples: []string{"Unsupported resource type: arn:aws:sqs:eu-west-1:111122223333:orders"},
		},
		{
			ID: "subscription_needed", Class: RegionDisabled, Cause: "service not activated", Root: []string{"account", "region"},
			Patterns: []string{
				"the aws access key id needs a subscription for the service", "optinrequired", "you are not subscribed to this service",
				"aws access key id requires a subscription for the service",
			},
			Meaning:  "{account=Account $|The account of the job} has not activated the service, or not in {region|that Region}.",
			Remedy:   []string{"Activate the service or the Region in {account=account $|the account of the job}", "A new account can take a while until its services are active"},
			Examples: []string{"The AWS Access Key Id needs a subscription for the service"},
		},
		{
			ID: "marketplace_terms", Class: Other, Cause: "Marketplace product not subscribed", Root: []string{"account"},
			Patterns: []string{"to use this aws marketplace product you need to accept terms and subscribe", "optinrequired…to use this aws marketplace product you need to accept terms and subscribe"},
			Meaning:  "The instance comes from an image of AWS Marketplace, to whose product {account=account $|the account} has no subscription (any more).",
			Remedy: []string{
				"See which product it is (the link in AWS's words), and whether its terms may be accepted for {account=account $|the account}",
				"Subscribe to it there, then run it again",
				"{!no restore}Or restore the data volumes of the recovery point on their own",
			},
			Examples: []string{"OptInRequired: In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=example"},
		},
		{
			ID: "tags_not_copied", Class: Tagging, Cause: "tags were not copied", Root: resource,
			Patterns: []string{"unable to copy resource tags to your backup", "we are unable to copy resource tags to your backup because of the internal failure", "source or destination recovery point is unavailable", "unable to copy tags"},
			Meaning:  "The data is safe; the tags of {resource|the resource} did not come along.",
			Remedy:   []string{"Tag {point|the recovery point} by hand where something selects by its tags", "See whether {role|the job's role} may list the tags of {type|the resource} and tag recovery points"},
			Examples: []string{"We are unable to copy resource tags to your backup because of the Internal Failure", "We are unable to copy resource tags because the source or destination recovery point is unavailable"},
		},
		{
			ID: "token_expired", Class: CredentialsExpired, Cause: "job outlived its credentials", Root: resource,
			Patterns: []string{"^token expired. try again", "^token expired. please try again"},
			Meaning:  "The job ran longer than the credentials that AWS Backup had for it.",
			Remedy:   []string{"Run the job again", "Where it happens each time, see why {resource|the resource} takes so long"},
			Examples: []string{"Token expired. Try again."},
		},
		{
			ID: "stopped_by_user", Class: StoppedByUser, Cause: "{?scan job}scan stopped by a user\n{!scan job}stopped by a user", ByKind: true, Root: []string{"account"},
			Patterns: []string{"backup job was stopped by user", "scan job was stopped by user", "backup job was stopped by the user", "^job was stopped by user"},
			Meaning:  "Somebody stopped the job.",
			Remedy:   []string{"See in CloudTrail who stopped {job|it}{no backup=| (StopBackupJob)}", "Run it again if its {scan job=result|recovery point} is needed"},
			Examples: []string{"Backup job was stopped by user.", "Scan job was stopped by user"},
		},
		{
			// Not AWS's confirmed words.
			ID: "restore_aborted", Class: StoppedByUser, Cause: "restore stopped by a user", Group: "stopped_by_user", ByKind: true, Root: []string{"account"}, Confidence: Medium,
			Patterns: []string{"restore job was aborted by user", "restore job was aborted by the user"},
			Meaning:  "The restore was aborted for somebody. AWS Backup has no call that stops a restore: what was done was done to the resource that it made.",
			Remedy: []string{
				"See in CloudTrail what was done in {scope|the scope} when the restore ended, such as the deletion of what it made",
				"Restore again if it is still needed",
				"See what is left of it, and who needs that, before anything of it is deleted",
			},
			Examples: []string{"Restore job was aborted by user"},
		},
		{
			ID: "scan_partial", Class: PartialData, Cause: "some objects were not scanned", Root: resource,
			Patterns: []string{"scan job partially completed. view more details in amazon guardduty", "scan job partially completed"},
			Meaning:  "The malware scan left some objects of {point|the recovery point} out.",
			Remedy:   []string{"See in the GuardDuty console which objects were skipped and why", "Scan again, or scan what was skipped by hand"},
			Examples: []string{"Scan job partially completed. View more details in Amazon GuardDuty"},
		},
		{
			ID: "kubernetes_backup_partial", Class: PartialData, Cause: "some Kubernetes objects not backed up", Root: resource,
			Patterns: []string{"some kubernetes objects failed to be backed up", "some kubernetes objects failed to back up"},
			Meaning:  "AWS Backup could not read all objects of {resource|the cluster}.",
			Remedy: []string{
				"See the job's events for the objects", "See whether the access entry of {role|the job's role} in the cluster reads every namespace and custom resource",
				"See whether an admission or conversion webhook fails",
			},
			Examples: []string{"Some Kubernetes Objects failed to be backed up"},
		},
		{
			ID: "kubernetes_restore_partial", Class: PartialData, Cause: "some Kubernetes objects not restored", Root: resource,
			Patterns: []string{"one or more kubernetes objects failed to restore", "one or more kubernetes objects failed to be restored", "some kubernetes objects failed to restore"},
			Meaning:  "Not all objects could be restored: some were there already, or a webhook refused them.",
			Remedy:   []string{"See the job's events for the objects", "Mend what refuses them and restore those namespaces again"},
			Examples: []string{"One or more Kubernetes objects failed to restore"},
		},
		{
			ID: "request_unsupported", Class: ResourceUnsupported, Cause: "not supported here", Root: []string{"type", "resource"}, Confidence: Medium,
			Kinds:      []backup.JobKind{backup.BackupJob, backup.CopyJob},
			Categories: []string{"UNSUPPORTED_OPERATION", "RESOURCE_NOT_SUPPORTED"},
			Patterns:   []string{"is not supported", "not supported", "does not support"},
			Meaning:    "AWS Backup does not support this for {type|the type of the resource}, or not in {region|this Region}.",
			Remedy:     []string{"See what {type|the type} supports in {region|the Region}, and change {rule|the rule}", "Or protect {resource|the resource} some other way, and only then take it out of the selection"},
			Examples:   []string{"Backup is not supported for this file system"},
		},
	}
}
