package backup

import "testing"

func TestPackedARNsEqualParsedOnes(t *testing.T) {
	names := []string{
		"", "arn:aws:ec2:eu-west-1::snapshot/snap-0a1b", "arn:aws:backup:eu-west-1:111122223333:recovery-point:1EB3B5E7-9EB0",
		"not an ARN", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", "arn:",
	}
	for i, got := range PackARNs(names) {
		if want := ParseARN(names[i]); got != want || got.String() != names[i] {
			t.Errorf("PackARNs: %q became %q", names[i], got)
		}
	}
}

func TestARNsShareTheirFirstHalf(t *testing.T) {
	for _, pair := range [][2]string{
		{"arn:aws:ec2:eu-west-1::snapshot/snap-0a1b", "arn:aws:ec2:eu-west-1::snapshot/snap-0a1c"},
		{"arn:aws:backup:eu-west-1:111122223333:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45", "arn:aws:backup:eu-west-1:111122223333:recovery-point:8a92c375-b2a5-4e0f-a54e-a7f2cae8d77b"},
		{"arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1eb3b5e7-9eb0", "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-8a92c375-b2a5"},
		{"arn:aws:dynamodb:eu-west-1:111122223333:table/orders/backup/01547087347000-c8b6kdk3", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/backup/01547087347001-aab6kdk3"},
	} {
		if a, b := ParseARN(pair[0]), ParseARN(pair[1]); a.prefix != b.prefix {
			t.Errorf("%q and %q share nothing", a.prefix, b.prefix)
		}
	}
}
