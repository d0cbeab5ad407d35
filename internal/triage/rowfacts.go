package triage

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// jobFacts are the names of the facts in the row of a job, in the order to show them.
var jobFacts = [...]string{
	"role", "destination vault", "destination account", "destination region", "vault", "resource", "resource name", "type",
	"point", "account", "region", "scope", "plan", "rule", "retention", "job",
}

// jobFact returns a fact of the row of a job, "" for none. Grouping asks for one or two of
// them a job, a diagnosis for all.
func jobFact(j *backup.Job, name string) string {
	switch name {
	case "role":
		return j.Role.String()
	case "vault":
		return j.Vault.String()
	case "resource":
		return j.Of.Get().ARN.String()
	case "resource name":
		return j.Of.Get().Name.String()
	case "type":
		return j.Of.Get().Type.String()
	case "point":
		return j.PointARN.String()
	case "account":
		return j.Account.String()
	case "region":
		return j.Region.String()
	case "scope":
		return scopeFact(j.Account, j.Region)
	case "vault in scope": // its ARN, which tells vaults of one name apart
		return vaultARN(j.Account, j.Region, j.Vault, j.Role, j.Of.Get().ARN)
	case "plan":
		return j.By.Get().PlanName.String()
	case "rule":
		return j.By.Get().RuleName.String()
	case "rule in plan":
		return ruleInPlan(j.By.Get())
	case "retention":
		if j.Keeps == backup.Forever {
			return "forever"
		}
		return days(j.Keeps)
	case "job":
		return j.ID
	case "destination vault":
		return j.DestARN.String()
	case "destination account":
		p, _ := backup.SplitARN(j.DestARN.String())
		return p.Account
	case "destination region":
		p, _ := backup.SplitARN(j.DestARN.String())
		return p.Region
	}
	return ""
}

// pointFacts are the names of the facts in the row of a recovery point.
var pointFacts = [...]string{
	"point", "vault", "resource", "resource name", "type", "key", "account", "region", "scope", "vault in scope", "plan", "rule",
}

// pointFact returns a fact of the row of a recovery point, "" for none.
func pointFact(p *backup.RecoveryPoint, name string) string {
	switch name {
	case "point":
		return p.ARN.String()
	case "vault":
		return p.In.Get().Name.String()
	case "resource":
		return p.Of.Get().ARN.String()
	case "resource name":
		return p.Of.Get().Name.String()
	case "type":
		return p.Of.Get().Type.String()
	case "key":
		return p.More.Get().Key.String()
	case "account":
		return p.In.Get().Account.String()
	case "region":
		return p.In.Get().Region.String()
	case "scope":
		return scopeFact(p.In.Get().Account, p.In.Get().Region)
	case "vault in scope":
		in := p.In.Get()
		return vaultARN(in.Account, in.Region, in.Name, p.Of.Get().ARN)
	case "plan":
		return p.By.Get().PlanName.String()
	case "rule":
		return p.By.Get().RuleName.String()
	}
	return ""
}

// vaultARN returns the ARN of a vault that a row gives the name of, "" where the row lacks
// a part of it. The partition is that of the first of the others that is an ARN.
func vaultARN(account, region, name backup.Text, others ...backup.Text) string {
	if account.Empty() || region.Empty() || name.Empty() {
		return ""
	}
	partition := "aws"
	for _, other := range others {
		if p, ok := backup.SplitARN(other.String()); ok && p.Partition != "" {
			partition = p.Partition
			break
		}
	}
	return "arn:" + partition + ":backup:" + region.String() + ":" + account.String() + ":backup-vault:" + name.String()
}

// ruleInPlan tells rules of one name apart: half of all plans have a "nightly". "" where the
// plan is not known.
func ruleInPlan(by backup.CreatedBy) string {
	rule := orElse(by.RuleName.String(), by.RuleID.String())
	if rule == "" || by.PlanID.Empty() {
		return ""
	}
	return rule + " of plan " + strings.TrimSpace(by.PlanName.String()+" "+by.PlanID.String())
}

func scopeFact(account, region backup.Text) string {
	s := backup.Scope{Account: account, Region: region}
	if s == (backup.Scope{}) {
		return ""
	}
	return s.String()
}
