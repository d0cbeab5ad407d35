package triage

import (
	"slices"
	"testing"
)

func TestTheActionsOfACauseAreThoseDeniedElseThoseDocumented(t *testing.T) {
	for message, want := range map[string][]string{
		"User: arn:aws:iam::1:user/a is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k because no resource-based policy allows the kms:Decrypt action": {"kms:Decrypt"},
		"Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied":                                                                     {"kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"},
		"the moon is full": nil,
	} {
		d := OfMessage(message)
		if got := d.Actions(); !slices.Equal(got, want) {
			t.Errorf("%s: %q", message, got)
		}
	}
}

func TestEveryEntryWithDocumentedActionsIsInTheCatalogue(t *testing.T) {
	known := map[string]*Entry{}
	for _, e := range append(Catalogue(), fallbackEntries()...) {
		known[e.ID] = &e
	}
	for _, id := range []string{
		"kms_key_unusable", "kms_copy_key_not_accessible", "kms_source_key_not_accessible", "kms_restore_key_not_accessible", "kms_key_not_accessible", "category kmskeyerror",
		"kms_volume_key", "kms_ciphertext_key", "copy_vault_denied", "copy_into_vault_denied", "profile_not_allowed", "role_not_assumable", "role_invalid",
	} {
		if e := known[id]; e == nil || len(e.Actions) == 0 {
			t.Errorf("%s", id)
		}
	}
}
