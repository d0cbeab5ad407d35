package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestNoUseOfAKeyThatIsDeniedPassesForUsable denies one action after the other of each way in
// which keys are used.
func TestNoUseOfAKeyThatIsDeniedPassesForUsable(t *testing.T) {
	const reads, writes, grants = "DescribeKey Decrypt", " Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo", " CreateGrant"
	for name, c := range map[string]struct {
		kind   string
		use    KeyUse
		needed string
	}{
		"what is read":           {"EBS", KeyUse{Reads: true}, reads},
		"what is inherited":      {"RDS", KeyUse{Reads: true, Writes: true}, reads + writes + grants},
		"that of a volume":       {"EBS", KeyUse{Writes: true, Own: "ebs"}, "DescribeKey" + writes + grants},
		"that of a table":        {"DynamoDB", KeyUse{Writes: true, Own: "dynamodb"}, "DescribeKey" + writes + grants},
		"that of a file system":  {"EFS", KeyUse{Writes: true, Own: "elasticfilesystem"}, "DescribeKey" + writes + grants},
		"that of objects":        {"S3", KeyUse{Writes: true, Own: "s3"}, reads + " GenerateDataKey"},
		"that of a warehouse":    {"Redshift", KeyUse{Reads: true, Writes: true}, reads + writes + grants},
		"the source's of a copy": {"EBS", KeyUse{Reads: true, Copied: true}, reads + strings.Replace(writes, " Encrypt", "", 1) + grants},
	} {
		needed := strings.Fields(c.needed)
		for _, action := range keyActions {
			want := CannotTell
			for _, n := range needed {
				if action == "kms:"+n {
					want = Blocks
				}
			}
			k := goodKey()
			k.Policy = statements(says("Allow", theRole, `"kms:*"`, ""), says("Deny", theRole, `"`+action+`"`, ""))
			p := keyPlan()
			p.Request = &backup.StartRestoreJob{IamRoleArn: roleARN, ResourceType: c.kind}
			p.Jobs.Finished = []backup.Job{{
				ID: "job-1", Kind: backup.RestoreJob, State: backup.Intern("COMPLETED"), Role: backup.Intern(roleARN),
				PointARN: backup.ParseARN(volumePoint), Completed: noon.Add(-time.Hour), Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern(c.kind)}),
			}} // which proves nothing against a Deny
			c.use.ARN = keyARN
			p.Keys = []KeyUse{c.use}
			a := &answers{key: func(string) (Key, error) { return k, nil }}
			expect(t, name+", denied "+action, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", want})
		}
	}
}

// TestTheSourceKeyOfACopyIsHeldToWhatACopyNeeds is within the account and to another, whose own
// AWS Backup needs the same.
func TestTheSourceKeyOfACopyIsHeldToWhatACopyNeeds(t *testing.T) {
	for _, action := range keyActions {
		k := goodKey()
		k.Policy = statements(says("Allow", everybody, `"kms:*"`, ""), says("Deny", everybody, `"`+action+`"`, ""))
		want := Blocks
		if action == "kms:Encrypt" {
			want = CannotTell
		}
		a := &answers{key: func(string) (Key, error) { return k, nil }}
		for vault, about := range map[string]string{nearVault: "key: usable", farVault: "source key: shared"} {
			p := copyTo(vault)
			p.Point.Encrypted, p.Point.Key, p.Point.Type = true, keyARN, "EBS"
			met := false
			for _, f := range runs(t, sourceKeyCheck(), a, p) {
				if met = met || f.Check == about; f.Check == about && f.Outcome != want {
					t.Errorf("%s denied, %s: %+v", action, vault, f)
				}
			}
			if !met {
				t.Errorf("%s: nothing is said of %q", vault, about)
			}
		}
	}
}
