package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestOtherTypesSendExactly(t *testing.T) { sendsExactly(t, otherSendings()) }

func redshiftPoint() Point {
	p := pointOf("Redshift", "arn:aws:redshift:eu-west-1:111122223333:cluster:sales", "")
	p.ARN = "arn:aws:redshift:eu-west-1:111122223333:snapshot:sales/awsbackup:job-7a1f"
	return p
}

func redshiftMetadata() map[string]string {
	return map[string]string{
		"ClusterIdentifier": "sales", "NodeType": "ra3.xlplus", "NumberOfNodes": "2", "Port": "5439", "ClusterSubnetGroupName": "private", "PubliclyAccessible": "false",
		"Encrypted": "true", "KmsKeyId": testKey, "SnapshotIdentifier": "awsbackup:job-7a1f", "aws:backup:request-id": requestID,
	}
}

func gatewayPoint() Point {
	p := pointOf("Storage Gateway", "arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-1/volume/vol-1", "Branch")
	p.ARN = "arn:aws:ec2:eu-west-1::snapshot/snap-01ab"
	return p
}

func gatewayMetadata() map[string]string {
	return map[string]string{
		"gatewayArn": gatewayARN, "gatewayType": "CACHED", "volumeSize": "512", "encrypted": "false", "volumeId": "vol-1", "aws:backup:request-id": requestID,
	}
}

const gatewayARN = "arn:aws:storagegateway:eu-west-1:111122223333:gateway/sgw-1"

func timestreamPoint() Point {
	return pointOf("Timestream", "arn:aws:timestream:eu-west-1:111122223333:database/telemetry/table/Cars", "")
}

func timestreamMetadata() map[string]string {
	return map[string]string{
		"TableName": "Cars", "DatabaseName": "telemetry", "MemoryStoreRetentionPeriodInHours": "24", "MagneticStoreRetentionPeriodInDays": "365",
		"MagneticStoreWriteProperties": `{"EnableMagneticStoreWrites":true}`,
	}
}

func otherSendings() []sending {
	redshiftSame := map[string]string{
		"RestoreType": "CLUSTER_RESTORE", "ClusterIdentifier": "sales-restored", "NodeType": "ra3.xlplus", "NumberOfNodes": "2", "Port": "5439",
		"ClusterSubnetGroupName": "private", "PubliclyAccessible": "false", "Encrypted": "true", "KmsKeyId": testKey,
	}
	bytes := gatewayMetadata()
	delete(bytes, "volumeSize")
	table := map[string]string{
		"DatabaseName": "telemetry", "TableName": "Cars-restored", "MemoryStoreRetentionPeriodInHours": "24", "MagneticStoreRetentionPeriodInDays": "365",
		"MagneticStoreWriteProperties": `{"EnableMagneticStoreWrites":true}`,
	}
	hana := pointOf("SAP HANA on Amazon EC2", "arn:aws:ssm-sap:eu-west-1:111122223333:HANA/app/DB/HDB", "")
	serverless := pointOf("Redshift Serverless", "arn:aws:redshift-serverless:eu-west-1:111122223333:namespace/7a1f", "")
	const database = "arn:aws:ssm-sap:eu-west-1:111122223333:HANA/app/DB/HDB"
	dsql := `[{"region":"eu-west-1","isDeletionProtectionEnabled":true,"kmsKeyId":"AWS_OWNED_KMS_KEY"}]`
	return []sending{
		{name: "Redshift as it was", spec: "redshift", point: redshiftPoint(), metadata: redshiftMetadata(), want: redshiftSame},
		{
			name: "Redshift with a managed password", spec: "redshift", point: redshiftPoint(), metadata: with(redshiftMetadata(), "IamRoles", `["arn:aws:iam::111122223333:role/a"]`),
			set: map[string]string{"ManageMasterPassword": "yes", "MasterPasswordSecretKmsKeyId": testKey, "AutomatedSnapshotRetentionPeriod": "0"},
			want: with(redshiftSame, "ManageMasterPassword", "true", "MasterPasswordSecretKmsKeyId", testKey, "AutomatedSnapshotRetentionPeriod", "0",
				"IamRoles", `["arn:aws:iam::111122223333:role/a"]`),
		},
		{
			name: "a table of Redshift", spec: "redshift-table", point: redshiftPoint(), metadata: redshiftMetadata(),
			set: map[string]string{
				"SourceDatabaseName": "dev", "SourceTableName": "orders", "TargetDatabaseName": "dev", "NewTableName": "orders_back", "ClusterIdentifier": "Sales",
			},
			want: map[string]string{
				"RestoreType": "TABLE_RESTORE", "SourceDatabaseName": "dev", "SourceTableName": "orders", "TargetDatabaseName": "dev", "NewTableName": "orders_back", "ClusterIdentifier": "sales",
			},
		},
		{
			name: "a gateway volume", spec: "gateway", point: gatewayPoint(), metadata: gatewayMetadata(),
			want: map[string]string{"gatewayArn": gatewayARN, "gatewayType": "CACHED", "volumeSize": "512", "targetName": "branch-restored"},
		},
		{
			name: "a stored gateway volume, its size told in bytes", spec: "gateway", point: gatewayPoint(), metadata: with(bytes, "volumeSizeInBytes", "107374182401"),
			set:  map[string]string{"gatewayType": "STORED", "diskId": "pci-0000", "kmsKey": testKey, "targetName": "Back"},
			want: map[string]string{"gatewayArn": gatewayARN, "gatewayType": "STORED", "volumeSize": "101", "targetName": "back", "diskId": "pci-0000", "kmsKey": testKey},
		},
		{
			name: "a gateway volume as an EBS volume", spec: "gateway-ebs", kind: "EBS", point: gatewayPoint(), metadata: gatewayMetadata(),
			set:  map[string]string{"availabilityZone": "eu-west-1a"},
			want: map[string]string{"availabilityZone": "eu-west-1a", "encrypted": "false", "volumeSize": "512"},
		},
		{
			name: "an EBS volume as a gateway volume", spec: "ebs-gateway", kind: "Storage Gateway", point: ebsPoint(), metadata: ebsMetadata(),
			set:  map[string]string{"gatewayArn": gatewayARN},
			want: map[string]string{"gatewayArn": gatewayARN, "gatewayType": "CACHED", "targetName": "orders-db-restored"},
		},
		{name: "Timestream as it was", spec: "timestream", point: timestreamPoint(), metadata: timestreamMetadata(), set: map[string]string{TagsField: "yes"}, want: table},
		{
			name: "Timestream with a place for rejected rows", spec: "timestream", point: timestreamPoint(), metadata: timestreamMetadata(),
			set: map[string]string{rejected + "BucketName": "rejects"},
			want: with(table, "MagneticStoreWriteProperties",
				`{"EnableMagneticStoreWrites":true,"MagneticStoreRejectedDataLocation":{"S3Configuration":{"BucketName":"rejects","EncryptionOption":"SSE_S3"}}}`),
		},
		{
			name: "a Redshift Serverless namespace, for its command line", spec: "redshift-serverless", point: serverless, noRole: true,
			metadata: map[string]string{"NamespaceIdentifier": "sales", "SnapshotArn": "arn:x", "AdminUsername": "admin", "aws:backup:request-id": requestID},
			set:      map[string]string{"NamespaceIdentifier": "sales"},
			want:     map[string]string{"RestoreType": "NAMESPACE_RESTORE", "NamespaceIdentifier": "sales"},
		},
		{
			name: "SAP HANA, for its command line", spec: "sap-hana", point: hana, noRole: true,
			metadata: map[string]string{"BackupSize": "1", "DatabaseName": "HDB", "SourceDatabaseArn": database, "aws:backup:request-id": requestID},
			set: map[string]string{
				"aws:backup:TargetDatabaseArn": database, "RecoveryType": "FULL_DATA_BACKUP_RECOVERY", "CatalogRestoreOption": "CATALOG_FROM_LOCAL_PATH", "LocalCatalogPath": "/hana",
			},
			want: map[string]string{
				"aws:backup:TargetDatabaseArn": database, "RecoveryType": "FULL_DATA_BACKUP_RECOVERY", "CatalogRestoreOption": "CATALOG_FROM_LOCAL_PATH", "LocalCatalogPath": "/hana",
			},
		},
		{
			name: "DSQL without a guide, and without its noise", spec: "raw", point: pointOf("DSQL", "arn:aws:dsql:eu-west-1:111122223333:cluster/a", ""),
			metadata: map[string]string{"regionalConfig": dsql, "cluster_id": "a", "backup_size_bytes": "1048576"},
			want:     map[string]string{"regionalConfig": dsql},
		},
		{
			name: "a copy of a machine from another Region, without a guide", spec: "raw",
			point:    copiedFrom("us-east-1", pointOf("VirtualMachine", "arn:aws:backup-gateway:eu-west-1:111122223333:vm/v", "v")),
			metadata: map[string]string{"RestoreTo": "EC2Instance", "SubnetId": "subnet-0123456789", "Zone": "us-east-1a", "Net": `{"subnetIds":["subnet-0123456789"]}`, "Words": "kept"},
			set:      map[string]string{"InstanceType": "t3.small", "SubnetId": "subnet-here", "SecurityGroupIds": `["sg-here"]`},
			want:     map[string]string{"RestoreTo": "EC2Instance", "InstanceType": "t3.small", "SubnetId": "subnet-here", "SecurityGroupIds": `["sg-here"]`, "Words": "kept"},
		},
	}
}

func TestATypeWithoutAGuideKeepsAndTakesKeys(t *testing.T) {
	p := pointOf("Mainframe", "arn:aws:eks:eu-west-1:111122223333:cluster/shop", "shop")
	f := formOf(t, "raw", p, map[string]string{"clusterName": "shop", "newCluster": "", "a.b": "1", "@odd": "x", "InformationalOnly:x": "y"})
	if !f.Spec().Unguided || !f.Add("nestedRestoreJobs") {
		t.Fatal("no key can be added")
	}
	for _, key := range []string{"", "@x", "clusterName", "CLUSTERNAME", "InformationalOnly:y", "aws:backup:request-id", RoleField} {
		if f.Add(key) {
			t.Errorf("%q was added", key)
		}
	}
	f.Set("nestedRestoreJobs", `{"arn":"{}"}`)
	f.Set("clusterName", "")
	r, err := f.Request()
	if err != nil {
		t.Fatal(err)
	}
	equalMaps(t, r.Metadata, map[string]string{"nestedRestoreJobs": `{"arn":"{}"}`, "a.b": "1"})
	again := formOf(t, "raw", p, map[string]string{"clusterName": "shop"})
	if lost := again.SetValues(f.Values()); len(lost) > 0 || again.Value("nestedRestoreJobs") == "" || again.Value("clusterName") != "" {
		t.Errorf("a draft lost %v", lost)
	}
	if lost := formOf(t, "ebs", ebsPoint(), ebsMetadata()).SetValues(f.Values()); strings.Join(lost, " ") != "clusterName nestedRestoreJobs" {
		t.Errorf("a draft of another form: %v", lost)
	}
}

func TestNoValueOfAWSTakesASecret(t *testing.T) {
	trap := `{"SelfManagedActiveDirectoryConfiguration":{"DomainName":"a","UserName":"b","DnsIps":["10.0.0.2"]},"ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2","Comment":"` + backup.SecretRef(adPassword) + `"}`
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", trap))
	f.SetSecret(adPassword, backup.NewSecret("x"))
	if p := f.Problems(); len(p) != 1 || !strings.Contains(p.Error(), "password") {
		t.Error(p)
	}
}

func TestNumbersAreSentPlainly(t *testing.T) {
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS))
	f.Set("WindowsConfiguration.ThroughputCapacity", " +064 ")
	if r, err := f.Request(); err != nil || !strings.Contains(r.Metadata["WindowsConfiguration"], `"ThroughputCapacity":64}`) {
		t.Error(r, err)
	}
}

func TestGuidedTypesCarryUnknownKeysThrough(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), with(rdsMetadata(), "NetworkType", "DUAL"))
	s := state(t, f, "NetworkType")
	if !s.Extra || s.Value != "DUAL" || s.Section != "As AWS returned it" {
		t.Errorf("%+v", s)
	}
	if f.Add("Anything") {
		t.Error("a guided form takes no keys of its own")
	}
}

func TestWhatOverwritesIsALineThatNamesItsVictim(t *testing.T) {
	for _, s := range overwriting() {
		f := NewForm(s, pointOf(s.Of, "", ""), map[string]string{"NamespaceIdentifier": "sales"}, here(), testNow)
		if s.LineOnly == "" || !s.NoRole || f.Target().Effect != WritesInto || f.Target().Overwrites == "" {
			t.Errorf("%s can be sent", s.Name)
		}
		if f.Target().ID != "" {
			t.Errorf("%s proposes %q for what it overwrites", s.Name, f.Target().ID)
		}
	}
}

func TestAShorterRetentionIsDoubtful(t *testing.T) {
	f := formOf(t, "timestream", timestreamPoint(), timestreamMetadata())
	f.Set("MagneticStoreRetentionPeriodInDays", "30")
	if s := state(t, f, "MagneticStoreRetentionPeriodInDays"); s.Warning == "" || s.Problem != "" {
		t.Errorf("%+v", s)
	}
}

func TestTablesOfOtherDatabasesTakeNoNames(t *testing.T) {
	f := formOf(t, "timestream", timestreamPoint(), timestreamMetadata())
	q, _ := f.Query("TableName")
	f.Offer(q, choices("archive|Cars", "telemetry|Trucks"), nil)
	if s := state(t, f, "TableName"); s.Value != "Cars" {
		t.Errorf("%+v", s)
	}
	f.Set("DatabaseName", "archive")
	if s := state(t, f, "TableName"); s.Value != "Cars-restored" {
		t.Errorf("%+v", s)
	}
	f.Set("TableName", "Cars")
	if s := state(t, f, "TableName"); s.Problem == "" {
		t.Errorf("%+v", s)
	}
}
