package sim

import (
	"strings"
	"time"
)

// What Options.Tonight adds: a vault of each of some accounts, encrypted with one key
// of another account, and a nightly rule that writes to it.
const (
	sharedVault    = "pci-daily"
	sharedRule     = "pci-nightly"
	tonightAtNight = 12  // accounts of a big organisation
	tonightOfDemo  = 4   // of a small one
	tonightJobs    = 140 // jobs of the night together in a big one, about
	tonightFewJobs = 32
	tonightKey     = 960 // of the account that owns it, by the numbers of keyARN
	tonightVault   = 600 // position, for what is drawn for the vault
)

// Tonight returns the incident that Options.Tonight began in this world, and the
// accounts that it befell; false in a world without.
func (w *World) Tonight() (i Incident, accounts []string, ok bool) {
	if w.tonight == nil {
		return Incident{}, nil, false
	}
	for _, s := range w.scopes {
		if s.vaultNamed(sharedVault) != nil {
			accounts = append(accounts, s.account.id)
		}
	}
	return w.tonight.Incident, accounts, true
}

// addTonight makes the night in which somebody changed the policy of a key that the
// vaults of many accounts share. Two hours before the world began its jobs started,
// and none went well; the nights before all did.
func (w *World) addTonight() {
	owner := w.scopes[0]
	for _, s := range w.scopes {
		if s.region == w.regions[0] && s.account.name == "identity" {
			owner = s
		}
	}
	accounts, jobs := tonightAtNight, tonightJobs
	if len(w.accounts) < 5*tonightAtNight {
		accounts, jobs = tonightOfDemo, tonightFewJobs
	}
	accounts = min(accounts, len(w.accounts))
	wave := w.options.Start.UTC().Add(-2 * time.Hour)
	for n := range accounts {
		s := w.scopes[n*len(w.accounts)/accounts*len(w.regions)]
		each := (jobs*(n+1))/accounts - jobs*n/accounts
		s.addShared(owner.keyARN(tonightKey), wave.Add(time.Duration(n)*time.Minute), each)
	}
	w.tonight = w.newIncident(Incident{Kind: KeyPolicyClosed, Resource: owner.keyARN(tonightKey), From: wave.Add(-20 * time.Minute)})
	w.incidents.add(w.tonight)
}

// addShared adds the vault, its plan and the plan's jobs: so many a night.
func (s *scope) addShared(key string, first time.Time, jobs int) {
	v := s.newVault(sharedVault, tonightVault)
	v.key = key
	s.vaults = append(s.vaults, v)
	r := &rule{
		name: sharedRule, sched: schedule{days: 1, hour: first.Hour(), minute: first.Minute()}, vault: v, spread: 50 * minute,
		startIn: 480, completeIn: 10080, keep: 35, takes: func(r *resource) bool { return r.kind.children == 0 && s.among(r, jobs) },
	}
	p := s.newPlan("pci-daily-35d", 8, r)
	p.selects("cardholder-data", "", "prod", "*")
	s.newStream(stream{kind: backups, vault: v, plan: p, rule: r, sched: r.sched, spread: r.spread, keep: r.keep, takes: r.takes, whole: true})
}

// among says whether the resource is one of the first n of its scope with nothing nested.
func (s *scope) among(r *resource, n int) bool {
	for _, other := range s.resources[:r.number] {
		if n == 0 {
			return false
		}
		if other.kind.children == 0 {
			n--
		}
	}
	return n > 0
}

// addTonightKey adds the shared key where it is owned. Its policy lets the accounts of
// the organisation use it.
func (s *scope) addTonightKey() {
	if arn := s.keyARN(tonightKey); s.w.tonight != nil && s.w.tonight.Resource == arn {
		s.addKey(arn, "org/pci-backup", map[string]any{"KeyPolicy": s.organizationsKeyPolicy()})
	}
}

// organizationsKeyPolicy leaves a key to the IAM policies of every account of the
// organisation.
func (s *scope) organizationsKeyPolicy() string {
	var roots []string
	for _, a := range s.w.accounts {
		roots = append(roots, `"arn:aws:iam::`+a.id+`:root"`)
	}
	return strings.TrimSuffix(s.keyPolicy(), "]}") + `,{"Sid":"Backups of the organisation","Effect":"Allow","Principal":{"AWS":[` +
		strings.Join(roots, ",") + `]},"Action":["kms:Decrypt","kms:DescribeKey","kms:Encrypt","kms:GenerateDataKey*","kms:ReEncrypt*","kms:CreateGrant"],"Resource":"*"}]}`
}
