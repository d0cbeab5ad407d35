package restore

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Estimate is how long a restore may take: a range that most of the finished ones fall
// into, never one number.
type Estimate struct {
	From, To time.Duration
	Basis    string // "9 restores of EBS, this account"
}

// String returns "20–40 min (9 restores of EBS, this account)".
func (e Estimate) String() string {
	size, unit := time.Second, "s"
	switch {
	case e.To >= 48*time.Hour:
		size, unit = time.Hour, "h"
	case e.To >= 2*time.Minute:
		size, unit = time.Minute, "min"
	}
	low, high := e.From/size, (e.To+size-1)/size
	return fmt.Sprintf("%d–%d %s (%s)", low, max(high, low+1), unit, e.Basis)
}

// EstimateRestore tells how long the planned restore may take, from the finished
// restores of its type: those of the same account where there are enough, else of all.
// Of ten and more it is the range from the tenth to the ninetieth of a hundred, of
// fewer from the quickest to the slowest. ok is false without at least two. What
// thawing adds is in it.
func EstimateRestore(p Plan) (e Estimate, ok bool) {
	var here, all []time.Duration
	others := map[backup.Text]bool{}
	for i := range p.Jobs.Finished {
		j := &p.Jobs.Finished[i]
		took := j.Completed.Sub(began(j))
		if j.Kind != backup.RestoreJob || !j.Worked() || j.Of.Get().Type.String() != p.Point.Type || took <= 0 {
			continue
		}
		all = append(all, took)
		if j.Account == p.Scope.Account {
			here = append(here, took)
		} else {
			others[j.Account] = true
		}
	}
	took, where := here, "this account"
	switch {
	case len(here) >= 2:
	case len(all) < 2:
		return Estimate{}, false
	default:
		took, where = all, "other account"
		if len(others) > 1 {
			where += "s"
		}
		if len(here) > 0 {
			where = "this and " + where
		}
	}
	slices.Sort(took)
	n := len(took)
	added := thaw(p.Point)
	if added > 0 {
		where += ", thawing added"
	}
	return Estimate{took[n/10], took[n-1-n/10] + added, count(n, "restore") + " of " + p.Point.Type + ", " + where}, true
}

// began is when a job was started, or made where AWS does not tell.
func began(j *backup.Job) backup.Time {
	if !j.Started.IsZero() {
		return j.Started
	}
	return j.Created
}

// durationCheck says how long it may take.
func durationCheck() Check {
	return Check{Name: "duration", Applies: restoring, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		return []Finding{duration(ctx, l, p)}
	}}
}

// remembered is how far back AWS Backup lists the jobs of a place.
const remembered = 30 * 24 * time.Hour

// duration reads the restores of the place where those that are known here tell nothing: that
// none is known is no history only where they were read.
func duration(ctx context.Context, l Lookup, p Plan) Finding {
	const known, unknown = "finished restore jobs", "plan for the unknown"
	if e, ok := EstimateRestore(p); ok {
		return proven("", known, "%s", e.String())
	}
	var thawing string
	if cold(p.Point) {
		thawing = "; thawing alone takes up to " + span(thaw(p.Point))
	}
	read, err := l.Restores(ctx, p.Scope, p.Now.Add(-remembered))
	p.Jobs.Finished = together(p.Jobs.Finished, read)
	e, ok := EstimateRestore(p)
	switch {
	case ok:
		return proven("", listRestores, "%s", e.String())
	case err != nil:
		f := unanswered("", listRestores, p.Scope, err)
		f.Evidence = "earlier restores of " + p.Point.Type + " could not be read: " + f.Evidence + thawing
		return f
	}
	return doubts("", listRestores, unknown, "no history of restores of %s in %s%s", p.Point.Type, p.Scope.String(), thawing)
}

// together is known and, of what was read, what is not in it.
func together(known, read []backup.Job) []backup.Job {
	seen := map[string]bool{}
	for i := range known {
		seen[known[i].ID] = true
	}
	all := slices.Clone(known)
	for i := range read {
		if !seen[read[i].ID] {
			all = append(all, read[i])
		}
	}
	return all
}
