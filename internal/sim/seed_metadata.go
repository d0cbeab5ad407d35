package sim

import (
	"strconv"
	"strings"
)

// metadataOf is what GetRecoveryPointRestoreMetadata answers for each resource
// type, noise included: {R}, {A}, {n}, {x} and {u} are filled in as in ARNs, other
// names in braces with what the resource's inventory holds.
var metadataOf = map[string]map[string]string{
	"EBS": {"encrypted": "{encrypted}", "volumeId": "{id}", "availabilityZone": "", "aws:backup:request-id": "{u}"},
	"EC2": {
		"InstanceType": "m6i.large", "KeyName": "ops", "SubnetId": "{subnet}", "VpcId": "{vpc}", "SecurityGroupIds": `["{sg}"]`,
		"EbsOptimized": "true", "Monitoring": `{"State":"disabled"}`, "Placement": `{"AvailabilityZone":"{zone}","GroupName":"","Tenancy":"default"}`,
		"CpuOptions": `{"CoreCount":1,"ThreadsPerCore":2}`, "CreditSpecification": `{"CpuCredits":"standard"}`, "HibernationOptions": `{"Configured":false}`,
		"CapacityReservationSpecification": `{"CapacityReservationPreference":"open"}`, "DisableApiTermination": "false",
		"InstanceInitiatedShutdownBehavior": "stop", "IamInstanceProfileName": "web-instance",
		"NetworkInterfaces":     `[{"DeviceIndex":0,"NetworkInterfaceId":"eni-{x}","SubnetId":"{subnet}","Groups":["{sg}"],"PrivateIpAddress":"10.0.7.21","DeleteOnTermination":true}]`,
		"aws:backup:request-id": "{u}",
	},
	"RDS": {
		"DBInstanceClass": "db.m6g.large", "Engine": "postgres", "EngineVersion": "16.4", "Port": "5432", "KmsKeyId": "{key}",
		"AvailabilityZone": "{zone}", "PubliclyAccessible": "false", "VpcSecurityGroupIds": `["{sg}"]`, "DBSubnetGroupName": "private",
		"MultiAZ": "true", "StorageType": "gp3", "Iops": "3000", "OptionGroupName": "default:postgres-16", "LicenseModel": "postgresql-license",
		"DBSnapshotIdentifier": "awsbackup:job-{u}", "DBName": "app", "EnableCloudwatchLogsExports": `["postgresql"]`,
		"InformationalOnly:DBInstanceIdentifier": "{n}", "InformationalOnly:VpcId": "{vpc}", "aws:backup:request-id": "{u}",
	},
	"S3":       {"BucketName": "{n}-{R}", "EncryptionType": "SSE-KMS", "KMSKey": "{own key}", "aws:backup:request-id": "{u}"},
	"DynamoDB": {"originalTableName": "{n}", "encryptionType": "Default", "aws:backup:request-id": "{u}"},
	"EFS":      {"file-system-id": "{id}", "Encrypted": "true", "KmsKeyId": "{own key}", "PerformanceMode": "generalPurpose", "newFileSystem": "true", "CreationToken": "{u}", "aws:backup:request-id": "{u}"},
	"Aurora": {
		"Engine": "aurora-postgresql", "EngineVersion": "15.6", "EngineMode": "provisioned", "Port": "5432", "DatabaseName": "app",
		"AvailabilityZones": `{zones}`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["{sg}"]`, "KmsKeyId": "{key}",
		"EnableIAMDatabaseAuthentication": "true", "DBClusterParameterGroupName": "default.aurora-postgresql15", "CopyTagsToSnapshot": "true",
		"SnapshotIdentifier": "awsbackup:job-{u}", "InformationalOnly:DBClusterIdentifier": "{n}", "aws:backup:request-id": "{u}",
	},
	"DocumentDB": {"Engine": "docdb", "EngineVersion": "5.0.0", "Port": "27017", "AvailabilityZones": `{zones}`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["{sg}"]`, "SnapshotIdentifier": "awsbackup:job-{u}"},
	"Neptune":    {"Engine": "neptune", "EngineVersion": "1.3.2.0", "Port": "8182", "AvailabilityZones": `{zones}`, "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["{sg}"]`, "SnapshotIdentifier": "awsbackup:job-{u}"},
	"FSx": {
		"FileSystemType": "WINDOWS", "FileSystemId": "{id}", "StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["{subnet}"]`, "SecurityGroupIds": `["{sg}"]`,
		"VpcId": "{vpc}", "KmsKeyId": "{key}", "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
		"WindowsConfiguration": `{"ActiveDirectoryId":"{ad}","ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2"}`, "aws:backup:request-id": "{u}",
	},
	"EKS":                    {"clusterName": "{n}", "eksClusterVersion": "1.31", "clusterRole": "arn:aws:iam::{A}:role/eks-cluster", "clusterVpcConfig": `{"vpcId":"{vpc}","subnetIds":["{subnet}"],"securityGroupIds":["{sg}"]}`, "newCluster": "false"},
	"CloudFormation":         {"StackName": "{n}", "StackId": "arn:aws:cloudformation:{R}:{A}:stack/{n}/{u}", "ChangeSetName": "", "StackParameters": `[{"ParameterKey":"Stage","ParameterValue":"prod"}]`},
	"Redshift":               {"ClusterIdentifier": "{n}", "NodeType": "ra3.xlplus", "NumberOfNodes": "2", "Port": "5439", "ClusterSubnetGroupName": "private", "PubliclyAccessible": "false", "Encrypted": "true", "KmsKeyId": "{key}", "SnapshotIdentifier": "awsbackup:job-{u}", "aws:backup:request-id": "{u}"},
	"Redshift Serverless":    {"NamespaceIdentifier": "{n}", "SnapshotArn": "arn:aws:redshift-serverless:{R}:{A}:snapshot/{u}", "AdminUsername": "admin", "aws:backup:request-id": "{u}"},
	"SAP HANA on Amazon EC2": {"BackupSize": "214748364800", "DatabaseName": "HDB", "DatabaseType": "TENANT", "HanaVersion": "2.00.067", "IsCompressedBySap": "false", "SourceDatabaseArn": "arn:aws:ssm-sap:{R}:{A}:HANA/{n}/DB/HDB", "SystemDatabaseSid": "HDB", "aws:backup:request-id": "{u}"},
	"Storage Gateway":        {"gatewayArn": "{gateway}", "gatewayType": "CACHED", "volumeSize": "{gib}", "encrypted": "{encrypted}", "volumeId": "{id}"},
	"Timestream":             {"TableName": "{n}", "DatabaseName": "telemetry", "MemoryStoreRetentionPeriodInHours": "24", "MagneticStoreRetentionPeriodInDays": "365", "MagneticStoreWriteProperties": `{"EnableMagneticStoreWrites":true}`},
	"VirtualMachine":         {"VMName": "{n}", "VMPath": "/Datacenter/vm/prod", "HypervisorArn": "arn:aws:backup-gateway:{R}:{A}:hypervisor/hype-{h}", "ComputeResourceName": "cluster-1", "VMDatastore": "datastore-7", "DisksToRestore": `[{"DiskId":"2000","Label":"Hard disk 1"}]`, "aws:backup:request-id": "{u}"},
	"DSQL":                   {"regionalConfig": `[{"region":"{R}","isDeletionProtectionEnabled":true,"kmsKeyId":"AWS_OWNED_KMS_KEY"}]`, "cluster_id": "{n}", "backup_size_bytes": "1048576"},
}

// metadata is the configuration at backup time, as AWS Backup returns it. That of a
// copy tells of the network where the resource is.
func (p point) metadata() map[string]string {
	m := make(map[string]string)
	r := p.resource()
	there := r.surroundings(p)
	for key, value := range p.recorded() {
		if value = there.Replace(r.fill(value, r.scope, r.seed, p.at)); value != "" || key != "KmsKeyId" {
			m[key] = value
		}
	}
	return m
}

// surroundings fills in what the resource stands in, and what it is encrypted with.
func (r *resource) surroundings(p point) *strings.Replacer {
	s := r.scope.real()
	_, id := r.typed()
	gateway, _, _ := strings.Cut(r.arn, "/volume/")
	if p.member() > 0 {
		arn := p.resourceARN()
		id = arn[strings.LastIndexByte(arn, '/')+1:]
	}
	size, _ := p.bytes()
	return strings.NewReplacer(
		"{id}", id, "{key}", p.key(), "{own key}", r.key, "{encrypted}", strconv.FormatBool(p.key() != ""),
		"{vpc}", s.vpcID(mainVPC), "{subnet}", s.subnetID(mainVPC, r.zoneOf()), "{sg}", s.groupID(mainVPC, true),
		"{zone}", s.zones()[r.zoneOf()], "{zones}", `["`+strings.Join(s.zones(), `","`)+`"]`,
		"{gib}", strconv.FormatInt((size+1<<30-1)>>30, 10), "{ad}", s.directoryID(), "{gateway}", gateway, "{svm}", s.svmID(),
	)
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
