package views

import (
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// surroundings tells what the lists that are there say about a job beyond its row: the
// key of its vault, the rule behind it.
type surroundings struct {
	env     *Env
	vaults  map[vaultName]*backup.Vault
	rules   map[ruleOf]*backup.Rule
	missing map[backup.Scope]bool // whose vaults are not read
}

// vaultName names a vault as jobs do.
type vaultName struct{ account, region, name backup.Text }

// ruleOf names a rule as jobs do.
type ruleOf struct{ account, region, plan, rule backup.Text }

// list says whether the vaults of a scope are still to be read, or why they can't be. An
// answer that may be another next time is waited for.
func (s *surroundings) list(in backup.Scope) (seeking bool, unread string) {
	p := vaultsPart(in)
	switch h := s.env.Health(p); {
	case h.Err != nil && (refuses(h.Err) || s.env.refused[p] != nil):
		return false, string(h.Err.Kind)
	case s.env.read[p] || h.Stopped:
		return false, ""
	default:
		return !h.Whole, ""
	}
}

func newSurroundings(e *Env) *surroundings {
	s := &surroundings{env: e, vaults: map[vaultName]*backup.Vault{}, rules: map[ruleOf]*backup.Rule{}, missing: map[backup.Scope]bool{}}
	for _, v := range state.Select[backup.Vault](e.Snap, nil, "vaults").All() {
		in := v.In.Get()
		s.vaults[vaultName{in.Account, in.Region, in.Name}] = v
	}
	for _, r := range state.Select[backup.Rule](e.Snap, nil, "rules").All() {
		s.rules[ruleOf{r.Account, r.Region, r.PlanID, r.ID}] = r
	}
	return s
}

// job is what is known about a job.
func (s *surroundings) job(j *backup.Job) triage.Context {
	c := vaultsOfJob(j, s.vault)
	if c.VaultKey == "" && !j.Vault.Empty() && s.vaults[vaultName{j.Account, j.Region, j.Vault}] == nil {
		c.Seeking, c.Unread = s.list(jobScope(j))
	}
	if by := j.By.Get(); !by.RuleID.Empty() {
		if r := s.rules[ruleOf{j.Account, j.Region, by.PlanID, by.RuleID}]; r != nil {
			s.rule(&c, r)
		}
	}
	return c
}

// vaultsOfJob are the keys of the vaults that a job reads and writes, and the limits of the
// one it writes; find gives nil for one that is not known.
func vaultsOfJob(j *backup.Job, find func(account, region, name backup.Text) *backup.Vault) triage.Context {
	var c triage.Context
	here := find(j.Account, j.Region, j.Vault)
	written := here
	if here != nil {
		c.VaultKey = here.Key.String()
	}
	if j.Kind == backup.CopyJob {
		to := vaultOfARN(j.DestARN.String())
		if written = find(to.Account, to.Region, to.Name); written != nil {
			c.TargetKey = written.Key.String()
		}
	}
	if written != nil {
		c.MinRetention, c.MaxRetention = written.MinRetention, written.MaxRetention
	}
	return c
}

func (s *surroundings) rule(c *triage.Context, r *backup.Rule) {
	c.Plan, c.Rule, c.Schedule = r.PlanName.String(), r.Name.String(), r.Schedule.String()
	c.Start, c.Completion = time.Duration(r.StartWindow)*time.Minute, time.Duration(r.CompleteWindow)*time.Minute
	c.Retention = max(r.DeleteAfter, 0)
}

func (s *surroundings) point(p *backup.RecoveryPoint) triage.Context {
	in := p.In.Get()
	var c triage.Context
	if v := s.vault(in.Account, in.Region, in.Name); v != nil {
		c.VaultKey, c.MinRetention, c.MaxRetention = v.Key.String(), v.MinRetention, v.MaxRetention
	}
	return c
}

// vault finds a vault, and remembers where one would have to be looked for.
func (s *surroundings) vault(account, region, name backup.Text) *backup.Vault {
	if name.Empty() {
		return nil
	}
	v := s.vaults[vaultName{account, region, name}]
	if v == nil {
		s.missing[backup.Scope{Account: account, Region: region}] = true
	}
	return v
}

// wanted are the scopes whose vaults would say more, in a stable order.
func (s *surroundings) wanted() []backup.Scope {
	var in []backup.Scope
	for sc := range s.missing {
		in = append(in, sc)
	}
	slices.SortFunc(in, compareScopes)
	return in
}
