package triage

// Actions are what the caller has to be allowed, as IAM spells them: the one that was
// denied, else those that AWS documents for what the cause is about. None where neither
// is known.
func (d *Diagnosis) Actions() []string {
	if f, ok := d.Fact("action"); ok {
		return []string{f.Value}
	}
	switch d.ID {
	case "kms_key_unusable", "kms_copy_key_not_accessible", "kms_source_key_not_accessible", "kms_restore_key_not_accessible", "kms_key_not_accessible", "category kmskeyerror":
		// AWS Backup Developer Guide, "Encryption for backups in AWS Backup".
		return []string{"kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"}
	case "kms_volume_key":
		// Amazon EBS User Guide, "Requirements for Amazon EBS encryption".
		return []string{"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"}
	case "kms_ciphertext_key":
		return []string{"kms:Decrypt"}
	case "copy_vault_denied", "copy_into_vault_denied":
		return []string{"backup:CopyIntoBackupVault"}
	case "profile_not_allowed":
		return []string{"iam:PassRole"}
	case "role_not_assumable", "role_invalid":
		return []string{"sts:AssumeRole"}
	}
	return nil
}
