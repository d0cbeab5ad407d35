package triage

// Actions are what the caller has to be allowed, as IAM spells them: the one that was
// denied, else those that AWS documents for what the cause is about. None where neither
// is known.
func (d *Diagnosis) Actions() []string {
	if f, ok := d.Fact("action"); ok {
		return []string{f.Value}
	}
	return d.actions
}

// keyActions are what AWS Backup does with a key (AWS Backup Developer Guide, "Encryption
// for backups in AWS Backup").
func keyActions() []string {
	return []string{"kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"}
}

// volumeKeyActions are what EBS does with a key (Amazon EBS User Guide, "Requirements for
// Amazon EBS encryption").
func volumeKeyActions() []string {
	return []string{"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"}
}
