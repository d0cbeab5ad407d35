package sim

import "strings"

// protectedAs is how CloudFormation names what AWS Backup protects: the type, and
// what of the ARN is the identifier. Clusters of the three databases share one
// name space, that of the RDS API.
var protectedAs = map[string]string{
	"EBS": "AWS::EC2::Volume", "EC2": "AWS::EC2::Instance", "RDS": "AWS::RDS::DBInstance", "S3": "AWS::S3::Bucket",
	"DynamoDB": "AWS::DynamoDB::Table", "EFS": "AWS::EFS::FileSystem", "Aurora": "AWS::RDS::DBCluster",
	"DocumentDB": "AWS::RDS::DBCluster", "Neptune": "AWS::RDS::DBCluster", "EKS": "AWS::EKS::Cluster",
	"CloudFormation": "AWS::CloudFormation::Stack", "FSx": "AWS::FSx::FileSystem", "Redshift": "AWS::Redshift::Cluster",
	"Redshift Serverless": "AWS::RedshiftServerless::Namespace", "Storage Gateway": "AWS::StorageGateway::Volume",
	"Timestream": "AWS::Timestream::Table", "DSQL": "AWS::DSQL::Cluster", "VirtualMachine": "AWS::BackupGateway::VirtualMachine",
	"SAP HANA on Amazon EC2": "AWS::SystemsManagerSAP::Database",
}

// typed is the resource's type and identifier among things.
func (r *resource) typed() (kind, id string) {
	kind = protectedAs[r.kind.name]
	if r.kind == multiAZCluster {
		kind = "AWS::RDS::DBCluster"
	}
	switch r.kind.name {
	case "EBS", "EC2", "EFS", "FSx", "VirtualMachine", "Storage Gateway":
		return kind, r.arn[strings.LastIndexByte(r.arn, '/')+1:]
	case "S3":
		return kind, strings.TrimPrefix(r.arn, "arn:aws:s3:::")
	case "Timestream":
		return kind, "telemetry|" + r.id
	}
	return kind, r.id
}

func (s *scope) addProtected() {
	for _, home := range s.homes {
		home.load()
		for _, r := range home.resources {
			kind, id := r.typed()
			s.things.put(&thing{kind: kind, id: id, of: r})
			if gateway, _, ok := strings.Cut(r.arn, "/volume/"); ok {
				s.addGateway(gateway, r.id)
			}
			for child := 1; child <= r.kind.children; child++ {
				s.addNested(r, child)
			}
		}
	}
	s.add("AWS::Timestream::Database", "telemetry", map[string]any{"DatabaseName": "telemetry"})
	s.addGateway(s.gatewayARN(), "branch-office")
	s.add("AWS::DirectoryService::MicrosoftAD", s.directoryID(), map[string]any{"Id": s.directoryID(), "Name": "corp.example.com", "Edition": "Standard"})
	s.add("AWS::FSx::StorageVirtualMachine", s.svmID(), map[string]any{"StorageVirtualMachineId": s.svmID(), "Name": "svm-main", "FileSystemId": s.fsxID()})
	s.add("AWS::FSx::FileSystem", s.fsxID(), map[string]any{"Id": s.fsxID(), "FileSystemType": "ONTAP", "SubnetIds": []string{s.subnetID(mainVPC, 0)}})
	s.add("AWS::S3::Bucket", s.account.name+"-scratch-"+s.region, map[string]any{
		"BucketName":         s.account.name + "-scratch-" + s.region,
		"RegionalDomainName": s.account.name + "-scratch-" + s.region + ".s3." + s.region + ".amazonaws.com",
	})
}

// addNested adds a volume or table that is backed up within a composite resource.
func (s *scope) addNested(r *resource, child int) {
	arn := r.nestedARN(child)
	id := arn[strings.LastIndexByte(arn, '/')+1:]
	switch childKind(r.kind, child) {
	case "EBS":
		s.add("AWS::EC2::Volume", id, map[string]any{"VolumeId": id, "AvailabilityZone": s.zones()[0], "Size": 20, "VolumeType": "gp3", "Encrypted": r.key != ""})
	case "DynamoDB":
		s.add("AWS::DynamoDB::Table", id, map[string]any{"TableName": id, "Arn": arn, "BillingMode": "PAY_PER_REQUEST"})
	}
}

func (s *scope) addGateway(arn, name string) {
	s.add("AWS::StorageGateway::Gateway", arn, map[string]any{"GatewayARN": arn, "GatewayName": name, "GatewayType": "CACHED"})
}

func (s *scope) gatewayARN() string {
	return "arn:aws:storagegateway:" + s.region + ":" + s.account.id + ":gateway/sgw-" + string(hex16(nil, hash(s.real().seed, 83))[:8])
}

func (s *scope) directoryID() string {
	return "d-9067" + string(hex16(nil, hash(s.real().seed, 84))[:6])
}
func (s *scope) svmID() string { return s.ec2ID("svm-", 85) }
func (s *scope) fsxID() string { return s.ec2ID("fs-", 86) }

// zoneOf is the Availability Zone that a resource stands in.
func (r *resource) zoneOf() int { return int(r.seed >> 8 % 2) }

// properties are the resource's as its service tells them; those of a database
// agree with its restore metadata.
func (r *resource) properties() map[string]any {
	s := r.scope.real()
	_, id := r.typed()
	zone := s.zones()[r.zoneOf()]
	if r.kind == multiAZCluster {
		return r.encrypt(map[string]any{
			"DBClusterIdentifier": id, "Engine": "mysql", "EngineVersion": "8.0.39", "DBClusterInstanceClass": "db.m6gd.large", "DBSubnetGroupName": "private",
			"VpcSecurityGroupIds": []string{s.groupID(mainVPC, true)},
		})
	}
	switch r.kind.name {
	case "EBS":
		return r.encrypt(map[string]any{"VolumeId": id, "AvailabilityZone": zone, "Size": int(r.bytes >> 30), "VolumeType": "gp3", "Name": r.name})
	case "EC2":
		return map[string]any{
			"InstanceId": id, "InstanceType": "m6i.large", "AvailabilityZone": zone, "SubnetId": s.subnetID(mainVPC, r.zoneOf()), "VpcId": s.vpcID(mainVPC),
			"SecurityGroupIds": []string{s.groupID(mainVPC, true)}, "KeyName": "ops", "IamInstanceProfile": "web-instance", "Name": r.name,
		}
	case "RDS":
		return r.encrypt(map[string]any{
			"DBInstanceIdentifier": id, "DBInstanceClass": "db.m6g.large", "Engine": "postgres", "EngineVersion": "16.4", "MultiAZ": true,
			"DBSubnetGroupName": "private", "VPCSecurityGroups": []string{s.groupID(mainVPC, true)}, "OptionGroupName": "default:postgres-16",
			"DBParameterGroupName": "default.postgres16", "DBInstanceStatus": "available",
		})
	case "Aurora", "DocumentDB", "Neptune":
		return r.encrypt(map[string]any{
			"DBClusterIdentifier": id, "Engine": metadataOf[r.kind.name]["Engine"], "EngineVersion": metadataOf[r.kind.name]["EngineVersion"],
			"DBSubnetGroupName": "private", "VpcSecurityGroupIds": []string{s.groupID(mainVPC, true)},
		})
	case "S3":
		return map[string]any{
			"BucketName": id, "RegionalDomainName": id + ".s3." + s.region + ".amazonaws.com",
			"VersioningConfiguration": map[string]any{"Status": "Enabled"},
		}
	case "DynamoDB":
		return map[string]any{"TableName": id, "Arn": r.arn, "BillingMode": "PAY_PER_REQUEST"}
	case "EFS":
		return r.encrypt(map[string]any{"FileSystemId": id, "PerformanceMode": "generalPurpose", "Name": r.name})
	case "FSx":
		return map[string]any{"Id": id, "FileSystemType": r.fileSystemType(), "StorageCapacity": 2048, "SubnetIds": []string{s.subnetID(mainVPC, 0)}}
	case "Redshift":
		return r.encrypt(map[string]any{"ClusterIdentifier": id, "NodeType": "ra3.xlplus", "NumberOfNodes": 2, "ClusterSubnetGroupName": "private"})
	case "Timestream":
		return map[string]any{"DatabaseName": "telemetry", "TableName": r.id}
	}
	return map[string]any{"Arn": r.arn}
}

// encrypt adds what the resource is encrypted with.
func (r *resource) encrypt(props map[string]any) map[string]any {
	member := "StorageEncrypted"
	if r.kind.name == "EBS" || r.kind.name == "EFS" || r.kind.name == "Redshift" {
		member = "Encrypted"
	}
	props[member] = r.key != ""
	if r.key != "" {
		props["KmsKeyId"] = r.key
	}
	return props
}
