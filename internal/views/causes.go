package views

import (
	"context"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// causes is what failed within the window, by cause, computed in a command from one
// snapshot and the same for every screen of the session. It is never written afterwards.
type causes struct {
	window  time.Duration
	focus   Focus
	from    backup.Time
	rows    []*failure
	byKey   map[string]*failure
	byJob   map[string]*failure // of every job with a problem, by its ID
	byPoint map[pointAt]*failure
	scans   map[scannedAt]bool // recovery points in which a scan job found threats
	jobs    int                // that ended in the window
	bad     int                // of these, with a problem
	day     tally              // all jobs of the last 24 hours, and those that run, as the overview counts them
	fresh   bool               // some list of jobs was read lately
	read    bool               // some list of jobs was read at all
	lists   [2]int             // of jobs: all, and those that were read at all
	known   int                // rows that are silenced
	reading int                // lists of jobs that are not complete to the start of the window
	points  int                // recovery points that were looked at
	pointed pointsRead         // of how many vaults
	told    int                // vaults and keys that tell what causes hang on
	vaults  []backup.Scope     // whose vaults' keys would say more
	seq     uint64             // counts computations
	now     backup.Time        // the moment that they are of, and
	snap    *state.Snapshot
	fleet   *Fleet
}

// failure is a cause as the views show it.
type failure struct {
	*triage.Cause
	key   string
	known string // why the operator silenced it
	fresh bool   // new since the last look
	rank  int    // its place in the order of need
	place int    // in which it is shown, on every screen; see inOrder
}

// version tells one computation from the next.
func (c *causes) version() uint64 {
	if c == nil {
		return 0
	}
	return c.seq
}

// untold reports whether there are no jobs to tell of, since no list of them was read.
func (c *causes) untold() bool { return c != nil && c.jobs == 0 && !c.read }

// find returns the row of a cause, nil where there is none now.
func (c *causes) find(key string) *failure {
	if c == nil {
		return nil
	}
	return c.byKey[key]
}

// trendSlices is how many parts of the window the trend of a cause has.
const trendSlices = 12

// causesEvery is how often they are computed at most, in a third of the time where that takes
// long; lookAtContext after how many rows the computation looks whether it is still wanted.
const (
	causesEvery   = time.Second
	causesRest    = 2
	lookAtContext = 8192
)

// causesOf groups what ended within the window, of the scopes in focus. It returns nil
// when ctx ends first.
func causesOf(ctx context.Context, e *Env, window time.Duration) *causes {
	parts := jobParts(e, Target{}, jobFeeds()...)
	until := heardUntil(e, parts)
	c := &causes{window: window, focus: e.Focus, now: e.Now, snap: e.Snap, fleet: e.Fleet, byKey: map[string]*failure{}, byJob: map[string]*failure{}, byPoint: map[pointAt]*failure{}, from: until.Add(-window)}
	for _, p := range parts {
		h := e.Health(p)
		c.read = c.read || !h.ReadAt.IsZero()
		c.lists[0], c.lists[1] = c.lists[0]+1, c.lists[1]+oneIf(!h.ReadAt.IsZero())
		c.fresh = c.fresh || !h.ReadAt.IsZero() && e.Now.Sub(h.ReadAt) <= overdueAfter
		if h.Err == nil && !h.Covers(c.from) {
			c.reading++
		}
	}
	var ended []*backup.Job
	out, n, day := e.Fleet.LeftOut(), 0, until.Add(-overviewWindow)
	for _, j := range state.Select[backup.Job](e.Snap, partSet(parts), jobFeeds()...).All() {
		if n++; n%lookAtContext == 0 && ctx.Err() != nil {
			return nil
		}
		if !e.Focus.Has(jobScope(j)) || slices.Contains(out, j.Account) {
			continue
		}
		o := j.Outcome()
		c.day.count(j, o, day)
		if o == backup.Running || j.Ended() < c.from {
			continue
		}
		ended = append(ended, j)
	}
	c.jobs = len(ended)
	points := func(yield func(*backup.RecoveryPoint) bool) {
		for _, p := range state.Select[backup.RecoveryPoint](e.Snap, nil, "points").All() {
			if n++; n%lookAtContext == 0 && ctx.Err() != nil {
				return
			}
			in := p.In.Get()
			if e.Focus.Has(backup.Scope{Account: in.Account, Region: in.Region}) {
				c.points++
				if !yield(p) {
					return
				}
			}
		}
	}
	share := func(n int, do func(part int)) error { return query.Share(ctx, n, do) }
	about := newSurroundings(e)
	rows, wanted, err := group(triage.Window{From: c.from, To: until.Add(time.Minute), Slices: trendSlices}, about, ended, points, share)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		panic(err) // one of a part is one of the command
	}
	c.vaults, c.pointed, c.told = wanted, about.pointsRead(e), len(about.vaults)+len(about.keys)
	for i := range rows {
		f := &failure{Cause: &rows[i], key: rows[i].Key.String(), rank: i}
		c.add(f)
		c.bad += len(f.Jobs)
	}
	return c
}

func (c *causes) add(f *failure) {
	c.rows, c.byKey[f.key] = append(c.rows, f), f
	threats := false
	for _, j := range f.Jobs {
		c.byJob[j.ID] = f
		threats = threats || j.Outcome() == backup.Threats
	}
	if threats {
		c.scanned(f)
	}
	for _, p := range f.Points {
		c.byPoint[pointAt{p.In, p.ARN}] = f
	}
}
