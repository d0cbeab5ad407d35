package sim

// A resourceKind is one of AWS Backup's resource types: its ARN shapes, what
// AWS Backup can do with it, and how its backups look.
type resourceKind struct {
	name string
	// Templates: {R} region, {A} account, {n} name, {x} seventeen hexadecimal
	// digits, {u} a UUID; in points also {t} and {m}, the creation time, and {h},
	// eight digits.
	arn   string
	point string

	full       bool // full AWS Backup management: its points are AWS Backup's own
	copied     bool // across regions and accounts
	cold       bool
	continuous bool
	children   int // things nested in one backup
	encrypted  bool
	size       sizeOf
	minutes    int64 // a middling backup takes
	weight     int   // how often it is met
}

// sizeOf says what AWS Backup reports as a size.
type sizeOf uint8

const (
	sizeBytes   sizeOf = iota // what was read
	sizeVolume                // provisioned whole GiB
	sizeZero                  // RDS
	sizeMissing               // Aurora, DocumentDB, Neptune, FSx
)

const ownPoint = "arn:aws:backup:{R}:{A}:recovery-point:{u}"

var resourceKinds = []*resourceKind{
	{name: "EBS", arn: "arn:aws:ec2:{R}:{A}:volume/vol-{x}", point: "arn:aws:ec2:{R}::snapshot/snap-{x}", copied: true, cold: true, size: sizeVolume, minutes: 14, weight: 30},
	{name: "EC2", arn: "arn:aws:ec2:{R}:{A}:instance/i-{x}", point: "arn:aws:ec2:{R}::image/ami-{x}", copied: true, size: sizeVolume, minutes: 18, weight: 22},
	{name: "RDS", arn: "arn:aws:rds:{R}:{A}:db:{n}", point: "arn:aws:rds:{R}:{A}:snapshot:awsbackup:job-{u}", copied: true, continuous: true, encrypted: true, size: sizeZero, minutes: 9, weight: 14},
	{name: "S3", arn: "arn:aws:s3:::{n}-{R}", point: "arn:aws:backup:{R}:{A}:recovery-point:{n}-{t}-{h}", full: true, copied: true, continuous: true, encrypted: true, minutes: 35, weight: 10},
	{name: "DynamoDB", arn: "arn:aws:dynamodb:{R}:{A}:table/{n}", point: "arn:aws:dynamodb:{R}:{A}:table/{n}/backup/0{m}-{h}", cold: true, copied: true, encrypted: true, minutes: 6, weight: 8},
	{name: "EFS", arn: "arn:aws:elasticfilesystem:{R}:{A}:file-system/fs-{x}", point: ownPoint, full: true, copied: true, cold: true, encrypted: true, minutes: 45, weight: 6},
	{name: "Aurora", arn: "arn:aws:rds:{R}:{A}:cluster:{n}", point: "arn:aws:rds:{R}:{A}:cluster-snapshot:awsbackup:job-{u}", copied: true, continuous: true, encrypted: true, size: sizeMissing, minutes: 11, weight: 6},
	{name: "EKS", arn: "arn:aws:eks:{R}:{A}:cluster/{n}", point: "arn:aws:backup:{R}:{A}:recovery-point:composite:eks/{n}-{t}", full: true, copied: true, children: 2, encrypted: true, minutes: 30, weight: 3},
	{name: "CloudFormation", arn: "arn:aws:cloudformation:{R}:{A}:stack/{n}/{u}", point: ownPoint, full: true, children: 3, encrypted: true, minutes: 22, weight: 3},
	{name: "FSx", arn: "arn:aws:fsx:{R}:{A}:file-system/fs-{x}", point: "arn:aws:fsx:{R}:{A}:backup/backup-{x}", copied: true, encrypted: true, size: sizeMissing, minutes: 28, weight: 3},
	{name: "DocumentDB", arn: "arn:aws:rds:{R}:{A}:cluster:{n}", point: "arn:aws:rds:{R}:{A}:cluster-snapshot:awsbackup:job-{u}", copied: true, size: sizeMissing, minutes: 10, weight: 2},
	{name: "Neptune", arn: "arn:aws:rds:{R}:{A}:cluster:{n}", point: "arn:aws:rds:{R}:{A}:cluster-snapshot:awsbackup:job-{u}", copied: true, encrypted: true, size: sizeMissing, minutes: 12, weight: 2},
	{name: "Redshift", arn: "arn:aws:redshift:{R}:{A}:cluster:{n}", point: "arn:aws:redshift:{R}:{A}:snapshot:{n}/awsbackup:job-{u}", encrypted: true, minutes: 16, weight: 2},
	{name: "Redshift Serverless", arn: "arn:aws:redshift-serverless:{R}:{A}:namespace/{u}", point: "arn:aws:redshift-serverless:{R}:{A}:snapshot/{u}", encrypted: true, minutes: 13, weight: 1},
	{name: "SAP HANA on Amazon EC2", arn: "arn:aws:ssm-sap:{R}:{A}:HANA/{n}/DB/HDB", point: ownPoint, full: true, copied: true, cold: true, continuous: true, encrypted: true, minutes: 55, weight: 1},
	{name: "Storage Gateway", arn: "arn:aws:storagegateway:{R}:{A}:gateway/sgw-{h}/volume/vol-{x}", point: "arn:aws:ec2:{R}::snapshot/snap-{x}", copied: true, size: sizeVolume, minutes: 24, weight: 1},
	{name: "Timestream", arn: "arn:aws:timestream:{R}:{A}:database/telemetry/table/{n}", point: ownPoint + "_beta", full: true, copied: true, cold: true, encrypted: true, minutes: 20, weight: 1},
	{name: "VirtualMachine", arn: "arn:aws:backup-gateway:{R}:{A}:vm/vm-{h}", point: ownPoint, full: true, copied: true, cold: true, encrypted: true, minutes: 58, weight: 1},
	{name: "DSQL", arn: "arn:aws:dsql:{R}:{A}:cluster/{n}", point: ownPoint, full: true, copied: true, encrypted: true, minutes: 8, weight: 1},
}

// kindFor is the type of a scope's i-th resource: each type once, beginning
// where the previous scope ended, then by weight.
func kindFor(s *scope, i int) *resourceKind {
	if i < len(resourceKinds) {
		return resourceKinds[(s.number*7+i)%len(resourceKinds)]
	}
	total := 0
	for _, k := range resourceKinds {
		total += k.weight
	}
	at := int(hash(s.seed, uint64(i), 41) % uint64(total))
	for _, k := range resourceKinds {
		if at -= k.weight; at < 0 {
			return k
		}
	}
	return resourceKinds[0]
}
