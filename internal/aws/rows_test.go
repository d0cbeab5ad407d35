package aws

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestPercentDoneIsReadLeniently(t *testing.T) {
	for s, want := range map[string]float32{
		"41.50%": 41.5, "42.0": 42, "0.00": 0, " 7 %": 7, "100.0": 100, "100": 100,
		"": backup.NoPercent, "%": backup.NoPercent, "NaN": backup.NoPercent, "Inf": backup.NoPercent,
		"-3": backup.NoPercent, "101": backup.NoPercent, "half": backup.NoPercent, "1e1": 10,
	} {
		if got := percent(&s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	if got := percent(nil); got != backup.NoPercent {
		t.Errorf("absent: %v", got)
	}
}

func FuzzPercentDone(f *testing.F) {
	f.Add("41.50%")
	f.Add("-0x1p-2 %")
	f.Fuzz(func(t *testing.T, s string) {
		if got := percent(&s); got != backup.NoPercent && !(got >= 0 && got <= 100) {
			t.Errorf("%q: %v", s, got)
		}
	})
}

func FuzzBoundedTextIsValidAndShort(f *testing.F) {
	f.Add("é", 40_000)
	f.Add("x", 10)
	f.Fuzz(func(t *testing.T, s string, n int) {
		in := strings.Repeat(s, min(max(n, 0), 100_000)/max(1, len(s)))
		got := bounded(in).String()
		if len(got) > longestText+100 || len(in) <= longestText && got != in || utf8.ValidString(in) && !utf8.ValidString(got) {
			t.Errorf("%d bytes became %d", len(in), len(got))
		}
	})
}

func TestPackedStringsAreThoseOfTheRows(t *testing.T) {
	rows := []*string{sdkaws.String("a"), nil, sdkaws.String(""), sdkaws.String("job-4")}
	got := packed(rows, func(s **string) *string { return *s })
	if strings.Join(got, "|") != "a|||job-4" {
		t.Errorf("%q", got)
	}
}

func TestCountsBeyondAnInt32AreTheirBound(t *testing.T) {
	for n, want := range map[int64]int32{0: 0, -1: -1, 36500: 36500, math.MaxInt64: math.MaxInt32, math.MinInt64: math.MinInt32} {
		if got := days(&n); got != want {
			t.Errorf("%d: %d, want %d", n, got, want)
		}
	}
}

func TestASharedVaultKeepsOwnerAndReader(t *testing.T) {
	in := backup.In("111122223333", "eu-west-1")
	arn, name := "arn:aws:backup:eu-west-1:444455556666:backup-vault:gap", "gap"
	ref := vaultRef(in, &arn, &name, types.VaultTypeLogicallyAirGappedBackupVault).Get()
	if ref.Account.String() != "444455556666" || ref.SeenFrom != in.Account || ref.Reader() != in || ref.Name.String() != "gap" {
		t.Errorf("shared: %+v", ref)
	}
	arn = "arn:aws:backup:eu-west-1:111122223333:backup-vault:aws/efs/automatic-backup-vault"
	if ref := vaultRef(in, &arn, nil, types.VaultTypeBackupVault).Get(); !ref.SeenFrom.Empty() || ref.Name.String() != "aws/efs/automatic-backup-vault" {
		t.Errorf("own: %+v", ref)
	}
}

func TestSelectionsAreToldInWords(t *testing.T) {
	tag := func(k, v string) types.Condition {
		return types.Condition{ConditionKey: &k, ConditionValue: &v, ConditionType: types.ConditionTypeStringequals}
	}
	if got := summary(&types.BackupSelection{
		ListOfTags: []types.Condition{tag("backup", "daily"), tag("a", "1"), tag("b", "2"), tag("c", "3")},
		Resources:  []string{"arn:1", "arn:2"}, NotResources: []string{"arn:3"},
		Conditions: &types.Conditions{StringNotEquals: []types.ConditionParameter{{
			ConditionKey: sdkaws.String("aws:ResourceTag/env"), ConditionValue: sdkaws.String("dev"),
		}}},
	}); got != "tag backup=daily, tag a=1, tag b=2, 1 more tags, 2 ARNs, if env!=dev, not 1" {
		t.Errorf("%q", got)
	}
	if got := summary(&types.BackupSelection{Resources: []string{"*"}}); got != "every resource" {
		t.Errorf("%q", got)
	}
}

func TestTheNextRunIsTheEarliestOfTheRule(t *testing.T) {
	day := func(d int) *time.Time { t := time.Date(2026, 11, d, 5, 0, 0, 0, time.UTC); return &t }
	runs := []types.ScheduledPlanExecutionMember{
		{ExecutionTime: day(24), RuleId: sdkaws.String("a")}, {ExecutionTime: day(23), RuleId: sdkaws.String("b")}, {RuleId: sdkaws.String("a")},
	}
	if next(runs, "a") != backup.TimeOf(*day(24)) || next(runs, "") != backup.TimeOf(*day(23)) || next(runs, "c") != 0 {
		t.Errorf("%v %v %v", next(runs, "a"), next(runs, ""), next(runs, "c"))
	}
}

func TestFiltersThatAWSDoesNotHaveAreAppliedHere(t *testing.T) {
	restore := backup.Job{Kind: backup.RestoreJob, Vault: backup.Intern("v"), PointARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-1")}
	scan := backup.Job{Kind: backup.ScanJob, Created: 1000}
	for i, c := range []struct {
		job  backup.Job
		q    backup.JobQuery
		want bool
	}{
		{restore, backup.JobQuery{}, true},
		{restore, backup.JobQuery{Vault: "v"}, true},
		{restore, backup.JobQuery{Vault: "w"}, false},
		{restore, backup.JobQuery{Resource: "r"}, false},
		{restore, backup.JobQuery{Point: "arn:aws:ec2:eu-west-1::snapshot/snap-1"}, true},
		{restore, backup.JobQuery{Point: "arn:aws:ec2:eu-west-1::snapshot/snap-2"}, false},
		{scan, backup.JobQuery{CreatedAfter: 1000, CreatedBefore: 1001}, true},
		{scan, backup.JobQuery{CreatedAfter: 1001}, false},
		{scan, backup.JobQuery{CreatedBefore: 1000}, false},
	} {
		if got := picked(&c.job, c.q); got != c.want {
			t.Errorf("%d: %v", i, got)
		}
	}
}

func TestHowLongAJobsPointIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		of   *types.Lifecycle
		want int32
	}{
		"not given":          {nil, 0},
		"days":               {&types.Lifecycle{DeleteAfterDays: sdkaws.Int64(7)}, 7},
		"nothing deletes":    {&types.Lifecycle{MoveToColdStorageAfterDays: sdkaws.Int64(30)}, backup.Forever},
		"minus one":          {&types.Lifecycle{DeleteAfterDays: sdkaws.Int64(-1)}, backup.Forever},
		"until it is copied": {&types.Lifecycle{DeleteAfterEvent: types.LifecycleDeleteAfterEventDeleteAfterCopy}, 0},
	} {
		if got := keeps(c.of); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
