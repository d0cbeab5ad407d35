package triage

// premisesEntries are about virtual machines of VMware behind a backup gateway, and about
// SAP HANA on EC2.
func premisesEntries() []Entry {
	machine := []string{"resource"}
	gateway := []string{"gateway", "hypervisor", "resource"}
	return []Entry{
		{
			ID: "hypervisor_offline", Class: HypervisorGateway, Cause: "hypervisor is offline", Root: []string{"hypervisor", "scope"},
			Patterns: []string{
				"not valid for the specified hypervisor because it is not online", "the request is not valid for the specified hypervisor",
				"not valid for the hypervisor because it is not online",
			},
			Meaning:  "AWS Backup does not reach the hypervisor of {resource|the machine}: the gateway or vCenter is down, or its password changed.",
			Remedy:   []string{"See whether the backup gateway runs and is online in the console", "See whether it reaches vCenter on port 443 with the stored user and password", "Run the jobs again"},
			Examples: []string{"The request is not valid for the specified hypervisor because it is not online."},
		},
		{
			ID: "vm_snapshot_unsupported", Class: ResourceUnsupported, Cause: "machine can't be snapshotted", Root: machine, Confidence: Medium,
			Patterns: []string{"createsnapshot method not supported on hypervisor during snapshot creation"},
			Meaning:  "{resource|The machine} has disks of which vSphere makes no snapshots, such as independent or raw device disks.",
			Remedy:   []string{"See the mode of its disks in vSphere and change it, or leave {resource|the machine} out"},
			Examples: []string{"CreateSnapshot method not supported on hypervisor during snapshot creation"},
		},
		{
			ID: "vm_cbt", Class: HypervisorGateway, Cause: "Changed Block Tracking trouble", Root: machine,
			Patterns: []string{
				"cbt is invalid", "(cbt)…is invalid", "cbt not available", "(cbt) was not available", "changed block tracking (cbt)…invalid", "cbt data is invalid", "changed block tracking (cbt) was not available",
				"changed block tracking is not available", "changed block tracking was not available",
			},
			Meaning:  "Changed Block Tracking of {resource|the machine} is off or corrupt, so that the backup is full or fails.",
			Remedy:   []string{"Reset Changed Block Tracking of {resource|the machine} in vSphere: switch it off, take a snapshot, delete it, switch it on", "The next backup is a full one"},
			Examples: []string{"Changed Block Tracking (CBT) was not available during the backup.", "CBT not available"},
		},
		{
			ID: "vm_data_ports", Class: HypervisorGateway, Cause: "gateway does not reach the ESXi host", Root: gateway,
			Patterns: []string{"failed to process backup data", "error opening disk on the virtual machine"},
			Meaning:  "The gateway could not read the disks of {resource|the machine}.",
			Remedy:   []string{"Let the gateway reach vCenter and each ESXi host on ports 443 and 902", "See whether the gateway resolves the names of the ESXi hosts", "Run the job again"},
			Examples: []string{"Error opening disk on the virtual machine.", "Failed to process backup data."},
		},
		{
			ID: "vm_upload", Class: HypervisorGateway, Cause: "gateway's uplink too slow", Root: gateway,
			Patterns: []string{"failed to upload backup during data ingestion", "cloud network request timed out during data ingestion"},
			Meaning:  "The gateway could not send the data to AWS in time: it needs at least 100 Mbit/s, and no proxy that cuts it off.",
			Remedy:   []string{"See the bandwidth from the gateway to AWS and what else uses it", "See whether a proxy or firewall ends long connections", "Run fewer machines at a time"},
			Examples: []string{"Failed to upload backup during data ingestion.", "Cloud network request timed out during data ingestion"},
		},
		{
			ID: "vm_snapshot_failed", Class: HypervisorGateway, Cause: "vSphere snapshot failed", Root: machine, Confidence: Medium,
			Patterns: []string{"failed to create backup during snapshot creation", "failed to process backup data. aborted backup job"},
			Meaning:  "vSphere could not make a snapshot of {resource|the machine}.",
			Remedy:   []string{"See the tasks of {resource|the machine} in vCenter: free space of the datastore, and whether the guest could be quiesced", "Delete snapshots that are left over, and run the job again"},
			Examples: []string{"Failed to create backup during snapshot creation.", "Failed to process backup data. Aborted backup job."},
		},
		{
			ID: "gateway_busy", Class: HypervisorGateway, Cause: "no gateway free", Root: []string{"gateway", "hypervisor", "scope"},
			Patterns: []string{"no gateways available to work on job", "^abort signal detected"},
			Meaning:  "All gateways were offline, or busy: each works on four jobs at a time.",
			Remedy:   []string{"See whether the gateways are online", "Add a gateway, or spread the schedules of the machines"},
			Examples: []string{"No gateways available to work on job.", "Abort signal detected"},
		},
		{
			ID: "hana_stopped", Class: ResourceState, Cause: "database is stopped", Root: machine,
			Patterns: []string{"database cannot be backed up while it is stopped"},
			Meaning:  "{resource|The SAP HANA database} does not run.",
			Remedy:   []string{"Start {resource|the database}, or leave it out while it is stopped on purpose"},
			Examples: []string{"Database cannot be backed up while it is stopped"},
		},
		{
			ID: "hana_log_backup", Class: ResourceState, Cause: "log backups of SAP HANA fail", Root: machine,
			Patterns: []string{"encountered an issue with log backups. please check sap hana", "encountered an issue with log backups"},
			Meaning:  "Log backups of {resource|the SAP HANA database} do not get through, so that no point in time can be promised.",
			Remedy:   []string{"See backint.log and backup.log of {resource|the database}", "See whether the Backint agent is configured and reaches backup-storage of the Region"},
			Examples: []string{"Encountered an issue with log backups. Please check SAP HANA for details."},
		},
		{
			ID: "hana_no_strategy", Class: ResourceState, Cause: "no recovery strategy", Root: machine, Confidence: Medium,
			Patterns: []string{"449: recovery strategy could not be determined", "recovery strategy could not be determined: [111014]"},
			Meaning:  "SAP HANA finds no backup in the catalog that fits: the Backint agent is not installed properly, or catalog and data do not match.",
			Remedy:   []string{"Install or configure the Backint agent on the target again", "Try the other choice for the catalog, or another recovery point"},
			Examples: []string{"449: recovery strategy could not be determined: [111014] The backup with backup id '1660627536506' cannot be used for recovery SQLSTATE: HY000"},
		},
		{
			ID: "hana_not_completed", Class: ResourceState, Cause: "recovery could not be completed", Root: machine, Confidence: Medium,
			Patterns: []string{"448: recovery could not be completed", "recovery could not be completed: [301102]"},
			Meaning:  "SAP HANA stopped the recovery: the other database is stopped, or a log in the chain is missing.",
			Remedy:   []string{"Start the database that the words name, and restore again", "Or restore to an earlier point in time"},
			Examples: []string{"448: recovery could not be completed: [301102] exception 301153: Sending root key to secondary failed: connection refused. This may be caused by a stopped system replication secondary."},
		},
		{
			ID: "hana_unreachable", Class: Connectivity, Cause: "SAP HANA can't be reached", Root: machine,
			Patterns: []string{"-10709: connection failed", "connection failed (rte:[89006]"},
			Meaning:  "Nothing answers at the port of {resource|the SAP HANA database}.",
			Remedy:   []string{"Start sapstartsrv and the database on the host", "See whether the host's firewall lets the agent reach it"},
			Examples: []string{"-10709: Connection failed (RTE:[89006] System call 'connect' failed, rc=111:Connection refused {10.0.1.12:53742 -> 10.0.1.12:30013})"},
		},
		{
			ID: "hana_storage_unreachable", Class: Connectivity, Cause: "agent does not reach AWS", Root: machine, Confidence: Medium,
			Patterns: []string{"requesterror: send request failed…connection timed out", "requesterror: send request failed…backup-storage"},
			Meaning:  "The Backint agent could not reach the endpoint of AWS Backup storage.",
			Remedy:   []string{"Run the job again: it may have been a passing trouble of the network", "Give the subnet of {resource|the host} a VPC endpoint for backup-storage, or a NAT gateway"},
			Examples: []string{"RequestError: send request failed caused by: read tcp 10.0.1.12:39212->52.94.36.1:443: read: connection timed out"},
		},
		{
			ID: "hana_restore_cancelled", Class: ResourceState, Cause: "restore cancelled on the HANA side", Root: machine,
			Patterns: []string{"restore job provided is not ready to return chunks"},
			Meaning:  "SAP HANA, or somebody there, cancelled the restore while AWS Backup still sent data.",
			Remedy:   []string{"See the log of SAP HANA for who cancelled it", "Start the restore again"},
			Examples: []string{"The Restore job provided is not ready to return chunks. Current restore job status is: CANCELLED"},
		},
	}
}
