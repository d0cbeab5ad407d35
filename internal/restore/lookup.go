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
	// ScanJobs lists the malware scans of the point (ListScanJobs).
	ScanJobs(ctx context.Context, t backup.Thing) ([]backup.Job, error)
	// Metadata is the configuration at backup time (GetRecoveryPointRestoreMetadata).
	Metadata(ctx context.Context, t backup.Thing) (map[string]string, error)
	// Inferred is the closed-down metadata of restore testing (GetRestoreTestingInferredMetadata).
	Inferred(ctx context.Context, t backup.Thing) (map[string]string, error)

	// Choices lists what a field can be set to. The beginning of a list that is too long
	// comes with an error of kind Cut.
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
	// Newer lists recovery points of the same resource that are newer: in all vaults of the account and Region
	// (ListRecoveryPointsByResource); of another account's vault in that one (ListRecoveryPointsByBackupVault).
	Newer(ctx context.Context, t backup.Thing, resource string, since backup.Time) ([]backup.RecoveryPoint, error)
	// Holds lists the titles of legal holds that keep the point (ListLegalHolds, ListRecoveryPointsByLegalHold).
	Holds(ctx context.Context, t backup.Thing) ([]string, error)
}

type (
	// Point is what AWS says of a recovery point.
	Point = backup.PointDetail
	// Scan is a malware scan of a recovery point.
	Scan = backup.Scan
	// ChoiceKind is a kind of thing that a field can be set to.
	ChoiceKind = backup.ChoiceKind
	// Query is a narrowed list of choices.
	Query = backup.ChoiceQuery
	// Choice is one thing that a field can be set to.
	Choice = backup.Choice
	// Role is an IAM role.
	Role = backup.Role
	// Verdict is what identity policies say of an action.
	Verdict = backup.Verdict
	// Key is a KMS key.
	Key = backup.Key
	// Vault is a vault as a destination or a source.
	Vault = backup.VaultDetail
	// Organization is what copies between accounts hang on.
	Organization = backup.OrganizationDetail
)

// The kinds of choices, as package backup has them.
const (
	Zones             = backup.Zones
	VPCs              = backup.VPCs
	Subnets           = backup.Subnets
	SecurityGroups    = backup.SecurityGroups
	InstanceTypes     = backup.InstanceTypes
	KeyPairs          = backup.KeyPairs
	Instances         = backup.Instances
	Volumes           = backup.Volumes
	Keys              = backup.Keys
	Roles             = backup.Roles
	Buckets           = backup.Buckets
	FileSystems       = backup.FileSystems
	FSxFileSystems    = backup.FSxFileSystems
	StorageVMs        = backup.StorageVMs
	Directories       = backup.Directories
	DBInstances       = backup.DBInstances
	DBClusters        = backup.DBClusters
	DBSubnetGroups    = backup.DBSubnetGroups
	DBParameterGroups = backup.DBParameterGroups
	DBClusterParams   = backup.DBClusterParams
	OptionGroups      = backup.OptionGroups
	Tables            = backup.Tables
	RedshiftClusters  = backup.RedshiftClusters
	RedshiftSubnets   = backup.RedshiftSubnets
	Gateways          = backup.Gateways
	TimestreamDBs     = backup.TimestreamDBs
	TimestreamTables  = backup.TimestreamTables
)
