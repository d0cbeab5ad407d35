package views

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestTheKeyOfARestoreIsReadFromItsMetadata(t *testing.T) {
	const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	for json, want := range map[string]string{
		`{"Metadata":{"KmsKeyId":"` + key + `","Port":"5432"}}`:                                                  key,
		`{"Metadata":{"kmsKeyId":"alias/aws/elasticfilesystem"}}`:                                                "alias/aws/elasticfilesystem",
		`{"Metadata":{"KMSKey":"` + key + `"}}`:                                                                  key,
		`{"Metadata":{"kmsMasterKeyArn":"` + key + `","encryptionType":"KMS"}}`:                                  key,
		`{"Metadata":{"BlockDeviceMappings":"[{\"Ebs\":{\"KmsKeyId\":\"` + key + `\"}},{\"Ebs\":{}}]"}}`:         key,
		`{"Metadata":{"regionalConfig":"[{\"kmsKeyId\":\"AWS_OWNED_KMS_KEY\"}]"}}`:                               "",
		`{"Metadata":{"BlockDeviceMappings":"[{\"Ebs\":{\"KmsKeyId\":\"a\"}},{\"Ebs\":{\"KmsKeyId\":\"b\"}}]"}}`: "",
		`{"Metadata":{"MasterPasswordSecretKmsKeyId":"` + key + `","note":"[KmsKeyId"}}`:                         "",
		`{}`: "",
	} {
		var m restoreMetadata
		m.take(backup.Document{Op: "DescribeRestoreJob", JSON: []byte(`{"Metadata":{"KmsKeyId":"other"}}`)})
		m.take(backup.Document{Op: metadataOp, JSON: []byte(json)})
		if got := m.key(); got != want || m.err != nil {
			t.Errorf("%s: %q, %v", json, got, m.err)
		}
	}
	var m restoreMetadata
	if m.take(backup.Document{Op: metadataOp, Err: errors.New("no")}); m.key() != "" || m.err == nil {
		t.Errorf("a refusal: %q, %v", m.key(), m.err)
	}
}

// TestThePagesOfAFailedRestoreNameItsKey opens the page of a cause and of its job.
func TestThePagesOfAFailedRestoreNameItsKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).after(20 * time.Second).press("2").after(2 * time.Second)
		u.press("/").types("cause:restore").press("enter").after(time.Second).sees("key of the restore not usable")
		u.press("enter").after(3*time.Second).sees("(from the restore job's metadata)", "Let the policy of arn:aws:kms:")
		found := regexp.MustCompile(`Key +(arn:aws:kms:\S+) \(from the restore job's metadata\)`)
		key := found.FindStringSubmatch(u.text())
		if key == nil || !strings.Contains(u.text(), "Key: "+key[1]) {
			t.Fatalf("the block for the owner lacks the key %q:\n%s", key, u.text())
		}
		u.press("J").after(time.Second).press("enter").after(3*time.Second).sees("Diagnosis", "GetRestoreJobMetadata")
		if again := found.FindStringSubmatch(u.text()); again == nil || again[1] != key[1] {
			t.Errorf("the page of the job names the key %q:\n%s", again, u.text())
		}
	})
}

func TestWhyTheKeyOfARestoreIsNotKnownIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).after(20 * time.Second).befalls("denied=100%@GetRestoreJobMetadata").press("2").after(2 * time.Second)
		u.press("/").types("cause:restore").press("enter").after(time.Second).press("enter").after(3 * time.Second)
		u.sees("key of the restore not usable", "Restore's key", "not known: access denied", "backup:GetRestoreJobMetadata").misses("from the restore job's metadata")
	})
}
