package restore

import (
	"strings"
	"testing"
	"time"
)

func bucketPoint() Point {
	p := pointOf("S3", "arn:aws:s3:::invoices-eu-west-1", "")
	p.ARN = "arn:aws:backup:eu-west-1:111122223333:recovery-point:invoices-20260101-7a1f"
	return p
}

func bucketContinuous() Point {
	p := bucketPoint()
	p.Status, p.Created = "AVAILABLE", testNow.Add(-90*24*time.Hour)
	return p
}

func bucketMetadata() map[string]string {
	return map[string]string{"BucketName": "invoices-eu-west-1", "EncryptionType": "SSE-KMS", "KMSKey": testKey, "aws:backup:request-id": requestID}
}

func TestS3SendsExactly(t *testing.T) { sendsExactly(t, bucketSendings()) }

func bucketSendings() []sending {
	fresh := map[string]string{"NewBucket": "true", "DestinationBucketName": "invoices-eu-west-1-restored", "EncryptionType": "SSE-KMS", "KMSKey": testKey}
	far := bucketPoint()
	far.SourceVault = "arn:aws:backup:us-east-1:111122223333:backup-vault:prod"
	return []sending{
		{name: "a new bucket", spec: "s3", point: bucketPoint(), metadata: bucketMetadata(), set: map[string]string{TagsField: "yes"}, want: fresh},
		{
			name: "into the bucket that was backed up, every version", spec: "s3", point: bucketPoint(), metadata: bucketMetadata(),
			set:  map[string]string{"NewBucket": "no", "EncryptionType": "original", "RestoreACLs": "yes", "RestoreLatestVersionsUpTo": "all"},
			want: map[string]string{"NewBucket": "false", "DestinationBucketName": "invoices-eu-west-1", "EncryptionType": "original", "RestoreACLs": "true", "RestoreLatestVersionsUpTo": "all"},
		},
		{
			name: "the latest moment is sent as a time", spec: "s3-pitr", point: bucketContinuous(), metadata: bucketMetadata(),
			want: with(fresh, "RestoreTime", "2026-01-01T11:45:00Z"),
		},
		{
			name: "objects at a moment, into another bucket", spec: "s3-items", point: bucketContinuous(), metadata: bucketMetadata(),
			set: map[string]string{
				"RestoreTime": "2025-12-31T00:00:00Z", "ItemsToRestore": "2025/\n2026/a,b.pdf", "NewBucket": "no", "@bucket": "rescue", "EncryptionType": "SSE-S3",
			},
			want: map[string]string{
				"RestoreTime": "2025-12-31T00:00:00Z", "ItemsToRestore": `["2025/","2026/a,b.pdf"]`, "NewBucket": "false", "DestinationBucketName": "rescue", "EncryptionType": "SSE-S3",
			},
		},
		{
			name: "objects of a snapshot", spec: "s3-items", point: bucketPoint(), metadata: bucketMetadata(), set: map[string]string{"ItemsToRestore": "a"},
			want: with(fresh, "ItemsToRestore", `["a"]`),
		},
		{
			name: "a copy from another Region cannot keep the encryption", spec: "s3", point: far, metadata: map[string]string{"BucketName": "invoices"},
			want: map[string]string{"NewBucket": "true", "DestinationBucketName": "invoices-restored", "EncryptionType": "SSE-S3"},
		},
	}
}

func TestABucketsNameIsNeverCalledFree(t *testing.T) {
	f := formOf(t, "s3", bucketPoint(), bucketMetadata())
	q, _ := f.Query("DestinationBucketName")
	f.Offer(q, choices("other", "invoices-eu-west-1-restored"), nil)
	if s := state(t, f, "DestinationBucketName"); s.Value != "invoices-eu-west-1-restored-2" || !strings.Contains(s.Note, "may be taken elsewhere") {
		t.Errorf("%+v", s)
	}
}

func TestBucketNamesAreChecked(t *testing.T) {
	f := formOf(t, "s3", bucketPoint(), bucketMetadata())
	for name, good := range map[string]bool{
		"a.b-c": true, "ab": false, "under_score": false, "-a-b": false, "a..b": false, "xn--abc": false, "abc-s3alias": false, strings.Repeat("a", 64): false,
	} {
		f.Set("DestinationBucketName", name)
		if s := state(t, f, "DestinationBucketName"); (s.Problem == "") != good {
			t.Errorf("%s: %q", name, s.Problem)
		}
	}
}

func TestS3GoesBackThirtyFiveDaysAndNotTheLastQuarterHour(t *testing.T) {
	f := formOf(t, "s3-pitr", bucketContinuous(), bucketMetadata())
	w := state(t, f, "RestoreTime").Window
	if w.To != testNow.Add(-15*time.Minute) || w.From != testNow.Add(-35*24*time.Hour) {
		t.Errorf("%+v", w)
	}
}

func TestACopyOfABucketRefusesTheOriginalEncryption(t *testing.T) {
	p := bucketPoint()
	p.SourceVault = "arn:aws:backup:us-east-1:111122223333:backup-vault:prod"
	f := formOf(t, "s3", p, map[string]string{"BucketName": "invoices"})
	f.Set("EncryptionType", "original")
	if s := state(t, f, "EncryptionType"); s.Problem == "" {
		t.Errorf("%+v", s)
	}
}

func TestAnExistingBucketIsOfThisRegionAndKeepsVersions(t *testing.T) {
	f := formOf(t, "s3", bucketPoint(), bucketMetadata())
	f.Set("NewBucket", "no")
	q, _ := f.Query("@bucket")
	f.Offer(q, []Choice{
		{Value: "invoices-eu-west-1", Facts: map[string]string{"region": "eu-west-1", "versioning": "Suspended"}},
		{Value: "far", Facts: map[string]string{"region": "us-east-1"}},
		{Value: "near"},
	}, nil)
	s := state(t, f, "@bucket")
	if len(s.Choices) != 2 || s.Choices[1].Value != "near" || !strings.Contains(s.Warning, "Suspended") {
		t.Errorf("%+v", s)
	}
	f.Set("@bucket", "far")
	if s := state(t, f, "@bucket"); s.Problem == "" {
		t.Errorf("%+v", s)
	}
}

// TestTheDefaultRoleIsDoubtedWhereItMayNotRestore: AWS makes it without the policies of S3.
func TestTheDefaultRoleIsDoubtedWhereItMayNotRestore(t *testing.T) {
	const usual, other = "arn:aws:iam::111122223333:role/" + DefaultRole, "arn:aws:iam::111122223333:role/S3Restorer"
	for role, want := range map[string]string{usual: forS3Restore, other: ""} {
		f := formOf(t, "s3", bucketPoint(), bucketMetadata())
		if f.Set(RoleField, role); !strings.Contains(state(t, f, RoleField).Warning, want) || (want == "") != (state(t, f, RoleField).Warning == "") {
			t.Errorf("%s: %q", role, state(t, f, RoleField).Warning)
		}
	}
	f := formOf(t, "dynamodb", tablePoint(), tableMetadata())
	if f.Set(RoleField, usual); state(t, f, RoleField).Warning != "" {
		t.Errorf("of a table: %q", state(t, f, RoleField).Warning)
	}
}

// TestKeysOfS3AreDoubtedWhereTheyMeanSomethingElse: such a key may exist, so it may be sent.
func TestKeysOfS3AreDoubtedWhereTheyMeanSomethingElse(t *testing.T) {
	f := formOf(t, "s3-items", bucketPoint(), bucketMetadata())
	for items, want := range map[string]string{
		"a.pdf\nb.pdf":          "",
		"2025/\n2026/a.pdf":     "",
		"a\nab":                 "",
		"/a.pdf":                "rarely begin with /",
		"a.pdf\nb.pdf\na.pdf":   "a.pdf is given twice",
		"2025/a.pdf\n2025/":     "2025/a.pdf is given twice: it is under 2025/",
		"2025/*":                "there are no wildcards: 2025/* ",
		`["a.pdf","logs/*.gz"]`: "there are no wildcards: logs/*.gz ",
	} {
		f.Set("ItemsToRestore", items)
		s := state(t, f, "ItemsToRestore")
		if s.Problem != "" || !strings.Contains(s.Warning, want) || (want == "") != (s.Warning == "") {
			t.Errorf("%q: problem %q, warning %q, want %q", items, s.Problem, s.Warning, want)
		}
	}
}
