package views

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// get reads the jobs of the window and the vaults that say more about them, and writes
// the causes. It keeps the jobs: a cause is only whole when all of them are read.
func (v failuresView) get(g *getRun) error {
	window, err := parseWindow(cmp.Or(g.o.Window, "24h"))
	if err != nil {
		return &UsageError{"--window: " + err.Error()}
	}
	since := backup.TimeOf(time.Now()).Add(-window - longestJob)
	if err := g.readJobs(Target{}, since, jobFeeds()...); err != nil {
		return err
	}
	points := g.o.Points != nil && *g.o.Points
	var lists []state.Part
	if points {
		lists = vaultParts(g.env, Target{})
	}
	c, err := g.causes(window, lists)
	if err != nil {
		return err
	}
	if points {
		if err := g.readPoints(); err != nil {
			return err
		}
		if c, err = g.causes(window, nil); err != nil {
			return err
		}
	} else if g.o.Points == nil {
		fmt.Fprintln(g.errs, "bkpui: "+pointsUnread)
	}
	g.known(c)
	next := *g.env
	next.Causes = c
	g.env = &next
	return v.Resource.get(g)
}

// causes groups the failures, and reads lists and what the failures hang on: which vaults and restores to ask about
// is known only after a look at them, and of some only after another.
func (g *getRun) causes(window time.Duration, lists []state.Part) (*causes, error) {
	for {
		c := causesOf(g.ctx, g.env, window)
		if c == nil {
			return nil, g.ctx.Err()
		}
		for _, in := range c.vaults {
			lists = append(lists, state.Part{Feed: "vaults", Scope: in})
		}
		lists = slices.DeleteFunc(append(lists, restoreKeyParts(c, math.MaxInt)...), func(p state.Part) bool {
			_, asked := g.read[p]
			return asked
		})
		if len(lists) == 0 {
			return c, nil
		}
		if err := g.prepare(lists); err != nil {
			return nil, err
		}
		lists = nil
	}
}

// pointsUnread says what is missing of failures without the recovery points, which may be millions:
// ListRecoveryPointsByBackupVault does not filter by status.
const pointsUnread = "causes of jobs alone: --points reads the recovery points of every vault too, for those that are EXPIRED, STOPPED, PARTIAL, stuck in DELETING or have malware; --points=false says no more"

// readPoints reads the recovery points of all vaults that are known.
func (g *getRun) readPoints() error {
	parts := slices.DeleteFunc(pointParts(g.env, Target{}), func(p state.Part) bool { return p.Feed != "points" })
	err := gather(g, parts, publish(g, pointKey))
	g.observe()
	return err
}

// longestJob is how long before its end a job may have been created: AWS filters by
// creation.
const longestJob = 7 * 24 * time.Hour

// readJobs reads the jobs that a target leads to, of feeds, created since a moment, 0 = all that AWS lists, into the
// store, under the lists that the views look at. Where the organisation's list is refused,
// account by account.
func (g *getRun) readJobs(t Target, since backup.Time, feeds ...string) error {
	done := map[state.Part]bool{}
	for {
		var parts []state.Part
		for _, p := range jobParts(g.env, t, feeds...) {
			if !done[p] {
				parts, done[p] = append(parts, p), true
			}
		}
		if len(parts) == 0 {
			return nil
		}
		asked := make([]state.Part, len(parts))
		under := make(map[state.Part]state.Part, len(parts))
		for i, p := range parts {
			q := backup.ParseJobQuery(p.Arg)
			if p.Feed != jobFeed(backup.ScanJob) { // ListScanJobs does not filter by creation
				q.CreatedAfter = since
			}
			asked[i] = state.Part{Feed: p.Feed, Scope: p.Scope, Arg: q.Encode()}
			under[asked[i]] = p
		}
		if err := gather(g, asked, func(p state.Part, rows []backup.Job) error {
			state.Publish(g.b.Store, under[p], jobID, rows, 1<<30)
			return nil
		}); err != nil {
			return err
		}
		for _, p := range asked {
			if err, failed := g.refused[p]; failed && p != under[p] {
				delete(g.refused, p)
				g.refused[under[p]] = err
			}
			g.read[under[p]] = g.read[p]
		}
		g.observe()
	}
}

func jobID(j *backup.Job) string { return j.ID }
