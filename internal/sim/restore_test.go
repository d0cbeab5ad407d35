package sim

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

// pointOf finds the newest point of a type in the first account's first Region, for
// which takes is true.
func pointOf(t testing.TB, w *World, kind string, takes func(point) bool) point {
	t.Helper()
	s, now := w.scopes[0], time.Now().UnixMilli()
	for _, v := range s.vaults {
		for it := range items(v.pointsIn(), span{from: now - 200*day, to: now - day}, now) {
			p, ok := it.point(now)
			if ok && p.kindName() == kind && !v.denyAll && (p.status == pointCompleted || p.status == pointAvailable) && (takes == nil || takes(p)) {
				return p
			}
		}
	}
	t.Fatalf("no point of %s", kind)
	return point{}
}

// ofVariant takes snapshots of a variant of a type; of "" only what differs in nothing.
// What is restored of a stack is nested in it.
func ofVariant(name string) func(point) bool {
	return func(p point) bool {
		return p.s.kind == backups && p.resource().variant() == name && (p.kindName() == "CloudFormation") == (p.child > 0)
	}
}

func snapshot(p point) bool { return p.s.kind == backups && p.child == 0 }

func roleNamed(w *World, name string) string {
	return "arn:aws:iam::" + w.HomeAccount() + ":role/" + name
}

// restore starts a restore of the point as the user of the first account.
func restore(t testing.TB, w *World, p point, meta map[string]string, change func(*sdk.StartRestoreJobInput)) (string, error) {
	t.Helper()
	in := &sdk.StartRestoreJobInput{RecoveryPointArn: aws.String(p.arn()), Metadata: meta, IamRoleArn: aws.String(w.scopes[0].role), ResourceType: aws.String(p.kindName())}
	if p.kindName() == "S3" {
		in.IamRoleArn = aws.String(roleNamed(w, "AWSBackupS3Role"))
	}
	if change != nil {
		change(in)
	}
	out, err := home(w).StartRestoreJob(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.RestoreJobId, nil
}

func restoreJob(t testing.TB, w *World, id string) *sdk.DescribeRestoreJobOutput {
	t.Helper()
	out, err := home(w).DescribeRestoreJob(t.Context(), &sdk.DescribeRestoreJobInput{RestoreJobId: &id})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// good is metadata that restores the point: what AWS Backup returns, with what section
// 4.8 of its rules drops and sets.
func good(w *World, p point) map[string]string {
	m := maps.Clone(p.metadata())
	delete(m, "aws:backup:request-id")
	for key := range m {
		if strings.HasPrefix(key, "InformationalOnly:") {
			delete(m, key)
		}
	}
	drop := func(keys ...string) {
		for _, key := range keys {
			delete(m, key)
		}
	}
	switch p.kindName() {
	case "EBS":
		drop("volumeId")
		m["availabilityZone"] = "us-east-1b"
	case "EC2":
		drop("NetworkInterfaces", "CpuOptions", "VpcId")
		m["IamInstanceProfileName"] = "UseBackedUpValue"
	case "RDS":
		if p.resource().kind == multiAZCluster {
			drop("DBSnapshotIdentifier", "KmsKeyId", "AvailabilityZones", "AllocatedStorage")
			m["DBClusterIdentifier"] = "rds-again"
			break
		}
		drop("DBSnapshotIdentifier", "KmsKeyId", "EnableCloudwatchLogsExports", "AvailabilityZone")
		m["DBInstanceIdentifier"] = "Orders-Again"
		if p.s.kind == continuous {
			m["UseLatestRestorableTime"] = "true"
		}
	case "Aurora", "DocumentDB", "Neptune":
		drop("SnapshotIdentifier", "KmsKeyId", "AvailabilityZones")
		m["DBClusterIdentifier"] = strings.ToLower(p.kindName()) + "-again"
		if p.s.kind == continuous {
			drop("DatabaseName")
			m["restoreToTime"] = stamp(time.Now().UnixMilli() - hour)
		}
	case "S3":
		m["DestinationBucketName"], m["NewBucket"], m["EncryptionType"] = "again-0815", "true", "SSE-S3"
		drop("KMSKey")
		if p.s.kind == continuous {
			m["RestoreTime"] = stamp(time.Now().UnixMilli() - hour)
		}
	case "EFS":
		m["CreationToken"] = "again"
	case "DynamoDB":
		m["targetTableName"] = "orders_again"
	case "FSx":
		drop("FileSystemId", "FileSystemType", "DNSName")
		if p.resource().variant() == "FSx self-managed" {
			m["WindowsConfiguration"] = strings.Replace(m["WindowsConfiguration"], `"UserName":"svc-fsx"`, `"UserName":"svc-fsx","Password":"again"`, 1)
		}
		if p.resource().variant() == "FSx ONTAP" {
			m["Name"] = "again"
		}
		if p.resource().variant() == "FSx OpenZFS" {
			m["OpenZFSConfiguration"] = `{"ThroughputCapacity":64,"DiskIopsConfiguration":{"Iops":3000}}`
		}
	case "Redshift":
		drop("SnapshotIdentifier")
		m["ClusterIdentifier"], m["RestoreType"] = "reports-again", "CLUSTER_RESTORE"
	case "Storage Gateway":
		m["targetName"] = "again"
	case "Timestream":
		m["TableName"] = "again"
	case "DSQL":
		drop("cluster_id", "backup_size_bytes")
	case "EKS":
	case "CloudFormation":
		m["ChangeSetName"] = "again"
	case "VirtualMachine":
		m["RestoreTo"], m["VMName"] = "VMware", "again"
	case "Redshift Serverless":
		m["RestoreType"] = "NAMESPACE_RESTORE"
	case "SAP HANA on Amazon EC2":
		m["aws:backup:TargetDatabaseArn"], m["RecoveryType"], m["CatalogRestoreOption"] = m["SourceDatabaseArn"], "FULL_DATA_BACKUP_RECOVERY", "NO_CATALOG"
	}
	return m
}

// withoutRole is for types that restore with the rights of the caller.
func withoutRole(in *sdk.StartRestoreJobInput) { in.IamRoleArn = nil }

func TestARestoreOfEveryTypeEndsWellAndMakesWhatWasAsked(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Accounts: 2, Regions: 2, Resources: 2000})
		c := home(w)
		var all []point
		for _, k := range resourceKinds {
			all = append(all, pointOf(t, w, k.name, ofVariant("")))
		}
		for name := range variantMetadata {
			kind, _, _ := strings.Cut(name, " ")
			all = append(all, pointOf(t, w, kind, ofVariant(name)))
		}
		for _, p := range all {
			name := p.kindName() + " " + p.resource().variant()
			var change func(*sdk.StartRestoreJobInput)
			if p.kindName() == "SAP HANA on Amazon EC2" || p.kindName() == "Redshift Serverless" {
				change = withoutRole
			}
			meta := good(w, p)
			id, err := restore(t, w, p, meta, change)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			job := restoreJob(t, w, id)
			if job.Status != types.RestoreJobStatusPending || job.CreatedResourceArn != nil {
				t.Errorf("%s begins as %s %v", name, job.Status, job.CreatedResourceArn)
			}
			time.Sleep(5 * time.Hour)
			job = restoreJob(t, w, id)
			if job.Status != types.RestoreJobStatusCompleted || job.StatusMessage != nil || aws.ToString(job.CreatedResourceArn) == "" {
				t.Errorf("%s ends as %s: %s", name, job.Status, aws.ToString(job.StatusMessage))
			}
			if *job.ResourceType != p.kindName() || *job.RecoveryPointArn != p.arn() || *job.SourceResourceArn != p.resourceARN() {
				t.Errorf("%s: %s of %s", name, *job.ResourceType, *job.RecoveryPointArn)
			}
			sent, err := c.GetRestoreJobMetadata(t.Context(), &sdk.GetRestoreJobMetadataInput{RestoreJobId: &id})
			if err != nil || !maps.Equal(sent.Metadata, meta) {
				t.Errorf("%s: metadata %v, %v", name, sent, err)
			}
		}
		s := w.scopes[0]
		for kind, name := range map[string]string{
			"AWS::RDS::DBInstance": "orders-again", "AWS::RDS::DBCluster": "rds-again", "AWS::S3::Bucket": "again-0815", "AWS::DynamoDB::Table": "orders_again",
			"AWS::Redshift::Cluster": "reports-again", "AWS::Timestream::Table": "telemetry|again",
		} {
			if !s.holds(kind, name) {
				t.Errorf("there is no %s %s", kind, name)
			}
		}
	})
}
