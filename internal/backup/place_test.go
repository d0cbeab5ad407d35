package backup

import "testing"

func TestVaultOfARNTakesNamesWithSlashes(t *testing.T) {
	in := VaultOfARN("arn:aws:backup:eu-west-1:111122223333:backup-vault:aws/efs/automatic-backup-vault")
	if in.Name.String() != "aws/efs/automatic-backup-vault" || in.Account.String() != "111122223333" || in.Region.String() != "eu-west-1" {
		t.Errorf("%v", in)
	}
	for _, s := range []string{"", "x", "arn:aws:backup:eu-west-1:111122223333:backup-plan:x", "arn:aws:s3:::b"} {
		if in := VaultOfARN(s); in != (VaultRef{}) {
			t.Errorf("%q is a vault: %v", s, in)
		}
	}
}
