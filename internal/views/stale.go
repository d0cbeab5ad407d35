package views

import (
	"cmp"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// staleRow is a resource whose protection looks stale: for twice the interval of its rule
// no backup of it came to a good end. That is an assumption. It rests on the backup jobs that
// are known and on the schedule that AWS writes into each (AWS Backup API:
// RecoveryPointCreator.BackupRuleCron); whether the resource still exists, and whether a
// plan still selects it, is not looked up.
type staleRow struct {
	Account, Region backup.Text
	Of              backup.Ref[backup.ResourceRef]
	By              backup.Ref[backup.CreatedBy] // the rule with the shortest interval
	Gap             time.Duration                // that interval: its longest time between two runs
	Worked          backup.Time                  // when the newest good backup was begun; zero = none is known
	Since           backup.Time                  // the same, or the oldest job known
	Tried           int32                        // jobs that ended otherwise since then
	Last            backup.Time                  // when the newest job was made
	LastID          string
	LastState       backup.Text
}

// staleAfter is how many intervals without a good end make protection stale.
const staleAfter = 2

// protections follows backups by resource. It belongs to one goroutine.
type protections struct {
	of   map[protected]*staleRow
	gaps map[backup.Text]time.Duration // of schedules; 0 = can't be read
}

// protected is a resource in a scope: a bucket's ARN names neither account nor Region.
type protected struct {
	backup.Scope
	of backup.Ref[backup.ResourceRef]
}

func newProtections() *protections {
	return &protections{of: map[protected]*staleRow{}, gaps: map[backup.Text]time.Duration{}}
}

// add takes a job, in any order. Only backups that a rule made say something of its
// rhythm; those made on demand count where they went well.
func (p *protections) add(j *backup.Job) {
	if j.Kind != backup.BackupJob || !j.Parent.Empty() || j.Created.IsZero() || j.Of.Get().ARN.Empty() {
		return
	}
	key := protected{backup.Scope{Account: j.Account, Region: j.Region}, j.Of}
	r := p.of[key]
	if r == nil {
		r = &staleRow{Account: j.Account, Region: j.Region, Of: j.Of}
		p.of[key] = r
	}
	if gap := p.gap(j.By.Get().Schedule); gap > 0 && (r.Gap == 0 || gap < r.Gap) {
		r.Gap, r.By = gap, j.By
	}
	if j.Created > r.Last {
		r.Last, r.LastID, r.LastState = j.Created, j.ID, j.State
	}
	if r.Since.IsZero() || j.Created < r.Since {
		r.Since = j.Created
	}
	if j.State.String() == "COMPLETED" { // with issues, too: there is a recovery point
		r.Worked = max(r.Worked, j.Created)
	}
}

// count takes a job again once all were added: what went otherwise since the last good end.
func (p *protections) count(j *backup.Job, into map[protected]*staleRow) {
	if j.Kind != backup.BackupJob || !j.Terminal() || j.State.String() == "COMPLETED" {
		return
	}
	r := into[protected{backup.Scope{Account: j.Account, Region: j.Region}, j.Of}]
	if r != nil && j.Created > r.Worked {
		r.Tried++
	}
}

func (p *protections) gap(schedule backup.Text) time.Duration {
	if schedule.Empty() {
		return 0
	}
	gap, ok := p.gaps[schedule]
	if !ok {
		gap, _ = longestGap(schedule.String())
		p.gaps[schedule] = gap
	}
	return gap
}

// stale returns the resources without a good end for too long, at now. Whole tells since
// when every job of a scope is known: before that nothing is claimed.
func (p *protections) stale(now backup.Time, whole func(backup.Scope) (backup.Time, bool)) map[protected]*staleRow {
	found := map[protected]*staleRow{}
	for key, r := range p.of {
		if r.Gap == 0 {
			continue
		}
		r.Since = max(r.Since, r.Worked)
		limit := now.Add(-staleAfter * r.Gap)
		if r.Since > limit {
			continue
		}
		if from, ok := whole(key.Scope); ok && from <= limit {
			found[key] = r
		}
	}
	return found
}

// wholeSince tells how far back the backup jobs of each scope are known without a gap.
func wholeSince(e *Env, parts []state.Part) func(backup.Scope) (backup.Time, bool) {
	from := map[backup.Scope]backup.Time{} // an organisation's list has no account
	for _, part := range parts {
		h := e.Health(part)
		whole := h.Whole || e.read[part] && h.Err == nil
		if part.Feed != jobFeed(backup.BackupJob) || !whole && h.Horizon.IsZero() {
			continue
		}
		in, since := part.Scope, h.Horizon
		if whole {
			since = 1
		}
		if isOrganization(part) {
			in.Account = backup.Text{}
		}
		from[in] = since
	}
	return func(in backup.Scope) (backup.Time, bool) {
		since, ok := from[in]
		if !ok {
			since, ok = from[backup.Scope{Region: in.Region}]
		}
		return since, ok
	}
}

// staleRows finds the resources in focus whose protection looks stale, the longest first.
// It reads every job that is known: for commands only.
func staleRows(e *Env, t Target) []staleRow {
	parts := staleParts(e, t)
	in := partSet(parts)
	p, jobs := newProtections(), state.Select[backup.Job](e.Snap, in, jobFeed(backup.BackupJob))
	for _, j := range jobs.All() {
		if e.Focus.Has(jobScope(j)) {
			p.add(j)
		}
	}
	found := p.stale(heardUntil(e, parts), wholeSince(e, parts))
	for _, j := range jobs.All() {
		p.count(j, found)
	}
	rows := make([]staleRow, 0, len(found))
	for _, r := range found {
		rows = append(rows, *r)
	}
	slices.SortFunc(rows, func(a, b staleRow) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Of.Get().ARN.String(), b.Of.Get().ARN.String()), cmp.Compare(a.Account.String(), b.Account.String()))
	})
	return rows
}

func staleParts(e *Env, t Target) []state.Part { return jobParts(e, t, jobFeed(backup.BackupJob)) }
