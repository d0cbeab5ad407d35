package backup

// ChoiceKind is a kind of thing that a field can be set to.
type ChoiceKind string

// The kinds of choices. Each is looked up where the request will be sent.
const (
	Zones             ChoiceKind = "zone"
	VPCs              ChoiceKind = "vpc"
	Subnets           ChoiceKind = "subnet"         // Facts: vpc, zone, free
	SecurityGroups    ChoiceKind = "security group" // Facts: vpc
	InstanceTypes     ChoiceKind = "instance type"  // Within: zone
	KeyPairs          ChoiceKind = "key pair"
	Instances         ChoiceKind = "instance"
	Volumes           ChoiceKind = "volume"
	Keys              ChoiceKind = "key"  // KMS keys by alias; Facts: arn, state
	Roles             ChoiceKind = "role" // that trust backup.amazonaws.com
	Buckets           ChoiceKind = "bucket"
	FileSystems       ChoiceKind = "file system"     // EFS
	FSxFileSystems    ChoiceKind = "FSx file system" // Facts: type
	StorageVMs        ChoiceKind = "storage virtual machine"
	Directories       ChoiceKind = "directory"
	DBInstances       ChoiceKind = "DB instance"
	DBClusters        ChoiceKind = "DB cluster"
	DBSubnetGroups    ChoiceKind = "DB subnet group" // Facts: vpc, zones (comma-separated)
	DBParameterGroups ChoiceKind = "DB parameter group"
	DBClusterParams   ChoiceKind = "DB cluster parameter group"
	OptionGroups      ChoiceKind = "option group"
	Tables            ChoiceKind = "table" // DynamoDB
	RedshiftClusters  ChoiceKind = "Redshift cluster"
	RedshiftSubnets   ChoiceKind = "Redshift subnet group"
	Gateways          ChoiceKind = "gateway"
	TimestreamDBs     ChoiceKind = "Timestream database"
	TimestreamTables  ChoiceKind = "Timestream table" // id: DATABASE|TABLE
)

// ChoiceQuery narrows a list of choices.
type ChoiceQuery struct {
	Kind   ChoiceKind
	Within map[string]string // facts that choices must have: {"vpc": "vpc-1"}
}

// Choice is one thing that a field can be set to.
type Choice struct {
	Value string            // what goes into the request
	Name  string            // what people call it; "" = nothing but the value
	Facts map[string]string // what else is known, by name; see the kinds
}
