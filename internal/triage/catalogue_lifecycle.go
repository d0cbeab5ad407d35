package triage

// lifecycleEntries are retentions and lifecycles that a vault, its lock or AWS Backup
// refuses.
func lifecycleEntries() []Entry {
	const (
		fits = "{?fits now}The lock of {written vault|the vault} refused them. As the lock stands now, between {min retention|its minimum} and {max retention|its maximum}, it would take what they asked for, {retentions}: the limits were others then.\n" +
			"{?some fit}The lock of {written vault|the vault} refused them. As the lock stands now, between {min retention|its minimum} and {max retention|its maximum}, it would take the {some fit} that some of them asked for, since the limits were others then; it still refuses {some misfit}.\n" +
			"{?fits now}The lock of {written vault|the vault} refused it. As the lock stands now, between {min retention|its minimum} and {max retention|its maximum}, it would take the {retention|retention} that this one asked for: the limits were others then.\n"
		again  = "{?fits now}Run {retentions=them|it} again"
		some   = "{?some fit}Run those again that asked for {some fit}"
		others = "{?some fit}Give what asked for {some misfit} a retention within the limits of {written vault|the vault}"
	)
	return []Entry{
		{
			ID: "lock_retention", Class: LockOrLifecycle, Cause: "retention outside the vault's limits", Root: []string{"destination vault", "vault in scope"},
			Patterns: []string{
				"the retention specified in the job is not within the range specified for the target backup vault",
				"retention specified in the job is not within the range specified for the",
				"lifecycle is outside the valid range for backup vault", "lifecycle is outside the valid range for the backup vault",
				"backup job failed because the lifecycle is outside the valid range for backup vault",
				"retention specified in the job is not within the range specified by the target backup vault", "retention period specified in the job is not within the range specified for the target backup vault", "retention period specified in the copy job is not within the range specified for the target backup vault", "lifecycle is outside of the valid range for the backup vault", "lifecycle is outside the valid range for vault {vault}",
			},
			Meaning: fits + "As it stands now, the lock of {written vault|the vault} takes recovery points of a retention between {min retention|its minimum} and {max retention|its maximum} only; {retention=this one asked for $|what was refused lay outside its limits of then}. Forever is more than any maximum.",
			Remedy: []string{
				again, some, others,
				"{!fits now}{!some fit}Give {rule|the rule or the copy} a retention within the limits of {written vault|the vault}",
				"{!fits now}Or write to another vault: limits of a vault locked in compliance mode can't be changed",
			},
			Examples: []string{
				"The retention specified in the job is not within the range specified for the target Backup Vault",
				"Backup job failed because the lifecycle is outside the valid range for backup vault.",
			},
		},
		{
			// Not AWS's confirmed words: variants of those above.
			ID: "lock_retention_words", Class: LockOrLifecycle, Cause: "retention outside the vault's limits", Group: "lock_retention", Root: []string{"destination vault", "vault in scope"}, Confidence: Medium,
			Patterns: []string{
				"retention period is outside of the range allowed by the vault lock", "retention period is outside the range allowed by the vault lock",
				"retention period…is not within the range…vault lock", "less than the minimum retention period of the backup vault",
				"less than the minimum retention of the vault lock", "exceeds the maximum retention period of the backup vault",
				"exceeds the maximum retention of the vault lock",
			},
			Meaning: fits + "As it stands now, the lock of {written vault|the vault} takes recovery points of a retention between {min retention|its minimum} and {max retention|its maximum} only; {retention=this one asked for $|what was refused lay outside its limits of then}.",
			Remedy: []string{
				again, some, others,
				"{!fits now}{!some fit}Compare the retention of {rule|the rule or the copy} with the limits of {written vault|the vault}, and change it to fit",
				"{!fits now}Or write to another vault: limits of a vault locked in compliance mode can't be changed",
			},
			Examples: []string{"Retention period is outside of the range allowed by the vault lock"},
		},
		{
			ID: "lock_refuses", Class: LockOrLifecycle, Cause: "vault lock refuses", Root: []string{"vault in scope"},
			Patterns: []string{
				"cannot be deleted because…vault lock", "cannot be deleted or updated because the backup vault is locked", "backup vault is locked",
				"vault lock configuration…cannot be", "recovery point cannot be deleted…vault lock", "backup vault lock…cannot be deleted",
			},
			Confidence: Medium,
			Meaning:    "{vault|The vault} is locked: what is in it can't be deleted or get a shorter life before its time, and a lock in compliance mode stays.",
			Remedy: []string{
				"Wait until the recovery point's retention ends",
				"Ask who owns the lock before anything is done about it: in governance mode it can be taken off (backup:DeleteBackupVaultLockConfiguration), and protects nothing then",
			},
			Examples: []string{"The recovery point cannot be deleted because the backup vault is locked."},
		},
		{
			ID: "legal_hold", Class: LockOrLifecycle, Cause: "on legal hold", Root: []string{"point", "vault in scope"}, Confidence: Medium,
			Patterns: []string{"recovery point is under legal hold", "recovery point…is under legal hold", "recovery point…legal hold", "cannot be deleted…legal hold"},
			Meaning:  "A legal hold keeps {point|the recovery point}.",
			Remedy:   []string{"See which legal hold covers it, and ask who placed it", "What is past its retention goes within about a day after the hold is cancelled"},
			Examples: []string{"Recovery point arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0 cannot be deleted because it is under legal hold."},
		},
		{
			ID: "lifecycle_invalid", Class: LockOrLifecycle, Cause: "lifecycle refused", Root: []string{"rule in plan", "vault in scope"},
			Patterns: []string{
				"deleteafterdays cannot be less than 90 days apart from movetocoldstorageafterdays", "90 days…movetocoldstorageafterdays",
				"deleteafterdays…must be…movetocoldstorageafterdays",
			},
			Meaning:  "A recovery point that moves to cold storage has to stay there for at least 90 days.",
			Remedy:   []string{"Let {rule|the rule} keep recovery points for at least 90 days after the move to cold storage, or not move them"},
			Examples: []string{"Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays"},
		},
		{
			ID: "lifecycle_days", Class: LockOrLifecycle, Cause: "retention is no number of days", Root: []string{"rule in plan", "vault in scope"},
			Patterns: []string{"deleteafterdays cannot be less than 1 or more than 36500 days", "invalid lifecycle. deleteafterdays cannot be less than 1 or more than 36500 days"},
			Meaning:  "AWS Backup keeps recovery points for 1 to 36,500 days, or forever where no number is given.",
			Remedy:   []string{"Give {rule|the rule} a retention of 1 to 36,500 days", "To keep recovery points forever, leave DeleteAfterDays out instead of setting it to 0 or less"},
			Examples: []string{"InvalidParameterValueException: Invalid lifecycle. DeleteAfterDays cannot be less than 1 or more than 36500 days"},
		},
		{
			ID: "continuous_elsewhere", Class: LockOrLifecycle, Cause: "continuous backup in another vault", Root: []string{"bucket", "resource"},
			Patterns: []string{"bucket {bucket} already has continuous backup enabled for another vault", "already has continuous backup enabled for another vault"},
			Meaning:  "{bucket|The resource} can have one continuous recovery point, and has it in another vault.",
			Remedy: []string{
				"Let {rule|the rule} write into the vault that has it",
				"Or wait until that recovery point's retention ends; where that vault is locked there is no other way",
				"Only where the new vault matters more: disassociate the continuous recovery point there (DisassociateRecoveryPoint), and run the job again; until that is done nothing records changes",
			},
			Examples: []string{"Bucket orders-archive already has continuous backup enabled for another vault Backup job failed."},
		},
		{
			ID: "air_gapped_type", Class: ResourceUnsupported, Cause: "type not taken by air-gapped vaults", Root: []string{"type", "resource"},
			Patterns: []string{"resource type is not supported by logically air-gapped backup vault", "backup job completed successfully to the target backup vault. this resource type is not supported by logically air-gapped backup vault"},
			Meaning:  "The backup is in {vault|the backup vault}; a logically air-gapped vault does not take {type|this type of resource}.",
			Remedy:   []string{"Nothing, where {vault|the backup vault} is enough", "Else take {resource|the resource} out of that plan, and protect it by one without an air-gapped vault and with a copy to another account"},
			Examples: []string{"Backup job completed successfully to the target backup vault. This resource type is not supported by logically air-gapped backup vault."},
		},
		{
			ID: "air_gapped_key", Class: KMS, Cause: "AWS-managed key: not in the air-gapped vault", Root: []string{"resource"},
			Patterns: []string{"encrypted with an aws managed key and cannot be copied to a logically air-gapped backup vault"},
			Meaning:  "The backup is in {vault|the backup vault}; it can't go on to a logically air-gapped vault, since {resource|the resource} is encrypted with a key that AWS manages.",
			Remedy:   []string{"Encrypt {resource|the resource} with a key of your own, and back it up again", "Or take it out of that plan, where {vault|the backup vault} is enough"},
			Examples: []string{"Backup job completed successfully to the target backup vault. This resource is encrypted with an AWS managed key and cannot be copied to a logically air-gapped backup vault."},
		},
	}
}
