package restore

import (
	"strings"
	"testing"
)

// TestWhatEveryWayOfRestoringDoesToWhatIsThere goes through all types of the reference:
// what only makes something new is confirmed with a yes, so nothing may count as that
// by accident.
func TestWhatEveryWayOfRestoringDoesToWhatIsThere(t *testing.T) {
	indexed, basic, following, table := ebsPoint(), tablePoint(), bucketPoint(), tablePoint()
	indexed.Index, basic.ARN, following.Status = "ACTIVE", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/backup/1", "AVAILABLE"
	table.ARN = "arn:aws:backup:eu-west-1:111122223333:recovery-point:7a1f"
	live, liveCluster, multi := rdsPoint(), auroraPoint(), rdsPoint()
	live.Status, liveCluster.Status, multi.ARN = "AVAILABLE", "AVAILABLE", "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:1"
	of := func(kind string) Point { return pointOf(kind, "arn:aws:x:eu-west-1:111122223333:thing/old", "old") }
	fsx := func(kind string) map[string]string { return map[string]string{"FileSystemType": kind} }
	type m = map[string]string
	tested := map[string]bool{}
	for _, c := range []struct {
		name, spec    string
		point         Point
		metadata, set m
		want          Effect
		into          string // the name of the target, where it says one
	}{
		{"a volume", "ebs", ebsPoint(), ebsMetadata(), nil, MakesNew, ""},
		{"files of a volume", "ebs-files", indexed, nil, m{"destinationBucketName": "files"}, WritesInto, "files"},
		{"a volume, to a gateway", "ebs-gateway", ebsPoint(), nil, m{"targetName": "t"}, MakesNew, "t"},
		{"an instance", "ec2", ec2Point(), ec2Metadata(), nil, MakesNew, ""},
		{"a DB instance", "rds", rdsPoint(), rdsMetadata(), m{"DBInstanceIdentifier": "db"}, MakesNew, "db"},
		{"a DB instance at a time", "rds-pitr", live, rdsMetadata(), m{"DBInstanceIdentifier": "db"}, MakesNew, "db"},
		{"a Multi-AZ cluster", "rds-cluster", multi, rdsMetadata(), m{"DBClusterIdentifier": "db"}, MakesNew, "db"},
		{"an Aurora cluster", "aurora", auroraPoint(), auroraMetadata(), m{"dbClusterIdentifier": "db"}, MakesNew, "db"},
		{"an Aurora cluster at a time", "aurora-pitr", liveCluster, auroraMetadata(), m{"dbClusterIdentifier": "db"}, MakesNew, "db"},
		{"a DocumentDB cluster", "documentdb", of("DocumentDB"), nil, m{"dbClusterIdentifier": "db"}, MakesNew, "db"},
		{"a Neptune cluster", "neptune", of("Neptune"), nil, m{"dbClusterIdentifier": "db"}, MakesNew, "db"},
		{"a table", "dynamodb", table, nil, m{"targetTableName": "orders"}, MakesNew, "orders"},
		{"a table, basic", "dynamodb-basic", basic, nil, m{"targetTableName": "orders"}, MakesNew, "orders"},
		{"a file system", "efs", efsPoint(), efsMetadata(), m{"newFileSystem": "yes"}, MakesNew, ""},
		{"into a file system", "efs", efsPoint(), efsMetadata(), m{"newFileSystem": "no", "file-system-id": "fs-9"}, WritesInto, "fs-9"},
		{"items, to a new file system", "efs-items", efsPoint(), efsMetadata(), m{"newFileSystem": "yes"}, MakesNew, ""},
		{"items, into a file system", "efs-items", efsPoint(), efsMetadata(), m{"newFileSystem": "no", "file-system-id": "fs-9"}, WritesInto, "fs-9"},
		{"a new bucket", "s3", bucketPoint(), bucketMetadata(), m{"NewBucket": "yes", "DestinationBucketName": "b-new"}, MakesNew, "b-new"},
		{"an existing bucket", "s3", bucketPoint(), bucketMetadata(), m{"NewBucket": "no", "@bucket": "b-old"}, WritesInto, "b-old"},
		{"a new bucket at a time", "s3-pitr", following, bucketMetadata(), m{"NewBucket": "yes", "DestinationBucketName": "b-new"}, MakesNew, "b-new"},
		{"an existing bucket at a time", "s3-pitr", following, bucketMetadata(), m{"NewBucket": "no", "@bucket": "b-old"}, WritesInto, "b-old"},
		{"objects, to an existing bucket", "s3-items", bucketPoint(), bucketMetadata(), m{"NewBucket": "no", "@bucket": "b-old"}, WritesInto, "b-old"},
		{"FSx for Windows", "fsx-windows", fsxPoint(), fsx("WINDOWS"), nil, MakesNew, ""},
		{"FSx for Lustre", "fsx-lustre", fsxPoint(), fsx("LUSTRE"), nil, MakesNew, ""},
		{"FSx for ONTAP", "fsx-ontap", fsxPoint(), fsx("ONTAP"), m{"Name": "vol_new"}, MakesNew, "vol_new"},
		{"FSx for OpenZFS", "fsx-openzfs", fsxPoint(), fsx("OPENZFS"), nil, MakesNew, ""},
		{"FSx of a kind that is new", "raw", fsxPoint(), fsx("ZEBRA"), nil, Unsure, ""},
		{"a Redshift cluster", "redshift", redshiftPoint(), redshiftMetadata(), m{"ClusterIdentifier": "c-new"}, MakesNew, "c-new"},
		{"a Redshift table", "redshift-table", redshiftPoint(), redshiftMetadata(), m{"ClusterIdentifier": "sales"}, WritesInto, "sales"},
		{"a Redshift Serverless namespace", "redshift-serverless", of("Redshift Serverless"), nil, m{"NamespaceIdentifier": "sales"}, WritesInto, "sales"},
		{"SAP HANA", "sap-hana", of("SAP HANA on Amazon EC2"), nil, m{"aws:backup:TargetDatabaseArn": "arn:aws:ssm-sap:x"}, WritesInto, "arn:aws:ssm-sap:x"},
		{"a gateway volume", "gateway", gatewayPoint(), gatewayMetadata(), m{"targetName": "t"}, MakesNew, "t"},
		{"a gateway volume, to EBS", "gateway-ebs", gatewayPoint(), gatewayMetadata(), nil, MakesNew, ""},
		{"a Timestream table", "timestream", timestreamPoint(), timestreamMetadata(), m{"DatabaseName": "d", "TableName": "t-1"}, MakesNew, "d|t-1"},

		{"an EKS cluster, as AWS returns it", "raw", of("EKS"), m{"newCluster": "false", "clusterName": "shop"}, nil, WritesInto, "shop"},
		{"an EKS cluster, where nothing is said", "raw", of("EKS"), m{"clusterName": "shop"}, nil, WritesInto, "shop"},
		{"an EKS cluster, keys in another case", "raw", of("EKS"), m{"NewCluster": "false", "ClusterName": "shop"}, nil, WritesInto, "shop"},
		{"an EKS cluster, emptied", "raw", of("EKS"), m{"newCluster": "true", "clusterName": "shop"}, m{"newCluster": ""}, WritesInto, "shop"},
		{"an EKS cluster that is not named", "raw", of("EKS"), nil, nil, WritesInto, ""},
		{"a new EKS cluster", "raw", of("EKS"), m{"newCluster": "false", "clusterName": "shop"}, m{"newCluster": "true", "clusterName": "shop-2"}, MakesNew, "shop-2"},
		{"an EKS cluster, misspelt", "raw", of("EKS"), m{"newCluster": "True ", "clusterName": "shop"}, nil, Unsure, "shop"},
		{"a stack", "raw", of("CloudFormation"), m{"StackName": "web", "ChangeSetName": "c"}, nil, Unsure, "web"},
		{"a virtual machine on VMware", "raw", of("VirtualMachine"), m{"RestoreTo": "VMware"}, m{"VMName": "vm"}, Unsure, "vm"},
		{"a virtual machine as an instance", "raw", of("VirtualMachine"), m{"RestoreTo": "EC2Instance"}, nil, MakesNew, ""},
		{"a virtual machine to nobody knows what", "raw", of("VirtualMachine"), nil, m{"VMName": "vm"}, Unsure, "vm"},
		{"a virtual machine to something undocumented", "raw", of("VirtualMachine"), m{"RestoreTo": "EBS"}, nil, Unsure, ""},
		{"DSQL", "raw", of("DSQL"), nil, nil, MakesNew, ""},
		{"a type that nobody knows", "raw", of("Moon"), m{"newCluster": "true", "clusterName": "x"}, nil, Unsure, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := formOf(t, c.spec, c.point, c.metadata)
			for key, value := range c.set {
				if f.Set(key, value); f.field(key) == nil {
					t.Fatalf("no field %s", key)
				}
			}
			if got := f.Target(); got.Effect != c.want || got.ID != c.into {
				t.Errorf("%+v, want %d %q", got, c.want, c.into)
			}
			tested[c.spec] = true
		})
	}
	for _, s := range specs() {
		if !tested[s.Name] {
			t.Errorf("%s: nobody says what it does", s.Name)
		}
	}
}

// TestAFormWithoutAGuideWarnsWhereItWritesIntoWhatIsThere: a running cluster must not be
// the target by oversight.
func TestAFormWithoutAGuideWarnsWhereItWritesIntoWhatIsThere(t *testing.T) {
	p := pointOf("EKS", "arn:aws:eks:eu-west-1:111122223333:cluster/shop", "shop")
	f := formOf(t, "raw", p, map[string]string{"clusterName": "shop", "clusterRole": "shop", "newCluster": "false"})
	warnings := func() (said []string) {
		for _, s := range f.Fields() {
			if strings.HasPrefix(s.Warning, "it writes into shop: newCluster true") {
				said = append(said, s.Key)
			}
		}
		return said
	}
	if got := strings.Join(warnings(), " "); got != "clusterName newCluster" {
		t.Errorf("warned at %q", got)
	}
	f.Set("newCluster", "true")
	if got := warnings(); got != nil {
		t.Errorf("a new cluster is warned of at %q", got)
	}
}
