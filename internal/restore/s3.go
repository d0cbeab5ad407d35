package restore

import (
	"strconv"
	"strings"
	"time"
)

// s3 restores objects into a new bucket or one that is there (AWS Backup Developer
// Guide, "Restore S3 data"). It adds versions, and replaces and deletes nothing.
func s3() []Spec {
	all := Spec{
		Name: "s3", Of: "S3", Type: "S3", Title: "S3 bucket from a snapshot", Fits: isSnapshot,
		Fields: s3Fields(),
		Drops: []Drop{
			{"BucketName", "names the bucket that was backed up"},
			{"SourceBucketName", "names the bucket that was backed up"},
		},
		Source:   func(p Point, _ map[string]string) (ChoiceKind, string) { return Buckets, lastName(p.ResourceARN) },
		Target:   s3Target,
		Tags:     TagRule{Never: "AWS fails an S3 restore that copies tags"},
		Policies: []string{forS3Restore},
		Actions: []string{
			"s3:CreateBucket", "s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketVersioning", "s3:PutBucketVersioning",
			"s3:GetBucketLocation", "s3:PutObject", "s3:GetObject", "s3:PutObjectTagging", "s3:PutObjectAcl", "s3:GetObjectAcl",
		},
		NotRestored: []string{
			"the configuration of the bucket: policy, CORS, lifecycle, notifications, replication, website",
		},
		SetsOffIn: []string{
			"event notifications, replication and lifecycle rules of the bucket act on what is restored",
			"objects that the bucket has already in that version are skipped, and the job still completes",
		},
	}
	pitr := all
	pitr.Name, pitr.Title, pitr.Fits = "s3-pitr", "S3 bucket at a point in time", isContinuous
	pitr.Fields = append([]Field{s3Time()}, all.Fields...)
	items := all
	items.Name, items.Title, items.Fits = "s3-items", "objects of an S3 bucket", nil
	items.Tags = TagRule{Never: "restores of single objects copy no tags"}
	items.Fields = append([]Field{s3Time(), {
		Key: "ItemsToRestore", Label: "Objects", Section: "What", Kind: Paths, Required: true, Items: 5,
		Help: "at most 5 prefixes or keys, one a line", Doubt: doubtfulKeys,
	}}, all.Fields...)
	return []Spec{all, pitr, items}
}

func s3Fields() []Field {
	name := Field{
		Key: "DestinationBucketName", Label: "Bucket", Section: "Target", Kind: Text, Required: true, New: true, Lower: true, Max: 63,
		Help: "a new name; no other account may have it either", Query: look(Buckets), Check: isBucket, Fit: fitBucket,
		Unproven: "not among the buckets here, but all of AWS shares these names: it may be taken elsewhere", From: bucketName,
		Shown: when("NewBucket", "true"),
	}
	existing := Field{
		Key: "@bucket", Label: "Existing bucket", Section: "Target", Kind: Pick, Required: true, Query: look(Buckets), Check: isBucket,
		Help: "of this Region, with versioning on; objects are added to it", From: bucketName, Bound: InAccount,
		Suits: inThisRegion, Doubt: versioned,
		Shown: when("NewBucket", "false"),
		Write: func(f *Form, out map[string]string, value string) { out[f.keyOf("DestinationBucketName")] = value },
		Sent:  func(m map[string]string) string { return m["DestinationBucketName"] },
	}
	key := keyField("KMSKey", "Encryption", "s3", "")
	key.Required, key.Shown = true, when("EncryptionType", "SSE-KMS")
	return []Field{
		{
			Key: "NewBucket", Label: "New bucket", Section: "Target", Kind: YesNo, Required: true, Else: "true",
			Help: "no: the objects are added to a bucket that is there",
		},
		name, existing,
		{
			Key: "EncryptionType", Label: "Encrypt with", Section: "Encryption", Kind: Pick, Options: []string{"original", "SSE-S3", "SSE-KMS"},
			Help: "original keeps what each object had; a copy from another Region cannot", Preset: s3Encryption, Check: s3Original,
			Empty: "original",
		},
		key,
		{
			Key: "RestoreACLs", Label: "ACLs", Section: "What", Kind: YesNo, Empty: "AWS decides",
			Help: "fails where the backup has none, or the bucket has them disabled",
		},
		{
			Key: "RestoreLatestVersionsUpTo", Label: "Versions", Section: "What", Kind: Text, Check: isVersions, Empty: "the latest",
			Help: "how many of the latest versions of each object: a number, or all",
		},
	}
}

// inThisRegion narrows buckets to those that a restore can write to.
func inThisRegion(f *Form, c Choice) bool {
	region := c.Facts["region"]
	return region == "" || region == f.in.Region.String()
}

// versioned warns of a bucket that a restore refuses.
func versioned(f *Form, v string) string {
	if state := f.fact(Buckets, v, "versioning"); state != "" && state != "Enabled" {
		return "versioning of the bucket is " + state + ": the job fails unless it is on"
	}
	return ""
}

// s3Time asks for the moment; AWS has no word for the latest, so it is sent as a time.
func s3Time() Field {
	return Field{
		Key: "RestoreTime", Label: "Point in time", Section: "What", Kind: Time, Required: true,
		Help:   "UTC; " + Latest + " is a quarter of an hour ago",
		Shown:  func(f *Form) bool { return isContinuous(f.point, f.original) },
		Preset: func(*Form) (string, Origin) { return Latest, Proposed },
		Window: func(f *Form) Window { return f.window(15 * time.Minute) },
		Write: func(f *Form, out map[string]string, value string) {
			t, ok := parseTime(value)
			if !ok {
				t = f.window(15 * time.Minute).To
			}
			out[f.keyOf("RestoreTime")] = iso(t)
		},
	}
}

// bucketName is the name of the bucket that was backed up.
func bucketName(f *Form) string {
	for _, key := range []string{"BucketName", "SourceBucketName"} {
		if name := f.original[f.keyOf(key)]; name != "" {
			return name
		}
	}
	return lastName(f.point.ResourceARN)
}

// fitBucket makes a bucket's name of another.
func fitBucket(s string) string {
	s = strings.ToLower(words("-.", 63)(s))
	for strings.Contains(s, "..") {
		s = strings.ReplaceAll(s, "..", ".")
	}
	return strings.Trim(s, "-.")
}

// s3Encryption asks for another encryption where the original one is of another
// Region.
func s3Encryption(f *Form) (string, Origin) {
	was := f.asBackedUp(f.field("EncryptionType"))
	if f.otherRegion() && (was == "" || was == "original") {
		return "SSE-S3", Proposed
	}
	return "", ""
}

func s3Original(f *Form, v string) string {
	if v == "original" && f.otherRegion() {
		return "objects of a copy from another Region cannot keep their encryption: choose SSE-S3 or SSE-KMS"
	}
	return ""
}

func isVersions(_ *Form, v string) string {
	if n, err := strconv.Atoi(v); v != "all" && (err != nil || n < 1) {
		return "a number from 1, or all"
	}
	return ""
}

func s3Target(f *Form) Target {
	if f.Is("NewBucket") {
		return Target{Kind: Buckets, ID: f.Value("DestinationBucketName"), Effect: MakesNew}
	}
	return Target{Kind: Buckets, ID: f.Value("@bucket"), Effect: WritesInto}
}
