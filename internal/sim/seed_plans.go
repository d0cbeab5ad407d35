package sim

import (
	"strings"
	"time"
)

// A plan, its rules and what it selects.
type plan struct {
	scope      *scope
	id         string
	arn        string
	name       string
	created    int64
	deleted    int64 // 0 = it lives
	versions   int
	rules      []*rule
	selections []*selection
	windowsVSS bool
}

type rule struct {
	id         string
	name       string
	sched      schedule
	vault      *vault
	airgap     *vault // TargetLogicallyAirGappedBackupVaultArn
	spread     int64
	startIn    int // minutes
	completeIn int // minutes
	keep, cold int // days; 0 = always, never
	continuous bool
	copyTo     []*vault
	copyKeep   int
	takes      func(*resource) bool
}

type selection struct {
	id, name  string
	created   int64
	resources []string
	not       []string
	tag       string // backup=TAG
	env       string // aws:ResourceTag/env
}

// tiers say which plans take a resource, by its tag "backup".
const (
	tierDaily    = "daily"
	tierCritical = "critical" // daily, weekly, monthly and for years
	tierPolicy   = "org"      // by the organisation's backup policy
)

func taken(tiers ...string) func(*resource) bool {
	return func(r *resource) bool {
		for _, t := range tiers {
			if r.tier == t {
				return true
			}
		}
		return false
	}
}

func (s *scope) newPlan(name string, number int, rules ...*rule) *plan {
	p := &plan{scope: s, name: name, rules: rules, versions: 1 + int(hash(s.seed, uint64(number), 31)%4)}
	p.id = uuid(hash(s.seed, uint64(number), 32))
	p.created = s.w.birth - 60*day + int64(hash(s.seed, uint64(number), 33)%uint64(30*day))
	s.plans = append(s.plans, p)
	s.identify(p)
	return p
}

func (s *scope) identify(p *plan) {
	p.arn = "arn:aws:backup:" + s.region + ":" + s.account.id + ":backup-plan:" + p.id
	for i, r := range p.rules {
		r.id = uuid(hashText(s.seed, p.id+r.name) + uint64(i))
	}
}

func (p *plan) selects(name, tag, env string, resources ...string) *selection {
	sel := &selection{
		id: uuid(hashText(p.scope.seed, p.id+"/"+name)), name: name, created: p.created + 5*minute,
		resources: resources, tag: tag, env: env,
	}
	p.selections = append(p.selections, sel)
	return sel
}

// addPlans gives the scope its plans. Nightly waves are staggered by region
// and account, so that they travel round the fleet.
func (s *scope) addPlans() {
	region, acct := s.number%len(s.w.regions), s.account.number
	daily := &rule{
		name: "nightly", sched: schedule{days: 1, hour: (5 + 5*region) % 24, minute: acct * 7 % 60}, vault: s.vault(dailyVault),
		spread: 90 * minute, startIn: 480, completeIn: 10080, keep: 35, takes: taken(tierDaily, tierCritical),
		copyTo: s.neighbour(dailyVault), copyKeep: 14,
	}
	s.newPlan("prod-daily-35d", 1, daily).selects("tagged-daily", tierDaily, "").not = []string{"arn:aws:ec2:*:*:volume/vol-0scratch*"}
	s.plans[0].windowsVSS = true
	s.plans[0].selects("critical", tierCritical, "prod")

	weekly := &rule{
		name: "weekly", sched: schedule{days: 7, week: time.Sunday, hour: 4, minute: acct * 5 % 60, zone: s.w.zone("Europe/Paris")},
		vault: s.vault(monthlyVault), spread: 3 * hour, startIn: 120, completeIn: 2880, keep: 90, takes: taken(tierCritical),
	}
	monthly := &rule{
		name: "monthly", sched: schedule{months: 1, hour: 3, minute: 30, zone: s.w.zone("Europe/Paris")}, vault: s.vault(monthlyVault),
		spread: 4 * hour, startIn: 480, completeIn: 20160, keep: 365, cold: 30, takes: taken(tierCritical),
	}
	if s.w.shared != nil && s.w.shared.scope != s && s.region == s.w.shared.scope.region {
		monthly.copyTo, monthly.copyKeep = []*vault{s.w.shared}, 180
	}
	years := &rule{
		name: "quarterly-7y", sched: schedule{months: 3, hour: 2, minute: 0}, vault: s.vault(yearsVault),
		spread: 4 * hour, startIn: 480, completeIn: 20160, keep: 2557, cold: 90, takes: taken(tierCritical),
	}
	if years.vault.kind != standardVault {
		years.vault = s.vault(monthlyVault)
	}
	s.newPlan("compliance-long-term", 2, weekly, monthly, years).selects("critical", tierCritical, "prod")

	policy := &rule{
		name: "org-baseline", sched: schedule{days: 1, hour: 1, minute: 15, zone: s.w.zone("America/New_York")}, vault: s.vault(defaultVault),
		spread: 2 * hour, startIn: 240, completeIn: 10080, keep: 30, takes: taken(tierPolicy),
	}
	if v := s.vault(airGappedVault); v.kind == airGapped {
		policy.airgap = v
	}
	p := s.newPlan("org-baseline", 3, policy)
	p.id = "orgs/" + p.id
	s.identify(p)
	p.selects("org-baseline", tierPolicy, "")

	pitr := &rule{
		name: "continuous", sched: schedule{every: time.Hour, minute: 10}, vault: s.vault(dailyVault), startIn: 60, completeIn: 1440,
		keep: 35, continuous: true, takes: func(r *resource) bool { return r.kind.continuous && r.tier != tierPolicy },
	}
	s.newPlan("pitr-35d", 4, pitr).selects("databases", "", "", "arn:aws:rds:*:*:db:*", "arn:aws:s3:::*")

	efs := &rule{
		name: "aws-efs-auto-backup", sched: schedule{days: 1, hour: 5, minute: 0}, vault: s.vault(efsVault), spread: hour,
		startIn: 480, completeIn: 10080, keep: 35, takes: func(r *resource) bool { return r.kind.name == "EFS" },
	}
	p = s.newPlan("aws/efs/automatic-backup-plan", 5, efs)
	p.id = "aws/efs/" + p.id
	s.identify(p)
	p.selects("automatic-efs", "", "", "arn:aws:elasticfilesystem:*:*:file-system/*")

	old := s.newPlan("legacy-weekly", 6, &rule{
		name: "weekly", sched: schedule{days: 7, week: time.Saturday, hour: 22}, vault: s.vault(defaultVault),
		startIn: 480, completeIn: 10080, keep: 30, takes: func(*resource) bool { return false },
	})
	old.deleted = s.w.start - 40*day
}

// neighbour is the vault at a position in the account's next region.
func (s *scope) neighbour(position int) []*vault {
	n := len(s.w.regions)
	if n < 2 {
		return nil
	}
	at := s.number%n + 1
	return []*vault{s.w.scopes[s.number/n*n+at%n].vault(position)}
}

// ofPolicy says whether AWS Organizations made the plan.
func (p *plan) ofPolicy() bool { return strings.HasPrefix(p.id, "orgs/") }
