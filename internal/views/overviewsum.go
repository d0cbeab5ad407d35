package views

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// overviewWindow is how far back the overview counts.
const overviewWindow = 24 * time.Hour

// runningShown is how many running jobs the overview keeps; the rest are counted.
const runningShown = 100

// tally is what happened in one scope within the window.
type tally struct {
	jobs    int // that ended in the window
	failed  int // failed or missed
	ended   int // stopped by somebody: no failure, and no success
	issues  int // completed with issues
	running int
	stuck   int           // of the running ones, look so
	stale   int           // resources whose protection looks stale
	err     *backup.Error // a list that can't be read
	reading bool          // a list is not there yet
	stopped bool          // a list will not be, since the operator stopped it
}

// worse orders scopes by what needs an operator first.
func (t *tally) worse() int {
	switch {
	case t == nil:
		return 0
	case t.failed > 0:
		return 1_000_000 + t.failed
	case t.err != nil:
		return 500_000
	case t.stale > 0:
		return 200_000 + t.stale
	case t.issues+t.ended+t.stuck > 0:
		return 100_000 + t.issues + t.ended + t.stuck
	case t.running > 0:
		return 1
	}
	return 0
}

// leastWrong is from where on a scope needs an operator.
const leastWrong = 100_000

func (t *tally) wrong() bool { return t.worse() >= leastWrong }

// accountRow is a line of the overview's grid.
type accountRow struct {
	id    backup.Text
	key   string // tells rows apart, also those of accounts whose ID is not known
	name  string
	why   string // why the whole account can't be read, "" when it can
	cells map[backup.Text]*tally
	worst int
}

// summary is the overview, computed in a command from one snapshot.
type summary struct {
	accounts []accountRow  // with something wrong, the worst first
	regions  []backup.Text // the same
	running  []backup.Job  // what looks stuck first, then restores, then the longest running
	heard    []heard       // the lists that they are from
	counts   [4]int        // running jobs by kind
	total    tally
	scopes   int // in focus
	fine     int // of them, with nothing wrong as far as is known
	unread   int // of these, with lists still to be read
	partly   int // scopes with lists still to be read, wrong or not
	unfound  int // accounts whose Regions are not known yet
	quiet    int // accounts with nothing wrong
	watch    watch
	trend    trend
	guard    guard
	lists    lists         // how the lists of jobs are doing
	told     []trouble     // of all lists of the screen
	focus    Focus         // of whom the numbers are
	causes   *causes       // of the same moment; nil = not known then
	took     time.Duration // to compute
}

// guard is where protection looks stale. That changes slowly and takes as long as all else,
// so that it is looked at now and then.
type guard struct {
	at    time.Time
	focus Focus
	by    map[backup.Scope]int
}

const guardEvery = 10 * time.Second

// summarize computes the overview of the scopes in focus. It reads every job that is known:
// for commands only. Prev is the one before, nil at first. It returns nil when ctx ends first.
func summarize(ctx context.Context, e *Env, known *knownLists, prev *summary) *summary {
	began, parts := time.Now(), known.jobs
	s := &summary{focus: e.Focus, causes: e.Causes}
	cells := map[backup.Scope]*tally{}
	for _, sc := range e.Scopes() {
		cells[sc] = &tally{}
	}
	refuseScopes(e, cells)
	set := make(map[state.Part]bool, len(parts))
	for _, p := range parts {
		set[p] = true
		s.health(e, p, cells)
	}
	rows := state.Select[backup.Job](e.Snap, func(p state.Part) bool { return set[p] }, jobFeeds()...)
	until, out := heardUntil(e, parts), e.Fleet.LeftOut()
	since := until.Add(-overviewWindow)
	var protect *protections
	if prev == nil || time.Since(prev.guard.at) >= guardEvery || !prev.guard.focus.Equal(e.Focus) {
		protect = newProtections()
	}
	n := 0
	for _, j := range rows.All() {
		if n++; n%rowsBetweenLooks == 0 && ctx.Err() != nil {
			return nil
		}
		sc := backup.Scope{Account: j.Account, Region: j.Region}
		c := cells[sc]
		if c == nil {
			if !e.Focus.Has(sc) || slices.Contains(out, j.Account) {
				continue
			}
			c = &tally{} // an account that only the organisation's list knows
			cells[sc] = c
		}
		s.count(c, j, since)
		if protect != nil {
			protect.add(j)
		}
	}
	if protect == nil {
		s.guard = prev.guard
	} else {
		s.guard = guard{at: time.Now(), focus: e.Focus, by: map[backup.Scope]int{}}
		for key := range protect.stale(until, wholeSince(e, parts)) {
			s.guard.by[key.Scope]++
		}
	}
	for in, n := range s.guard.by {
		if c := cells[in]; c != nil {
			c.stale, s.total.stale = n, s.total.stale+n
		}
	}
	s.watch, s.trend = watchOf(e), trendOf(e, known.trend)
	s.lists.update(e, parts)
	s.lineUp(e, cells)
	s.arrange(e, cells)
	s.took = time.Since(began)
	return s
}

// rowsBetweenLooks is after how many rows a computation looks whether it is still wanted.
const rowsBetweenLooks = 8192

// health marks the cells that a list can't be read for, or not yet. A list of the whole
// organisation speaks for every account of its Region.
func (s *summary) health(e *Env, p state.Part, cells map[backup.Scope]*tally) {
	h := e.Health(p)
	mark := func(c *tally) {
		if h.Err != nil {
			c.err = h.Err
		}
		known := h.Whole || h.Err != nil || !h.Horizon.IsZero() && h.Horizon <= e.Now.Add(-overviewWindow)
		c.reading = c.reading || !known && !h.Stopped
		c.stopped = c.stopped || !known && h.Stopped
	}
	if c := cells[p.Scope]; c != nil && !isOrganization(p) {
		mark(c)
		return
	}
	for sc, c := range cells {
		if sc.Region == p.Scope.Region {
			mark(c)
		}
	}
}

func (s *summary) count(c *tally, j *backup.Job, since backup.Time) {
	o := j.Outcome()
	c.count(j, o, since)
	s.total.count(j, o, since)
	if o == backup.Running {
		s.counts[j.Kind]++
		s.running = append(s.running, *j)
	}
}

// count counts a job of that outcome: one that runs, or ended since then.
func (t *tally) count(j *backup.Job, o backup.Outcome, since backup.Time) {
	switch {
	case o == backup.Running:
		t.running++
	case j.Ended() >= since:
		t.add(o)
	}
}

// add counts a job that ended within the window.
func (t *tally) add(o backup.Outcome) {
	t.jobs++
	switch o {
	case backup.Succeeded:
	case backup.Issues:
		t.issues++
	case backup.Stopped:
		t.ended++
	default:
		t.failed++
	}
}

// arrange groups the cells by account and puts the worst first.
func (s *summary) arrange(e *Env, cells map[backup.Scope]*tally) {
	rows := map[string]*accountRow{}
	regions := map[backup.Text]int{}
	row := func(a *backup.Account) *accountRow {
		r := rows[a.Key()]
		if r == nil {
			r = &accountRow{id: a.ID, key: a.Key(), name: accountLabel(e, a), cells: map[backup.Text]*tally{}}
			rows[r.key] = r
		}
		return r
	}
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if a.Skipped || len(e.Focus.Accounts) > 0 && !slices.Contains(e.Focus.Accounts, a.ID) {
			continue
		}
		r := row(a)
		if t, ok := accountTrouble(e, a); ok {
			r.why, r.worst = t.why(), 400_000
		}
	}
	for sc, c := range cells {
		r := row(&backup.Account{ID: sc.Account})
		r.cells[sc.Region] = c
		r.worst = max(r.worst, c.worse())
		s.scopes++
		s.partly += oneIf(c.reading || c.stopped)
		if c.wrong() {
			regions[sc.Region] = max(regions[sc.Region], c.worse())
			continue
		}
		s.fine++
		s.unread += oneIf(c.reading || c.stopped)
	}
	for _, r := range rows {
		s.unfound += oneIf(len(r.cells) == 0 && r.why == "")
		if r.worst < leastWrong {
			s.quiet++
			continue
		}
		s.accounts = append(s.accounts, *r)
	}
	slices.SortFunc(s.accounts, func(a, b accountRow) int {
		return cmp.Or(-cmp.Compare(a.worst, b.worst), cmp.Compare(a.name, b.name), cmp.Compare(a.key, b.key))
	})
	for r := range regions {
		s.regions = append(s.regions, r)
	}
	slices.SortFunc(s.regions, func(a, b backup.Text) int {
		worst := 0
		if len(regions) > regionsAtOnce {
			worst = -cmp.Compare(regions[a], regions[b])
		}
		return cmp.Or(worst, cmp.Compare(a.String(), b.String()))
	})
}

// regionsAtOnce is how many Regions any screen shows side by side: these keep their
// places, more are put in order of need.
const regionsAtOnce = 4

// keepOrder puts the accounts that prev had into its order, new ones after them.
func (s *summary) keepOrder(prev *summary) {
	at := make(map[string]int, len(prev.accounts))
	for i, a := range prev.accounts {
		at[a.key] = i + 1
	}
	rank := func(a accountRow) int {
		if i := at[a.key]; i > 0 {
			return i
		}
		return len(prev.accounts) + 1
	}
	slices.SortStableFunc(s.accounts, func(a, b accountRow) int { return cmp.Compare(rank(a), rank(b)) })
}
