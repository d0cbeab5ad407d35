package triage

import "github.com/bkpui/bkpui/internal/backup"

// row is a cause in the making.
type row struct {
	jobs   []*backup.Job
	points []*backup.RecoveryPoint
	first  backup.Time
	last   backup.Time
	names  naming
	by     []wording
}

// wording is how often an entry of the catalogue told the cause. Entries of one group
// have one row, and what most of its messages say is its diagnosis.
type wording struct {
	id     string
	count  int
	last   backup.Time
	newest about
}

func (r *row) add(id string, a *about, at backup.Time) {
	if a.job != nil {
		r.jobs = append(r.jobs, a.job)
	} else {
		r.points = append(r.points, a.point)
	}
	if r.first == 0 || at < r.first {
		r.first = at
	}
	r.last, r.names = max(r.last, at), r.names.or(a.naming())
	r.told(id, 1, at, a)
}

// told counts words of an entry, the last of them at last in newest.
func (r *row) told(id string, count int, last backup.Time, newest *about) {
	for i := range r.by {
		if w := &r.by[i]; w.id == id {
			if w.count += count; last >= w.last {
				w.last, w.newest = last, *newest
			}
			return
		}
	}
	r.by = append(r.by, wording{id, count, last, *newest})
}

// newest is the newest job or point with the commonest words.
func (r *row) newest() *about {
	most := &r.by[0]
	for i := range r.by {
		if w := &r.by[i]; w.count > most.count || w.count == most.count && w.last > most.last {
			most = w
		}
	}
	return &most.newest
}

// join adds what another row of the same cause has, which came later.
func (r *row) join(o *row) {
	r.jobs, r.points = append(r.jobs, o.jobs...), append(r.points, o.points...)
	r.first, r.last, r.names = min(r.first, o.first), max(r.last, o.last), r.names.or(o.names)
	for i := range o.by {
		by := &o.by[i]
		r.told(by.id, by.count, by.last, &by.newest)
	}
}
