package triage

// snapshotEntries are limits of EBS snapshots. Their names are alike and their remedies are
// not: one volume may have few snapshots pending, an account some, and a Region many in all
// (EC2 API Reference, "Error codes for the Amazon EC2 API").
func snapshotEntries() []Entry {
	scope := quotaRoot()
	return []Entry{
		{
			ID: "volume_snapshots_in_progress", Class: Concurrency, Cause: "too many snapshots of one volume at once", Root: []string{"resource"}, Apart: true,
			Patterns: []string{
				"maximum allowed in-progress snapshots for a single volume exceeded", "concurrentsnapshotlimitexceeded",
				"concurrentsnapshotlimitexceeded…maximum allowed in-progress snapshots for a single volume exceeded",
				"maximum number of in-progress snapshots for a single volume exceeded", "maximum number of in progress snapshots allowed for a single volume exceeded",
			},
			Meaning: "Something else makes snapshots of {resource|the volume} at the same time: five may be pending, of st1 and sc1 volumes one.",
			Remedy: []string{
				"Find what else makes its snapshots: Data Lifecycle Manager, a script, a second rule that selects the instance",
				"Keep one of them, or move the schedule of {rule|the rule}",
			},
			Examples: []string{"Maximum allowed in-progress snapshots for a single volume exceeded.", "An error occurred (ConcurrentSnapshotLimitExceeded) when calling the CreateSnapshot operation: Maximum allowed in-progress snapshots for a single volume exceeded."},
		},
		{
			ID: "snapshot_rate", Class: Throttling, Cause: "snapshots of one volume too fast", Root: []string{"resource"}, Apart: true,
			Patterns: []string{
				"snapshotcreationpervolumerateexceeded", "snapshotcreationpervolumerateexceeded…the maximum per volume createsnapshot request rate has been exceeded",
				"the maximum per volume createsnapshot request rate has been exceeded",
			},
			Meaning:  "Snapshots of {resource|the volume} were asked for faster than EC2 makes them one after the other.",
			Remedy:   []string{"Run it again", "Find what else makes its snapshots at that time: Data Lifecycle Manager, a script, a second rule that selects the instance"},
			Examples: []string{"SnapshotCreationPerVolumeRateExceeded: The maximum per volume CreateSnapshot request rate has been exceeded. Use an increasing or variable sleep interval between requests."},
		},
		{
			ID: "image_throttled", Class: Concurrency, Cause: "instance and volume protected at once", Root: []string{"resource"},
			Patterns: []string{"image creation throttled due to maximum number of concurrent snapshots on an ebs volume"},
			Meaning:  "{resource|The instance} and one of its volumes are backed up at the same time.",
			Remedy:   []string{"Protect either the instance or its volumes, in one plan", "Or move one of the schedules"},
			Examples: []string{"Image creation throttled due to maximum number of concurrent snapshots on an EBS volume."},
		},
		{
			ID: "snapshot_quota", Class: Quota, Cause: "EBS snapshot quota reached", Root: scope,
			Patterns: []string{
				"maximum allowed active snapshot limit exceeded", "snapshotlimitexceeded", "snapshotlimitexceeded…maximum allowed active snapshot limit exceeded",
				"maximum allowed active snapshots exceeded", "maximum number of active snapshots exceeded",
			},
			Meaning:  "{scope|The Region} has as many EBS snapshots as it may have (100,000 by default).",
			Remedy:   []string{"Ask for a higher quota: Service Quotas, EBS, snapshots per Region", "See which snapshots no plan made or expires, and who owns them", pruneStep()},
			Examples: []string{"Maximum allowed active snapshot limit exceeded.", "An error occurred (SnapshotLimitExceeded) when calling the CreateSnapshot operation"},
		},
		{
			ID: "snapshots_pending", Class: Quota, Cause: "too many EBS snapshots pending", Root: scope,
			Patterns: []string{"pendingsnapshotlimitexceeded", "pendingsnapshotlimitexceeded…limit on the number of amazon ebs snapshots that you can have in the pending state"},
			Meaning:  "{scope|The account} has as many EBS snapshots pending in this Region as it may have, of all its volumes together.",
			Remedy: []string{
				"Wait until some are completed, then run the jobs again",
				"Spread the schedules: see which rules, Data Lifecycle Manager policies and scripts begin at the same hour in {scope|the scope}",
				"Ask for a higher quota: Service Quotas, EBS, pending snapshots per account",
			},
			Examples: []string{"PendingSnapshotLimitExceeded: You've reached the limit on the number of Amazon EBS snapshots that you can have in the pending state."},
		},
		{
			ID: "snapshot_copies", Class: Concurrency, Cause: "too many snapshot copies at once", Root: scope, Confidence: Medium,
			Patterns: []string{"resourcelimitexceeded…too many snapshot copies in progress", "too many snapshot copies in progress"},
			Meaning:  "More EBS snapshots are being copied into {destination region|the destination Region} than EC2 does at a time.",
			Remedy:   []string{"Wait until some copies are done, then copy again", "Spread the copies over more time: schedules of the rules that copy into {destination region|that Region}"},
			Examples: []string{"ResourceLimitExceeded: You have exceeded an Amazon EC2 resource limit. For example, you might have too many snapshot copies in progress."},
		},
	}
}

// pruneStep is the last step where a quota of backups is reached: it takes protection away.
func pruneStep() string {
	return "Last, delete only those that their owners give up, or give {rule|the rule} a shorter retention: what is deleted can't be restored any more"
}

// quotaRoot is what a quota of an account in a Region hangs on.
func quotaRoot() []string { return []string{"scope", "region", "account"} }
