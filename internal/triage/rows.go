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
	told   // of the newest
	count  int
	last   backup.Time
	newest about
}

func (r *row) add(t told, a *about, at backup.Time) {
	if a.job != nil {
		r.jobs = append(r.jobs, a.job)
	} else {
		r.points = append(r.points, a.point)
	}
	if r.first == 0 || at < r.first {
		r.first = at
	}
	r.last, r.names = max(r.last, at), r.names.or(a.naming())
	r.met(t, 1, at, a)
}

// met counts words of an entry, the last of them at last in newest.
func (r *row) met(t told, count int, last backup.Time, newest *about) {
	for i := range r.by {
		if w := &r.by[i]; w.entry == t.entry {
			if w.count += count; last >= w.last {
				w.told, w.last = t, last
				w.newest.keep(newest)
			}
			return
		}
	}
	w := wording{told: t, count: count, last: last}
	w.newest.keep(newest)
	r.by = append(r.by, w)
}

// commonest are the commonest words, the newest of them where there are several.
func (r *row) commonest() *wording {
	most := &r.by[0]
	for i := range r.by {
		if w := &r.by[i]; w.count > most.count || w.count == most.count && w.last > most.last {
			most = w
		}
	}
	return most
}

// join adds what another row of the same cause has, which came later.
func (r *row) join(o *row) {
	r.jobs, r.points = append(r.jobs, o.jobs...), append(r.points, o.points...)
	r.first, r.last, r.names = min(r.first, o.first), max(r.last, o.last), r.names.or(o.names)
	for i := range o.by {
		by := &o.by[i]
		r.met(by.told, by.count, by.last, &by.newest)
	}
}
