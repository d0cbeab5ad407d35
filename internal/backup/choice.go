package backup

// ChoiceKind is a kind of thing that a field can be set to.
type ChoiceKind string

// The kinds of choices. Each is looked up where the request will be sent. Facts are
// those of lists and of what is found alike; those "found" need a look at the one.
const (
	Zones             ChoiceKind = "zone"                       // Facts: id (use1-az1), state, type
	VPCs              ChoiceKind = "vpc"                        // Facts: cidr, default
	Subnets           ChoiceKind = "subnet"                     // Facts: vpc, zone, free (addresses), cidr
	SecurityGroups    ChoiceKind = "security group"             // Facts: vpc, about
	InstanceTypes     ChoiceKind = "instance type"              // Within: zone; found: zones (comma-separated)
	KeyPairs          ChoiceKind = "key pair"                   // Facts: id, type
	Instances         ChoiceKind = "instance"                   // Facts: type, zone, vpc, subnet, state, key pair, profile (ARN)
	Volumes           ChoiceKind = "volume"                     // Facts: type, zone, size (GiB), iops, throughput, encrypted, key, state
	Keys              ChoiceKind = "key"                        // KMS keys, named by alias; Facts: arn, id, state (of the first ones of a list), manager (AWS, CUSTOMER)
	Roles             ChoiceKind = "role"                       // that trust backup.amazonaws.com; Facts: arn, path, about
	Buckets           ChoiceKind = "bucket"                     // found: region, versioning (Enabled, Suspended)
	FileSystems       ChoiceKind = "file system"                // EFS; found: mode, encrypted, key
	FSxFileSystems    ChoiceKind = "FSx file system"            // Facts: type
	StorageVMs        ChoiceKind = "storage virtual machine"    // Facts: file system
	Directories       ChoiceKind = "directory"                  // Facts: edition
	DBInstances       ChoiceKind = "DB instance"                // Facts: engine, version, class, subnet group, multi-az, type
	DBClusters        ChoiceKind = "DB cluster"                 // Facts: engine, version, subnet group
	DBSubnetGroups    ChoiceKind = "DB subnet group"            // Facts: vpc, zones (comma-separated), where subnets may be listed; about
	DBParameterGroups ChoiceKind = "DB parameter group"         // Facts: family, about
	DBClusterParams   ChoiceKind = "DB cluster parameter group" // Facts: family, about
	OptionGroups      ChoiceKind = "option group"               // Facts: engine, version, about
	Tables            ChoiceKind = "table"                      // DynamoDB
	RedshiftClusters  ChoiceKind = "Redshift cluster"           // found: type, nodes
	RedshiftSubnets   ChoiceKind = "Redshift subnet group"      // found: vpc, zones, about
	Gateways          ChoiceKind = "gateway"                    // no service lists them here
	TimestreamDBs     ChoiceKind = "Timestream database"
	TimestreamTables  ChoiceKind = "Timestream table" // value and ID: DATABASE|TABLE; found: database
)

// Unseen is the fact of a group of subnets why its VPC and zones are not known: the call that was
// to tell them and the Kind of its error, "ec2:DescribeSubnets: access denied".
const Unseen = "unseen"

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
