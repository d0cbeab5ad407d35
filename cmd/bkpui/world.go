package main

import (
	"slices"
	"time"

	"github.com/spf13/pflag"

	"github.com/bkpui/bkpui/internal/sim"
)

// world is a simulated organisation as flags describe it.
type world struct {
	options         sim.Options
	latency, jitter time.Duration
	fractions       map[sim.FaultKind]*float64

	accounts, regions, operations []string // that faults are limited to
	line                          string   // faults as sim.ParseFaults reads them
	more                          sim.Faults
	breaks                        string // incidents as sim.ParseIncidents reads them
	incidents                     []sim.Planned
}

// add defines the flags of a simulated organisation.
func (w *world) add(set *pflag.FlagSet, latency, jitter time.Duration, tonight bool) {
	o := &w.options
	set.Uint64Var(&o.Seed, "seed", 1, "the same seed gives the same organisation")
	set.IntVar(&o.Accounts, "accounts", 0, "accounts (default 6)")
	set.IntVar(&o.Regions, "regions", 0, "Regions of each account (default 4)")
	set.IntVar(&o.Vaults, "vaults", 0, "vaults of each account and Region (default 6)")
	set.IntVar(&o.Points, "points", 0, "recovery points in all, about (default a year of backups)")
	set.IntVar(&o.Resources, "resources", 0, "protected resources in all, about")
	set.IntVar(&o.Jobs, "jobs", 0, "jobs of the last 30 days in all, about")
	set.IntVar(&o.OneVault, "one-vault", 0, "recovery points of one more vault, prod-daily-all")
	set.IntVar(&o.PageSize, "page-size", 0, "rows of a page at most (default 1000)")
	set.IntVar(&o.Speed, "speed", 0, "jobs that requests start run so many times faster than at AWS (default 1)")
	set.BoolVar(&o.Rates, "rates", false, "refuse what exceeds AWS's documented request rates")

	set.BoolVar(&o.Tonight, "tonight", tonight, "backups of several accounts fail since tonight, for one KMS key")

	set.StringVar(&w.breaks, "break", "", "what breaks while it runs: key-policy, key-disabled, scp, trust, quota, lock; when, and until when: trust@30s..5m")

	set.DurationVar(&w.latency, "latency", latency, "what every answer takes")
	set.DurationVar(&w.jitter, "jitter", jitter, "by how much that varies, up and down")
	w.fractions = map[sim.FaultKind]*float64{}
	for _, f := range faults {
		w.fractions[f.kind] = set.Float64(f.flag, 0, f.usage)
	}
	set.StringVar(&w.line, "faults", "", "faults in one line, beside the others: throttling=20%@eu-west-1,hang=1%@ListBackupJobs, or bad-day")
	set.StringSliceVar(&w.accounts, "fault-accounts", nil, "only these accounts meet the faults above: a,b")
	set.StringSliceVar(&w.regions, "fault-regions", nil, "only these Regions meet the faults above: a,b")
	set.StringSliceVar(&w.operations, "fault-operations", nil, "only these operations or services meet the faults above: ListBackupJobs,sts")
}

// faults are the flags of what can go wrong.
var faults = []struct {
	flag  string
	kind  sim.FaultKind
	usage string
}{
	{"throttle", sim.Throttling, "fraction of the requests that is throttled: 0.2"},
	{"errors", sim.ServerError, "fraction answered with status 500"},
	{"resets", sim.Reset, "fraction whose connection is reset"},
	{"lost", sim.TakenReset, "fraction that is done, and whose connection is reset before the answer"},
	{"cut", sim.CutShort, "fraction whose answer ends in the middle"},
	{"garble", sim.Garbled, "fraction whose answer is noise in its second half"},
	{"html", sim.HTML, "fraction answered with a web page, as by a proxy"},
	{"hang", sim.Hang, "fraction never answered"},
	{"expired-token", sim.ExpiredToken, "fraction refused for expired credentials"},
	{"expired-page", sim.ExpiredPage, "fraction of the later pages whose token has expired"},
	{"denied", sim.AccessDenied, "fraction refused by the identity's policies"},
	{"denied-scp", sim.DeniedBySCP, "fraction refused by a service control policy"},
	{"undeletable", sim.Undeletable, "fraction of the recovery points that turn EXPIRED when they are deleted"},
}

// check finds sizes and fractions that no world can have.
func (w *world) check() error {
	o := w.options
	for _, size := range []struct {
		flag    string
		n, most int
	}{
		{"accounts", o.Accounts, 10_000},
		{"regions", o.Regions, 30},
		{"vaults", o.Vaults, 1000},
		{"points", o.Points, 50_000_000},
		{"resources", o.Resources, 5_000_000},
		{"jobs", o.Jobs, 50_000_000},
		{"one-vault", o.OneVault, 50_000_000},
		{"page-size", o.PageSize, 1000},
		{"speed", o.Speed, 1_000_000},
	} {
		if size.n < 0 || size.n > size.most {
			return usagef("0 is the default", "--%s: %d is not between 0 and %d", size.flag, size.n, size.most)
		}
	}
	sum := 0.0
	for _, f := range faults {
		n := *w.fractions[f.kind]
		if !(n >= 0 && n <= 1) { // NaN as well
			return usagef("such as 0.2 for one request in five", "--%s: %v is not between 0 and 1", f.flag, n)
		}
		if f.kind != sim.Undeletable { // which befalls points, not requests
			sum += n
		}
	}
	var err error
	if w.more, err = sim.ParseFaults(w.line); err != nil {
		return usagef("such as throttling=20%,denied-scp=100%@eu-west-1 or bad-day", "--faults: %v", err)
	}
	if w.incidents, err = sim.ParseIncidents(w.breaks); err != nil {
		return usagef("such as key-disabled@30s..10m,scp@1m", "--break: %v", err)
	}
	for _, f := range w.more {
		if f.Kind != sim.Slow && f.Kind != sim.Undeletable && len(f.Accounts)+len(f.Regions)+len(f.Operations) == 0 {
			sum += f.Fraction // those with limits may never meet the same request
		}
	}
	if sum > 1 {
		return usagef("a request meets one fault at most", "the fractions of faults are %.2f together, more than 1", sum)
	}
	if w.latency < 0 || w.jitter < 0 || w.latency > time.Minute {
		return usagef("such as 200ms", "--latency and --jitter: between 0 and 1m")
	}
	return nil
}

// make makes the world, with its faults and with what breaks from now on.
func (w *world) make() (*sim.World, error) {
	made, start := sim.New(w.options), time.Now()
	made.SetFaults(w.faults())
	for _, p := range w.incidents {
		if !made.Plan(p, start) {
			return nil, usagef("leave it out, or make the organisation larger", "--break: nothing in this organisation can meet %q", p.Kind)
		}
	}
	return made, nil
}

func (w *world) faults() sim.Faults {
	var out sim.Faults
	where := func(f sim.Fault) sim.Fault {
		f.Accounts, f.Regions, f.Operations = slices.Clone(w.accounts), slices.Clone(w.regions), slices.Clone(w.operations)
		return f
	}
	if w.latency > 0 {
		out = append(out, sim.Fault{Kind: sim.Slow, Fraction: 1, Delay: w.latency, Jitter: min(w.jitter, w.latency)})
	}
	for _, f := range faults {
		if n := *w.fractions[f.kind]; n > 0 {
			out = append(out, where(sim.Fault{Kind: f.kind, Fraction: n}))
		}
	}
	return append(out, w.more...)
}
