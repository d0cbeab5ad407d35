package restore

import "slices"

// keyActions are what AWS Backup may do with a key, in the order in which they are asked.
var keyActions = []string{
	"kms:DescribeKey", "kms:Decrypt", "kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
	"kms:ReEncryptFrom", "kms:ReEncryptTo",
}

// needs is the one table of what AWS asks for, by what is done with the key (AWS Backup
// Developer Guide, "Encryption for backups" and "Encryption for backup copies"; the AWS managed
// policies for restores). S3 takes no grants: it makes a data key for each object, and reads
// it again for the parts of a large one (AWSBackupServiceRolePolicyForS3Restore).
func (u KeyUse) needs(via string) []string {
	var needed []string
	if u.Reads {
		needed = append(needed, "kms:Decrypt")
	}
	if u.Copied {
		needed = append(needed, "kms:CreateGrant", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")
	}
	switch {
	case u.Writes && via == "s3":
		needed = append(needed, "kms:Decrypt", "kms:GenerateDataKey")
	case u.Writes:
		needed = append(needed, "kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")
	}
	return slices.DeleteFunc(slices.Clone(keyActions), func(action string) bool {
		return action != "kms:DescribeKey" && !slices.Contains(needed, action)
	})
}

// mayNeed are the others: AWS does not say that nothing needs them, so who denies one of them
// leaves open whether the key can be used.
func (u KeyUse) mayNeed(via string) []string {
	needed := u.needs(via)
	return slices.DeleteFunc(slices.Clone(keyActions), func(action string) bool { return slices.Contains(needed, action) })
}

// alsoDenied is the first action that AWS may need and that the policy denies, with the
// statement that does; "" for none.
func (u KeyUse) alsoDenied(policy, via string, ask func(action string) request) string {
	for _, action := range u.mayNeed(via) {
		if d, why := denies(policy, ask(action)); d != no {
			return "(" + action + "): " + why
		}
	}
	return ""
}
