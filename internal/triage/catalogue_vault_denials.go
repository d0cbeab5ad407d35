package triage

// vaultDenialEntries are denials by the access policy of a vault, in the words of IAM.
func vaultDenialEntries() []Entry {
	return []Entry{
		{
			ID: "copy_into_vault_denied", Class: VaultPolicy, Cause: "destination vault refuses the copy", Group: "copy_vault_denied", Root: []string{"denied resource", "destination vault"},
			Actions: []string{"backup:CopyIntoBackupVault"},
			Patterns: []string{
				"not authorized to perform: backup:copyintobackupvault",
				"not authorized to perform: backup:copyintobackupvault…because no resource-based policy allows the",
				"not authorized to perform backup:copyintobackupvault",
			},
			Meaning:  "The access policy of {denied resource|the destination vault} does not let {principal|the caller} copy into it.",
			Remedy:   []string{"Let the access policy of {denied resource|the destination vault} allow backup:CopyIntoBackupVault to the source account"},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/CopyRole/AWSBackup-CopyRole is not authorized to perform: backup:CopyIntoBackupVault on resource: arn:aws:backup:eu-west-1:444455556666:backup-vault:central because no resource-based policy allows the backup:CopyIntoBackupVault action"},
		},
		{
			ID: "copy_into_vault_forbidden", Class: VaultPolicy, Cause: "destination vault denies the copy", Group: "copy_vault_denied", Root: []string{"denied resource", "destination vault"},
			Actions:  []string{"backup:CopyIntoBackupVault"},
			Patterns: []string{"not authorized to perform: backup:copyintobackupvault…with an explicit deny in a resource-based policy"},
			Meaning:  "The access policy of {denied resource|the destination vault} says Deny to {principal|the caller}: no other policy can allow the copy.",
			Remedy: []string{
				"Ask the owner of {denied resource|the destination vault} whether its Deny is there on purpose",
				"Where it is not meant for this, let its condition except the source account alone, and see whether another statement allows backup:CopyIntoBackupVault to it",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/CopyRole/AWSBackup-CopyRole is not authorized to perform: backup:CopyIntoBackupVault on resource: arn:aws:backup:eu-west-1:444455556666:backup-vault:central with an explicit deny in a resource-based policy"},
		},
		{
			// Of what AWS Backup has, vaults alone have policies; recovery points have those of their vault.
			ID: "denied_by_vault_policy", Class: VaultPolicy, Cause: "the vault's access policy denies", Root: []string{"vault", "vault in scope", "denied resource"},
			Patterns: []string{
				"not authorized to perform: backup:…because no resource-based policy allows the",
				"not authorized to perform: backup:…with an explicit deny in a resource-based policy",
			},
			Meaning: "The access policy of {vault|the vault that holds it} does not let {principal|the caller} do {action|the action}, often on purpose: it keeps recovery points from being deleted.",
			Remedy: []string{
				"Ask the owner of {vault|the vault} whether its access policy keeps {caller|the caller} out on purpose (GetBackupVaultAccessPolicy)",
				"Where it is not meant for this: let a condition of its Deny except {caller|the caller} alone, or a statement allow {action|the action}",
			},
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: backup:DeleteRecoveryPoint on resource: arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0 with an explicit deny in a resource-based policy",
			},
		},
	}
}
