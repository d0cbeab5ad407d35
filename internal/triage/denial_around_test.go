package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestADenialIsReadWhateverStandsAroundIt: services put words of their own before and behind IAM's
// sentence, which says more than they do.
func TestADenialIsReadWhateverStandsAroundIt(t *testing.T) {
	const who = "User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: "
	sentences := map[string]string{
		"ec2:CreateTags on resource: arn:aws:ec2:us-east-1::snapshot/* with an explicit deny in a service control policy":                                                                            "denied_by_scp",
		"ec2:CreateTags on resource: arn:aws:ec2:us-east-1::snapshot/* with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1": "denied_by_scp",
		"ec2:CreateTags on resource: arn:aws:ec2:us-east-1::snapshot/* with an explicit deny in a permissions boundary":                                                                              "forbidden_by_boundary",
		"ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* because no permissions boundary allows the ec2:RunInstances action":                                             "denied_by_boundary",
		"ec2:CreateSnapshot on resource: arn:aws:ec2:us-east-1::snapshot/* because no identity-based policy allows the ec2:CreateSnapshot action":                                                    "denied_by_identity_policy",
		"ec2:CreateSnapshot on resource: arn:aws:ec2:us-east-1::snapshot/* with an explicit deny in an identity-based policy":                                                                        "forbidden_by_identity_policy",
		"kms:CreateGrant on resource: arn:aws:kms:us-east-1:444455556666:key/1234abcd because no resource-based policy allows the kms:CreateGrant action":                                            "kms_denied",
		"kms:Decrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access":              "kms_absent_or_denied",
		"s3:GetObject on resource: \"arn:aws:s3:::b\" with an explicit deny in a resource control policy":                                                                                            "denied_by_rcp",
		"iam:PassRole on resource: arn:aws:iam::111122223333:role/I because no identity-based policy allows the iam:PassRole action":                                                                 "pass_role_denied",
		"backup:CopyIntoBackupVault on resource: arn:aws:backup:eu-west-1:444455556666:backup-vault:dr with an explicit deny in a service control policy":                                            "denied_by_scp",
		"backup:CopyIntoBackupVault on resource: arn:aws:backup:eu-west-1:444455556666:backup-vault:dr because no resource-based policy allows the backup:CopyIntoBackupVault action":                "copy_into_vault_denied",
		"ec2:CreateTags on resource: arn:aws:ec2:us-east-1::snapshot/*":                                                                                                                              "denied",
	}
	before := []string{
		"", "You are not authorized to perform this operation. ", "UnauthorizedOperation: You are not authorized to perform this operation. ",
		"An error occurred (UnauthorizedOperation) when calling the CreateTags operation: You are not authorized to perform this operation. ",
		"You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details. ",
		"AccessDeniedException: ", "Access denied: ", "Access Denied trying to call AWS Backup service. ", "Insufficient privileges to perform this action. ",
		"Failed to create the snapshot: ", "Job failed. ", "Access denied exception while trying to list tags: ",
	}
	const blob = "Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCmabcDEFghi123456789012345678901234567890"
	behind := []string{"", ".", ". " + blob, ". " + blob + " (Service: Ec2, Status Code: 403, Request ID: 11111111-2222-3333-4444-555555555555)"}
	for words, id := range sentences {
		for _, b := range before {
			for _, e := range behind {
				text := b + who + words + e
				for _, kind := range []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob} {
					for _, category := range []string{"", "ACCESS_DENIED", "KMS_KEY_ERROR"} {
						j := &backup.Job{Kind: kind, State: backup.Intern("FAILED"), Category: backup.Intern(category), Message: backup.Intern(text)}
						if d := OfJob(j, Context{}); d.ID != id {
							t.Errorf("%v %s: %s instead of %s: %s", kind, category, d.ID, id, text)
						}
					}
				}
				d, plain := OfMessage(text), OfMessage(who+words)
				if d.ID != id || d.Meaning != plain.Meaning || d.Class != plain.Class {
					t.Errorf("%s %q instead of %s: %s", d.ID, d.Meaning, id, text)
				}
				if got := d.Denial; got == nil || got.Policy != plain.Denial.Policy || got.Action != plain.Denial.Action || got.Resource != plain.Denial.Resource {
					t.Errorf("%+v: %s", got, text)
				}
			}
		}
	}
}

// TestAKeyThatMayNotExistIsSaid: it is the first thing that AWS says.
func TestAKeyThatMayNotExistIsSaid(t *testing.T) {
	d := OfMessage("User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1234abcd because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access")
	if d.Class != KMS || !strings.Contains(d.Meaning, "does not exist in that Region") || !strings.Contains(d.Remedy[0], "key/1234abcd exists in us-east-1") {
		t.Errorf("%s: %s %q", d.Class, d.Meaning, d.Remedy)
	}
}

// TestAKeyWithABlankIsWhole: those of S3 may have some, and stand in quotes.
func TestAKeyWithABlankIsWhole(t *testing.T) {
	const arn = "arn:aws:s3:::my-bucket/a b.txt"
	d := OfMessage(`User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: s3:PutObject on resource: "` + arn + `" with an explicit deny in a resource-based policy`)
	if f, _ := d.Fact("resource"); d.Denial.Resource != arn || d.Root.Value != arn || f.Value != arn || !strings.Contains(d.Meaning, "The policy of "+arn+" says Deny") {
		t.Errorf("%+v %v %v %s", d.Denial, d.Root, f, d.Meaning)
	}
	if b, _ := d.Fact("bucket"); b.Value != "my-bucket" {
		t.Errorf("bucket %q", b.Value)
	}
}
