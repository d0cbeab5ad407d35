package sim

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func TestContinuousBackupsAreRestoredToAMomentOfTheirWindow(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 1500})
		ago := func(d time.Duration) string { return time.Now().Add(-d).UTC().Format(time.RFC3339) }
		live := func(p point) bool { return p.status == pointAvailable }
		const day = 24 * time.Hour
		for _, tc := range []struct {
			kind string
			set  map[string]string
			code string
		}{
			{"RDS", map[string]string{}, ""},
			{"RDS", map[string]string{"UseLatestRestorableTime": "false", "RestoreTime": ago(3 * day)}, ""},
			{"RDS", map[string]string{"UseLatestRestorableTime": "-"}, badParameter},
			{"RDS", map[string]string{"RestoreTime": ago(3 * day)}, badParameter},
			{"RDS", map[string]string{"UseLatestRestorableTime": "false", "RestoreTime": ago(time.Minute)}, badParameter},
			{"RDS", map[string]string{"UseLatestRestorableTime": "false", "RestoreTime": ago(36 * day)}, badParameter},
			{"RDS", map[string]string{"UseLatestRestorableTime": "false", "RestoreTime": "yesterday"}, badParameter},
			{"Aurora", map[string]string{}, ""},
			{"Aurora", map[string]string{"restoreToTime": "-", "UseLatestRestorableTime": "true"}, ""},
			{"Aurora", map[string]string{"databaseName": "app"}, badParameter},
			{"Aurora", map[string]string{"restoreToTime": "-"}, badParameter},
			{"S3", map[string]string{}, ""},
			{"S3", map[string]string{"RestoreTime": ago(time.Minute)}, badParameter},
			{"S3", map[string]string{"RestoreTime": "-"}, badParameter},
		} {
			p := pointOf(t, w, tc.kind, live)
			s := spoiled{set: tc.set}
			meta := s.spoil(good(w, p))
			for _, name := range []string{"DBInstanceIdentifier", "DBClusterIdentifier", "DestinationBucketName"} {
				if meta[name] != "" {
					meta[name] = "again-" + strings.ToLower(string(hex16(nil, uint64(len(w.Started())+1))[12:]))
				}
			}
			id, err := restore(t, w, p, meta, nil)
			if tc.code != "" {
				if err == nil || !strings.Contains(err.Error(), tc.code) {
					t.Errorf("%s %v: %v", tc.kind, tc.set, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s %v: %v", tc.kind, tc.set, err)
				continue
			}
			time.Sleep(20 * time.Second)
			if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusRunning && job.Status != types.RestoreJobStatusPending {
				t.Errorf("%s %v: %s %s", tc.kind, tc.set, job.Status, aws.ToString(job.StatusMessage))
			}
		}
	})
}

func TestARestoreFromColdStorageTakesHoursMore(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		now := time.Now().UnixMilli()
		p := pointOf(t, w, "EBS", func(p point) bool { return p.coldAt(now) })
		id, err := restore(t, w, p, good(w, p), nil)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(24 * time.Hour)
		if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusRunning {
			t.Errorf("after a day the volume is %s", job.Status)
		}
		running, err := home(w).ListRestoreJobs(t.Context(), &sdk.ListRestoreJobsInput{ByStatus: types.RestoreJobStatusRunning, MaxResults: aws.Int32(1000)})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, j := range running.RestoreJobs {
			found = found || *j.RestoreJobId == id
		}
		if !found {
			t.Error("the list of running restores leaves it out")
		}
		time.Sleep(60 * time.Hour)
		if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusCompleted {
			t.Errorf("after three days it is %s", job.Status)
		}
	})
}
