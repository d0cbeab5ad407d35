package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// ownKey is AWS's own key of a service, as AWS makes it.
func ownKey(service, account string) Key {
	k := goodKey()
	k.Manager = "AWS"
	k.Policy = statements(
		says("Allow", everybody, `["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:CreateGrant","kms:DescribeKey"]`,
			`,"Condition":{"StringEquals":{"kms:CallerAccount":"`+account+`","kms:ViaService":"`+service+`.eu-west-1.amazonaws.com"}}`),
		says("Allow", theAccount, `["kms:Describe*","kms:Get*","kms:List*","kms:RevokeGrant"]`, ""))
	return k
}

func TestAWSsOwnKeyWorksThroughItsServiceAlone(t *testing.T) {
	snapshot, own := "arn:aws:ec2:eu-west-1::snapshot/snap-1", "arn:aws:backup:eu-west-1:"+homeAccount+":recovery-point:1"
	reads, writes := KeyUse{ARN: keyARN, Reads: true}, KeyUse{ARN: keyARN, Writes: true}
	for name, c := range map[string]struct {
		kind, point, service, account string
		use                           KeyUse
		want                          Outcome
	}{
		"of EBS for a volume":                           {"EBS", snapshot, "ec2", homeAccount, writes, OK},
		"of EBS for the snapshot":                       {"EBS", snapshot, "ec2", homeAccount, reads, OK},
		"of S3 for a volume":                            {"EBS", snapshot, "s3", homeAccount, writes, Blocks},
		"of RDS for a volume":                           {"EBS", snapshot, "rds", homeAccount, writes, Blocks},
		"of another account":                            {"EBS", snapshot, "ec2", farAccount, writes, Blocks},
		"of S3 for files of a volume, which go to S3":   {"EBS", snapshot, "s3", homeAccount, KeyUse{ARN: keyARN, Writes: true, Own: "s3"}, OK},
		"of EBS where the field says so":                {"EC2", snapshot, "ec2", homeAccount, KeyUse{ARN: keyARN, Writes: true, Own: "ebs"}, OK},
		"of AWS Backup for what it keeps itself":        {"EFS", own, "backup", homeAccount, reads, OK},
		"of AWS Backup for a new file system":           {"EFS", own, "backup", homeAccount, writes, Blocks},
		"of a service whose type tells nothing certain": {"Timestream", own, "timestream", homeAccount, writes, CannotTell},
	} {
		p := plan()
		p.Request = &backup.StartRestoreJob{IamRoleArn: roleARN, ResourceType: c.kind}
		p.Point.ARN, p.Type, p.Keys = c.point, c.kind, nil
		p.Keys = append(p.Keys, c.use)
		a := &answers{key: func(string) (Key, error) { return ownKey(c.service, c.account), nil }, simulate: simulates(true, "")}
		expect(t, name, runs(t, keyCheck(), a, p), verdict{"key: state", OK}, verdict{"key: usable", c.want})
	}
}

func TestAWSsOwnKeysOfOtherServicesAreNoChoice(t *testing.T) {
	f := NewForm(SpecsFor(pointOf("EBS", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", "db"), nil)[0],
		pointOf("EBS", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", "db"), map[string]string{"encrypted": "true"}, here(), testNow)
	var choices []Choice
	for _, alias := range []string{"data", "aws/ebs", "aws/s3", "aws/backup"} {
		choices = append(choices, Choice{Value: "arn:aws:kms:eu-west-1:111122223333:key/" + alias, Name: "alias/" + alias})
	}
	f.Offer(Query{Kind: Keys}, choices, nil)
	f.Set("kmsKeyId", "alias/aws/s3")
	s := state(t, f, "kmsKeyId")
	for i, c := range s.Choices {
		if why := c.Facts["unusable"]; (why != "") != (i > 1) {
			t.Errorf("%s: %q", c.Name, why)
		}
	}
	if !strings.Contains(s.Problem, "AWS's own key of s3") {
		t.Errorf("typed: %q", s.Problem)
	}
	f.Set("kmsKeyId", "alias/aws/ebs")
	if s := state(t, f, "kmsKeyId"); s.Problem != "" {
		t.Errorf("its own: %q", s.Problem)
	}
}
