package sim

// Resources of one type that differ in kind: the four file systems of FSx, those for
// Windows that have joined an Active Directory of one's own, and Multi-AZ DB clusters
// among those of RDS.

// multiAZCluster is a Multi-AZ DB cluster of RDS: it is named as a cluster, cannot be
// copied, and has no continuous backup.
var multiAZCluster = &resourceKind{
	name: "RDS", arn: "arn:aws:rds:{R}:{A}:cluster:{n}", point: "arn:aws:rds:{R}:{A}:cluster-snapshot:awsbackup:job-{u}",
	encrypted: true, size: sizeZero, minutes: 12,
}

// variant of the resource, by which its metadata is found; "" where its type has one
// only. Where there is one file system of FSx, it is for Windows.
func (r *resource) variant() string {
	switch {
	case r.kind == multiAZCluster:
		return "RDS cluster"
	case r.kind.name == "FSx" && r.number >= len(resourceKinds):
		return [...]string{[...]string{"", "FSx self-managed"}[r.seed>>23%2], "FSx Lustre", "FSx ONTAP", "FSx OpenZFS"}[r.seed>>20%4]
	}
	return ""
}

// variantMetadata is what GetRecoveryPointRestoreMetadata answers for variants, as
// metadataOf for types.
var variantMetadata = map[string]map[string]string{
	"RDS cluster": {
		"Engine": "mysql", "EngineVersion": "8.0.39", "DBClusterInstanceClass": "db.m6gd.large", "StorageType": "io1", "AllocatedStorage": "100", "Iops": "3000",
		"Port": "3306", "DBSubnetGroupName": "private", "VpcSecurityGroupIds": `["{sg}"]`, "AvailabilityZones": `{zones}`, "KmsKeyId": "{key}",
		"PubliclyAccessible": "false", "DBSnapshotIdentifier": "awsbackup:job-{u}", "InformationalOnly:DBClusterIdentifier": "{n}", "aws:backup:request-id": "{u}",
	},
	"FSx self-managed": {
		"FileSystemType": "WINDOWS", "FileSystemId": "{id}", "StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["{subnet}"]`, "SecurityGroupIds": `["{sg}"]`,
		"VpcId": "{vpc}", "KmsKeyId": "{key}", "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
		"WindowsConfiguration": `{"SelfManagedActiveDirectoryConfiguration":{"DomainName":"corp.example.com","OrganizationalUnitDistinguishedName":"OU=FSx,DC=corp,DC=example,DC=com",` +
			`"FileSystemAdministratorsGroup":"FSx Admins","UserName":"svc-fsx","DnsIps":["10.0.0.10","10.0.0.11"]},"ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2"}`,
		"aws:backup:request-id": "{u}",
	},
	"FSx Lustre": {
		"FileSystemType": "LUSTRE", "FileSystemId": "{id}", "DNSName": "{id}.fsx.{R}.amazonaws.com", "StorageCapacity": "1200", "StorageType": "SSD",
		"SubnetIds": `["{subnet}"]`, "SecurityGroupIds": `["{sg}"]`, "VpcId": "{vpc}", "KmsKeyId": "{key}", "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "false",
		"LustreConfiguration":   `{"DeploymentType":"PERSISTENT_2","PerUnitStorageThroughput":125,"DataCompressionType":"LZ4"}`,
		"aws:backup:request-id": "{u}",
	},
	"FSx ONTAP": {
		"FileSystemType": "ONTAP", "FileSystemId": "{id}", "Name": "vol1",
		"OntapConfiguration":    `{"storageVirtualMachineId":"{svm}","junctionPath":"/vol1","sizeInMegabytes":102400,"storageEfficiencyEnabled":true,"ontapVolumeType":"RW","securityStyle":"UNIX"}`,
		"aws:backup:request-id": "{u}",
	},
	"FSx OpenZFS": {
		"FileSystemType": "OPENZFS", "FileSystemId": "{id}", "StorageCapacity": "512", "StorageType": "SSD", "SubnetIds": `["{subnet}"]`, "SecurityGroupIds": `["{sg}"]`,
		"VpcId": "{vpc}", "KmsKeyId": "{key}", "AutomaticBackupRetentionDays": "7", "CopyTagsToBackups": "true",
		"OpenZFSConfiguration":  `{"DeploymentType":"SINGLE_AZ_1","ThroughputCapacity":64,"DiskIopsConfiguration":{"Mode":"AUTOMATIC"}}`,
		"aws:backup:request-id": "{u}",
	},
}

// recorded are the templates of the point's restore metadata.
func (p point) recorded() map[string]string {
	if m, ok := variantMetadata[p.resource().variant()]; ok && p.member() == 0 {
		return m
	}
	return metadataOf[p.kindName()]
}

// fileSystemType is which of FSx's file systems the resource is.
func (r *resource) fileSystemType() string {
	if m, ok := variantMetadata[r.variant()]; ok {
		return m["FileSystemType"]
	}
	return metadataOf["FSx"]["FileSystemType"]
}
