package sim

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// World is a simulated AWS organisation. Everything in it follows from its
// options and time.Now: nothing is stored, and nothing runs in the background.
// What requests changed lies over it, see overlay, and moves with time.Now alike.
// It is safe for concurrent use.
type World struct {
	worldState
	server
	handlers sync.Map // types that Cloud Control API's handlers are denied
}

// worldState is the part that AWS Backup's operations read.
type worldState struct {
	options   Options
	seed      uint64
	start     int64 // milliseconds
	birth     int64 // nothing is older
	accounts  []*account
	zones     map[string]*time.Location
	planned   int // about how many backup jobs the plans start in 30 days
	regions   []string
	scopes    []*scope             // account by account
	places    map[[2]string]*scope // the same, by account and Region
	streams   []*stream
	shared    *vault // the vault that its owner shares with the organisation
	routes    []*route
	bodies    sync.Pool     // of *jsonBody
	making    chan struct{} // holds one for each answer that is being made,
	counting  chan struct{} // and one for the summaries
	listed    uint64        // of the backup jobs, this share (of 1<<32) is listed
	overlay   overlay
	incidents incidents
	summaries summaries
	tonight   *incident // of Options.Tonight
}

// An account of the organisation.
type account struct {
	id      string
	name    string
	email   string
	number  int
	refuses bool // the role of nobody can be assumed here
	joined  time.Time
}

// A scope is one account in one region.
type scope struct {
	w       *worldState
	account *account
	region  string
	number  int
	denied  bool // by a service control policy
	seed    uint64
	role    string // that AWS Backup works with
	vaults  []*vault
	plans   []*plan
	backups []*stream // and so on: the streams whose jobs run here
	copies  []*stream
	restore []*stream
	scans   []*stream

	shelves   [5]atomic.Pointer[stream] // by kind: jobs that requests started here
	homes     []*scope                  // whose resources are protected here: this scope, and that of OneVault
	prefix    string                    // of resource names
	want      int                       // resources
	once      sync.Once
	resources []*resource
	byARN     map[string]int32
	nested    map[string]int32 // members of composite ones, by ARN: whose they are
	things    inventory        // what its services hold
	arrivals  arrivals         // what restores will have made
}

// New makes a world. It starts no goroutine and does no I/O.
func New(o Options) *World {
	o = o.withDefaults(time.Now())
	w := &World{worldState: worldState{
		options: o,
		seed:    mix(o.Seed + 0x62_6b_70_75_69),
		start:   o.Start.UnixMilli(),
		birth:   o.Start.UnixMilli() - historyOfAWorld,
		regions: regionNames[:o.Regions],
		routes:  backupRoutes(),
		zones:   map[string]*time.Location{},
		places:  map[[2]string]*scope{},
		bodies:  sync.Pool{New: func() any { return new(jsonBody) }},
		making:  make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), counting: make(chan struct{}, 1),
	}}
	w.build()
	return w
}

// build makes the organisation: accounts, vaults, plans and their streams.
// Resources follow when a scope is first asked for them.
func (w *World) build() {
	o := w.options
	for i := range o.Accounts {
		w.accounts = append(w.accounts, w.newAccount(i))
	}
	for _, a := range w.accounts {
		for r, region := range w.regions {
			s := &scope{w: &w.worldState, account: a, region: region, number: len(w.scopes)}
			s.seed = hash(w.seed, uint64(a.number), uint64(r), 1)
			s.role = "arn:aws:iam::" + a.id + ":role/service-role/AWSBackupDefaultServiceRole"
			s.homes, s.prefix = []*scope{s}, a.name
			s.denied = a.name == "data-lake" && region == "eu-west-1"
			w.scopes = append(w.scopes, s)
			w.places[[2]string{a.id, region}] = s
		}
	}
	w.shareResources()
	w.planned = w.plannedJobs()
	for _, s := range w.scopes {
		s.addVaults(o.Vaults)
	}
	for _, s := range w.scopes {
		s.addPlans()
	}
	for _, s := range w.scopes {
		s.addStreams()
	}
	w.listed = 1 << 32
	if all := w.planned + w.byHand()*30*24*len(w.scopes); o.Jobs > 0 && o.Jobs < all {
		w.listed = uint64(o.Jobs) << 32 / uint64(all)
	}
	if o.OneVault > 0 {
		w.scopes[0].addOneVault(o.OneVault, o.Resources)
	}
	if o.Tonight {
		w.addTonight()
	}
}

// scope finds an account's region; nil when the account is not of this
// organisation or the region not enabled.
func (w *worldState) scope(account, region string) *scope {
	return w.places[[2]string{account, region}]
}

// HomeAccount is the ID of the management account, that of a caller whose
// access key was not issued by AssumeRole.
func (w *World) HomeAccount() string { return w.accounts[0].id }

// Account returns the ID of a member by its name, "" when there is none.
func (w *World) Account(name string) string {
	for _, a := range w.accounts {
		if a.name == name {
			return a.id
		}
	}
	return ""
}

// Accounts returns the IDs of all accounts, the management account first.
func (w *World) Accounts() []string {
	ids := make([]string, len(w.accounts))
	for i, a := range w.accounts {
		ids[i] = a.id
	}
	return ids
}

// RefusingAccount is the ID of the account whose roles nobody may assume, ""
// in an organisation without one.
func (w *World) RefusingAccount() string {
	for _, a := range w.accounts {
		if a.refuses {
			return a.id
		}
	}
	return ""
}

// Regions returns the regions enabled in every account.
func (w *World) Regions() []string { return append([]string(nil), w.regions...) }

// DeniedScope is the account and region that a service control policy denies,
// empty in a world too small for one.
func (w *World) DeniedScope() (account, region string) {
	for _, s := range w.scopes {
		if s.denied {
			return s.account.id, s.region
		}
	}
	return "", ""
}

// Start is the moment the world was made.
func (w *World) Start() time.Time { return w.options.Start }
