package restore

import (
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// through simulates a role whose policies allow what each of them lists through its service
// alone, as the AWS managed ones do.
func through(policies map[string][]string) func(string, []string, string, map[string]string) ([]Verdict, error) {
	return func(_ string, actions []string, _ string, conditions map[string]string) ([]Verdict, error) {
		service, _, _ := strings.Cut(conditions["kms:ViaService"], ".")
		var verdicts []Verdict
		for _, action := range actions {
			v := Verdict{Action: action, Allowed: action == "kms:DescribeKey" || slices.Contains(policies[service], action)}
			if !v.Allowed {
				v.Why = "implicitDeny"
			}
			verdicts = append(verdicts, v)
		}
		return verdicts, nil
	}
}

// managedKeyUse is what AWS's own policies for restores allow with keys.
func managedKeyUse() map[string][]string {
	all := []string{"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:CreateGrant"}
	policies := map[string][]string{"s3": {"kms:Decrypt", "kms:GenerateDataKey"}}
	for _, service := range []string{"dynamodb", "ec2", "elasticfilesystem", "rds", "redshift", "redshift-serverless", "dsql"} {
		policies[service] = all
	}
	return policies
}

func TestTheRolesPoliciesAreAskedThroughTheServiceThatUsesTheKey(t *testing.T) {
	own := "arn:aws:backup:eu-west-1:" + homeAccount + ":recovery-point:1"
	snapshot := "arn:aws:ec2:eu-west-1::snapshot/snap-1"
	reads, writes := KeyUse{Reads: true}, KeyUse{Writes: true}
	with := func(own string) KeyUse { return KeyUse{Writes: true, Own: own} }
	k := goodKey()
	k.Policy = statements(says("Allow", theAccount, `"kms:*"`, ""))
	for name, c := range map[string]struct {
		kind, point string
		use         KeyUse
		want        Outcome
	}{
		"a volume":                          {"EBS", snapshot, reads, OK},
		"a new volume":                      {"EBS", snapshot, with("ebs"), OK},
		"an instance's volumes":             {"EC2", snapshot, with("ebs"), OK},
		"files of a volume, into a bucket":  {"EBS", snapshot, with("s3"), OK},
		"a bucket":                          {"S3", own, with("s3"), OK},
		"a bucket, by its type":             {"S3", own, writes, OK},
		"a new file system":                 {"EFS", own, with("elasticfilesystem"), OK},
		"a table":                           {"DynamoDB", own, with("dynamodb"), OK},
		"a database":                        {"RDS", "arn:aws:rds:eu-west-1:" + homeAccount + ":snapshot:awsbackup:1", reads, OK},
		"a cluster":                         {"Aurora", "arn:aws:rds:eu-west-1:" + homeAccount + ":cluster-snapshot:awsbackup:1", reads, OK},
		"a warehouse":                       {"Redshift", "arn:aws:redshift:eu-west-1:" + homeAccount + ":snapshot:1", with("redshift"), OK},
		"a namespace":                       {"Redshift Serverless", "arn:aws:redshift-serverless:eu-west-1:" + homeAccount + ":snapshot/1", writes, OK},
		"a distributed cluster":             {"Aurora DSQL", own, writes, OK},
		"FSx, which they leave out":         {"FSx", "arn:aws:fsx:eu-west-1:" + homeAccount + ":backup/1", with("fsx"), Warning},
		"FSx's backup":                      {"FSx", "arn:aws:fsx:eu-west-1:" + homeAccount + ":backup/1", reads, CannotTell},
		"Timestream":                        {"Timestream", own, writes, CannotTell},
		"a gateway's volume":                {"Storage Gateway", snapshot, writes, CannotTell},
		"what AWS Backup keeps, of S3":      {"S3", own, reads, CannotTell},
		"what AWS Backup keeps, of EFS":     {"EFS", own, reads, CannotTell},
		"a type that there was not as yet":  {"Else", own, writes, CannotTell},
		"another service than the volume's": {"EBS", snapshot, with("secretsmanager"), Warning},
	} {
		p := plan()
		p.Request = &backup.StartRestoreJob{IamRoleArn: roleARN, ResourceType: c.kind}
		c.use.ARN = keyARN
		p.Point.ARN, p.Type, p.Keys = c.point, c.kind, []KeyUse{c.use}
		a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: through(managedKeyUse())}
		expect(t, name, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", c.want})
		a.simulate = simulates(true, "")
		expect(t, name+", allowed anyhow", runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", OK})
	}
}

func TestADenialWithoutTheServiceNamedSaysNothing(t *testing.T) {
	k := goodKey()
	k.Policy = statements(says("Allow", theAccount, `"kms:*"`, ""))
	p := keyPlan()
	p.Request = &backup.StartRestoreJob{IamRoleArn: roleARN, ResourceType: "Timestream"}
	for _, why := range []string{"implicitDeny", "explicitDeny"} { // a Deny may name the service too
		a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: simulates(false, why)}
		found := runs(t, keyCheck(), a, p)
		expect(t, why, found, verdict{"key: state", OK}, verdict{"key: usable", CannotTell})
		if !strings.Contains(found[1].Evidence, "through which service") {
			t.Errorf("%s: %q", why, found[1].Evidence)
		}
	}
}

func TestABackupIntoAVaultWithAWSsOwnKeyUsesItThroughAWSBackup(t *testing.T) {
	r := &backup.StartBackupJob{IamRoleArn: roleARN, ResourceArn: backupFiles, BackupVaultName: "daily"}
	p := BackupPlan(r, "EFS", backupVault, backup.In(homeAccount, "eu-west-1"), noon)
	k := ownKey("backup", homeAccount)
	a := &answers{key: func(string) (Key, error) { return k, nil }, simulate: simulates(true, "")}
	found := checkKey(t.Context(), a, p, KeyUse{ARN: keyARN, Writes: true})
	expect(t, "its own", found, verdict{"key: state", OK}, verdict{"key: usable", OK})
}

func TestOfTwoKeysEachFindingNamesItsOwn(t *testing.T) {
	second := strings.Replace(keyARN, "key/", "key/0000aaaa-1111-2222-3333-", 1)
	p := keyPlan()
	p.Keys = append(p.Keys, KeyUse{ARN: second, Use: "that of KMS key", Own: "ebs", Writes: true})
	for name, policy := range map[string]string{
		"allowed": statements(says("Allow", theRole, `"kms:*"`, "")), "left to IAM": statements(says("Allow", theAccount, `"kms:*"`, "")),
		"denied": statements(says("Deny", theRole, `"kms:*"`, "")), "not named": statements(says("Allow", theRole, `"kms:DescribeKey"`, "")), "unread": "",
	} {
		for _, simulated := range []func(string, []string, string, map[string]string) ([]Verdict, error){simulates(true, ""), simulates(false, "implicitDeny"), simulates(false, "explicitDeny"), nil} {
			a := &answers{simulate: simulated, key: func(arn string) (Key, error) {
				k := goodKey()
				if k.ARN, k.Policy = arn, policy; arn == second {
					k.Alias = ""
				}
				return k, nil
			}}
			for i, f := range runs(t, keyCheck(), a, p) {
				want := "alias/data (the recovery point's)"
				if i > 1 {
					want = "key …" + second[len(second)-12:] + " (that of KMS key)"
				}
				if !strings.HasPrefix(f.Evidence, want) {
					t.Errorf("%s: %s says %q, not of which key: want %q first", name, f.Check, f.Evidence, want)
				}
			}
		}
	}
}
