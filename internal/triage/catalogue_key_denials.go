package triage

// keyUnusable is the group of what makes one key unusable: one key is one cause whatever the job and the words.
const keyUnusable = "kms_key_unusable"

// keyChanges is what may have changed a key.
func keyChanges() []string {
	return []string{"CloudTrail: DisableKey, ScheduleKeyDeletion, PutKeyPolicy and RevokeGrant on the key"}
}

// keyDenialEntries are denials of AWS KMS in the words of IAM. A key is used by whom its policy allows, or
// by whom it leaves to IAM and a policy of the role allows; what says Deny stands above both (AWS KMS
// Developer Guide, "Key policies"; IAM User Guide, "Policy evaluation logic").
func keyDenialEntries() []Entry {
	key := []string{"key", "denied resource", "role"}
	role := []string{"role", "principal"}
	return []Entry{
		{
			ID: "kms_denied", Class: KMS, Cause: "key policy does not allow it", Group: keyUnusable, Root: key,
			Patterns: []string{
				"not authorized to perform: kms:", "not authorized to perform kms:",
				"not authorized to perform: kms:…because no resource-based policy allows the",
			},
			Meaning: "{principal|The caller} may not do {action|what it needs} with {denied resource|the key}{policy kind=: $ stands in the way|}.",
			Remedy: []string{
				"Let the policy of {denied resource|the key} allow {action|the action} to {caller|the caller}",
				"Where the key is of another account, let a policy of {caller|the caller} allow it as well",
			},
			Also: keyChanges(),
			Examples: []string{
				"User: arn:aws:sts::111122223333:assumed-role/AWSBackupDefaultServiceRole/AWSBackup-AWSBackupDefaultServiceRole is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab because no resource-based policy allows the kms:Decrypt action",
				"operation error KMS: GetKeyRotationStatus, https response error StatusCode: 400, RequestID: d35391f4-77ba-45e3-a5e7-8ea67a01097d, api error AccessDeniedException: User: arn:aws:iam::111122223333:user/ci is not authorized to perform: kms:GetKeyRotationStatus on resource: arn:aws:kms:eu-west-1:111122223333:key/e8d9a14d-b46e-4923-9315-a7ffc7b7ba90 because no resource-based policy allows the kms:GetKeyRotationStatus action",
			},
		},
		{
			ID: "kms_forbidden", Class: KMS, Cause: "key policy denies", Group: keyUnusable, Root: key,
			Patterns: []string{"not authorized to perform: kms:…with an explicit deny in a resource-based policy"},
			Meaning:  "The policy of {denied resource|the key} says Deny of {action|the action} to {caller|the caller}: nothing else can allow it.",
			Remedy: []string{
				"Ask the owner of {denied resource|the key} whether its Deny is there on purpose",
				"Where it is not meant for this, let its condition except {caller|the caller} alone, and see whether another statement allows {action|the action}",
			},
			Also:     keyChanges(),
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab with an explicit deny in a resource-based policy"},
		},
		{
			ID: "kms_role_lacks", Class: KMS, Cause: "role lacks a permission on the key", Root: role,
			Patterns: []string{"not authorized to perform: kms:…because no identity-based policy allows the"},
			Meaning:  "The policy of {denied resource|the key} leaves it to the policies of {caller|the caller}, and none of these allows {action|the action} on it.",
			Remedy: []string{
				"Let a policy of {caller|the caller} allow {action|the action} on {denied resource|the key}",
				"Where the key is of the same account, its own policy may allow it to {caller|the caller} instead",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:CreateGrant on resource: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab because no identity-based policy allows the kms:CreateGrant action"},
		},
		{
			ID: "kms_role_forbidden", Class: KMS, Cause: "a policy of the role denies the key", Root: role,
			Patterns: []string{"not authorized to perform: kms:…with an explicit deny in an identity-based policy"},
			Meaning:  "A policy of {caller|the caller} denies {action|the action} on {denied resource|the key}: no key policy can allow it.",
			Remedy: []string{
				"Ask who wrote the Deny of {caller|the caller} whether it is there on purpose",
				"Where it is not meant for this, let its condition except what the job does; take no more of it away than that",
			},
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:CreateGrant on resource: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab with an explicit deny in an identity-based policy"},
		},
		{
			ID: "kms_absent_or_denied", Class: KMS, Cause: "encryption key not there, or denied", Group: keyUnusable, Root: key, Confidence: Medium,
			Patterns: []string{
				"not authorized to perform: kms:…because the resource does not exist in this region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
				"not authorized to perform: kms:…because the resource does not exist in this region",
			},
			Meaning: "{principal|The caller} may not do {action|what it needs} with {denied resource|the key}: the key does not exist in that Region, or its policy does not allow this or denies it. AWS does not say which.",
			Remedy: []string{
				"See whether {denied resource|the key} exists in {region|the Region of the call}: it may be of another Region or account, misspelt, or deleted",
				"Where it does, let its policy allow {action|the action} to {caller|the caller}, and see whether a statement of it says Deny",
				"Where the key is of another account, let a policy of {caller|the caller} allow it as well",
			},
			Also:     keyChanges(),
			Examples: []string{"User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access"},
		},
	}
}
