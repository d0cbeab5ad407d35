package views

import (
	"iter"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// groupParts is into how many stretches jobs are cut at most, to be grouped side by side;
// each costs a joining, so that groupRows are one.
const (
	groupParts = 8
	groupRows  = 4096
)

// group makes causes of what ended and of recovery points, and says whose vaults would tell more.
func group(w triage.Window, about *surroundings, jobs []*backup.Job, points iter.Seq[*backup.RecoveryPoint], share triage.Share) ([]triage.Cause, []backup.Scope, error) {
	n := min(groupParts, 1+len(jobs)/groupRows)
	groupers, abouts := make([]*triage.Grouper, n), make([]*surroundings, n)
	err := share(n, func(i int) {
		g, about := triage.NewGrouper(w), about.apart()
		for _, j := range jobs[i*len(jobs)/n : (i+1)*len(jobs)/n] {
			g.Add(j, about.job)
		}
		groupers[i], abouts[i] = g, about
	})
	if err != nil {
		return nil, nil, err
	}
	all := groupers[0]
	for i := range n - 1 {
		all.Join(groupers[i+1])
		abouts[0].join(abouts[i+1])
	}
	for p := range points {
		all.AddPoint(p, abouts[0].point)
	}
	causes, err := all.Causes(share)
	return causes, abouts[0].wanted(), err
}
