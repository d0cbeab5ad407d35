package restore

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

// answers is a Lookup of plain functions. What is not set is refused.
type answers struct {
	point        func(backup.Thing) (Point, error)
	scanJobs     func(backup.Thing) ([]backup.Job, error) // nil = there are none
	choices      func(backup.Scope, Query) ([]Choice, error)
	find         func(backup.Scope, ChoiceKind, string) (Choice, error)
	role         func(string) (Role, error)
	simulate     func(principal string, actions []string, resource string, conditions map[string]string) ([]Verdict, error)
	key          func(string) (Key, error)
	optIn        func(backup.Scope) (map[string]bool, error)
	vault        func(backup.Scope, string) (Vault, error)
	organization func(backup.Scope) (Organization, error)
	restores     func(backup.Scope, backup.Time) ([]backup.Job, error)
	submitted    func(string) (map[string]string, error)
	newer        func(backup.Thing) ([]backup.RecoveryPoint, error)
	holds        func(backup.Thing) ([]string, error)
	before       func(ctx context.Context) error // every look-up
}

func refused(action string) error {
	return &backup.Error{Kind: backup.AccessDenied, Op: action, Action: action}
}

func missing(op string) error { return &backup.Error{Kind: backup.NotFound, Op: op} }

func (a *answers) begin(ctx context.Context) error {
	if a.before != nil {
		return a.before(ctx)
	}
	return nil
}

func (a *answers) Point(ctx context.Context, t backup.Thing) (Point, error) {
	if err := a.begin(ctx); err != nil {
		return Point{}, err
	}
	if a.point == nil {
		return Point{}, refused("backup:DescribeRecoveryPoint")
	}
	return a.point(t)
}

func (a *answers) ScanJobs(ctx context.Context, t backup.Thing) ([]backup.Job, error) {
	if err := a.begin(ctx); err != nil || a.scanJobs == nil {
		return nil, err
	}
	return a.scanJobs(t)
}

func (a *answers) Metadata(ctx context.Context, _ backup.Thing) (map[string]string, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	return nil, refused("backup:GetRecoveryPointRestoreMetadata")
}

func (a *answers) Inferred(ctx context.Context, _ backup.Thing) (map[string]string, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	return nil, refused("backup:GetRestoreTestingInferredMetadata")
}

func (a *answers) Choices(ctx context.Context, in backup.Scope, q Query) ([]Choice, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.choices == nil {
		return nil, refused("ec2:DescribeInstanceTypeOfferings")
	}
	return a.choices(in, q)
}

func (a *answers) Find(ctx context.Context, in backup.Scope, kind ChoiceKind, id string) (Choice, error) {
	if err := a.begin(ctx); err != nil {
		return Choice{}, err
	}
	if a.find == nil {
		return Choice{}, refused("ec2:DescribeSubnets")
	}
	return a.find(in, kind, id)
}

func (a *answers) Role(ctx context.Context, _ backup.Scope, arn string) (Role, error) {
	if err := a.begin(ctx); err != nil {
		return Role{}, err
	}
	if a.role == nil {
		return Role{}, refused("iam:GetRole")
	}
	return a.role(arn)
}

func (a *answers) Simulate(ctx context.Context, _ backup.Scope, principal string, actions []string, resource string, conditions map[string]string) ([]Verdict, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.simulate == nil {
		return nil, refused("iam:SimulatePrincipalPolicy")
	}
	return a.simulate(principal, actions, resource, conditions)
}

func (a *answers) Key(ctx context.Context, _ backup.Scope, arn string) (Key, error) {
	if err := a.begin(ctx); err != nil {
		return Key{}, err
	}
	if a.key == nil {
		return Key{}, refused("kms:DescribeKey")
	}
	return a.key(arn)
}

func (a *answers) OptIn(ctx context.Context, in backup.Scope) (map[string]bool, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.optIn == nil {
		return nil, refused("backup:DescribeRegionSettings")
	}
	return a.optIn(in)
}

func (a *answers) Vault(ctx context.Context, in backup.Scope, arn string) (Vault, error) {
	if err := a.begin(ctx); err != nil {
		return Vault{}, err
	}
	if a.vault == nil {
		return Vault{}, refused("backup:DescribeBackupVault")
	}
	return a.vault(in, arn)
}

func (a *answers) Organization(ctx context.Context, in backup.Scope) (Organization, error) {
	if err := a.begin(ctx); err != nil {
		return Organization{}, err
	}
	if a.organization == nil {
		return Organization{}, refused("organizations:DescribeOrganization")
	}
	return a.organization(in)
}

func (a *answers) Restores(ctx context.Context, in backup.Scope, since backup.Time) ([]backup.Job, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.restores == nil {
		return nil, refused("backup:ListRestoreJobs")
	}
	return a.restores(in, since)
}

func (a *answers) RestoreMetadata(ctx context.Context, _ backup.Scope, job string) (map[string]string, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.submitted == nil {
		return nil, refused("backup:GetRestoreJobMetadata")
	}
	return a.submitted(job)
}

func (a *answers) Newer(ctx context.Context, t backup.Thing, _ string, _ backup.Time) ([]backup.RecoveryPoint, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.newer == nil {
		return nil, refused("backup:ListRecoveryPointsByBackupVault")
	}
	return a.newer(t)
}

func (a *answers) Holds(ctx context.Context, t backup.Thing) ([]string, error) {
	if err := a.begin(ctx); err != nil {
		return nil, err
	}
	if a.holds == nil {
		return nil, refused("backup:ListLegalHolds")
	}
	return a.holds(t)
}
