package backup

import "strings"

// VaultRef names the vault that something lies in, and from where it is seen.
type VaultRef struct {
	Account  Text // the owner
	Region   Text
	SeenFrom Text // the account that reads it where it is shared (RAM or multi-party approval), else empty
	Name     Text
	Type     Text // BACKUP_VAULT, LOGICALLY_AIR_GAPPED_BACKUP_VAULT, RESTORE_ACCESS_BACKUP_VAULT
}

// VaultOfARN reads a vault's place and name from its ARN; zero for other text.
func VaultOfARN(arn string) VaultRef {
	p, ok := SplitARN(arn)
	name, isVault := strings.CutPrefix(p.Resource, "backup-vault:")
	if !ok || !isVault {
		return VaultRef{}
	}
	return VaultRef{Account: Intern(p.Account), Region: Intern(p.Region), Name: Intern(name)}
}

// Reader returns the scope whose credentials read the vault.
func (v VaultRef) Reader() Scope {
	if v.SeenFrom.Empty() {
		return Scope{v.Account, v.Region}
	}
	return Scope{v.SeenFrom, v.Region}
}

// ResourceRef names a protected resource.
type ResourceRef struct {
	ARN  Text
	Name Text // as the owning service calls it; not unique, often empty
	Type Text // as GetSupportedResourceTypes spells it: "EBS", "Storage Gateway"
}

// CreatedBy is the plan and rule that made a recovery point or a job; empty for
// what was made on demand.
type CreatedBy struct {
	PlanID, PlanName, PlanVersion, RuleID, RuleName Text
	Schedule                                        Text // AWS cron of the rule; of backup and copy jobs and points since October 2025
}
