package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// jobReader reads one kind of jobs of one scope.
type jobReader struct {
	ctx  context.Context
	src  Source
	in   backup.Scope
	kind backup.JobKind
	q    backup.JobQuery
}

type jobPages = func(Page[backup.Job], error) bool

func (r jobReader) list(q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return r.src.Jobs(r.ctx, r.in, r.kind, q)
}

// narrow reports whether the list is less than all jobs.
func (r jobReader) narrow() bool { return r.q != backup.JobQuery{Organization: r.q.Organization} }

// windows go backwards from now; the last has no end, since only backup and scan
// jobs are known to be kept for 30 days.
var windows = [...]time.Duration{24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour, 0}

// all reads the last day first. Where that is more than a page, what failed and what
// runs comes before the rest of it. Each window that is complete moves the horizon.
func (r jobReader) all() iter.Seq2[Page[backup.Job], error] {
	return func(yield jobPages) {
		if !byCreation(r.kind) {
			r.window(r.q, true, yield)
			return
		}
		now := backup.TimeOf(time.Now())
		q := r.q
		for i, length := range windows {
			q.CreatedAfter = 0
			if length != 0 {
				q.CreatedAfter = now.Add(-length)
			}
			if !r.window(q, i == 0, yield) {
				return
			}
			if q.CreatedAfter != 0 && !yield(Page[backup.Job]{Horizon: q.CreatedAfter}, nil) {
				return
			}
			q.CreatedBefore = q.CreatedAfter.Add(time.Second) // whether a bound is in or out is not documented
		}
	}
}

// window reads one list; with peek, what matters most as soon as it proves long.
func (r jobReader) window(q backup.JobQuery, peek bool, yield jobPages) bool {
	n := 0
	for rows, err := range r.list(q) {
		if !yield(Page[backup.Job]{Rows: rows}, err) || err != nil {
			return false
		}
		if n++; n == 2 && peek && !r.urgent(yield) {
			return false
		}
	}
	return true
}

// urgent reads what failed, and what runs.
func (r jobReader) urgent(yield jobPages) bool {
	running, bad := jobStates(r.kind)
	for _, state := range append(bad, running...) {
		q := r.q
		q.State = state
		if !forward(r.list(q), yield) {
			return false
		}
	}
	return true
}

// news reads what began, what ended and what still runs.
func (r jobReader) news(since Since) iter.Seq2[Page[backup.Job], error] {
	return func(yield jobPages) {
		if since.Created != 0 {
			q := r.q
			q.CreatedAfter = since.Created
			if !forward(r.list(q), yield) {
				return
			}
		}
		for _, state := range since.States {
			q := r.q
			q.State = state
			if !forward(r.list(q), yield) {
				return
			}
		}
		q := r.q
		q.CompletedAfter = since.Completed
		forward(r.list(q), yield)
	}
}
