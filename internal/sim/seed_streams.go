package sim

import "time"

// pointsOfOne is about how many points one resource has: 30 or 35 daily ones,
// 25 weekly and monthly ones of some, copies, and what is nested in them.
const pointsOfOne = 62

// longestCopied bounds a backup that a copy follows: a copy starts after it.
const (
	longestCopied = 100 * minute
	copyDelay     = longestCopied + 5*minute
)

func (s *scope) newStream(t stream) *stream {
	w := s.w
	t.id, t.scope = len(w.streams), s
	t.seed = hash(s.seed, uint64(t.id), 51)
	if t.since == 0 {
		t.since = w.birth
	}
	if t.kind == copies {
		t.seed, t.home = t.source.seed, t.source.home // the same times and resources
	}
	if t.home == nil {
		t.home = s
	}
	t.createdBy = createdBy(t.plan, t.rule)
	n := &t
	w.streams = append(w.streams, n)
	switch t.kind {
	case backups:
		s.backups = append(s.backups, n)
	case copies:
		s.copies = append(s.copies, n)
	case restores:
		s.restore = append(s.restore, n)
	case scans:
		s.scans = append(s.scans, n)
	}
	if t.kind <= copies {
		t.vault.streams = append(t.vault.streams, n)
	}
	return n
}

// addStreams turns rules into streams, and adds what people start by hand: so
// something starts and ends every few minutes whatever the clock says.
func (s *scope) addStreams() {
	for _, p := range s.plans {
		for _, r := range p.rules {
			if p.deleted != 0 {
				continue
			}
			s.addRule(p, r)
		}
	}
	byHand := s.newStream(stream{
		kind: backups, vault: s.vault(defaultVault), random: s.w.byHand(),
		sched:  schedule{every: time.Hour, minute: s.number * 7 % 60, second: s.number * 13 % 60},
		spread: 58 * minute, keep: 7, takes: func(r *resource) bool { return r.tier != tierPolicy },
	})
	if to := s.neighbour(dailyVault); to != nil {
		s.newStream(stream{
			kind: copies, vault: to[0], source: byHand, delay: copyDelay, sched: byHand.sched, spread: byHand.spread,
			random: byHand.random, keep: 7, takes: byHand.takes,
		})
	}
	s.newStream(stream{
		kind: restores, vault: s.vault(dailyVault), source: s.backups[0], random: 1, spread: 100 * minute,
		sched: schedule{every: 2 * time.Hour, minute: s.number * 11 % 60, second: 17}, takes: s.backups[0].takes,
	})
	s.newStream(stream{
		kind: scans, vault: s.vault(dailyVault), source: s.backups[0], random: 1, spread: 3 * hour,
		sched: schedule{every: 24 * time.Hour / scansADay, minute: s.number * 5 % 60, second: 41},
		takes: func(r *resource) bool { return s.backups[0].takes(r) && r.kind.scanned() },
	})
}

func (s *scope) addRule(p *plan, r *rule) {
	if r.continuous {
		s.newStream(stream{
			kind: continuous, vault: r.vault, plan: p, rule: r, sched: schedule{once: s.w.start - 120*day}, spread: 60 * day,
			keep: r.keep, takes: r.takes,
		})
		return
	}
	target := r.vault
	if r.airgap != nil {
		target = r.airgap
	}
	keep := s.w.kept(r.keep)
	from := s.newStream(stream{
		kind: backups, vault: target, plan: p, rule: r, sched: r.sched, spread: r.spread, keep: keep, cold: coldAfter(r.cold, keep),
		takes: r.takes,
	})
	for _, v := range r.copyTo {
		s.newStream(stream{
			kind: copies, vault: v, plan: p, rule: r, source: from, delay: copyDelay, sched: r.sched, spread: r.spread,
			keep: r.copyKeep, takes: r.takes,
		})
	}
}

// kept stretches or shrinks a retention so that the world's resources come to
// about as many points as the options ask for.
func (w *worldState) kept(days int) int {
	o := w.options
	if o.Points == 0 || o.Resources == 0 || o.OneVault > 0 {
		return days
	}
	scale := float64(o.Points) / float64(pointsOfOne*o.Resources)
	return max(1, int(float64(days)*scale+0.5))
}

// coldAfter drops a transition that the retention is too short for.
func coldAfter(cold, keep int) int {
	if cold > 0 && cold+90 <= keep {
		return cold
	}
	return 0
}

// byHand is how many backups an hour people start in a scope.
func (w *worldState) byHand() int {
	extra := w.options.Jobs - w.planned
	return max(1, extra/(30*24*len(w.scopes)))
}

// plannedJobs counts about how many backup jobs the plans start in 30 days.
func (w *worldState) plannedJobs() int {
	total := 0
	for _, s := range w.scopes {
		total += s.want * 33
	}
	return total
}

// addOneVault adds the vault that holds nearly everything. Its resources are a
// scope of their own, so that the rest of the world keeps its size.
func (s *scope) addOneVault(points, resources int) {
	if resources <= 0 {
		resources = max(1, points/pointsAResource)
	}
	v := s.newVault(bigVaultName, 500)
	s.vaults = append(s.vaults, v)
	home := &scope{
		w: s.w, account: s.account, region: s.region, number: s.number, seed: hash(s.seed, 52), want: resources,
		prefix: s.account.name + "-all",
	}
	s.homes = append(s.homes, home)
	r := &rule{
		name: "nightly-all", sched: schedule{days: 1, hour: 2, minute: 30}, vault: v, spread: 5 * hour, startIn: 480, completeIn: 10080,
		keep: points/resources + 2,
	}
	p := s.newPlan("prod-daily-all", 7, r)
	p.selects("everything", "", "", "*")
	s.newStream(stream{
		kind: backups, vault: v, plan: p, rule: r, home: home, sched: r.sched, spread: r.spread, keep: r.keep, window: points,
		since: 1, // as far back as its points reach
	})
}

// scansADay is how many recovery points of a scope are scanned for malware each day.
const scansADay = 6
