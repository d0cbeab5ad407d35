package sim

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

// TestAWSCommandGetsWhatTheSDKGets makes some ninety calls with the command. With
// -short it makes every fifth of them.
func TestAWSCommandGetsWhatTheSDKGets(t *testing.T) {
	t.Parallel()
	w := New(Options{})
	aws := newCommandLine(t, w)
	checks := slices.Concat(aws.everyOperation(t), aws.errors(t), aws.pages(t), aws.neighbours(), aws.services(), aws.changes(t))
	var chosen []check
	for i, check := range checks {
		if !testing.Short() || i%5 == 0 {
			chosen = append(chosen, check)
		}
	}
	atOnce(t, chosen)
}

// everyOperation of AWS Backup, with filters where it has some.
func (c *commandLine) everyOperation(t *testing.T) (checks []check) {
	home, region := c.world.HomeAccount(), c.world.Regions()[0]
	calls := everyCall(t, c.world, home, region)
	for _, op := range slices.Sorted(maps.Keys(calls)) {
		checks = append(checks, func(ctx context.Context) error { return c.compare(ctx, home, region, op, calls[op]) })
	}
	for _, r := range backupRoutes() {
		if _, ok := calls[r.name]; !ok && r.method == http.MethodGet {
			t.Errorf("no call of %s", r.name)
		}
	}
	return checks
}

func (c *commandLine) errors(t *testing.T) (checks []check) {
	home, first := c.world.HomeAccount(), c.world.Regions()[0]
	deniedAccount, deniedRegion := c.world.DeniedScope()
	for _, bad := range []struct {
		account, region, op string
		in                  input
		code                string
	}{
		{home, first, "DescribeBackupVault", input{"BackupVaultName": "no-such-vault"}, "ResourceNotFoundException"},
		{home, first, "ListBackupJobs", input{"ByState": "LOST"}, "InvalidParameterValueException"},
		{home, first, "ListCopyJobs", input{"NextToken": "nowhere"}, "InvalidParameterValueException"},
		{c.world.Account("sandbox"), first, "ListBackupJobs", input{"ByAccountId": "*"}, "AccessDeniedException"},
		{deniedAccount, deniedRegion, "ListBackupPlans", input{}, "AccessDeniedException"},
		{home, "me-south-1", "ListBackupVaults", input{}, "UnrecognizedClientException"},
	} {
		_, err := viaSDK(t.Context(), c.world, bad.account, bad.region, bad.op, bad.in)
		var api smithy.APIError
		if !errors.As(err, &api) || api.ErrorCode() != bad.code {
			t.Errorf("%s %v: the SDK gets %v, want %s", bad.op, bad.in, err, bad.code)
			continue
		}
		checks = append(checks, func(ctx context.Context) error { return c.compare(ctx, bad.account, bad.region, bad.op, bad.in) })
	}
	return checks
}

// pages asks for seven rows by pages of three, then for the rest of ten: they
// have to be the first ten that the SDK gets in one page.
func (c *commandLine) pages(t *testing.T) []check {
	home, region := c.world.HomeAccount(), c.world.Regions()[0]
	before := c.world.Start().Add(-48 * time.Hour).UTC().Format(time.RFC3339)
	whole, err := viaSDK(t.Context(), c.world, home, region, "ListBackupJobs", input{"MaxResults": 10, "ByCreatedBefore": before})
	if err != nil {
		t.Fatal(err)
	}
	return []check{func(ctx context.Context) error {
		args := []string{"backup", "list-backup-jobs", "--by-created-before", before, "--page-size", "3", "--max-items"}
		first, err := c.raw(ctx, home, region, append(slices.Clone(args), "7")...)
		if err != nil {
			return err
		}
		token, _ := first["NextToken"].(string)
		rest, err := c.raw(ctx, home, region, append(args, "3", "--starting-token", token)...)
		if err != nil {
			return err
		}
		rows := func(page map[string]any) []any {
			all, _ := plain(page).(map[string]any)["BackupJobs"].([]any)
			return all
		}
		if len(rows(first)) != 7 {
			return fmt.Errorf("asked for 7 rows, got %d", len(rows(first)))
		}
		if diff := cmp.Diff(whole["BackupJobs"], any(append(rows(first), rows(rest)...))); diff != "" {
			return fmt.Errorf("rows by pages (-sdk +command):\n%s", diff)
		}
		return nil
	}}
}

// neighbours are STS, Organizations and Account Management.
func (c *commandLine) neighbours() []check {
	w, home, region := c.world, c.world.HomeAccount(), c.world.Regions()[0]
	refused := "arn:aws:iam::" + w.RefusingAccount() + ":role/BackupReader"
	return []check{
		func(ctx context.Context) error {
			out, err := c.run(ctx, home, region, "sts", "get-caller-identity")
			if err != nil || out["Account"] != home || out["Arn"] != "arn:aws:iam::"+home+":user/operator" {
				return fmt.Errorf("get-caller-identity: %v %w", out, err)
			}
			return nil
		},
		func(ctx context.Context) error {
			_, err := c.run(ctx, home, region, "sts", "assume-role", "--role-arn", refused, "--role-session-name", "ana")
			want := "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::" + home + ":user/operator is not authorized to perform: sts:AssumeRole on resource: " + refused
			if err == nil || !strings.Contains(err.Error(), want) {
				return fmt.Errorf("assume-role: got %w, want %s", err, want)
			}
			return nil
		},
		func(ctx context.Context) error {
			out, err := c.run(ctx, home, region, "organizations", "list-accounts", "--query", "{Active: Accounts[?State=='ACTIVE'].Id || Accounts[?Status=='ACTIVE'].Id}")
			if diff := cmp.Diff(out["Active"], texts(w.Accounts())); err != nil || diff != "" {
				return fmt.Errorf("list-accounts: %w\n%s", err, diff)
			}
			return nil
		},
		func(ctx context.Context) error {
			out, err := c.run(ctx, home, region, "account", "list-regions", "--region-opt-status-contains", "ENABLED", "ENABLED_BY_DEFAULT", "--query", "{Enabled: Regions[].RegionName}")
			if diff := cmp.Diff(out["Enabled"], texts(w.Regions())); err != nil || diff != "" {
				return fmt.Errorf("list-regions: %w\n%s", err, diff)
			}
			return nil
		},
	}
}

func texts(values []string) any {
	var all []any
	for _, v := range values {
		all = append(all, v)
	}
	return all
}
