package backup

import "testing"

func TestShortRegionIsTheFormOfZoneIDs(t *testing.T) {
	for name, want := range map[string]string{
		"us-east-1": "use1", "ap-southeast-2": "apse2", "us-gov-west-1": "usgw1", "eu-central-1": "euc1", "cn-northwest-1": "cnnw1",
		"": "", "global": "global", "eusc-de-east-1": "eusc-de-east-1", "us-east": "us-east", "-": "-", "a--b": "a--b",
	} {
		if got := ShortRegion(name); got != want {
			t.Errorf("ShortRegion(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSplitARNGivesTheFields(t *testing.T) {
	for _, c := range []struct {
		in   string
		want ARNParts
		ok   bool
	}{
		{"arn:aws:backup:eu-west-1:111122223333:backup-vault:a:b", ARNParts{"aws", "backup", "eu-west-1", "111122223333", "backup-vault:a:b"}, true},
		{"arn:aws:ec2:us-east-1::snapshot/snap-1", ARNParts{"aws", "ec2", "us-east-1", "", "snapshot/snap-1"}, true},
		{"arn:aws:s3:::bucket", ARNParts{"aws", "s3", "", "", "bucket"}, true},
		{"arn:aws:s3::bucket", ARNParts{}, false},
		{"vol-1", ARNParts{}, false},
		{"", ARNParts{}, false},
	} {
		if got, ok := SplitARN(c.in); got != c.want || ok != c.ok {
			t.Errorf("SplitARN(%q) = %+v, %t", c.in, got, ok)
		}
	}
}
