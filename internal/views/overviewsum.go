package views

import (
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
	n, wrong := 0, wrongRestores{}
	var (
		at backup.Scope // of the row before: its list is of one scope
		c  *tally
	)
	for _, j := range rows.All() {
		if n++; n%rowsBetweenLooks == 0 && ctx.Err() != nil {
			return nil
		}
		sc := backup.Scope{Account: j.Account, Region: j.Region}
		if c == nil || sc != at {
			at, c = sc, cells[sc]
		}
		if c == nil {
			if !e.Focus.Has(sc) || slices.Contains(out, j.Account) {
				continue
			}
			c = &tally{} // an account that only the organisation's list knows
			cells[sc] = c
		}
		s.count(c, j, since)
		if j.Invalid() || j.Untested() {
			wrong.add(j)
		}
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
	s.watch, s.trend = watchOf(e), trendOf(e, known.trend, wrong)
	s.lists.update(e, parts)
	s.lineUp(e, cells)
	s.arrange(e, cells)
	s.took = time.Since(began)
	return s
}

// rowsBetweenLooks is after how many rows a computation looks whether it is still wanted.
const rowsBetweenLooks = 8192
