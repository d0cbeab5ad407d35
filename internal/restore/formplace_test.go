package restore

import (
	"strings"
	"testing"
)

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
		{"its own vault of a point that another account lends", Point{ResourceARN: "arn:aws:s3:::b", VaultARN: "arn:aws:backup:eu-west-1:111122223333:backup-vault:restore-access", ARN: "arn:aws:backup:eu-west-1:444455556666:recovery-point:b-1"}, nil, "444455556666"},
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

// TestAValueSaysItselfWhereItIsOf restores a copy from us-east-1 in eu-west-1.
func TestAValueSaysItselfWhereItIsOf(t *testing.T) {
	point := Point{ResourceARN: "arn:aws:ec2:us-east-1:444455556666:volume/vol-1"}
	const mine, theirs = "arn:aws:kms:eu-west-1:111122223333:", "arn:aws:kms:eu-west-1:444455556666:"
	for _, c := range []struct {
		key, value, of string
		bound          Bound
	}{
		{"KmsKeyId", mine + "key/k", "", InAccount},
		{"KmsKeyId", theirs + "key/k", "444455556666", InAccount},
		{"KmsKeyId", strings.Replace(mine, "eu-west-1", "us-east-1", 1) + "key/k", "us-east-1", InAccount},
		{"KmsKeyId", "k", "444455556666/us-east-1", InAccount},
		{"Zone", "eu-west-1a", "", InRegion},
		{"Zone", "us-east-1a", "us-east-1", InRegion},
		{"Zone", "use1-az1", "us-east-1", InRegion},
		{"Roles", "arn:aws:iam::111122223333:role/r", "", InAccount},
		{"Roles", "arn:aws:iam::111122223333:role/r, arn:aws:iam::444455556666:role/r", "444455556666", InAccount},
		{"Subnet", "subnet-1", "444455556666/us-east-1", InAccount},
		{"Name", "us-east-1", "", Anywhere},
	} {
		t.Run(c.value, func(t *testing.T) {
			kind := Text
			if c.key == "Roles" {
				kind = List
			}
			spec := Spec{Name: "x", Fields: []Field{{Key: c.key, Label: c.key, Kind: kind, Bound: c.bound}}}
			f := NewForm(spec, point, map[string]string{c.key: c.value}, here(), testNow)
			switch s := state(t, f, c.key); {
			case c.of == "" && (s.Value != c.value || s.Warning != ""):
				t.Errorf("%q is dropped: %+v", c.value, s)
			case c.of != "" && (s.Value != "" || s.Warning != c.value+" is of "+c.of+" and means nothing here"):
				t.Errorf("holds %q: %q", s.Value, s.Warning)
			}
		})
	}
}

func TestAnInstanceProfileIsOfItsAccountAndOfNoRegion(t *testing.T) {
	for place, of := range map[string]string{"us-east-1:111122223333": "", "eu-west-1:444455556666": "444455556666", "us-east-1:444455556666": "444455556666"} {
		point := ec2Point()
		point.ResourceARN = "arn:aws:ec2:" + place + ":instance/i-1"
		f := NewForm(ec2()[0], point, ec2Metadata(), here(), testNow)
		s := state(t, f, "IamInstanceProfileName")
		if of == "" && (s.Value != backedUpValue || s.Warning != "") || of != "" && (s.Value != "" || !strings.Contains(s.Warning, " is of "+of+" ")) {
			t.Errorf("of %s it says %q, %q", place, s.Value, s.Warning)
		}
	}
}

func TestAWordThatStandsForAValueIsNoNameOfOne(t *testing.T) {
	point := Point{ResourceARN: "arn:aws:ec2:us-east-1:111122223333:instance/i-1"}
	spec := Spec{Name: "x", Fields: []Field{{Key: "P", Label: "Instance profile", Kind: Pick, Options: []string{backedUpValue}, Bound: InRegion}}}
	f := NewForm(spec, point, map[string]string{"P": backedUpValue}, here(), testNow)
	if s := state(t, f, "P"); s.Warning != "Instance profile as backed up is of us-east-1 and means nothing here" {
		t.Errorf("%q", s.Warning)
	}
}
