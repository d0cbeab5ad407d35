package sim

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/smithy-go"
)

func copyOf(w *World, p point, to string) *sdk.StartCopyJobInput {
	return &sdk.StartCopyJobInput{
		RecoveryPointArn: aws.String(p.arn()), SourceBackupVaultName: &p.vault.name, DestinationBackupVaultArn: &to, IamRoleArn: aws.String(w.scopes[0].role),
	}
}

func copyJob(t testing.TB, w *World, id *string) *types.CopyJob {
	t.Helper()
	out, err := home(w).DescribeCopyJob(t.Context(), &sdk.DescribeCopyJobInput{CopyJobId: id})
	if err != nil {
		t.Fatal(err)
	}
	return out.CopyJob
}

// vaultIn is a vault of an account by name, in the account's first Region.
func vaultIn(w *World, account, vault string) *vault {
	return w.scope(w.Account(account), w.regions[0]).vaultNamed(vault)
}

func TestAFinishedCopyIsAPointOfItsVault(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c, ctx := home(w), t.Context()
		for _, kind := range []string{"EBS", "S3", "EFS", "RDS", "EKS", "FSx"} {
			p := pointOf(t, w, kind, snapshot)
			to := w.scopes[1].vaultNamed("prod-daily")
			in := copyOf(w, p, to.arn)
			in.Lifecycle = &types.Lifecycle{DeleteAfterDays: aws.Int64(80)}
			started, err := c.StartCopyJob(ctx, in)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			if job := copyJob(t, w, started.CopyJobId); job.State != types.CopyJobStateCreated || started.IsParent != (kind == "EKS") {
				t.Errorf("%s begins as %s, parent %v", kind, job.State, started.IsParent)
			}
			time.Sleep(4 * time.Hour)
			job := copyJob(t, w, started.CopyJobId)
			if job.State != types.CopyJobStateCompleted || *job.SourceRecoveryPointArn != p.arn() || aws.ToString(job.MessageCategory) != "SUCCESS" {
				t.Errorf("%s: %s %s", kind, job.State, aws.ToString(job.StatusMessage))
				continue
			}
			made, err := client(w, w.HomeAccount(), w.regions[1]).DescribeRecoveryPoint(ctx, &sdk.DescribeRecoveryPointInput{
				BackupVaultName: aws.String("prod-daily"), RecoveryPointArn: job.DestinationRecoveryPointArn,
			})
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			if made.CreationDate.UnixMilli() != p.at || *made.EncryptionKeyArn != to.key || *made.SourceBackupVaultArn != p.vault.arn ||
				made.CalculatedLifecycle.DeleteAt.UnixMilli() != p.at+80*day || *made.ResourceArn != p.resourceARN() {
				t.Errorf("%s: %+v", kind, made)
			}
			list := points(t, client(w, w.HomeAccount(), w.regions[1]), sdk.ListRecoveryPointsByBackupVaultInput{
				BackupVaultName: aws.String("prod-daily"), ByCreatedAfter: aws.Time(time.UnixMilli(p.at - 1000)), ByCreatedBefore: aws.Time(time.UnixMilli(p.at + 1000)),
			})
			found := 0
			for _, q := range list {
				if *q.RecoveryPointArn == *job.DestinationRecoveryPointArn {
					found++
				}
			}
			if found != 1 {
				t.Errorf("%s: %d times among %d points of its moment", kind, found, len(list))
			}
			if kind == "EKS" {
				in := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("prod-daily"), ByParentRecoveryPointArn: job.DestinationRecoveryPointArn}
				if nested := points(t, client(w, w.HomeAccount(), w.regions[1]), in); len(nested) != 2 {
					t.Errorf("%d points nested in the copy", len(nested))
				}
				jobs, err := c.ListCopyJobs(ctx, &sdk.ListCopyJobsInput{ByParentJobId: started.CopyJobId})
				if err != nil || len(jobs.CopyJobs) != 2 {
					t.Errorf("%v nested in the job, %v", jobs, err)
				}
			}
		}
	})
}

func TestCopiesAreRefusedOrFailAsAtAWS(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Seed: 4, Resources: 3000})
		first, second := w.scopes[0], w.scopes[1]
		elsewhere := vaultIn(w, "identity", "prod-daily")
		cold := func(p point) bool { return p.coldAt(time.Now().UnixMilli()) }
		continuing := func(p point) bool { return p.s.kind == continuous }
		unencrypted := func(p point) bool { return snapshot(p) && p.key() == "" && p.vault.kind == standardVault }
		clear := func(p point) bool { return snapshot(p) && p.vault.name != "prod-daily" }
		days := func(n int64) func(*World, *sdk.StartCopyJobInput) {
			return func(_ *World, in *sdk.StartCopyJobInput) {
				in.Lifecycle = &types.Lifecycle{DeleteAfterDays: &n}
			}
		}
		for _, tc := range []struct {
			name, kind string
			takes      func(point) bool
			to         string
			change     func(*World, *sdk.StartCopyJobInput)
			code       string // of the refusal; "" = the job fails
			category   string
			words      string
		}{
			{name: "Redshift", kind: "Redshift", takes: snapshot, to: second.vaults[0].arn, category: "UNSUPPORTED_OPERATION", words: "Feature is not supported for provided resource type"},
			{name: "a table's own backup", kind: "DynamoDB", takes: func(p point) bool { return strings.HasPrefix(p.arn(), "arn:aws:dynamodb:") }, to: second.vaults[0].arn, category: "UNSUPPORTED_OPERATION", words: "Feature is not supported"},
			{name: "a stack to another account", kind: "CloudFormation", takes: snapshot, to: elsewhere.arn, category: "UNSUPPORTED_OPERATION", words: "Feature is not supported"},
			{name: "RDS, air-gapped", kind: "RDS", takes: snapshot, to: first.vaultNamed("airgap").arn, change: days(30), category: "UNSUPPORTED_OPERATION", words: "Feature is not supported"},
			{name: "unencrypted, air-gapped", kind: "DocumentDB", takes: unencrypted, to: first.vaultNamed("airgap").arn, change: days(30), category: "UNSUPPORTED_OPERATION", words: "Feature is not supported"},
			{name: "continuous", kind: "S3", takes: continuing, to: second.vaults[0].arn, code: badRequest, words: "continuous"},
			{name: "cold", kind: "EBS", takes: cold, to: second.vaults[0].arn, code: badRequest, words: "cold storage"},
			{name: "no such vault", kind: "EBS", takes: clear, to: second.vaults[0].arn + "-2", category: "RESOURCE_NOT_FOUND", words: "does not exist"},
			{name: "no vault at all", kind: "EBS", takes: clear, to: "prod-daily", code: badParameter, words: "DestinationBackupVaultArn"},
			{name: "another partition", kind: "EBS", takes: clear, to: strings.Replace(second.vaults[0].arn, "arn:aws:", "arn:aws-cn:", 1), code: badParameter, words: "partition"},
			{name: "where it is", kind: "EBS", takes: func(p point) bool { return p.vault.name == "Default" }, to: first.vaultNamed("Default").arn, code: badParameter, words: "source vault"},
			{name: "a policy without a word for us", kind: "EBS", takes: clear, to: vaultIn(w, "identity", "compliance-7y").arn, change: days(400), category: "ACCESS_DENIED", words: "Access Denied trying to call AWS Backup service"},
			{name: "outside the organisation", kind: "EBS", takes: clear, to: strings.Replace(elsewhere.arn, elsewhere.scope.account.id, "123456789012", 1), category: "ACCESS_DENIED", words: "same organization"},
			{name: "too short for the lock", kind: "EBS", takes: clear, to: second.vaultNamed("prod-monthly").arn, change: days(7), category: "INVALID_LIFECYCLE", words: "retention specified in the job is not within the range"},
			{name: "for ever, locked", kind: "EBS", takes: clear, to: second.vaultNamed("prod-monthly").arn, change: days(-1), category: "INVALID_LIFECYCLE", words: "retention specified in the job is not within the range"},
			{name: "cold for a month", kind: "EBS", takes: clear, to: second.vaults[1].arn, change: func(_ *World, in *sdk.StartCopyJobInput) {
				in.Lifecycle = &types.Lifecycle{MoveToColdStorageAfterDays: aws.Int64(10), DeleteAfterDays: aws.Int64(40)}
			}, code: badParameter, words: "plus 90 days"},
			{name: "a role without the action", kind: "EBS", takes: clear, to: second.vaults[1].arn, change: func(w *World, in *sdk.StartCopyJobInput) {
				in.IamRoleArn = aws.String(roleNamed(w, "AWSBackupItemRole"))
			}, category: "ACCESS_DENIED", words: "You are not authorized"},
			{name: "a role that trusts another", kind: "EBS", takes: clear, to: second.vaults[1].arn, change: func(w *World, in *sdk.StartCopyJobInput) {
				in.IamRoleArn = aws.String(roleNamed(w, "BackupMigrated"))
			}, code: badParameter, words: "cannot be assumed"},
			{name: "from a vault that is not there", kind: "EBS", takes: clear, to: second.vaults[1].arn, change: func(_ *World, in *sdk.StartCopyJobInput) {
				in.SourceBackupVaultName = aws.String("attic")
			}, code: "ResourceNotFoundException", words: "attic"},
		} {
			p := pointOf(t, w, tc.kind, tc.takes)
			in := copyOf(w, p, tc.to)
			if tc.change != nil {
				tc.change(w, in)
			}
			if err := comesTo(t, w, in, tc.code, tc.category, tc.words); err != nil {
				t.Errorf("%s: %v", tc.name, err)
			}
		}
		p := pointOf(t, w, "EBS", func(p point) bool { return clear(p) && p.key() != "" })
		in := copyOf(w, p, elsewhere.arn)
		in.Lifecycle = &types.Lifecycle{DeleteAfterDays: aws.Int64(30)}
		w.SetCrossAccountBackup(false)
		if err := comesTo(t, w, in, "", "FEATURE_NOT_ENABLED", "Cross-account copy feature is not enabled"); err != nil {
			t.Error(err)
		}
		w.SetCrossAccountBackup(true)
		w.changeKey(p.key(), map[string]any{"KeyManager": "AWS"})
		if err := comesTo(t, w, in, "", "ACCESS_DENIED", "EBS default key cannot be shared"); err != nil {
			t.Error(err)
		}
		w.changeKey(p.key(), map[string]any{"KeyManager": "CUSTOMER"})
		w.DisableKey(p.key())
		if err := comesTo(t, w, in, "", "KMS_KEY_ERROR", "source snapshot KMS key does not exist"); err != nil {
			t.Error(err)
		}
		w.SetKeyState(p.key(), "Enabled")
		w.DisableKey(elsewhere.key)
		if err := comesTo(t, w, in, "", "KMS_KEY_ERROR", "Given key ID is not accessible"); err != nil {
			t.Error(err)
		}
		near := second.vaultNamed("prod-daily")
		w.DenyInKeyPolicy(near.key, first.role)
		if err := comesTo(t, w, copyOf(w, p, near.arn), "", "KMS_KEY_ERROR", "Given key ID is not accessible"); err != nil {
			t.Errorf("denied to encrypt: %v", err)
		}
	})
}

// comesTo sends a request to copy and sees what comes of it.
func comesTo(t *testing.T, w *World, in *sdk.StartCopyJobInput, code, category, words string) error {
	t.Helper()
	in.IdempotencyToken = nil
	out, err := home(w).StartCopyJob(t.Context(), in)
	if code != "" || err != nil {
		var e smithy.APIError
		if !errors.As(err, &e) || e.ErrorCode() != code || !strings.Contains(e.ErrorMessage(), words) {
			return fmt.Errorf("%w, want %s with %q", err, code, words)
		}
		return nil
	}
	time.Sleep(2 * time.Hour) // others on the same resource first
	job := copyJob(t, w, out.CopyJobId)
	if job.State != types.CopyJobStateFailed || aws.ToString(job.MessageCategory) != category || !strings.Contains(aws.ToString(job.StatusMessage), words) {
		return fmt.Errorf("%s %s %q, want FAILED %s %q", job.State, aws.ToString(job.MessageCategory), aws.ToString(job.StatusMessage), category, words)
	}
	return nil
}
