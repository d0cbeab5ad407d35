package triage

import (
	"errors"
	"testing"

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
		var m Submitted
		m.Take(backup.Document{Op: "DescribeRestoreJob", JSON: []byte(`{"Metadata":{"KmsKeyId":"other"}}`)})
		m.Take(backup.Document{Op: metadataOp, JSON: []byte(json)})
		if got, _ := m.Key(); got != want || m.Err != nil || !m.Told {
			t.Errorf("%s: %q, %v", json, got, m.Err)
		}
	}
	var m Submitted
	if m.Take(backup.Document{Op: metadataOp, Err: errors.New("no")}); m.Told || m.Err == nil {
		t.Errorf("a refusal: %v, %v", m.Told, m.Err)
	}
}
