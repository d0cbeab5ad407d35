package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func ebsPoint() Point {
	p := pointOf("EBS", "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0c4f", "orders-db")
	p.ARN = "arn:aws:ec2:eu-west-1::snapshot/snap-01ab"
	p.SizeBytes, p.SizeKnown = 249<<30, true
	return p
}

func ebsMetadata() map[string]string {
	return map[string]string{"encrypted": "false", "volumeId": "vol-0c4f", "availabilityZone": "", "aws:backup:request-id": requestID}
}

func TestEBSSendsExactly(t *testing.T) { sendsExactly(t, ebsSendings()) }

func ebsSendings() []sending {
	archived := ebsPoint()
	archived.StorageClass = "COLD"
	indexed := ebsPoint()
	indexed.Index = "ACTIVE"
	sealed := ebsPoint()
	sealed.Encrypted = true
	return []sending{
		{
			name: "as it was", spec: "ebs", point: ebsPoint(), metadata: ebsMetadata(),
			set:  map[string]string{"availabilityZone": "eu-west-1b"},
			want: map[string]string{"encrypted": "false", "availabilityZone": "eu-west-1b"},
		},
		{
			name: "larger, faster, encrypted, with tags", spec: "ebs", point: ebsPoint(), metadata: ebsMetadata(), tags: true,
			set: map[string]string{
				"availabilityZone": "eu-west-1a", "volumeType": "gp3", "volumeSize": "300", "iops": "6000", "throughput": "250",
				"encrypted": "yes", "kmsKeyId": testKey, TagsField: "yes",
			},
			want: map[string]string{
				"availabilityZone": "eu-west-1a", "volumeType": "gp3", "volumeSize": "300", "iops": "6000", "throughput": "250",
				"encrypted": "true", "kmsKeyId": testKey,
			},
		},
		{
			name: "throughput is of gp3, a key of what is encrypted", spec: "ebs", point: ebsPoint(), metadata: ebsMetadata(),
			set:  map[string]string{"availabilityZone": "eu-west-1a", "volumeType": "st1", "throughput": "250", "iops": "6000", "kmsKeyId": testKey},
			want: map[string]string{"availabilityZone": "eu-west-1a", "volumeType": "st1", "encrypted": "false"},
		},
		{
			name: "out of the archive", spec: "ebs", point: archived, metadata: ebsMetadata(),
			set:  map[string]string{"availabilityZone": "eu-west-1a", "temporaryRestoreDays": "10"},
			want: map[string]string{"availabilityZone": "eu-west-1a", "temporaryRestoreDays": "10", "encrypted": "false"},
		},
		{
			name: "an encrypted snapshot makes an encrypted volume", spec: "ebs", point: sealed, metadata: ebsMetadata(),
			set:  map[string]string{"availabilityZone": "eu-west-1a"},
			want: map[string]string{"availabilityZone": "eu-west-1a", "encrypted": "true"},
		},
		{
			name: "files to a bucket", spec: "ebs-files", point: indexed, metadata: ebsMetadata(),
			set: map[string]string{
				"pathsToRestore": "/var/lib/a, b\nfsid:1/etc", "destinationBucketName": "rescue", "restoreType": "FILE",
				"encryptionType": "SSE-KMS", "kmsKeyId": testKey,
			},
			want: map[string]string{
				"pathsToRestore": `["/var/lib/a, b","fsid:1/etc"]`, "destinationBucketName": "rescue", "restoreType": "FILE",
				"encryptionType": "SSE-KMS", "kmsKeyId": testKey,
			},
		},
	}
}

func TestAVolumeIsNoSmallerThanItsSnapshot(t *testing.T) {
	f := formOf(t, "ebs", ebsPoint(), ebsMetadata())
	f.Set("volumeSize", "248")
	if s := state(t, f, "volumeSize"); s.Problem != "at least 249" || s.Min != 249 {
		t.Errorf("%+v", s)
	}
	f.Set("volumeType", "io2")
	if s := state(t, f, "iops"); !s.Required || s.Problem == "" || s.Max != 256000 {
		t.Errorf("io2 without IOPS: %+v", s)
	}
}

func TestTheVolumeAsItIsNowStandsInForWhatIsNotRecorded(t *testing.T) {
	f := formOf(t, "ebs", ebsPoint(), ebsMetadata())
	if s := state(t, f, "availabilityZone"); s.Origin != NotRecorded || s.Problem == "" {
		t.Errorf("before the look-up: %+v", s)
	}
	kind, id, ok := f.Source()
	if !ok || kind != Volumes || id != "vol-0c4f" {
		t.Fatalf("source %s %s %t", kind, id, ok)
	}
	f.Found(Choice{Value: id, Facts: map[string]string{"zone": "eu-west-1c", "type": "gp3"}}, nil)
	if s := state(t, f, "availabilityZone"); s.Origin != LookedUp || s.Value != "eu-west-1c" || s.Note == "" || s.Problem != "" {
		t.Errorf("after it: %+v", s)
	}
	f.Found(Choice{}, &backup.Error{Kind: backup.NotFound})
	if s := state(t, f, "availabilityZone"); s.Origin != NotRecorded || s.Note != "the backup does not record it, and the original is gone" {
		t.Errorf("a volume that is gone: %+v", s)
	}
	if _, _, ok := formOf(t, "ebs", copiedFrom("us-east-1", ebsPoint()), ebsMetadata()).Source(); ok {
		t.Error("the source of a copy from another Region is not looked up here")
	}
}

func TestFilesOfAVolumeNeedAnIndexAndShortPaths(t *testing.T) {
	if _, ok := SpecNamed("ebs-files", ebsPoint(), nil); ok {
		t.Error("offered without an index")
	}
	p := ebsPoint()
	p.Index = "ACTIVE"
	f := formOf(t, "ebs-files", p, nil)
	f.Set("pathsToRestore", "/1\n/2\n/3\n/4\n/5\n/6")
	if s := state(t, f, "pathsToRestore"); s.Problem != "at most 5; there are 6" {
		t.Errorf("%+v", s)
	}
	if target := f.Target(); target.Effect != WritesInto || target.Kind != Buckets {
		t.Errorf("target %+v", target)
	}
}
