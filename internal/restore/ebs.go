package restore

import (
	"strconv"
	"strings"
)

// ebs restores a volume, or files of it to a bucket (AWS Backup Developer Guide,
// "Restore an Amazon EBS volume").
func ebs() []Spec {
	volume := Spec{
		Name: "ebs", Of: "EBS", Type: "EBS", Title: "EBS volume",
		Fields: volumeFields(),
		Drops:  []Drop{{"volumeId", "names the volume that was backed up"}},
		Source: func(p Point, m map[string]string) (ChoiceKind, string) {
			if id := lastName(p.ResourceARN); strings.HasPrefix(id, "vol-") {
				return Volumes, id
			}
			return Volumes, m["volumeId"]
		},
		Target: func(*Form) Target { return Target{Effect: MakesNew} },
		Under:  volumeUnder,
		Usual:  usualVolumeKey,
		Actions: []string{
			"ec2:CreateVolume", "ec2:DescribeSnapshots", "ec2:DescribeVolumes",
			"ec2:DescribeAvailabilityZones", "ec2:CreateTags", "ec2:RestoreSnapshotTier",
		},
		NotRestored: []string{
			"the attachment: the new volume is attached to nothing",
			"alarms, and snapshot policies that name the old volume",
		},
		TagsSetOff: "copied tags bring the volume into backup plans, lifecycle policies and automation that select by tag",
		After: func(f *Form) []Command {
			return []Command{{"Attach the volume that the job reports", command("aws ec2 attach-volume",
				[2]string{"--volume-id", "VOLUME_ID"}, [2]string{"--instance-id", "INSTANCE_ID"}, [2]string{"--device", "DEVICE"},
				[2]string{"--region", f.in.Region.String()})}}
		},
	}
	return []Spec{volume, volumeFiles()}
}

func volumeFields() []Field {
	key := keyField("kmsKeyId", "Encryption", "ebs", "the snapshot's key, or the account's default for EBS")
	key.Shown, key.Unset = when("encrypted", "true"), ownVolumeKey
	return []Field{
		{
			Key: "availabilityZone", Label: "Zone", Section: "Target", Kind: Pick, Required: true, Query: look(Zones), Bound: InRegion, Fact: "zone",
			Help: "an instance can attach only volumes of its own zone",
		},
		{
			Key: "volumeType", Label: "Type", Section: "Target", Kind: Pick, Options: []string{"gp2", "gp3", "io1", "io2", "st1", "sc1"}, Open: true,
			Fact: "type", Help: "gp3 for most, io2 for many IOPS", Empty: "what the service takes for a snapshot",
		},
		{
			Key: "volumeSize", Label: "Size", Section: "Target", Kind: Number, Help: "GiB; at least what was backed up",
			Empty: "as large as the snapshot", Limits: volumeSize,
		},
		{
			Key: "iops", Label: "IOPS", Section: "Target", Kind: Number, Fact: "iops", Help: "provisioned I/O operations a second",
			Empty: "3,000, the least of gp3", Limits: volumeIOPS,
			Shown: when("volumeType", "gp3", "io1", "io2"), RequiredIf: when("volumeType", "io1", "io2"),
		},
		{
			Key: "throughput", Label: "Throughput", Section: "Target", Kind: Number, Min: 125, Max: 2000, Fact: "throughput", Help: "MiB a second",
			Empty: "125, the least of gp3", Shown: when("volumeType", "gp3"),
		},
		{
			Key: "encrypted", Label: "Encrypted", Section: "Encryption", Kind: YesNo, Help: "an encrypted volume cannot be decrypted again",
			Empty: "as the snapshot, or as the account demands", Preset: encrypted,
		},
		key,
		{
			Key: "temporaryRestoreDays", Label: "Days out of the archive", Section: "Archive", Kind: Number, Max: 180,
			Help: "for how many days the archived snapshot comes back to the standard tier", Empty: "AWS decides",
			Shown: func(f *Form) bool { return f.point.StorageClass == "COLD" },
		},
	}
}

// encrypted is yes where the snapshot is encrypted, whatever the metadata says of the
// volume: its copies may be.
func encrypted(f *Form) (string, Origin) {
	if f.point.Encrypted && f.asBackedUp(f.field("encrypted")) != "true" {
		return "true", Proposed
	}
	return "", ""
}

// volumeSize is what a volume of the type may have (Amazon EBS User Guide, "volume
// types"), and no less than the snapshot: AWS reports the size of the volume as the
// size of the backup.
func volumeSize(f *Form) (lo, hi int64) {
	lo, hi = 1, 65536
	switch f.Value("volumeType") {
	case "st1", "sc1":
		lo, hi = 125, 16384
	case "gp2", "io1":
		hi = 16384
	}
	if f.point.SizeKnown {
		size, err := strconv.ParseInt(gib(f.point.SizeBytes), 10, 64)
		if err == nil {
			lo = max(lo, size)
		}
	}
	return lo, max(lo, hi)
}

func volumeIOPS(f *Form) (lo, hi int64) {
	switch f.Value("volumeType") {
	case "io1":
		return 100, 64000
	case "io2":
		return 100, 256000
	}
	return 3000, 80000
}

// volumeFiles restores files of a volume to a bucket. It needs an index of the
// recovery point, which one in the archive cannot have.
func volumeFiles() Spec {
	key := keyField("kmsKeyId", "Encryption", "s3", "the default key of the bucket")
	key.Shown = when("encryptionType", "SSE-KMS")
	return Spec{
		Name: "ebs-files", Of: "EBS", Type: "EBS", Title: "files of an EBS volume, to a bucket", Only: true,
		Fits: func(p Point, _ map[string]string) bool { return p.Index == "ACTIVE" && p.StorageClass != "COLD" },
		Fields: []Field{
			{
				Key: "pathsToRestore", Label: "Paths", Section: "What", Kind: Paths, Required: true, Items: 5, Check: volumePaths,
				Help: "at most 5, one a line, in their case; fsid: before a path names one of several file systems",
			},
			{
				Key: "destinationBucketName", Label: "Bucket", Section: "Target", Kind: Pick, Required: true, Query: look(Buckets),
				Help: "a bucket of this Region that is there already", Check: isBucket, Suits: inThisRegion,
			},
			{
				Key: "restoreType", Label: "Restore type", Section: "Target", Kind: Text, Required: true,
				Help: "what AWS calls a restore of files to a bucket; its documentation of this key has the word",
			},
			{
				Key: "encryptionType", Label: "Encrypt with", Section: "Encryption", Kind: Pick, Options: []string{"SSE-S3", "SSE-KMS"},
				Help: "of the objects", Empty: "as the bucket does by default",
			},
			key,
		},
		Target: func(f *Form) Target {
			return Target{Kind: Buckets, ID: f.Value("destinationBucketName"), Effect: WritesInto}
		},
		Tags:        TagRule{Never: "restores of single files copy no tags"},
		Actions:     []string{"ebs:ListSnapshotBlocks", "ebs:GetSnapshotBlock", "s3:PutObject", "s3:GetBucketLocation"},
		Policies:    []string{"AWSBackupServiceRolePolicyForItemRestores"},
		NotRestored: []string{"owners and permissions of the files: they become objects"},
		SetsOff:     []string{"event notifications and replication of the bucket see new objects"},
	}
}

// volumePaths checks paths within a volume.
func volumePaths(f *Form, _ string) string {
	for _, path := range f.items("pathsToRestore") {
		if len(path) >= 1024 {
			return "a path has less than 1,024 bytes"
		}
	}
	return ""
}

// isBucket checks the name of a bucket (Amazon S3 User Guide, "General purpose bucket
// naming rules").
func isBucket(_ *Form, v string) string {
	for _, c := range v {
		if !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.' {
			return "a bucket's name has lower-case letters, digits, hyphens and dots: not " + quoted(c)
		}
	}
	switch ends := strings.Trim(v, "-."); {
	case len(v) < 3 || len(v) > 63:
		return "a bucket's name has 3 to 63 characters"
	case ends != v:
		return "a bucket's name begins and ends with a letter or a digit"
	case strings.Contains(v, ".."):
		return "a bucket's name has no two dots in a row"
	case strings.HasPrefix(v, "xn--") || strings.HasSuffix(v, "-s3alias"):
		return "AWS keeps such names for itself"
	}
	return ""
}
