package triage

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// keyEntries are troubles with keys of AWS KMS. Those that make one key unusable are one
// group, so that one key is one cause whatever the job and the service's words.
func keyEntries() []Entry {
	const unusable = keyUnusable
	policy := "Let its key policy allow {role|the job's role} kms:DescribeKey, kms:Decrypt, kms:GenerateDataKey*, kms:ReEncrypt* and kms:CreateGrant"
	changes := keyChanges()
	given := []string{
		"given key id is not accessible", "given key id not accessible", "given kms key id is not accessible", "given key is not accessible. you must have describekey permissions*", "given key id is not accessible. you must have describekey permissions*",
		"key id is not accessible…describekey permissions",
	}
	specified := []string{
		"the specified aws kms key arn does not exist, is not enabled or you do not have permission*",
		"the specified aws kms key arn {key} does not exist, is not enabled or you do not have permission*",
		"the specified kms key {key} does not exist, is not enabled or you do not have permission*",
		"the specified kms key does not exist, is not enabled or you do not have permission*",
		"the kms key {key} does not exist, is not enabled or you do not have permission*",
	}
	return []Entry{
		{
			ID: unusable, Class: KMS, Cause: "encryption key not usable", Root: []string{"key", "vault in scope"},
			Actions: keyActions(),
			Patterns: []string{
				"kms key is either disabled or pending deletion or access to kms key is denied",
				"kms key {key} is either disabled or pending deletion or access to kms key is denied",
				"^the key is either disabled or pending deletion or access to kms key is denied",
				"kms key is either disabled, pending deletion, or access to the kms key is denied", "kms key is either disabled or pending deletion or access to aws kms key is denied", "encryption key is either disabled or pending deletion or access to the key is denied",
			},
			Meaning: "The key {key|that the job needs} is disabled, pending deletion, or its policy does not let {role|the job's role} use it.",
			Remedy: []string{
				"See the state of {key|the key}: enable it, or cancel its deletion",
				policy, "Run the jobs again",
			},
			Also: changes,
			Examples: []string{
				"Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied",
				"Backup job failed because the KMS key arn:aws:kms:us-east-1:111122223333:key/1f0c2a51-0000-4000-8000-000000000001 is either disabled or pending deletion or access to KMS key is denied",
			},
		},
		{
			ID: "kms_copy_key_not_accessible", Class: KMS, Cause: "{?blamed key}key of the copy not accessible\n{?other account}source key not open to the destination\nkey of the copy not accessible",
			Group: unusable, Root: []string{blamedKey, "key", "destination account"}, Confidence: Medium,
			Actions: keyActions(), Kinds: []backup.JobKind{backup.CopyJob},
			Patterns: given,
			Meaning: "{?blamed key}Copies into {destination vault} need {blamed key}, which that vault encrypts with, and may not use it: other jobs that have only this key in common fail too.\n" +
				"The copy needs the key that the source is encrypted with, {key|which is not named here}, and {copier|the account of the destination} may not use it.",
			Remedy: []string{
				"{?blamed key}See whether {blamed key} exists and is enabled; if it is not, enable it, or cancel its deletion",
				"{?blamed key}Let its policy allow {role|the copy role} and the service-linked role of AWS Backup of its account kms:DescribeKey, kms:Decrypt, kms:CreateGrant, kms:GenerateDataKey* and kms:ReEncrypt*",
				"{?blamed key}If it is well, see the same of the keys that the sources are encrypted with; then run the copies again",
				"{!blamed key}See whether {key|the source's key} exists and is enabled",
				"{!blamed key}{!own account}Let the policy of {key|the source's key} allow {destination account=account $|the account of the destination} kms:DescribeKey, kms:Decrypt, kms:CreateGrant, kms:GenerateDataKey* and kms:ReEncrypt*",
				"{!blamed key}{!own account}Let {role|the copy role} and the service-linked role of AWS Backup in the destination use it too",
				"{!blamed key}{!own account}Where the source is encrypted with a key that AWS manages, encrypt it with one of your own, and back it up again",
				"{!blamed key}{?own account}Let its policy allow {role|the copy role} kms:DescribeKey, kms:Decrypt, kms:CreateGrant, kms:GenerateDataKey* and kms:ReEncrypt*",
				"{!blamed key}{?own account}See the same of {destination key|the key of the destination vault}, which the copy is encrypted with",
			},
			Also: changes,
			Examples: []string{
				"Given key ID is not accessible",
				"Copy job failed: Given key ID is not accessible. You must have DescribeKey permissions on the default CMK.",
			},
		},
		{
			ID: "kms_source_key_not_accessible", Class: KMS, Cause: "key of the source not usable", Group: unusable, Root: []string{"key", "role"},
			Actions: keyActions(),
			Patterns: []string{
				"source snapshot kms key does not exist, is not enabled or you do not have permission*",
				"source snapshot kms key…does not exist, is not enabled or you do not have permission*",
			},
			Meaning: "{key|The key} that the source snapshot is encrypted with is gone, disabled or pending deletion, or its policy does not let {role|the job's role} use it.",
			Remedy: []string{
				"See the state of {key|the key}: enable it, or cancel its deletion",
				policy,
				"{!own account}{!no copy}For a copy to another account, let that account use it too",
				"Run the jobs again",
			},
			Also: changes,
			Examples: []string{
				"The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it",
				"An error occurred (KMSKeyNotAccessibleFault) when calling the CopyDBClusterSnapshot operation: The source snapshot KMS key [arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab] does not exist, is not enabled or you do not have permissions to access it.",
			},
		},
		{
			ID: "kms_restore_key_not_accessible", Class: KMS, Cause: "key of the restore not usable", Group: unusable, Root: []string{"key", "scope"},
			Actions:  keyActions(),
			Patterns: specified, Kinds: []backup.JobKind{backup.RestoreJob},
			Meaning: "The key {key|of the restore, which is the one that it names or else that of the recovery point,} is disabled, is of another Region or account, or {role|the restore role} may not use it.",
			Remedy: []string{
				"{!key}See which key it is: the one submitted to {job|the job} (GetRestoreJobMetadata), else that of the recovery point",
				"See whether {key|that key} is enabled",
				"{?names key job}Where {key|that key} is of another Region or account, restore again with one of {region=Region $|the Region of the restore}",
				"{!names key job}{!no named key}Where the restore names a key, choose one of {region=Region $|the Region of the restore}",
				"Let the policy of {key|that key} allow {role|the restore role} kms:DescribeKey, kms:Decrypt, kms:GenerateDataKey*, kms:ReEncrypt* and kms:CreateGrant",
			},
			Also:     changes,
			Examples: []string{"The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."},
		},
		{
			ID: "kms_key_disabled", Class: KMS, Open: "kms_key_absent_or_unusable", Cause: "encryption key disabled", Group: unusable, Root: []string{"key", "vault in scope"},
			Patterns: []string{"arn:aws:kms:…is disabled", "arn:aws-cn:kms:…is disabled", "arn:aws-us-gov:kms:…is disabled", "disabledexception…is disabled", "kms.disabledexception"},
			Meaning:  "The key {key|that is needed} is disabled.",
			Remedy:   []string{"Enable {key|the key}", "Run what failed again"},
			Also:     changes,
			Examples: []string{
				"An error occurred (KMS.DisabledException) when calling the PutObject operation",
				"An error occurred (DisabledException) when calling the GenerateDataKey operation: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is disabled.",
			},
		},
		{
			ID: "kms_key_pending", Class: KMS, Open: "kms_key_absent_or_unusable", Cause: "encryption key pending deletion", Group: unusable, Root: []string{"key", "vault in scope"},
			Patterns: []string{
				"arn:aws:kms:…is pending deletion", "arn:aws-cn:kms:…is pending deletion", "arn:aws-us-gov:kms:…is pending deletion",
				"kmsinvalidstateexception…is pending deletion", "key {key} is in state pendingdeletion",
			},
			Meaning: "The key {key|that is needed} is on its way to be deleted. When it is gone, nothing that it encrypts can ever be restored.",
			Remedy:  []string{"Cancel the deletion of {key|the key} now, then enable it", "Run what failed again"},
			Also:    changes,
			Examples: []string{
				"An error occurred (KMSInvalidStateException) when calling the Decrypt operation: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is pending deletion.",
				"The key arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is in state PendingDeletion",
			},
		},
		{
			ID: "kms_invalid_state", Class: KMS, Cause: "encryption key in the wrong state", Group: unusable, Root: []string{"key", "vault in scope"},
			Patterns: []string{"kmsinvalidstateexception*", "kmsinvalidstate*", "is not valid for this operation…kms key", "inaccessible-encryption-credentials*"},
			Meaning:  "The key {key|that is needed} is disabled, pending deletion or not ready.",
			Remedy:   []string{"See the state of {key|the key}: enable it, or cancel its deletion", "Run what failed again"},
			Also:     changes,
			Examples: []string{"KMSInvalidStateException: the key is not in a state for this operation", "DB instance is in state inaccessible-encryption-credentials"},
		},
		{
			ID: "kms_key_not_accessible", Class: KMS, Cause: "encryption key not accessible", Root: []string{"key", "role"}, Confidence: Medium,
			Actions: keyActions(),
			Patterns: slices.Concat([]string{
				"kmskeynotaccessible*", "kms_key_not_accessible", "invalidkmskey.*", "kms key not accessible",
				"kmsaccessdeniedexception*", "inaccessiblekmskey*", "the specified kms key is not accessible",
				"kms key {key} is not accessible", "inaccessibleencryptioncredentials*",
			}, given, specified), // of jobs that the entries above are not for
			Meaning: "{role|The caller} can't use {key|the key}: its policy, its state or its Region stands in the way.",
			Remedy: []string{
				"See whether {key|the key} is of this Region and account, and enabled", policy,
			},
			Also: changes,
			Examples: []string{
				"KMSKeyNotAccessibleFault: An error occurred accessing an AWS KMS key.",
				"The KMS key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is not accessible.",
				"InaccessibleEncryptionCredentialsException: KMS key access denied for table orders",
				"An error occurred (InvalidParameterValue) when calling the ImportImage operation: The specified KMS key is not accessible. If this is a default EBS CMK, please retry your request without specifying the key explicitly",
			},
		},
		{
			ID: "kms_ciphertext_key", Class: KMS, Cause: "key of the data not accessible", Root: []string{"key", "role"},
			Actions: []string{"kms:Decrypt"},
			Patterns: []string{
				"the ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access",
				"the ciphertext refers to a kms key that does not exist, does not exist in this region, or you are not allowed to access",
			},
			Meaning: "What was read is encrypted with a key that {principal|the caller} may not use, or that is gone.",
			Remedy: []string{
				"Find which key the data is encrypted with, and whether it still exists in that Region",
				"Let its policy, and that of {caller|the caller}, allow kms:Decrypt",
			},
			Examples: []string{"An error occurred (AccessDenied) when calling the GetObject operation: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access."},
		},
		{
			ID: "kms_key_absent_or_unusable", Class: KMS, Cause: "encryption key not usable, or not there", Group: unusable, Root: []string{"key", "vault in scope"}, Confidence: Medium,
			Actions:  keyActions(),
			Patterns: []string{"key arn:aws:kms:…is not enabled or does not exist"},
			Meaning:  "AWS does not say which: the key {key|that is named} does not exist in that Region and account, is disabled or pending deletion, or its policy does not let {caller|the caller} use it.",
			Remedy:   []string{"See whether {key|the key} exists, and is of that Region and account", "See its state: enable it, or cancel its deletion", policy, "Run what failed again"},
			Also:     changes,
			Examples: []string{"KMS key arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab does not exist, is not enabled or you do not have permissions to access it."},
		},
		{
			ID: "kms_key_missing", Class: KMS, Open: "kms_key_absent_or_unusable", Cause: "encryption key does not exist", Group: unusable, Root: []string{"key", "vault in scope"},
			Patterns: []string{
				"notfoundexception…key 'arn:aws:kms:…' does not exist", "key 'arn:aws:kms:…' does not exist", "alias/…is not found", "alias arn:aws:kms:…is not found",
				"key arn:aws:kms:…does not exist", "invalid keyid", "given key id does not exist", "kms.notfoundexception",
			},
			Meaning: "The key {key|that is named} does not exist in that Region and account.",
			Remedy:  []string{"See whether {key|the key} is misspelt, of another Region, or was deleted", "Name a key that exists; what a deleted key has encrypted can't be read any more"},
			Examples: []string{
				"An error occurred (KMS.NotFoundException) when calling the PutObject operation: Invalid keyId orders",
				"An error occurred (NotFoundException) when calling the DescribeKey operation: Key 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist",
			},
		},
		{
			ID: "kms_volume_key", Class: KMS, Cause: "key of a volume not accessible", Root: []string{"key", "role"},
			Actions: volumeKeyActions(),
			Patterns: []string{
				"one or more of the attached amazon ebs volumes are encrypted with an inaccessible aws kms key",
				"client.invalidkmskey.invalidstate", "client.internalerror: client error on launch",
			},
			Meaning: "An instance did not start, since a key of one of its volumes is not enabled or {caller|the caller} may not use it.",
			Remedy: []string{
				"See whether the keys of all volumes are enabled",
				"Let their policies allow {role|the restore role} kms:CreateGrant, kms:Decrypt, kms:DescribeKey, kms:GenerateDataKeyWithoutPlaintext and kms:ReEncrypt*",
			},
			Examples: []string{"Cause: One or more of the attached Amazon EBS volumes are encrypted with an inaccessible AWS KMS key."},
		},
		{
			ID: "managed_key_cant_be_shared", Class: KMS, Cause: "AWS-managed key can't leave its account", Root: []string{"resource"},
			Patterns: []string{
				"snapshots encrypted with the aws managed key can't be shared", "snapshots encrypted with the aws managed cmk can't be shared",
				"encrypted snapshots with amazon ebs default key cannot be shared",
				"encrypted snapshots with ebs default key cannot be shared", "snapshot encrypted with default key cannot be shared",
				"snapshots encrypted with the default kms key cannot be shared",
			},
			Kinds:   []backup.JobKind{backup.CopyJob},
			Meaning: "{resource|The source} is encrypted with a key that AWS manages. Such a key can't be used by another account, so that no copy can go there.",
			Remedy: []string{
				"Encrypt {resource|the source} with a key of your own that the destination account may use",
				"Back it up again, and copy that",
			},
			Examples: []string{
				"Snapshots encrypted with the AWS managed key can't be shared", "Encrypted snapshots with Amazon EBS default key cannot be shared",
			},
		},
		{
			ID: "destination_vault_default_key", Class: CrossAccount, Cause: "destination vault has AWS's own key", Root: []string{"destination vault"},
			Patterns: []string{
				"destination backup vault is encrypted with the default backup service managed key",
				"destination vault is encrypted with the default backup service managed key", "destination backup vault is encrypted with the default aws backup service managed key",
			},
			Meaning:  "{destination vault|The destination vault} is encrypted with aws/backup, and nothing can be copied into it from another account.",
			Remedy:   []string{"Copy into a vault of that account that has a key of your own", "Let the policy of that key allow {account=account $|the account of the source}"},
			Examples: []string{"Copy job failed. The destination Backup vault is encrypted with the default Backup service managed key. The contents of this vault cannot be copied. Only the contents of a Backup vault encrypted by an AWS KMS key may be copied."},
		},
	}
}
