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

func TestWhatARestoreMakesIsThereWhenItEndsAndItsNameIsTakenBefore(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 1500})
		s := w.scopes[0]
		p := pointOf(t, w, "RDS", ofVariant(""))
		id, err := restore(t, w, p, good(w, p), nil)
		if err != nil {
			t.Fatal(err)
		}
		if s.holds("AWS::RDS::DBInstance", "orders-again") {
			t.Error("there before the restore ended")
		}
		second, err := restore(t, w, p, good(w, p), nil)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(15 * time.Second)
		if job := restoreJob(t, w, second); job.Status != types.RestoreJobStatusFailed || !strings.Contains(*job.StatusMessage, "already exists") {
			t.Errorf("a second restore into the name is %s", job.Status)
		}
		var states []types.RestoreJobStatus
		for restoreJob(t, w, id).CompletionDate == nil {
			job := restoreJob(t, w, id)
			states = append(states, job.Status)
			if job.Status == types.RestoreJobStatusRunning && (aws.ToString(job.PercentDone) == "" || aws.ToInt64(job.ExpectedCompletionTimeMinutes) == 0) {
				t.Errorf("%q of %d minutes", aws.ToString(job.PercentDone), aws.ToInt64(job.ExpectedCompletionTimeMinutes))
			}
			time.Sleep(10 * time.Second)
		}
		if states = slices.Compact(states); !slices.Equal(states, []types.RestoreJobStatus{types.RestoreJobStatusRunning}) {
			t.Errorf("it was %v before it was complete", states)
		}
		if !s.holds("AWS::RDS::DBInstance", "orders-again") || s.thing("AWS::RDS::DBInstance", "orders-again").text("Engine") != "postgres" {
			t.Error("not there when the restore has ended")
		}
		arn := *restoreJob(t, w, id).CreatedResourceArn
		if !strings.HasSuffix(arn, ":db:orders-again") {
			t.Errorf("made %s", arn)
		}
		d, err := described(t, w, p)
		if err != nil || d.LastRestoreTime == nil || !d.LastRestoreTime.Equal(*restoreJob(t, w, id).CompletionDate) {
			t.Errorf("last restored %v, %v", d.LastRestoreTime, err)
		}
		protected, err := home(w).DescribeProtectedResource(t.Context(), &sdk.DescribeProtectedResourceInput{ResourceArn: aws.String(p.resourceARN())})
		if err != nil || protected.LatestRestoreJobCreationDate == nil || !protected.LatestRestoreJobCreationDate.Equal(*restoreJob(t, w, id).CreationDate) {
			t.Errorf("%+v, %v", protected, err)
		}
		backUp(t, w, arn, nil) // and it can be backed up
		time.Sleep(2 * time.Hour)
		again, err := home(w).DescribeProtectedResource(t.Context(), &sdk.DescribeProtectedResourceInput{ResourceArn: &arn})
		if err != nil || again.LastRecoveryPointArn == nil || *again.ResourceType != "RDS" {
			t.Errorf("%+v, %v", again, err)
		}
	})
}

func TestRestoresIntoWhatIsThere(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 1500})
		s := w.scopes[0]
		indexed := func(p point) bool {
			return snapshot(p) && p.indexStatus() == "ACTIVE" && !p.coldAt(time.Now().UnixMilli())
		}
		bucket := s.thingsOf("AWS::S3::Bucket")[0].id
		for _, b := range s.thingsOf("AWS::S3::Bucket") {
			if b.of != nil {
				bucket = b.id
			}
		}
		item := aws.String(roleNamed(w, "AWSBackupItemRole"))
		for name, tc := range map[string]struct {
			kind  string
			takes func(point) bool
			set   map[string]string
			role  *string
			arn   string
		}{
			"a directory of the file system": {"EFS", snapshot, map[string]string{"newFileSystem": "false", "CreationToken": "-", "KmsKeyId": "-", "Encrypted": "-"}, nil, ":file-system/fs-"},
			"paths of it":                    {"EFS", snapshot, map[string]string{"newFileSystem": "false", "CreationToken": "-", "ItemsToRestore": `["/home/ana","/etc"]`}, nil, ":file-system/fs-"},
			"objects to a bucket":            {"S3", snapshot, map[string]string{"NewBucket": "-", "DestinationBucketName": bucket, "ItemsToRestore": `["a/","b"]`}, nil, "arn:aws:s3:::" + bucket},
			"files of a volume": {
				"EBS", indexed, map[string]string{"availabilityZone": "-", "encrypted": "-", "destinationBucketName": bucket, "pathsToRestore": `["/etc/hosts"]`}, item, "arn:aws:s3:::" + bucket,
			},
			"a table of the cluster": {"Redshift", snapshot, map[string]string{
				"RestoreType": "TABLE_RESTORE", "ClusterIdentifier": "", "SourceDatabaseName": "d", "SourceTableName": "t", "TargetDatabaseName": "d", "NewTableName": "t2",
			}, nil, ":cluster:"},
		} {
			p := pointOf(t, w, tc.kind, tc.takes)
			meta := spoiled{set: tc.set}.spoil(good(w, p))
			if id, ok := meta["ClusterIdentifier"]; ok && id == "" {
				meta["ClusterIdentifier"] = p.resource().id
			}
			id, err := restore(t, w, p, meta, func(in *sdk.StartRestoreJobInput) {
				if tc.role != nil {
					in.IamRoleArn = tc.role
				}
			})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			time.Sleep(4 * time.Hour)
			if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusCompleted || !strings.Contains(aws.ToString(job.CreatedResourceArn), tc.arn) {
				t.Errorf("%s: %s %s %s", name, job.Status, aws.ToString(job.StatusMessage), aws.ToString(job.CreatedResourceArn))
			}
		}
	})
}

func TestAVolumeAndAGatewayVolumeAreRestoredAsOneAnother(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		as := func(kind string) func(*sdk.StartRestoreJobInput) {
			return func(in *sdk.StartRestoreJobInput) { in.ResourceType = &kind }
		}
		disk, volume := pointOf(t, w, "EBS", snapshot), pointOf(t, w, "Storage Gateway", snapshot)
		one, err := restore(t, w, disk, map[string]string{"gatewayArn": w.scopes[0].gatewayARN(), "targetName": "disk"}, as("Storage Gateway"))
		if err != nil {
			t.Fatal(err)
		}
		two, err := restore(t, w, volume, map[string]string{"availabilityZone": "us-east-1a", "encrypted": "true"}, as("EBS"))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Hour)
		for id, want := range map[string]string{one: ":gateway/sgw-", two: ":volume/vol-"} {
			if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusCompleted || !strings.Contains(*job.CreatedResourceArn, want) {
				t.Errorf("%s %s", job.Status, aws.ToString(job.StatusMessage))
			}
		}
	})
}

func TestASharedVaultIsRestoredFromAndNoOther(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		now := time.Now().UnixMilli()
		var p, foreign point
		for it := range items(w.shared.streams, span{to: now - day}, now) {
			if q, ok := it.point(now); ok && q.status == pointCompleted && q.child == 0 && q.kindName() == "EFS" {
				p = q
				break
			}
		}
		other := w.scope(w.Account("web-prod"), "us-east-1")
		for it := range items(other.vaults[1].streams, span{to: now - day}, now) {
			if q, ok := it.point(now); ok && q.status == pointCompleted && q.kindName() == "EFS" {
				foreign = q
				break
			}
		}
		meta := good(w, p)
		delete(meta, "KmsKeyId") // of the other account
		id, err := restore(t, w, p, meta, nil)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Hour)
		if job := restoreJob(t, w, id); job.Status != types.RestoreJobStatusCompleted || !strings.Contains(*job.CreatedResourceArn, ":"+w.HomeAccount()+":") {
			t.Errorf("%s %s", job.Status, aws.ToString(job.StatusMessage))
		}
		_, err = restore(t, w, foreign, good(w, foreign), nil)
		wantError(t, err, "ResourceNotFoundException", "Cannot find recovery point")
	})
}
