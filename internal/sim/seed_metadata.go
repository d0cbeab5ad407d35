package sim

// metadataOf is what GetRecoveryPointRestoreMetadata answers for each resource
// type, noise included: {R}, {A}, {n}, {x} and {u} are filled in as in ARNs.
var metadataOf = map[string]map[string]string{
	"EBS": {"encrypted": "false", "volumeId": "vol-{x}", "availabilityZone": "", "aws:backup:request-id": "{u}"},
	"EC2": {
		"InstanceType": "m6i.large", "KeyName": "ops", "SubnetId": "subnet-{x}", "VpcId": "vpc-{x}", "SecurityGroupIds": `["sg-{x}"]`,
		"EbsOptimized": "true", "Monitoring": `{"State":"disabled"}`, "Placement": `{"AvailabilityZone":"{R}a","GroupName":"","Tenancy":"default"}`,
		"CpuOptions": `{"CoreCount":1,"ThreadsPerCore":2}`, "CreditSpecification": `{"CpuCredits":"standard"}`, "HibernationOptions": `{"Configured":false}`,
		"CapacityReservationSpecification": `{"CapacityReservationPreference":"open"}`, "DisableApiTermination": "false",
		"InstanceInitiatedShutdownBehavior": "stop", "IamInstanceProfileName": "web-instance",
		"NetworkInterfaces":     `[{"DeviceIndex":0,"NetworkInterfaceId":"eni-{x}","SubnetId":"subnet-{x}","Groups":["sg-{x}"],"PrivateIpAddress":"10.0.7.21","DeleteOnTermination":true}]`,
		"aws:backup:request-id": "{u}",
	},
	"RDS": {
		"DBInstanceClass": "db.m6g.large", "Engine": "postgres", "EngineVersion": "16.4", "Port": "5432", "KmsKeyId": "arn:aws:kms:{R}:{A}:key/{u}",
		"AvailabilityZone": "{R}b", "PubliclyAccessible": "false", "VpcSecurityGroupIds": `["sg-{x}"]`, "DBSubnetGroupName": "private",
		"MultiAZ": "true", "StorageType": "gp3", "Iops": "3000", "OptionGroupName": "default:postgres-16", "LicenseModel": "postgresql-license",
		"DBSnapshotIdentifier": "awsbackup:job-{u}", "DBName": "app", "EnableCloudwatchLogsExports": `["postgresql"]`,
		"InformationalOnly:DBInstanceIdentifier": "{n}", "InformationalOnly:VpcId": "vpc-{x}", "aws:backup:request-id": "{u}",
	},
	"S3":       {"BucketName": "{n}-{R}", "EncryptionType": "SSE-KMS", "KMSKey": "arn:aws:kms:{R}:{A}:key/{u}", "aws:backup:request-id": "{u}"},
	"DynamoDB": {"originalTableName": "{n}", "encryptionType": "Default", "aws:backup:request-id": "{u}"},
	"EFS":      {"file-system-id": "fs-{x}", "Encrypted": "true", "KmsKeyId": "arn:aws:kms:{R}:{A}:key/{u}", "PerformanceMode": "generalPurpose", "newFileSystem": "true", "CreationToken": "{u}", "aws:backup:request-id": "{u}"},
	"Aurora": {
		"Engine": "aurora-postgresql", "EngineVersion": "15.6", "EngineMode": "provisioned", "Port": "5432", "DatabaseName": "app",
		"AvailabilityZones": `["{R}a","{R}b","{R}c"]`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-{x}"]`, "KmsKeyId": "arn:aws:kms:{R}:{A}:key/{u}",
		"EnableIAMDatabaseAuthentication": "true", "DBClusterParameterGroupName": "default.aurora-postgresql15", "CopyTagsToSnapshot": "true",
		"SnapshotIdentifier": "awsbackup:job-{u}", "InformationalOnly:DBClusterIdentifier": "{n}", "aws:backup:request-id": "{u}",
	},
	"DocumentDB": {"Engine": "docdb", "EngineVersion": "5.0.0", "Port": "27017", "AvailabilityZones": `["{R}a","{R}b"]`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-{x}"]`, "SnapshotIdentifier": "awsbackup:job-{u}"},
	"Neptune":    {"Engine": "neptune", "EngineVersion": "1.3.2.0", "Port": "8182", "AvailabilityZones": `["{R}a","{R}b"]`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["sg-{x}"]`, "SnapshotIdentifier": "awsbackup:job-{u}"},
	"FSx": {
		"FileSystemType": "WINDOWS", "FileSystemId": "fs-{x}", "StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["subnet-{x}"]`, "SecurityGroupIds": `["sg-{x}"]`,
		"VpcId": "vpc-{x}", "KmsKeyId": "arn:aws:kms:{R}:{A}:key/{u}", "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
		"WindowsConfiguration": `{"ActiveDirectoryId":"d-90671234ab","ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2"}`, "aws:backup:request-id": "{u}",
	},
	"EKS":                    {"clusterName": "{n}", "eksClusterVersion": "1.31", "clusterRole": "arn:aws:iam::{A}:role/eks-cluster", "clusterVpcConfig": `{"vpcId":"vpc-{x}","subnetIds":["subnet-{x}"],"securityGroupIds":["sg-{x}"]}`, "newCluster": "false"},
	"CloudFormation":         {"StackName": "{n}", "StackId": "arn:aws:cloudformation:{R}:{A}:stack/{n}/{u}", "ChangeSetName": "", "StackParameters": `[{"ParameterKey":"Stage","ParameterValue":"prod"}]`},
	"Redshift":               {"ClusterIdentifier": "{n}", "NodeType": "ra3.xlplus", "NumberOfNodes": "2", "Port": "5439", "ClusterSubnetGroupName": "private", "PubliclyAccessible": "false", "Encrypted": "true", "KmsKeyId": "arn:aws:kms:{R}:{A}:key/{u}", "SnapshotIdentifier": "awsbackup:job-{u}", "aws:backup:request-id": "{u}"},
	"Redshift Serverless":    {"NamespaceIdentifier": "{n}", "SnapshotArn": "arn:aws:redshift-serverless:{R}:{A}:snapshot/{u}", "AdminUsername": "admin", "aws:backup:request-id": "{u}"},
	"SAP HANA on Amazon EC2": {"BackupSize": "214748364800", "DatabaseName": "HDB", "DatabaseType": "TENANT", "HanaVersion": "2.00.067", "IsCompressedBySap": "false", "SourceDatabaseArn": "arn:aws:ssm-sap:{R}:{A}:HANA/{n}/DB/HDB", "SystemDatabaseSid": "HDB", "aws:backup:request-id": "{u}"},
	"Storage Gateway":        {"gatewayArn": "arn:aws:storagegateway:{R}:{A}:gateway/sgw-{h}", "gatewayType": "CACHED", "volumeSize": "512", "encrypted": "false", "volumeId": "vol-{x}"},
	"Timestream":             {"TableName": "{n}", "DatabaseName": "telemetry", "MemoryStoreRetentionPeriodInHours": "24", "MagneticStoreRetentionPeriodInDays": "365", "MagneticStoreWriteProperties": `{"EnableMagneticStoreWrites":true}`},
	"VirtualMachine":         {"VMName": "{n}", "VMPath": "/Datacenter/vm/prod", "HypervisorArn": "arn:aws:backup-gateway:{R}:{A}:hypervisor/hype-{h}", "ComputeResourceName": "cluster-1", "VMDatastore": "datastore-7", "DisksToRestore": `[{"DiskId":"2000","Label":"Hard disk 1"}]`, "aws:backup:request-id": "{u}"},
	"DSQL":                   {"regionalConfig": `[{"region":"{R}","isDeletionProtectionEnabled":true,"kmsKeyId":"AWS_OWNED_KMS_KEY"}]`, "cluster_id": "{n}", "backup_size_bytes": "1048576"},
}

// metadata is the configuration at backup time, as AWS Backup returns it.
func (p point) metadata() map[string]string {
	m := make(map[string]string)
	for key, value := range metadataOf[p.kindName()] {
		m[key] = p.resource().fill(value, p.vault.scope, p.resource().seed, p.at)
	}
	return m
}

// submitted is what somebody sent to restore the point: its metadata with what
// has to differ.
func (p point) submitted() map[string]string {
	m := p.metadata()
	delete(m, "aws:backup:request-id")
	switch p.kindName() {
	case "EBS":
		m["availabilityZone"] = p.vault.scope.region + "a"
		delete(m, "volumeId")
	case "RDS":
		m["DBInstanceIdentifier"] = p.resource().id + "-restored"
		delete(m, "DBSnapshotIdentifier")
	case "DynamoDB":
		m["targetTableName"] = p.resource().id + "-restored"
	}
	return m
}
