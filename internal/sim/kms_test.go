package sim_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestKMSTellsKeysByAliasIDAndARN(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{PageSize: 4})
		api := kms.NewFromConfig(user(w))
		targets := map[string]string{}
		pages := kms.NewListAliasesPaginator(api, &kms.ListAliasesInput{})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil || len(page.Aliases) > 4 {
				t.Fatalf("%+v, %v", page, err)
			}
			for _, a := range page.Aliases {
				targets[*a.AliasName] = *a.TargetKeyId
			}
		}
		arn := w.KeyOf(w.HomeAccount(), "us-east-1", "alias/finance-only")
		if !strings.HasSuffix(arn, "/"+targets["alias/finance-only"]) || targets["alias/aws/backup"] == "" {
			t.Fatalf("aliases %v", targets)
		}
		for _, id := range []string{arn, targets["alias/finance-only"], "alias/finance-only", strings.Replace(arn, "key/"+targets["alias/finance-only"], "alias/finance-only", 1)} {
			out, err := api.DescribeKey(t.Context(), &kms.DescribeKeyInput{KeyId: &id})
			if err != nil || *out.KeyMetadata.Arn != arn || out.KeyMetadata.KeyState != types.KeyStateEnabled || out.KeyMetadata.KeyManager != types.KeyManagerTypeCustomer {
				t.Errorf("%s: %+v, %v", id, out, err)
			}
		}
		out, err := api.GetKeyPolicy(t.Context(), &kms.GetKeyPolicyInput{KeyId: &arn})
		if err != nil || !strings.Contains(*out.Policy, `"Effect":"Deny"`) {
			t.Errorf("%+v, %v", out, err)
		}
		for alias, state := range map[string]types.KeyState{"alias/old-archive": types.KeyStateDisabled, "alias/retired": types.KeyStatePendingDeletion} {
			out, err := api.DescribeKey(t.Context(), &kms.DescribeKeyInput{KeyId: &alias})
			if err != nil || out.KeyMetadata.KeyState != state || (out.KeyMetadata.DeletionDate != nil) != (state == types.KeyStatePendingDeletion) {
				t.Errorf("%s: %+v, %v", alias, out, err)
			}
		}
	})
}

func TestKMSRefusesAsAWSDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		api := kms.NewFromConfig(user(w))
		for id, want := range map[string]string{
			"alias/none":                           "NotFoundException",
			"12345678-1234-1234-1234-123456789012": "NotFoundException",
			w.KeyOf(w.HomeAccount(), "eu-west-1", "alias/old-archive"):      "NotFoundException",
			w.KeyOf(w.Account("sandbox"), "us-east-1", "alias/old-archive"): "AccessDeniedException",
		} {
			if _, err := api.DescribeKey(t.Context(), &kms.DescribeKeyInput{KeyId: &id}); code(err) != want {
				t.Errorf("%s: %v, want %s", id, err, want)
			}
		}
		alias := "alias/old-archive"
		if _, err := api.GetKeyPolicy(t.Context(), &kms.GetKeyPolicyInput{KeyId: &alias}); code(err) != "NotFoundException" {
			t.Errorf("policy by alias: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"GetKeyPolicy"}}})
		arn := w.KeyOf(w.HomeAccount(), "us-east-1", alias)
		if _, err := api.GetKeyPolicy(t.Context(), &kms.GetKeyPolicyInput{KeyId: &arn}); code(err) != "AccessDeniedException" || !strings.Contains(message(err), "kms:GetKeyPolicy") {
			t.Errorf("denied: %v", err)
		}
	})
}
