package sim

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

// backUp starts a backup of a resource and returns the job's ID.
func backUp(t testing.TB, w *World, arn string, change func(*sdk.StartBackupJobInput)) string {
	t.Helper()
	out, err := home(w).StartBackupJob(t.Context(), backupInput(w, arn, change))
	if err != nil {
		t.Fatal(err)
	}
	return *out.BackupJobId
}

func backupJob(t testing.TB, w *World, id string) *sdk.DescribeBackupJobOutput {
	t.Helper()
	out, err := home(w).DescribeBackupJob(t.Context(), &sdk.DescribeBackupJobInput{BackupJobId: &id})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAStartedBackupMovesThroughItsStatesAndLeavesAPoint(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c, ctx := home(w), t.Context()
		volume := pointOf(t, w, "EFS", snapshot).resourceARN()
		id := backUp(t, w, volume, func(in *sdk.StartBackupJobInput) {
			in.Lifecycle = &types.Lifecycle{DeleteAfterDays: aws.Int64(9)}
			in.RecoveryPointTags = map[string]string{"why": "INC-1"}
		})
		var states []string
		last := -1.0
		for backupJob(t, w, id).CompletionDate == nil {
			job := backupJob(t, w, id)
			if n := len(states); n == 0 || states[n-1] != string(job.State) {
				states = append(states, string(job.State))
			}
			if job.State == types.BackupJobStateRunning {
				var done float64
				if _, err := fmt.Sscanf(*job.PercentDone, "%f", &done); err != nil || done < last || job.ExpectedCompletionDate == nil {
					t.Fatalf("%q after %v, expected to end %v", *job.PercentDone, last, job.ExpectedCompletionDate)
				}
				last = done
			}
			time.Sleep(2 * time.Second)
		}
		job := backupJob(t, w, id)
		if states = append(states, string(job.State)); !slices.Equal(states, []string{"CREATED", "RUNNING", "COMPLETED"}) {
			t.Errorf("states %v", states)
		}
		p, err := c.DescribeRecoveryPoint(ctx, &sdk.DescribeRecoveryPointInput{BackupVaultName: aws.String("Default"), RecoveryPointArn: job.RecoveryPointArn})
		if err != nil || p.Status != types.RecoveryPointStatusCompleted || *p.Lifecycle.DeleteAfterDays != 9 || p.CreatedBy != nil || !p.CreationDate.Equal(*job.CreationDate) {
			t.Fatalf("%+v, %v", p, err)
		}
		tags, err := c.ListTags(ctx, &sdk.ListTagsInput{ResourceArn: job.RecoveryPointArn})
		if err != nil || tags.Tags["why"] != "INC-1" {
			t.Errorf("tags %v, %v", tags, err)
		}
		first := points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("Default"), ByResourceArn: &volume, MaxResults: aws.Int32(3)})[0]
		if *first.RecoveryPointArn != *job.RecoveryPointArn {
			t.Errorf("the newest point of the resource is %s", *first.RecoveryPointArn)
		}
		of, err := c.ListRecoveryPointsByResource(ctx, &sdk.ListRecoveryPointsByResourceInput{ResourceArn: &volume, MaxResults: aws.Int32(1)})
		if err != nil || *of.RecoveryPoints[0].RecoveryPointArn != *job.RecoveryPointArn {
			t.Errorf("by resource: %v, %v", of, err)
		}
		protected, err := c.DescribeProtectedResource(ctx, &sdk.DescribeProtectedResourceInput{ResourceArn: &volume})
		if err != nil || *protected.LastRecoveryPointArn != *job.RecoveryPointArn {
			t.Errorf("protected by %v, %v", protected, err)
		}
		time.Sleep(10 * 24 * time.Hour)
		_, err = c.DescribeRecoveryPoint(ctx, &sdk.DescribeRecoveryPointInput{BackupVaultName: aws.String("Default"), RecoveryPointArn: job.RecoveryPointArn})
		wantError(t, err, "ResourceNotFoundException", "")
	})
}

func TestStartedJobsStandWhereTheyBelongOnPagesOfEverySize(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour)
		w := New(Options{Accounts: 2, Regions: 1, Resources: 40})
		c := home(w)
		started := map[string]bool{}
		for i := range 25 { // some at the same moment
			p := pointOf(t, w, []string{"EBS", "EC2", "RDS", "EKS"}[i%4], snapshot)
			started[backUp(t, w, p.resource().arn, nil)] = true
			if i%3 == 0 {
				time.Sleep(7 * time.Minute)
			}
		}
		time.Sleep(time.Minute)
		for name, in := range map[string]sdk.ListBackupJobsInput{
			"all": {}, "by vault": {ByBackupVaultName: aws.String("Default")}, "by type": {ByResourceType: aws.String("EBS")},
			"waiting": {ByState: types.BackupJobStateCreated}, "of every account": {ByAccountId: aws.String("*")},
		} {
			in.MaxResults, in.ByCreatedAfter = aws.Int32(1000), aws.Time(time.Now().Add(-24*time.Hour))
			want := backupJobs(t, c, in)
			found, seen := 0, map[string]bool{}
			for i, j := range want {
				if started[*j.BackupJobId] {
					found++
				}
				if seen[*j.BackupJobId] {
					t.Errorf("%s: %s twice", name, *j.BackupJobId)
				}
				seen[*j.BackupJobId] = true
				if i > 0 && j.CreationDate.After(*want[i-1].CreationDate) {
					t.Errorf("%s: not newest first", name)
				}
			}
			if name == "all" && found != 25 || found == 0 {
				t.Errorf("%s: %d of those started", name, found)
			}
			for _, size := range []int32{1, 3, 10} {
				in.MaxResults = &size
				var ids []string
				for _, j := range backupJobs(t, c, in) {
					ids = append(ids, *j.BackupJobId)
				}
				if !slices.EqualFunc(want, ids, func(j types.BackupJob, id string) bool { return *j.BackupJobId == id }) {
					t.Errorf("%s: pages of %d give %d jobs, one page %d", name, size, len(ids), len(want))
				}
			}
		}
		all := points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("Default"), MaxResults: aws.Int32(1000)})
		for _, size := range []int32{1, 4} {
			got := points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("Default"), MaxResults: &size})
			if !slices.Equal(pointARNs(got), pointARNs(all)) {
				t.Errorf("pages of %d give %d points, one page %d", size, len(got), len(all))
			}
		}
		vault, err := c.DescribeBackupVault(t.Context(), &sdk.DescribeBackupVaultInput{BackupVaultName: aws.String("Default")})
		if err != nil || vault.NumberOfRecoveryPoints < 10 {
			t.Error(vault, err)
		}
		time.Sleep(24 * time.Hour)
		sums, err := c.ListBackupJobSummaries(t.Context(), &sdk.ListBackupJobSummariesInput{AggregationPeriod: types.AggregationPeriodOneDay})
		if err != nil {
			t.Fatal(err)
		}
		yesterday := 0
		for _, j := range backupJobs(t, c, sdk.ListBackupJobsInput{MaxResults: aws.Int32(1000), ByCreatedAfter: sums.BackupJobSummaries[0].StartTime}) {
			if j.CreationDate.Before(*sums.BackupJobSummaries[0].EndTime) {
				yesterday++
			}
		}
		if int(sums.BackupJobSummaries[0].Count) != yesterday {
			t.Errorf("the summary counts %d, the list has %d", sums.BackupJobSummaries[0].Count, yesterday)
		}
	})
}

func TestPagesLoseNothingWhileJobsAreStarted(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		volume := pointOf(t, w, "EBS", snapshot).resource().arn
		want := backupJobs(t, c, sdk.ListBackupJobsInput{MaxResults: aws.Int32(1000)})
		seen := map[string]int{}
		for pages := sdk.NewListBackupJobsPaginator(c, &sdk.ListBackupJobsInput{MaxResults: aws.Int32(40)}); pages.HasMorePages(); {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range page.BackupJobs {
				seen[*j.BackupJobId]++
			}
			backUp(t, w, volume, nil)
		}
		for _, j := range want {
			if seen[*j.BackupJobId] != 1 {
				t.Errorf("job %s comes %d times", *j.BackupJobId, seen[*j.BackupJobId])
			}
		}
	})
}

func TestOneBackupOfAResourceRunsAtATime(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EC2", func(p point) bool {
			return snapshot(p) && p.resource().trouble == nil && w.scopes[0].busyUntil(p.resource(), time.Now().UnixMilli()) == 0
		})
		var ids []string
		for range 3 {
			ids = append(ids, backUp(t, w, p.resource().arn, nil))
		}
		time.Sleep(time.Minute)
		if first, second := backupJob(t, w, ids[0]), backupJob(t, w, ids[1]); first.State != "RUNNING" || second.State != "CREATED" {
			t.Errorf("the first is %s, the second %s", first.State, second.State)
		}
		if _, err := home(w).StopBackupJob(t.Context(), &sdk.StopBackupJobInput{BackupJobId: &ids[1]}); err != nil {
			t.Fatal(err)
		}
		for backupJob(t, w, ids[0]).CompletionDate == nil {
			if s := backupJob(t, w, ids[2]).State; s != "CREATED" {
				t.Errorf("the third is %s while the first runs", s)
			}
			time.Sleep(30 * time.Second)
		}
		time.Sleep(30 * time.Second)
		if second, third := backupJob(t, w, ids[1]), backupJob(t, w, ids[2]); second.State != "ABORTED" || third.State != "RUNNING" {
			t.Errorf("the second is %s, the third %s", second.State, third.State)
		}
	})
}

func TestJobsAreStartedAndReadAtTheSameTime(t *testing.T) {
	w := New(Options{Accounts: 1, Regions: 1})
	c := home(w)
	volume := pointOf(t, w, "EBS", snapshot).resource().arn
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if _, err := c.StartBackupJob(t.Context(), backupInput(w, volume, nil)); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 5 {
				page, err := c.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{MaxResults: aws.Int32(200)})
				if err != nil {
					t.Error(err)
					return
				}
				for _, j := range page.BackupJobs[:5] {
					if _, err := c.StopBackupJob(t.Context(), &sdk.StopBackupJobInput{BackupJobId: j.BackupJobId}); err != nil && !strings.Contains(err.Error(), badRequest) {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	ids := map[string]bool{}
	for _, m := range w.Started() {
		if m.Operation == "StartBackupJob" {
			ids[m.Job] = true
		}
	}
	if len(ids) != 80 {
		t.Errorf("%d jobs", len(ids))
	}
}

func TestTheSameRequestsToTheSameWorldStartTheSameJobs(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		tell := func() (ids []string) {
			w := New(Options{Seed: 3})
			p := pointOf(t, w, "EFS", snapshot)
			for range 2 {
				id, err := restore(t, w, p, good(w, p), nil)
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, id, *restoreJob(t, w, id).RecoveryPointArn, backUp(t, w, p.resourceARN(), nil))
			}
			return append(ids, string(ask(t, w, "/backup-jobs?maxResults=50")), string(ask(t, w, "/restore-jobs?maxResults=50")))
		}
		if one, two := tell(), tell(); !slices.Equal(one, two) {
			t.Errorf("one world tells\n%v\nthe other\n%v", one, two)
		}
	})
}

func TestSpeedHurriesWhatRequestsStart(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Speed: 600})
		p := pointOf(t, w, "EFS", snapshot)
		id, err := restore(t, w, p, good(w, p), nil)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusCompleted {
			t.Errorf("after 20 seconds it is %s", job.Status)
		}
	})
}

func TestCopiesAreFoundByWhatTheyCopy(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c, ctx := home(w), t.Context()
		p := pointOf(t, w, "EBS", func(p point) bool { return snapshot(p) && p.vault.name == "Default" })
		to := w.scopes[1].vaultNamed("Default")
		out, err := c.StartCopyJob(ctx, copyOf(w, p, to.arn))
		if err != nil {
			t.Fatal(err)
		}
		for name, in := range map[string]*sdk.ListCopyJobsInput{
			"point":       {BySourceRecoveryPointArn: aws.String(p.arn())},
			"destination": {ByDestinationVaultArn: &to.arn, ByResourceArn: aws.String(p.resourceARN())},
			"state":       {ByState: types.CopyJobStateCreated, ByResourceType: aws.String("EBS")},
		} {
			list, err := c.ListCopyJobs(ctx, in)
			if err != nil || !slices.ContainsFunc(list.CopyJobs, func(j types.CopyJob) bool { return *j.CopyJobId == *out.CopyJobId }) {
				t.Errorf("not found by its %s: %v", name, err)
			}
		}
		copied := copyOf(w, p, to.arn) // and the copy can be copied on
		time.Sleep(4 * time.Hour)
		copied.RecoveryPointArn, copied.SourceBackupVaultName = copyJob(t, w, out.CopyJobId).DestinationRecoveryPointArn, aws.String("Default")
		copied.DestinationBackupVaultArn = aws.String(w.scopes[2].vaultNamed("Default").arn)
		copied.IamRoleArn = &w.scopes[1].role
		again, err := client(w, w.HomeAccount(), w.regions[1]).StartCopyJob(ctx, copied)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(4 * time.Hour)
		job, err := client(w, w.HomeAccount(), w.regions[1]).DescribeCopyJob(ctx, &sdk.DescribeCopyJobInput{CopyJobId: again.CopyJobId})
		if err != nil || job.CopyJob.State != types.CopyJobStateCompleted || *job.CopyJob.ResourceArn != p.resourceARN() {
			t.Errorf("%+v, %v", job, err)
		}
	})
}
