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
		if j.Kind != backup.RestoreJob || j.Outcome() != backup.Succeeded || j.Of.Get().Type.String() != p.Point.Type || took <= 0 {
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
	return Check{Name: "duration", Applies: restoring, Run: func(_ context.Context, _ Lookup, p Plan) []Finding {
		e, ok := EstimateRestore(p)
		switch {
		case ok:
			return []Finding{proven("", "finished restore jobs", "%s", e.String())}
		case cold(p.Point):
			return []Finding{doubts("", "finished restore jobs", "plan for the unknown", "no history of restores of %s; thawing alone takes up to %s", p.Point.Type, span(thaw(p.Point)))}
		}
		return []Finding{doubts("", "finished restore jobs", "plan for the unknown", "no history of restores of %s", p.Point.Type)}
	}}
}
