package views

import (
	"cmp"
	"maps"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// Needs are the jobs of every scope, their daily counts, and the vaults of a fleet that is
// small enough.
func (o *overviewScreen) Needs(e *Env) []state.Part {
	k := o.name(e)
	if v := e.Causes.version(); k.with == nil || k.sought != v {
		if seeking := seekingParts(e, len(e.Scopes()) > scopesWatched); k.with == nil || !slices.Equal(seeking, k.with[:k.seeking]) {
			k.with, k.seeking = slices.Concat(seeking, k.needs), len(seeking)
		}
		k.sought = v
	}
	return k.with
}

// seekingMost bounds how many scopes' vaults are read for the causes whose root is being
// looked up: a call or two each, the worst causes and the places of most of their jobs come first.
const seekingMost = 200

// seekingParts are the vaults, where not all are read, and the restores that tell what the causes
// hang on that nobody knows yet.
func seekingParts(e *Env, vaults bool) []state.Part {
	var parts []state.Part
	if e.Causes == nil {
		return nil
	}
	have := map[backup.Scope]bool{}
	for _, f := range e.Causes.rows {
		if !vaults || !f.of().Brief.Seeking() {
			continue
		}
		for _, in := range vaultsSought(f.of().Jobs) {
			p := vaultsPart(in)
			if seeking, _ := e.seeks(p); !seeking || have[in] || len(parts) == seekingMost {
				continue
			}
			have[in] = true
			parts = append(parts, p)
		}
	}
	return append(parts, restoreKeyParts(e.Causes, restoresAtOnce)...)
}

// vaultsSought are the scopes whose vaults tell what such jobs hang on, those of most jobs first: most of
// what fails tonight fails by one thing, in few places.
func vaultsSought(jobs []*backup.Job) []backup.Scope {
	count := map[backup.Scope]int{}
	for _, j := range jobs {
		if j.Kind != backup.RestoreJob && !j.CopiesSnapshot() { // these ask for a key of their own
			count[jobScope(j)]++
		}
	}
	return slices.SortedFunc(maps.Keys(count), func(a, b backup.Scope) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), compareScopes(a, b))
	})
}

// knownLists are the lists of a fleet by name; naming those of thousands of scopes takes
// longer than a frame may.
type knownLists struct {
	fleet *Fleet
	focus Focus
	jobs  []state.Part
	trend []state.Part
	needs []state.Part // all of them
	org   []state.Part // of them, the lists of the whole organisation

	with    []state.Part // the needs, after what the causes of a moment need
	seeking int          // how many these are
	sought  uint64       // that moment
}

// name names the lists. They change with the fleet, and when AWS refuses those of the
// organisation.
func (o *overviewScreen) name(e *Env) *knownLists {
	k := &o.known
	refused := func(p state.Part) bool { return refuses(e.Health(p).Err) }
	if k.fleet != nil && k.fleet == e.Fleet && k.focus.Equal(e.Focus) && !slices.ContainsFunc(k.org, refused) {
		return k
	}
	*k = knownLists{fleet: e.Fleet, focus: e.Focus, jobs: jobParts(e, Target{}, jobFeeds()...), trend: trendParts(e)}
	k.needs = slices.Concat(k.jobs, k.trend)
	for _, p := range k.needs {
		if isOrganization(p) || p.Scope.Account.String() == backup.Organization {
			k.org = append(k.org, p)
		}
	}
	if len(e.Scopes()) <= scopesWatched {
		k.needs = append(k.needs, vaultParts(e, Target{})...)
	}
	return k
}

// scopesWatched is in how many scopes the start view reads the vaults, for locks that become
// permanent, and the daily counts where the organisation's are refused: a few calls each. Of a
// larger fleet it reads those that causes hang on, and knows those that other views have read.
const scopesWatched = 100

// listsAtOnce is how many lists are summed up between two keys; the state of more comes with
// the numbers.
const listsAtOnce = 1000

// tell takes what can't be read of the jobs and of the vaults whose keys and locks the screen
// tells: it counts what the failures count.
func (o *overviewScreen) tell(e *Env) {
	k := &o.known
	failed, own := o.lists.failed, o.lists.own
	vaults := slices.Concat(k.with[:max(len(k.with)-len(k.needs), 0)], k.needs[len(k.jobs):])
	for _, p := range vaults {
		if h := e.Health(p); p.Feed == "vaults" && h.Err != nil {
			failed = slices.Insert(slices.Clip(failed), own, trouble{part: p, err: h.Err, since: h.Since})
			own++
		}
	}
	o.told = toTell(failed, own)
	if o.sum != nil {
		o.sum.told = o.told
	}
}
