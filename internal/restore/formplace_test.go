package restore

import "testing"

func TestWhereABackupWasMade(t *testing.T) {
	volume := "arn:aws:ec2:us-east-1:444455556666:volume/vol-1"
	for _, c := range []struct {
		name     string
		point    Point
		metadata map[string]string
		want     string // Elsewhere
	}{
		{"here, where nothing says otherwise", Point{}, nil, ""},
		{"the resource says both", Point{ResourceARN: volume}, nil, "444455556666/us-east-1"},
		{"a copy of a copy is of where the resource is", Point{ResourceARN: volume, SourceVault: "arn:aws:backup:eu-west-2:777788889999:backup-vault:v"}, nil, "444455556666/us-east-1"},
		{"a bucket names no place, the vault that it was copied from does", Point{ResourceARN: "arn:aws:s3:::b", SourceVault: "arn:aws:backup:us-east-1:111122223333:backup-vault:v"}, nil, "us-east-1"},
		{"a vault that another account shares", Point{ResourceARN: "arn:aws:s3:::b", VaultARN: "arn:aws:backup:eu-west-1:444455556666:backup-vault:v"}, nil, "444455556666"},
		{"a key tells its Region; its account may lend it", Point{}, map[string]string{"KmsKeyId": "arn:aws:kms:us-east-1:999988887777:key/k"}, "us-east-1"},
		{"a zone tells its Region", Point{}, map[string]string{"availabilityzone": "us-east-1a"}, "us-east-1"},
		{"a Local Zone tells nothing", Point{}, map[string]string{"AvailabilityZone": "us-west-2-lax-1a"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := NewForm(raw("X"), c.point, c.metadata, here(), testNow)
			if got := f.Elsewhere(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
