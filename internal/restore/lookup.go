package restore

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

// Lookup is what forms and checks ask AWS. *aws.Client is one. Its methods block,
// may be called from any goroutine, and return *backup.Error: AccessDenied where the
// reader may not look, Unsupported where there is no such look-up, NotFound where
// there is no such thing.
type Lookup interface {
	// Point asks about the recovery point (DescribeRecoveryPoint).
	Point(ctx context.Context, t backup.Thing) (Point, error)
	// Metadata is the configuration at backup time (GetRecoveryPointRestoreMetadata).
	Metadata(ctx context.Context, t backup.Thing) (map[string]string, error)
	// Inferred is the closed-down metadata of restore testing (GetRestoreTestingInferredMetadata).
	Inferred(ctx context.Context, t backup.Thing) (map[string]string, error)

	// Choices lists what a field can be set to.
	Choices(ctx context.Context, in backup.Scope, q Query) ([]Choice, error)
	// Find looks one thing up by name or ID: NotFound means that the name is free.
	Find(ctx context.Context, in backup.Scope, kind ChoiceKind, id string) (Choice, error)

	// Role reads an IAM role with its policies (GetRole, ListAttachedRolePolicies, …).
	Role(ctx context.Context, in backup.Scope, arn string) (Role, error)
	// Simulate evaluates identity policies (SimulatePrincipalPolicy). principal "" is the caller, as who changes AWS.
	Simulate(ctx context.Context, in backup.Scope, principal string, actions []string, resource string, conditions map[string]string) ([]Verdict, error)
	// Key reads a KMS key with its policy (DescribeKey, GetKeyPolicy). Policy is "" where it may not be read.
	Key(ctx context.Context, in backup.Scope, arn string) (Key, error)
	// OptIn says for which resource types the Region is opted in (DescribeRegionSettings).
	OptIn(ctx context.Context, in backup.Scope) (map[string]bool, error)
	// Vault reads a vault with its access policy, also of another account where that can be read.
	Vault(ctx context.Context, in backup.Scope, arn string) (Vault, error)
	// Organization reads what copies between accounts hang on (DescribeOrganization, DescribeGlobalSettings).
	Organization(ctx context.Context, in backup.Scope) (Organization, error)
	// Restores lists restore jobs created since (ListRestoreJobs).
	Restores(ctx context.Context, in backup.Scope, since backup.Time) ([]backup.Job, error)
	// RestoreMetadata is what was submitted to a restore job (GetRestoreJobMetadata).
	RestoreMetadata(ctx context.Context, in backup.Scope, job string) (map[string]string, error)
	// Newer lists recovery points of the same resource in the same vault that are newer (ListRecoveryPointsByBackupVault).
	Newer(ctx context.Context, t backup.Thing, resource string, since backup.Time) ([]backup.RecoveryPoint, error)
	// Holds lists the titles of legal holds that keep the point (ListLegalHolds, ListRecoveryPointsByLegalHold).
	Holds(ctx context.Context, t backup.Thing) ([]string, error)
}

// Point is what AWS says of a recovery point (DescribeRecoveryPoint).
type Point struct {
	Thing        backup.Thing
	ARN          string
	Type         string // as GetSupportedResourceTypes spells it
	ResourceARN  string
	ResourceName string
	Vault        string
	VaultARN     string
	VaultType    string
	SourceVault  string // ARN; of copies
	Status       string
	StatusMsg    string
	StorageClass string // WARM, COLD, DELETED
	Parent       string // ARN; of nested ones
	IsParent     bool
	Role         string // ARN; of the role that made it
	Created      backup.Time
	Completed    backup.Time
	ColdAt       backup.Time
	DeleteAt     backup.Time // zero = kept always
	SizeBytes    int64
	SizeKnown    bool
	Encrypted    bool
	Key          string // ARN
	KeyType      string
	Index        string // ACTIVE …; "" = never indexed
	Lifecycle    backup.Lifecycle
	Scans        []Scan // newest first; none = not scanned, which is not clean
}

// Scan is a malware scan of a recovery point.
type Scan struct {
	State    string // COMPLETED, COMPLETED_WITH_ISSUES, FAILED, CANCELED
	At       backup.Time
	Findings []string // MALWARE
}

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

// Query narrows a list of choices.
type Query struct {
	Kind   ChoiceKind
	Within map[string]string // facts that choices must have: {"vpc": "vpc-1"}
}

// Choice is one thing that a field can be set to.
type Choice struct {
	Value string            // what goes into the request
	Name  string            // what people call it; "" = nothing but the value
	Facts map[string]string // what else is known, by name; see the kinds
}

// Role is an IAM role.
type Role struct {
	ARN      string
	Trust    string   // the assume-role policy, JSON
	Attached []string // ARNs of the attached managed policies
	Inline   []string // names of inline policies
	Boundary string   // ARN of the permissions boundary
}

// Verdict is what the evaluation of identity policies says of one action. It is no
// proof that the action is allowed: resource policies, service control policies and
// session policies are not part of it.
type Verdict struct {
	Action  string
	Allowed bool
	Why     string // "implicitDeny", "explicitDeny"
}

// Key is a KMS key.
type Key struct {
	ARN       string
	State     string // Enabled, Disabled, PendingDeletion …
	Manager   string // AWS, CUSTOMER
	Deletion  backup.Time
	Region    string
	Alias     string
	Policy    string // JSON; "" = not readable
	PolicyErr error  // why the policy could not be read; nil where it was
}

// Vault is a vault as a destination or a source.
type Vault struct {
	ARN          string
	Name         string
	Type         string
	State        string
	Key          string
	KeyType      string
	Locked       bool
	LockDate     backup.Time // zero with Locked: governance
	MinRetention int32       // days; 0 = no limit
	MaxRetention int32
	Policy       string // JSON; "" = none
	PolicyErr    error  // why it could not be read; NotFound is "no policy" and leaves this nil
}

// Organization is what copies between accounts hang on.
type Organization struct {
	ID           string
	Member       bool // of any organisation
	CrossAccount bool // isCrossAccountBackupEnabled
	CrossKnown   bool // the switch could be read: in the management account only
}
