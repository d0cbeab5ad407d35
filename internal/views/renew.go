package views

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
)

// renewPoints has the lists of a vault read again whose points were changed from here: a
// look at the latest points would not show it.
func (s *session) renewPoints(op ops.Op, results []ops.Result) {
	t := op.Items[0].Thing
	took := slices.ContainsFunc(results, func(r ops.Result) bool { return r.Outcome == ops.Accepted || r.Outcome == ops.Unsure })
	if t.Kind != backup.PointThing || !took {
		return
	}
	if _, starts := jobOfKind(op.Kind); starts {
		return // it is the end of the job that changes them
	}
	whole := backup.PointQuery{Vault: t.Vault, Owner: t.Owner}
	parts := []state.Part{{Feed: "points", Scope: t.Scope, Arg: whole.Encode()}}
	for _, p := range s.wanted {
		if q := backup.ParsePointQuery(p.Arg); p.Feed == "points" && p.Scope == t.Scope && q.Vault == t.Vault && p != parts[0] {
			parts = append(parts, p)
		}
	}
	s.b.Poller.Refresh(parts)
}

// expectPoint keeps the list of a job wanted that puts a point into a vault, wherever the
// operator goes: its end tells that the vault's list is to be read again.
func (s *session) expectPoint(job backup.Thing) {
	feed := map[backup.JobKind]string{backup.BackupJob: "backup-jobs", backup.CopyJob: "copy-jobs"}[job.Job]
	if feed == "" {
		return
	}
	s.tracked = append(s.tracked, tracked{parts: jobParts(s.env, Target{Scope: job.Scope}, feed), thing: job, quiet: true})
	s.want()
}
