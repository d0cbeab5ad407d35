package sim

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func TestBackupsAreRefusedOrFailAsAtAWS(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 1500})
		s := w.scopes[0]
		arn := func(kind string) string { return pointOf(t, w, kind, snapshot).resource().arn }
		role := func(name string) func(*sdk.StartBackupJobInput) {
			return func(in *sdk.StartBackupJobInput) { in.IamRoleArn = aws.String(roleNamed(w, name)) }
		}
		for _, tc := range []struct {
			name     string
			arn      string
			change   func(*sdk.StartBackupJobInput)
			code     string // of the refusal; "" = the job fails
			category string
			words    string
		}{
			{name: "no such vault", arn: arn("EBS"), change: func(in *sdk.StartBackupJobInput) { in.BackupVaultName = aws.String("attic") }, code: "ResourceNotFoundException", words: "attic"},
			{name: "an air-gapped vault", arn: arn("EBS"), change: func(in *sdk.StartBackupJobInput) { in.BackupVaultName = aws.String("airgap") }, code: badParameter, words: "airgap"},
			{name: "no ARN", arn: "vol-1", code: badParameter, words: "ResourceArn"},
			{name: "a type that is none", arn: "arn:aws:sqs:us-east-1:" + s.account.id + ":queue", code: badParameter, words: "Unsupported resource type"},
			{name: "of another Region", arn: "arn:aws:ec2:eu-west-1:" + s.account.id + ":volume/vol-1", code: badParameter, words: "Region"},
			{name: "not there", arn: "arn:aws:ec2:us-east-1:" + s.account.id + ":volume/vol-0123", category: "RESOURCE_NOT_FOUND", words: "does not exist"},
			{name: "no such role", arn: arn("EBS"), change: role("Nobody"), code: badParameter, words: "cannot be assumed"},
			{name: "a role that may not", arn: arn("EC2"), change: role("AWSBackupItemRole"), category: "ACCESS_DENIED", words: "not authorized"},
			{name: "a bucket without its policies", arn: arn("S3"), category: "ACCESS_DENIED", words: "not authorized"},
			{name: "outside the lock", arn: arn("EFS"), change: func(in *sdk.StartBackupJobInput) {
				in.BackupVaultName, in.Lifecycle = aws.String("prod-monthly"), &types.Lifecycle{DeleteAfterDays: aws.Int64(3)}
			}, category: "INVALID_LIFECYCLE", words: "not within the range"},
			{name: "cold for a day", arn: arn("EFS"), change: func(in *sdk.StartBackupJobInput) {
				in.Lifecycle = &types.Lifecycle{MoveToColdStorageAfterDays: aws.Int64(30), DeleteAfterDays: aws.Int64(31)}
			}, code: badParameter, words: "plus 90 days"},
			{name: "a start window of minutes", arn: arn("EFS"), change: func(in *sdk.StartBackupJobInput) { in.StartWindowMinutes = aws.Int64(10) }, code: badParameter, words: "StartWindowMinutes"},
			{name: "an end before the start", arn: arn("EFS"), change: func(in *sdk.StartBackupJobInput) {
				in.StartWindowMinutes, in.CompleteWindowMinutes = aws.Int64(120), aws.Int64(120)
			}, code: badParameter, words: "CompleteWindowMinutes"},
			{name: "VSS of a volume", arn: arn("EBS"), change: func(in *sdk.StartBackupJobInput) { in.BackupOptions = map[string]string{"WindowsVSS": "enabled"} }, code: badParameter, words: "WindowsVSS"},
		} {
			out, err := home(w).StartBackupJob(t.Context(), backupInput(w, tc.arn, tc.change))
			if tc.code != "" || err != nil {
				if err == nil {
					t.Errorf("%s: taken", tc.name)
				} else {
					wantError(t, err, tc.code, tc.words)
				}
				continue
			}
			time.Sleep(3 * time.Hour) // others on the same resource first
			if job := backupJob(t, w, *out.BackupJobId); job.State != "FAILED" || aws.ToString(job.MessageCategory) != tc.category || !strings.Contains(aws.ToString(job.StatusMessage), tc.words) {
				t.Errorf("%s: %s %s %q", tc.name, job.State, aws.ToString(job.MessageCategory), aws.ToString(job.StatusMessage))
			}
		}
	})
}

func TestABackupThatWaitsTooLongExpires(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		arn := pointOf(t, w, "VirtualMachine", snapshot).resource().arn
		var id string
		for range 8 {
			id = backUp(t, w, arn, func(in *sdk.StartBackupJobInput) { in.StartWindowMinutes = aws.Int64(60) })
		}
		time.Sleep(59 * time.Minute)
		if job := backupJob(t, w, id); job.State != "CREATED" || !job.StartBy.Equal(job.CreationDate.Add(time.Hour)) {
			t.Errorf("%s, to start by %v", job.State, job.StartBy)
		}
		time.Sleep(2 * time.Minute)
		if job := backupJob(t, w, id); job.State != "EXPIRED" || *job.MessageCategory != "JOB_EXPIRED" {
			t.Errorf("%s %s", job.State, aws.ToString(job.StatusMessage))
		}
	})
}

func TestABackupIsStoppedWhereItsTypeCanBe(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 1500})
		stop := func(id string) error {
			_, err := home(w).StopBackupJob(t.Context(), &sdk.StopBackupJobInput{BackupJobId: &id})
			return err
		}
		for _, k := range resourceKinds {
			p := pointOf(t, w, k.name, func(p point) bool { return snapshot(p) && p.resource().kind == k })
			id := backUp(t, w, p.resource().arn, func(in *sdk.StartBackupJobInput) {
				if k.name == "S3" {
					in.IamRoleArn = aws.String(roleNamed(w, "AWSBackupS3Role"))
				}
			})
			time.Sleep(15 * time.Second)
			err := stop(id)
			if slices.Contains(unstoppable, k.name) {
				if err == nil {
					t.Errorf("%s is stopped", k.name)
				} else {
					wantError(t, err, badRequest, "cannot be stopped")
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", k.name, err)
				continue
			}
			if s := backupJob(t, w, id).State; s != "ABORTING" {
				t.Errorf("%s is %s after it was stopped", k.name, s)
			}
			time.Sleep(time.Minute)
			job := backupJob(t, w, id)
			if job.State != "ABORTED" || !strings.Contains(*job.StatusMessage, "stopped by user") || job.RecoveryPointArn != nil {
				t.Errorf("%s: %s %s", k.name, job.State, aws.ToString(job.StatusMessage))
			}
			wantError(t, stop(id), badRequest, "ABORTED")
		}
	})
}

func TestABackupOfAPlanIsStopped(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 3000})
		c := home(w)
		for _, j := range backupJobs(t, c, sdk.ListBackupJobsInput{ByState: types.BackupJobStateRunning, MaxResults: aws.Int32(1000)}) {
			if slices.Contains(unstoppable, *j.ResourceType) || j.ParentJobId != nil || j.IsParent {
				continue
			}
			if _, err := c.StopBackupJob(t.Context(), &sdk.StopBackupJobInput{BackupJobId: j.BackupJobId}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			if job := backupJob(t, w, *j.BackupJobId); job.State != "ABORTED" {
				t.Errorf("it is %s", job.State)
			}
			_, err := c.DescribeRecoveryPoint(t.Context(), &sdk.DescribeRecoveryPointInput{BackupVaultName: j.BackupVaultName, RecoveryPointArn: j.RecoveryPointArn})
			wantError(t, err, "ResourceNotFoundException", "")
			return
		}
		t.Error("nothing runs")
	})
}
