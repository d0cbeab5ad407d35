package sim

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/smithy-go"
)

// client is the unchanged SDK for one account and region of the world.
func client(w *World, account, region string) *sdk.Client {
	return sdk.New(sdk.Options{
		Region:       region,
		HTTPClient:   &http.Client{Transport: InProcess{w}},
		BaseEndpoint: aws.String("http://aws.sim"),
		Retryer:      aws.NopRetryer{},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIA" + account, SecretAccessKey: "x"}, nil
		}),
	})
}

func home(w *World) *sdk.Client { return client(w, w.HomeAccount(), "us-east-1") }

func points(t testing.TB, c *sdk.Client, in sdk.ListRecoveryPointsByBackupVaultInput) []types.RecoveryPointByBackupVault {
	t.Helper()
	var all []types.RecoveryPointByBackupVault
	for pages := sdk.NewListRecoveryPointsByBackupVaultPaginator(c, &in); pages.HasMorePages(); {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n := int(aws.ToInt32(in.MaxResults)); n > 0 && len(page.RecoveryPoints) > n {
			t.Fatalf("%d points in a page of %d", len(page.RecoveryPoints), n)
		}
		all = append(all, page.RecoveryPoints...)
	}
	return all
}

func backupJobs(t testing.TB, c *sdk.Client, in sdk.ListBackupJobsInput) []types.BackupJob {
	t.Helper()
	var all []types.BackupJob
	for pages := sdk.NewListBackupJobsPaginator(c, &in); pages.HasMorePages(); {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.BackupJobs...)
	}
	return all
}

func pointARNs(points []types.RecoveryPointByBackupVault) []string {
	arns := make([]string, len(points))
	for i, p := range points {
		arns[i] = *p.RecoveryPointArn
	}
	return arns
}

func wantError(t *testing.T, err error, code, message string) {
	t.Helper()
	var e smithy.APIError
	if !errors.As(err, &e) || e.ErrorCode() != code || !strings.Contains(e.ErrorMessage(), message) {
		t.Errorf("error %v, want %s with %q", err, code, message)
	}
}

func TestPagesOfEverySizeHoldTheSamePoints(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		c := home(New(Options{Resources: 40, Accounts: 2, Regions: 1}))
		in := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("prod-monthly"), MaxResults: aws.Int32(1000)}
		want := points(t, c, in)
		if len(want) < 30 {
			t.Fatalf("only %d points", len(want))
		}
		if !slices.IsSortedFunc(want, func(a, b types.RecoveryPointByBackupVault) int { return b.CreationDate.Compare(*a.CreationDate) }) {
			t.Error("points are not newest first")
		}
		arns := pointARNs(want)
		if sorted := slices.Sorted(slices.Values(arns)); len(slices.Compact(sorted)) != len(arns) {
			t.Error("two points share an ARN")
		}
		for _, size := range []int32{1, 2, 7} {
			in.MaxResults = aws.Int32(size)
			if got := pointARNs(points(t, c, in)); !slices.Equal(got, arns) {
				t.Errorf("pages of %d give %d points, one page gives %d", size, len(got), len(arns))
			}
		}
		in.MaxResults = nil
		if got := pointARNs(points(t, c, in)); !slices.Equal(got, arns) {
			t.Errorf("pages of the default size give %d points, one page gives %d", len(got), len(arns))
		}
	})
}

func TestPointFiltersSelectWhatTheySay(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Seed: 5})
		c := home(w)
		all := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("prod-daily"), MaxResults: aws.Int32(1000)}
		every := points(t, c, all)
		parent := every[slices.IndexFunc(every, func(p types.RecoveryPointByBackupVault) bool { return p.IsParent })]
		some, middle := every[len(every)/3], *every[len(every)/2].CreationDate
		plan := some.CreatedBy
		for name, tc := range map[string]struct {
			set   func(*sdk.ListRecoveryPointsByBackupVaultInput)
			takes func(types.RecoveryPointByBackupVault) bool
		}{
			"resource": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) { in.ByResourceArn = some.ResourceArn },
				func(p types.RecoveryPointByBackupVault) bool { return *p.ResourceArn == *some.ResourceArn },
			},
			"type": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) { in.ByResourceType = aws.String("EBS") },
				func(p types.RecoveryPointByBackupVault) bool { return *p.ResourceType == "EBS" },
			},
			"plan": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) { in.ByBackupPlanId = plan.BackupPlanId },
				func(p types.RecoveryPointByBackupVault) bool {
					return p.CreatedBy != nil && *p.CreatedBy.BackupPlanId == *plan.BackupPlanId
				},
			},
			"after": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) { in.ByCreatedAfter = &middle },
				func(p types.RecoveryPointByBackupVault) bool { return !p.CreationDate.Before(middle) },
			},
			"before": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) { in.ByCreatedBefore = &middle },
				func(p types.RecoveryPointByBackupVault) bool { return !p.CreationDate.After(middle) },
			},
			"parent": {
				func(in *sdk.ListRecoveryPointsByBackupVaultInput) {
					in.ByParentRecoveryPointArn = parent.RecoveryPointArn
				},
				func(p types.RecoveryPointByBackupVault) bool {
					return aws.ToString(p.ParentRecoveryPointArn) == *parent.RecoveryPointArn
				},
			},
		} {
			in := all
			tc.set(&in)
			var want []string
			for _, p := range every {
				if tc.takes(p) {
					want = append(want, *p.RecoveryPointArn)
				}
			}
			if got := pointARNs(points(t, c, in)); !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("%s: %d points, want %d", name, len(got), len(want))
			}
		}
	})
}

func TestEveryListedPointCanBeDescribed(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Seed: 1, Accounts: 1, Regions: 2})
		c := home(w)
		for _, v := range w.scopes[0].vaults {
			for _, p := range points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: &v.name, MaxResults: aws.Int32(1000)}) {
				d, err := c.DescribeRecoveryPoint(t.Context(), &sdk.DescribeRecoveryPointInput{BackupVaultName: &v.name, RecoveryPointArn: p.RecoveryPointArn})
				if err != nil {
					t.Fatalf("%s: %v", *p.RecoveryPointArn, err)
				}
				if !d.CreationDate.Equal(*p.CreationDate) || d.Status != p.Status || *d.ResourceArn != *p.ResourceArn || d.StorageClass == "" {
					t.Errorf("%s is described as another point", *p.RecoveryPointArn)
				}
			}
		}
		_, err := c.DescribeRecoveryPoint(t.Context(), &sdk.DescribeRecoveryPointInput{
			BackupVaultName: aws.String("prod-daily"), RecoveryPointArn: aws.String("arn:aws:ec2:us-east-1::snapshot/snap-0123456789abcdef0"),
		})
		wantError(t, err, "ResourceNotFoundException", "Cannot find recovery point")
	})
}

func TestTokensAreBoundToTheirListAndExpire(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		first, err := c.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{MaxResults: aws.Int32(5)})
		if err != nil || first.NextToken == nil {
			t.Fatal(err, first)
		}
		for _, in := range []*sdk.ListBackupJobsInput{
			{NextToken: first.NextToken, ByState: types.BackupJobStateCompleted},
			{NextToken: aws.String("AAAA")},
		} {
			_, err := c.ListBackupJobs(t.Context(), in)
			wantError(t, err, "InvalidParameterValueException", "nextToken")
		}
		_, err = c.ListCopyJobs(t.Context(), &sdk.ListCopyJobsInput{NextToken: first.NextToken})
		wantError(t, err, "InvalidParameterValueException", "nextToken")
		_, err = client(w, w.HomeAccount(), "eu-west-1").ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{NextToken: first.NextToken})
		wantError(t, err, "InvalidParameterValueException", "nextToken")
	})
}

func TestBadMembersAreRefused(t *testing.T) {
	w := New(Options{})
	c := home(w)
	ctx := t.Context()
	_, err := c.ListBackupJobs(ctx, &sdk.ListBackupJobsInput{MaxResults: aws.Int32(1001)})
	wantError(t, err, "InvalidParameterValueException", "maxResults")
	_, err = c.ListBackupJobs(ctx, &sdk.ListBackupJobsInput{ByState: "DONE"})
	wantError(t, err, "InvalidParameterValueException", "state")
	_, err = c.ListBackupVaults(ctx, &sdk.ListBackupVaultsInput{ByVaultType: "CELLAR"})
	wantError(t, err, "InvalidParameterValueException", "vaultType")
	_, err = c.ListRecoveryPointsByBackupVault(ctx, &sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("prod-daily"), ByResourceArn: aws.String("vol-1")})
	wantError(t, err, "InvalidParameterValueException", "ARN")
	_, err = c.DescribeBackupVault(ctx, &sdk.DescribeBackupVaultInput{BackupVaultName: aws.String("no-such-vault")})
	wantError(t, err, "ResourceNotFoundException", "no-such-vault")
	_, err = c.DescribeBackupJob(ctx, &sdk.DescribeBackupJobInput{BackupJobId: aws.String("0815")})
	wantError(t, err, "ResourceNotFoundException", "0815")
}

func TestSharedVaultNeedsItsOwnersAccount(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c, audit := home(w), w.RefusingAccount()
		shared, err := c.ListBackupVaults(t.Context(), &sdk.ListBackupVaultsInput{ByShared: true})
		if err != nil || len(shared.BackupVaultList) != 1 || !strings.Contains(*shared.BackupVaultList[0].BackupVaultArn, audit) {
			t.Fatalf("shared vaults %v, %v", shared, err)
		}
		in := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: shared.BackupVaultList[0].BackupVaultName}
		_, err = c.ListRecoveryPointsByBackupVault(t.Context(), &in)
		wantError(t, err, "AccessDeniedException", "Insufficient privileges to perform this action.")
		in.BackupVaultAccountId = &audit
		if got := points(t, c, in); len(got) == 0 {
			t.Error("the shared vault is empty")
		}
	})
}

func TestOneVaultHoldsExactlyItsPoints(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		c := home(New(Options{OneVault: 5000, Resources: 170, Accounts: 1, Regions: 1}))
		in := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String(bigVaultName), MaxResults: aws.Int32(1000)}
		got := points(t, c, in)
		resources := map[string]bool{}
		for _, p := range got {
			resources[*p.ResourceArn] = true
		}
		if len(got) != 5000 || len(resources) != 170 {
			t.Errorf("%d points of %d resources, want 5000 of 170", len(got), len(resources))
		}
	})
}

func TestAFilterThatNothingPassesGetsEmptyPages(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		c := home(New(Options{OneVault: 500_000, Resources: 20_000, Accounts: 1, Regions: 1}))
		pages := 0
		in := sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String(bigVaultName), ByResourceType: aws.String("Abacus")}
		for p := sdk.NewListRecoveryPointsByBackupVaultPaginator(c, &in); p.HasMorePages(); pages++ {
			page, err := p.NextPage(t.Context())
			if err != nil || len(page.RecoveryPoints) > 0 {
				t.Fatal(err, page)
			}
		}
		if pages != 3 {
			t.Errorf("%d pages, want 3", pages)
		}
	})
}

func TestSmallWorldsStand(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		for _, o := range []Options{
			{Accounts: 1, Regions: 1, Vaults: 1, Resources: 1},
			{Accounts: 2, Regions: 2, Vaults: 3, Resources: 1},
			{Accounts: 1, Regions: 1, Vaults: 12, PageSize: 1},
			{Accounts: 30, Regions: 99, Resources: 10, Jobs: 10},
		} {
			w := New(o)
			c := home(w)
			ids := map[string]bool{}
			for _, a := range w.Accounts() {
				ids[a] = true
			}
			if len(ids) != o.Accounts {
				t.Errorf("%d accounts, want %d", len(ids), o.Accounts)
			}
			vaults, err := c.ListBackupVaults(t.Context(), &sdk.ListBackupVaultsInput{})
			if err != nil || len(vaults.BackupVaultList) != min(max(1, o.Vaults), max(o.PageSize, 1)) && o.PageSize > 0 {
				t.Errorf("%+v: %d vaults, %v", o, len(vaults.BackupVaultList), err)
			}
			points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("prod-daily")})
			backupJobs(t, c, sdk.ListBackupJobsInput{ByAccountId: aws.String("*")})
		}
	})
}

func TestJobsSteerHowManyAreListed(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		for _, want := range []int{600, 9000} {
			w := New(Options{Jobs: want, Accounts: 2, Regions: 1, Resources: 60})
			got := len(backupJobs(t, home(w), sdk.ListBackupJobsInput{ByAccountId: aws.String("*"), MaxResults: aws.Int32(1000)}))
			if got < want/2 || got > want*3/2 {
				t.Errorf("%d jobs for %d", got, want)
			}
		}
	})
}

func TestSizesSteerTheWorld(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		count := func(o Options) (points, resources int) {
			w := New(o)
			for _, s := range w.scopes {
				resources += s.want
				for _, v := range s.vaults {
					for _, t := range v.streams {
						points += int(t.count(time.Now().UnixMilli()))
					}
				}
			}
			return points, resources
		}
		for name, o := range map[string]Options{
			"points alone":         {Points: 200_000},
			"points and resources": {Points: 100_000, Resources: 5_000},
			"a fleet":              {Points: 500_000, Accounts: 50, Regions: 10},
		} {
			got, resources := count(o)
			if got < o.Points/2 || got > o.Points*3/2 {
				t.Errorf("%s: %d points for %d", name, got, o.Points)
			}
			if o.Resources > 0 && resources != o.Resources {
				t.Errorf("%s: %d resources, want %d", name, resources, o.Resources)
			}
		}
	})
}
