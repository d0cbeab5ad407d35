package views

import (
	"maps"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// surroundings tells what the lists that are there say about a job beyond its row: the
// key of its vault, the rule behind it.
type surroundings struct {
	env     *Env
	around  triage.Around
	vaults  map[vaultName]*backup.Vault
	rules   map[ruleOf]*backup.Rule
	keys    map[string]*backup.RestoreKey // by restore job
	byID    map[keyID]string              // ARNs of the keys of vaults
	missing map[backup.Scope]bool         // whose vaults are not read
}

// vaultName names a vault as jobs do.
type vaultName struct{ account, region, name backup.Text }

// ruleOf names a rule as jobs do.
type ruleOf struct{ account, region, plan, rule backup.Text }

func newSurroundings(e *Env) *surroundings {
	s := (&surroundings{env: e, vaults: map[vaultName]*backup.Vault{}, rules: map[ruleOf]*backup.Rule{}, keys: map[string]*backup.RestoreKey{}, byID: map[keyID]string{}}).apart()
	for _, v := range state.Select[backup.Vault](e.Snap, nil, "vaults").All() {
		in := v.In.Get()
		s.vaults[vaultName{in.Account, in.Region, in.Name}] = v
		if id := keyIDOf(v.Key.String()); id.id != "" {
			s.byID[id] = v.Key.String()
		}
	}
	for _, r := range state.Select[backup.Rule](e.Snap, nil, "rules").All() {
		s.rules[ruleOf{r.Account, r.Region, r.PlanID, r.ID}] = r
	}
	for _, k := range state.Select[backup.RestoreKey](e.Snap, nil, "restore-keys").All() {
		s.keys[k.Job] = k
	}
	return s
}

// apart are the same surroundings for another goroutine: what is missing is noted apart.
func (s *surroundings) apart() *surroundings {
	o := &surroundings{env: s.env, vaults: s.vaults, rules: s.rules, keys: s.keys, byID: s.byID, missing: map[backup.Scope]bool{}}
	o.around = triage.Around{Vault: o.vault, Unseen: o.env.unseen, Rule: o.rule, Restore: o.restore, Key: o.key}
	return o
}

// join adds what others missed.
func (s *surroundings) join(o *surroundings) { maps.Copy(s.missing, o.missing) }

// job is what is known about a job.
func (s *surroundings) job(j *backup.Job) triage.Context { return s.around.Context(j) }

// rule finds a rule that some list has.
func (s *surroundings) rule(in backup.Scope, plan, rule backup.Text) *backup.Rule {
	return s.rules[ruleOf{in.Account, in.Region, plan, rule}]
}

func (s *surroundings) point(p *backup.RecoveryPoint) triage.Context {
	in := p.In.Get()
	var c triage.Context
	if v := s.vault(in); v != nil {
		c.VaultKey, c.MinRetention, c.MaxRetention = v.Key.String(), v.MinRetention, v.MaxRetention
	}
	return c
}

// vault finds a vault, and remembers where one would have to be looked for.
func (s *surroundings) vault(in backup.VaultRef) *backup.Vault {
	if in.Name.Empty() {
		return nil
	}
	v := s.vaults[vaultName{in.Account, in.Region, in.Name}]
	if v == nil {
		s.missing[backup.Scope{Account: in.Account, Region: in.Region}] = true
	}
	return v
}

// unseen says of a vault that no list has whether its list is still to be read, or why it can't be.
func (e *Env) unseen(in backup.VaultRef) (seeking bool, unread string) {
	return e.seeks(vaultsPart(backup.Scope{Account: in.Account, Region: in.Region}))
}

// seeks says of a list whether it is still to be read, or why it can't be. An answer that may be
// another next time is waited for.
func (e *Env) seeks(p state.Part) (seeking bool, unread string) {
	switch h := e.Health(p); {
	case h.Err != nil && (refuses(h.Err) || e.refused[p] != nil):
		return false, string(h.Err.Kind)
	case e.read[p] || h.Stopped:
		return false, ""
	default:
		return !h.Whole, ""
	}
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
