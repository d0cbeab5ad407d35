package views

import "github.com/bkpui/bkpui/internal/backup"

// jobLinks are the ways on from a job.
func jobLinks() []Link[backup.Job] {
	return []Link[backup.Job]{
		{"Recovery point", jobToPoint},
		{"Recovery point of the copy", jobToCopy},
		{"Vault", jobToVault},
		{"Destination vault", jobToDestination},
		{"Jobs of the resource", func(j *backup.Job, e *Env) (Target, bool) { return jobsOfResource(j.Of.Get(), jobScope(j), e) }},
		{"Points of the resource", func(j *backup.Job, e *Env) (Target, bool) { return pointsOfResource(j.Of.Get(), jobScope(j)) }},
		{"Parent job", jobToParent},
		{"Child jobs", jobToChildren},
		{"Plan", jobToPlan},
	}
}

func jobToResource(j *backup.Job, _ *Env) (Target, bool) {
	return resourcePage(j.Of.Get(), jobScope(j))
}

// jobToVault leads to the vault that the job writes to or reads from.
func jobToVault(j *backup.Job, _ *Env) (Target, bool) {
	return vaultPage(backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault})
}

func jobToDestination(j *backup.Job, _ *Env) (Target, bool) {
	return vaultPage(backup.VaultOfARN(j.DestARN.String()))
}

// jobToPoint leads to the point that a backup made, or that a copy, a restore or a
// scan read.
func jobToPoint(j *backup.Job, _ *Env) (Target, bool) {
	return pointPage(j.PointARN.String(), backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault})
}

func jobToCopy(j *backup.Job, _ *Env) (Target, bool) {
	return pointPage(madePoint(j), backup.VaultOfARN(j.DestARN.String()))
}

func jobToParent(j *backup.Job, _ *Env) (Target, bool) {
	if j.Parent.Empty() {
		return Target{}, false
	}
	return jobTarget(backup.Thing{Kind: backup.JobThing, Scope: jobScope(j), ID: j.Parent.String(), Job: j.Kind}), true
}

func jobToChildren(j *backup.Job, _ *Env) (Target, bool) {
	if !j.IsParent {
		return Target{}, false
	}
	return Target{
		View: jobView(j.Kind), Scope: jobScope(j), Arg: backup.JobQuery{Parent: j.ID}.Encode(), Title: j.ID,
		Filter: exactly("parentId", j.ID),
	}, true
}

func jobToPlan(j *backup.Job, _ *Env) (Target, bool) {
	by := j.By.Get()
	return planPage(by.PlanID.String(), by.PlanName.String(), jobScope(j))
}

// jobView is the view of one kind of jobs.
func jobView(k backup.JobKind) string { return k.String()[:1] + "j" }

// jobsIn leads to jobs of a scope that match a filter. Where the organisation's
// lists are read they serve it, also for an account that can't be read itself.
func jobsIn(e *Env, view string, in backup.Scope, title, filter string) Target {
	t := Target{View: view, Title: title, Filter: filter}
	if !ofOrganization(e.Fleet) {
		t.Scope = in
		return t
	}
	where := exactly("account", in.Account.String())
	if !in.Region.Empty() {
		where += " " + exactly("region", in.Region.String())
	}
	if filter != "" {
		where += " " + filter
	}
	t.Filter = where
	return t
}

func jobsOfResource(of backup.ResourceRef, in backup.Scope, e *Env) (Target, bool) {
	if of.ARN.Empty() {
		return Target{}, false
	}
	return jobsIn(e, "jobs", in, resourceWords(of), exactly("resourceArn", of.ARN.String())), true
}
