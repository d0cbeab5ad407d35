package triage

func keyEntries() []Entry {
	return []Entry{
		{
			ID: "kms_key_unusable", Class: KMS, Cause: "encryption key not usable", Root: []string{"key", "vault"},
			Patterns: []string{"kms key is either disabled or pending deletion or access to kms key is denied"},
			Meaning:  "The key {key|that the job needs} is disabled, pending deletion, or its policy does not let {role|the job's role} use it.",
			Remedy: []string{
				"See the state of {key|the key}: enable it, or cancel its deletion",
				"Let its key policy allow {role|the job's role} kms:DescribeKey, kms:Decrypt, kms:GenerateDataKey*, kms:ReEncrypt* and kms:CreateGrant",
				"Run the jobs again",
			},
			Also:     []string{"CloudTrail: DisableKey, ScheduleKeyDeletion, PutKeyPolicy and RevokeGrant on the key"},
			Examples: []string{"Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied"},
		},
	}
}
