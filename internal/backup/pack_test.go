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
