package restore

import (
	"testing"
	"time"
)

func auroraPoint() Point {
	p := pointOf("Aurora", "arn:aws:rds:eu-west-1:111122223333:cluster:Ledger", "ledger")
	p.ARN = "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:job-7a1f"
	return p
}

func auroraMetadata() map[string]string {
	return map[string]string{
		"Engine": "aurora-postgresql", "EngineVersion": "15.6", "EngineMode": "provisioned", "Port": "5432", "DatabaseName": "app",
		"AvailabilityZones": `["eu-west-1a","eu-west-1b","eu-west-1c"]`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-1"]`, "KmsKeyId": testKey,
		"EnableIAMDatabaseAuthentication": "true", "DBClusterParameterGroupName": "default.aurora-postgresql15", "CopyTagsToSnapshot": "true",
		"SnapshotIdentifier": "awsbackup:job-7a1f", "InformationalOnly:DBClusterIdentifier": "ledger", "aws:backup:request-id": requestID,
	}
}

func TestClustersSendExactly(t *testing.T) { sendsExactly(t, clusterSendings()) }

func clusterSendings() []sending {
	same := map[string]string{
		"dbClusterIdentifier": "ledger-restored", "Engine": "aurora-postgresql", "EngineVersion": "15.6", "EngineMode": "provisioned", "Port": "5432",
		"DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-1"]`, "EnableIAMDatabaseAuthentication": "true",
		"DBClusterParameterGroupName": "default.aurora-postgresql15", "CopyTagsToSnapshot": "true",
	}
	live := auroraPoint()
	live.ARN, live.Status = "arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:cluster-7a1f", "AVAILABLE"
	live.Created = testNow.Add(-48 * time.Hour)
	docdb := pointOf("DocumentDB", "arn:aws:rds:eu-west-1:111122223333:cluster:papers", "")
	neptune := pointOf("Neptune", "arn:aws:rds:eu-west-1:111122223333:cluster:graph", "")
	return []sending{
		{name: "Aurora as it was", spec: "aurora", point: auroraPoint(), metadata: auroraMetadata(), want: with(same, "DatabaseName", "app")},
		{
			name: "Aurora in chosen zones, MySQL with backtrack", spec: "aurora", point: auroraPoint(), metadata: with(auroraMetadata(), "Engine", "aurora-mysql"),
			set: map[string]string{"availabilityZones": "eu-west-1a, eu-west-1b", "backtrackWindow": "3600", "dbClusterIdentifier": "Ledger-2", "deletionProtection": "yes"},
			want: with(same, "DatabaseName", "app", "Engine", "aurora-mysql", "AvailabilityZones", `["eu-west-1a","eu-west-1b"]`, "backtrackWindow", "3600",
				"dbClusterIdentifier", "ledger-2", "deletionProtection", "true"),
		},
		{name: "Aurora to the latest moment", spec: "aurora-pitr", point: live, metadata: auroraMetadata(), want: with(same, "UseLatestRestorableTime", "true")},
		{
			name: "Aurora to a moment", spec: "aurora-pitr", point: live, metadata: auroraMetadata(), set: map[string]string{"restoreToTime": "2025-12-31T08:00:00+01:00"},
			want: with(same, "restoreToTime", "2025-12-31T07:00:00Z"),
		},
		{
			name: "DocumentDB as it was", spec: "documentdb", point: docdb,
			metadata: map[string]string{
				"Engine": "docdb", "EngineVersion": "5.0.0", "Port": "27017", "AvailabilityZones": `["eu-west-1a"]`, "DBSubnetGroupName": "private",
				"VpcSecurityGroupIds": `["sg-1"]`, "SnapshotIdentifier": "awsbackup:job-1", "KmsKeyId": testKey,
			},
			want: map[string]string{
				"dbClusterIdentifier": "papers-restored", "Engine": "docdb", "EngineVersion": "5.0.0", "Port": "27017", "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-1"]`,
			},
		},
		{
			name: "Neptune, of which AWS told little", spec: "neptune", point: neptune, metadata: map[string]string{"SnapshotIdentifier": "x"},
			set:  map[string]string{"dbSubnetGroupName": "private"},
			want: map[string]string{"dbClusterIdentifier": "graph-restored", "engine": "neptune", "dbSubnetGroupName": "private"},
		},
	}
}

func TestAClusterIsFollowedByTheCommandForItsInstance(t *testing.T) {
	f := formOf(t, "aurora", auroraPoint(), auroraMetadata())
	want := "aws rds create-db-instance --db-instance-identifier ledger-restored-1 --db-cluster-identifier ledger-restored --engine aurora-postgresql --db-instance-class DB_INSTANCE_CLASS --region eu-west-1"
	if got := f.After(); len(got) != 1 || got[0].Line != want {
		t.Errorf("%+v", got)
	}
}
