package triage

import (
	"strings"
	"testing"
)

// TestANameThatEndsLikeANegationTakesNothingBack: "vault-0 with an explicit deny" is no "0 explicit denies".
func TestANameThatEndsLikeANegationTakesNothingBack(t *testing.T) {
	const user = "User: arn:aws:sts::111122223333:assumed-role/BackupRole/AWSBackup-1 is not authorized to perform: "
	for _, text := range []string{
		user + "backup:CopyIntoBackupVault on resource: arn:aws:backup:us-east-1:444455556666:backup-vault:dr-1 with an explicit deny in a service control policy",
		user + "backup:CopyIntoBackupVault on resource: arn:aws:backup:us-east-1:444455556666:backup-vault:dr-1 with an explicit deny in a resource-based policy",
		user + "kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:alias/key-1 with an explicit deny in a service control policy",
		user + "kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:alias/key-1 with an explicit deny in a resource control policy",
		user + "kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:alias/key-1 because no permissions boundary allows the kms:Decrypt action",
		user + "rds:CreateDBSnapshot on resource: arn:aws:rds:us-east-1:111122223333:db:postgres-1 with an explicit deny in a service control policy",
		user + "dynamodb:CreateBackup on resource: arn:aws:dynamodb:us-east-1:111122223333:table/orders-1 with an explicit deny in a resource control policy",
		"Key 'arn:aws:kms:us-east-1:111122223333:alias/db-1' does not exist", "The key arn:aws:kms:us-east-1:111122223333:alias/db-1 is disabled.",
	} {
		want := OfMessage(text)
		if !want.Known() {
			t.Errorf("%q is unknown", text)
		}
		for _, end := range []string{"-0", "-no", "-not", "-zero", "-never", "-without", "_0", ".0", "-if-0"} {
			named := strings.NewReplacer("dr-1", "dr"+end, "key-1", "key"+end, "postgres-1", "postgres"+end, "orders-1", "orders"+end, "db-1", "db"+end).Replace(text)
			if got := OfMessage(named); got.ID != want.ID {
				t.Errorf("%q is %q, not %q", named, got.ID, want.ID)
			}
		}
	}
}

// TestWhatIsNotOverYetIsAFailure: its sentence speaks of the end, and says that it is not.
func TestWhatIsNotOverYetIsAFailure(t *testing.T) {
	for _, text := range []string{
		"IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup. This is not resolved.",
		"IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup. This must be fixed.",
		"IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup. It isn't fixed.",
		"IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup. This has not been solved.",
		"IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup. The ticket is resolved by whoever fixed it last.",
	} {
		if d := OfMessage(text); d.Class != AssumeRole {
			t.Errorf("%q is %s", text, d.Class)
		}
	}
}

// TestAVagueEntryLeavesTheWordToAnyOther that says why.
func TestAVagueEntryLeavesTheWordToAnyOther(t *testing.T) {
	const vaguely = "An internal error occurred while handling the request"
	if d := OfMessage(vaguely); d.ID != "internal_error" {
		t.Fatalf("alone it is %q", d.ID)
	}
	for behind, want := range map[string]Class{
		"; key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is pending deletion": KMS,
		". The key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is disabled.":    KMS,
		" because IAM Role arn:aws:iam::111122223333:role/backup cannot be assumed by AWS Backup":               AssumeRole,
		"; EntityAlreadyExists":                         NameConflict,
		"; the DB instance is not in 'available' state": ResourceState,
		": the role arn:aws:iam::111122223333:role/backup can not be assumed by your AWS Backup, which is another form": AssumeRole,
	} {
		if d := OfMessage(vaguely + behind); d.Class != want {
			t.Errorf("%q is %s %q", behind, d.Class, d.ID)
		}
	}
}
