package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func TestTheDayShowsEveryKindOfJobAndEnd(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 400})
		c := home(w)
		states, categories := map[types.BackupJobState]int{}, map[string]int{}
		parents := 0
		region := w.Regions()[0]
		all := backupJobs(t, client(w, w.HomeAccount(), region), sdk.ListBackupJobsInput{ByAccountId: aws.String("*"), MaxResults: aws.Int32(1000)})
		accounts := map[string]bool{}
		for _, j := range all {
			states[j.State]++
			categories[aws.ToString(j.MessageCategory)]++
			accounts[*j.AccountId] = true
			if j.IsParent {
				parents++
			}
			if j.State == types.BackupJobStateFailed && aws.ToString(j.StatusMessage) == "" {
				t.Errorf("job %s failed without a word", *j.BackupJobId)
			}
			if j.CreationDate.Before(time.Now().Add(-30*24*time.Hour - time.Minute)) {
				t.Errorf("job %s is older than 30 days", *j.BackupJobId)
			}
		}
		for _, s := range []types.BackupJobState{"COMPLETED", "FAILED", "EXPIRED", "ABORTED", "PARTIAL"} {
			if states[s] == 0 {
				t.Errorf("no job is %s", s)
			}
		}
		for _, k := range []string{"SUCCESS", "KMS_KEY_ERROR", "JOB_EXPIRED", "ACCESS_DENIED", "TAG_COPY_ERROR"} {
			if categories[k] == 0 {
				t.Errorf("no job of category %s", k)
			}
		}
		if len(accounts) != 6 || parents == 0 {
			t.Errorf("jobs of %d accounts, %d parents", len(accounts), parents)
		}
		member := client(w, w.Account("web-prod"), region)
		_, err := member.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{ByAccountId: aws.String("*")})
		wantError(t, err, "AccessDeniedException", "")
		_, err = c.ListCopyJobs(t.Context(), &sdk.ListCopyJobsInput{ByAccountId: aws.String("*")})
		wantError(t, err, "InvalidParameterValueException", "accountId")
	})
}

func TestJobFiltersSelectWhatTheySay(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Seed: 2, Accounts: 1, Regions: 1, Resources: 60})
		c := home(w)
		in := sdk.ListBackupJobsInput{MaxResults: aws.Int32(1000)}
		every := backupJobs(t, c, in)
		child := every[slices.IndexFunc(every, func(j types.BackupJob) bool { return j.ParentJobId != nil })]
		middle := *every[len(every)/2].CreationDate
		for name, tc := range map[string]struct {
			set   func(*sdk.ListBackupJobsInput)
			takes func(types.BackupJob) bool
		}{
			"state":    {func(in *sdk.ListBackupJobsInput) { in.ByState = "FAILED" }, func(j types.BackupJob) bool { return j.State == "FAILED" }},
			"type":     {func(in *sdk.ListBackupJobsInput) { in.ByResourceType = aws.String("EC2") }, func(j types.BackupJob) bool { return *j.ResourceType == "EC2" }},
			"vault":    {func(in *sdk.ListBackupJobsInput) { in.ByBackupVaultName = aws.String("Default") }, func(j types.BackupJob) bool { return *j.BackupVaultName == "Default" }},
			"category": {func(in *sdk.ListBackupJobsInput) { in.ByMessageCategory = aws.String("KmsKeyError") }, func(j types.BackupJob) bool { return aws.ToString(j.MessageCategory) == "KMS_KEY_ERROR" }},
			"parent":   {func(in *sdk.ListBackupJobsInput) { in.ByParentJobId = child.ParentJobId }, func(j types.BackupJob) bool { return aws.ToString(j.ParentJobId) == *child.ParentJobId }},
			"created":  {func(in *sdk.ListBackupJobsInput) { in.ByCreatedAfter = &middle }, func(j types.BackupJob) bool { return !j.CreationDate.Before(middle) }},
			"completed": {
				func(in *sdk.ListBackupJobsInput) { in.ByCompleteAfter = &middle },
				func(j types.BackupJob) bool { return j.CompletionDate != nil && j.CompletionDate.After(middle) },
			},
		} {
			in := in
			tc.set(&in)
			want := 0
			for _, j := range every {
				if tc.takes(j) {
					want++
				}
			}
			got := backupJobs(t, c, in)
			for _, j := range got {
				if !tc.takes(j) {
					t.Errorf("%s: job %s should not pass", name, *j.BackupJobId)
				}
			}
			if len(got) != want || want == 0 {
				t.Errorf("%s: %d jobs, want %d", name, len(got), want)
			}
		}
	})
}

func TestJobsMoveWithTheClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 24 * time.Hour) // off the first of January
		w := New(Options{})
		c := home(w)
		last := map[string]types.BackupJob{}
		started, ended, most := 0, 0, 0
		for range 24 {
			time.Sleep(time.Hour)
			running := 0
			now := map[string]types.BackupJob{}
			after := time.Now().Add(-11 * time.Hour) // longer than any job runs
			for _, j := range backupJobs(t, c, sdk.ListBackupJobsInput{MaxResults: aws.Int32(1000), ByCreatedAfter: &after, ByAccountId: aws.String("*")}) {
				now[*j.BackupJobId] = j
				before, known := last[*j.BackupJobId]
				if !known {
					started++
				}
				if j.CompletionDate == nil {
					running++
					if j.State == types.BackupJobStateRunning && (j.PercentDone == nil || j.ExpectedCompletionDate == nil) {
						t.Fatalf("job %s runs without progress", *j.BackupJobId)
					}
					if known && aws.ToInt64(j.BytesTransferred) < aws.ToInt64(before.BytesTransferred) {
						t.Fatalf("job %s lost bytes", *j.BackupJobId)
					}
				}
				if known && before.CompletionDate == nil && j.CompletionDate != nil {
					ended++
				}
				if known && before.CompletionDate != nil && (j.State != before.State || !j.CompletionDate.Equal(*before.CompletionDate)) {
					t.Fatalf("job %s changed after its end", *j.BackupJobId)
				}
			}
			most = max(most, running)
			last = now
		}
		if started < 300 || ended < 20 || most < 10 {
			t.Errorf("in a day %d started, %d ended, at most %d ran at once", started, ended, most)
		}
	})
}

func TestThePagesOfAMovingListLoseAndRepeatNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		seen := map[string]bool{}
		want := backupJobs(t, c, sdk.ListBackupJobsInput{MaxResults: aws.Int32(1000)})
		for pages := sdk.NewListBackupJobsPaginator(c, &sdk.ListBackupJobsInput{MaxResults: aws.Int32(50)}); pages.HasMorePages(); {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range page.BackupJobs {
				if seen[*j.BackupJobId] {
					t.Errorf("job %s comes twice", *j.BackupJobId)
				}
				seen[*j.BackupJobId] = true
			}
			time.Sleep(20 * time.Second)
		}
		horizon := time.Now().Add(-30 * 24 * time.Hour) // what fell off the end meanwhile
		for _, j := range want {
			if !seen[*j.BackupJobId] && j.CreationDate.After(horizon) {
				t.Errorf("job %s was lost", *j.BackupJobId)
			}
		}
	})
}

func TestATokenExpiresAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := home(New(Options{}))
		first, err := c.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{MaxResults: aws.Int32(5)})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(25 * time.Hour)
		_, err = c.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{NextToken: first.NextToken})
		wantError(t, err, "InvalidParameterValueException", "expired")
	})
}

func TestTheSameSeedGivesTheSameWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // so that the clock stands still
		dump := func(seed uint64) string {
			w := New(Options{Seed: seed, Accounts: 2, Regions: 2})
			var b strings.Builder
			for _, path := range []string{
				"/backup-vaults", "/resources", "/backup-jobs", "/copy-jobs", "/restore-jobs", "/scan/jobs", "/backup/plans",
				"/backup-vaults/prod-daily/recovery-points?maxResults=1000",
			} {
				fmt.Fprintln(&b, string(ask(t, w, path)))
			}
			return b.String()
		}
		if first, second := dump(1), dump(1); first != second {
			t.Error("one seed gives two worlds")
		}
		if dump(1) == dump(2) {
			t.Error("two seeds give one world")
		}
	})
}

func TestCopiesRestoresAndScansReadPointsThatWere(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		ctx := t.Context()
		copied, err := c.ListCopyJobs(ctx, &sdk.ListCopyJobsInput{MaxResults: aws.Int32(200), ByState: types.CopyJobStateCompleted})
		if err != nil || len(copied.CopyJobs) == 0 {
			t.Fatal(err, copied)
		}
		job := copied.CopyJobs[0]
		to := strings.Split(*job.DestinationBackupVaultArn, ":")
		if _, err := client(w, to[4], to[3]).DescribeRecoveryPoint(ctx, &sdk.DescribeRecoveryPointInput{
			BackupVaultName: &to[6], RecoveryPointArn: job.DestinationRecoveryPointArn,
		}); err != nil {
			t.Errorf("the copy of %s: %v", *job.ResourceArn, err)
		}
		if _, err := c.DescribeBackupJob(ctx, &sdk.DescribeBackupJobInput{BackupJobId: job.CreatedByBackupJobId}); err != nil {
			t.Errorf("the backup that was copied: %v", err)
		}
		restored, err := c.ListRestoreJobs(ctx, &sdk.ListRestoreJobsInput{MaxResults: aws.Int32(500)})
		if err != nil {
			t.Fatal(err)
		}
		states := map[types.RestoreJobStatus]int{}
		for _, j := range restored.RestoreJobs {
			states[j.Status]++
			if !j.RecoveryPointCreationDate.Before(*j.CreationDate) {
				t.Errorf("restore %s reads a point of its future", *j.RestoreJobId)
			}
		}
		if states["COMPLETED"] == 0 || states["FAILED"] == 0 {
			t.Errorf("restores by status: %v", states)
		}
		scanned, err := c.ListScanJobs(ctx, &sdk.ListScanJobsInput{MaxResults: aws.Int32(500)})
		if err != nil || len(scanned.ScanJobs) == 0 {
			t.Fatal(err)
		}
	})
}

func TestSomethingOfEveryKindRunsAtAnyHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(50 * 24 * time.Hour)
		w := New(Options{})
		for range 16 {
			time.Sleep(91 * time.Minute)
			now, running := time.Now().UnixMilli(), map[string]int{}
			recent := span{from: now - longestRun, to: now}
			count := func(kind string, r run) {
				if now < r.ended {
					running[kind]++
				}
			}
			for _, s := range w.scopes {
				for it := range items(s.backups, recent, now) {
					count("backup", it.backup())
				}
				for it := range items(s.copies, recent, now) {
					if r, ok := it.copyRun(); ok {
						count("copy", r)
					}
				}
				for it := range items(s.restore, recent, now) {
					count("restore", it.restoreRun())
				}
			}
			if running["backup"] < 3 || running["copy"] < 1 || running["restore"] < 2 {
				t.Errorf("at %s there run only %v", time.Now().Format("15:04"), running)
			}
		}
	})
}
