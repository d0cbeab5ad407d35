package views

import "github.com/bkpui/bkpui/internal/backup"

// pointLinks are the ways on from a recovery point.
func pointLinks() []Link[backup.RecoveryPoint] {
	type point = backup.RecoveryPoint
	return []Link[point]{
		{"Points of the resource", func(p *point, _ *Env) (Target, bool) { return pointsOfResource(p.Of.Get(), p.In.Get().Reader()) }},
		{"Resource", pointToResource},
		{"Vault", pointToVault},
		{"Composite point", pointToParent},
		{"Its child points", pointToChildren},
		{"Backup job", pointToBackup},
		{"Copies of it", pointToCopies},
		{"Restores from it", pointToRestores},
		{"Jobs of the resource", func(p *point, e *Env) (Target, bool) {
			return jobsOfResource(p.Of.Get(), p.In.Get().Reader(), e)
		}},
		{"Source vault", func(p *point, _ *Env) (Target, bool) {
			return vaultPage(backup.VaultOfARN(p.More.Get().Source.String()))
		}},
		{"Plan", pointToPlan},
		{"Rules of the plan", pointToRules},
	}
}

func pointToResource(p *backup.RecoveryPoint, _ *Env) (Target, bool) {
	return resourcePage(p.Of.Get(), p.In.Get().Reader())
}

func pointToVault(p *backup.RecoveryPoint, _ *Env) (Target, bool) { return vaultPage(p.In.Get()) }

func pointToParent(p *backup.RecoveryPoint, _ *Env) (Target, bool) {
	return pointPage(p.Parent.String(), p.In.Get())
}

// pointToChildren leads to the members of a composite point. They lie in its vault.
func pointToChildren(p *backup.RecoveryPoint, _ *Env) (Target, bool) {
	if !p.IsParent {
		return Target{}, false
	}
	in := p.In.Get()
	q := inVault(backup.PointQuery{Parent: p.ARN.String()}, in)
	return Target{View: "points", Scope: in.Reader(), Arg: q.Encode(), Title: backup.ShortARN(p.ARN.String())}, true
}

func pointToBackup(p *backup.RecoveryPoint, e *Env) (Target, bool) {
	if !p.More.Get().Source.Empty() {
		return Target{}, false // a copy: no backup job made it
	}
	return jobsOfPoint(p, e, "bj")
}

func pointToCopies(p *backup.RecoveryPoint, e *Env) (Target, bool) {
	return jobsOfPoint(p, e, "cj")
}

func pointToRestores(p *backup.RecoveryPoint, e *Env) (Target, bool) {
	return jobsOfPoint(p, e, "rj")
}

func jobsOfPoint(p *backup.RecoveryPoint, e *Env, view string) (Target, bool) {
	arn := p.ARN.String()
	if arn == "" {
		return Target{}, false
	}
	return jobsIn(e, view, p.In.Get().Reader(), backup.ShortARN(arn), exactly("pointArn", arn)), true
}

func pointToPlan(p *backup.RecoveryPoint, _ *Env) (Target, bool) {
	by := p.By.Get()
	return planPage(by.PlanID.String(), by.PlanName.String(), ownScope(p))
}

func pointToRules(p *backup.RecoveryPoint, _ *Env) (Target, bool) {
	by := p.By.Get()
	return rulesOf(by.PlanID.String(), by.PlanName.String(), ownScope(p))
}

// ownScope is where a point's plan lives: with the owner of the vault.
func ownScope(p *backup.RecoveryPoint) backup.Scope {
	in := p.In.Get()
	return backup.Scope{Account: in.Account, Region: in.Region}
}
