package sim

import (
	"slices"
	"sort"
	"sync/atomic"
)

// growing is a list that grows while it is read: readers see a whole list, old or
// new. Writers hold overlay.order.
type growing[T any] struct{ p atomic.Pointer[[]T] }

func (g *growing[T]) load() []T {
	if all := g.p.Load(); all != nil {
		return *all
	}
	return nil
}

// insert puts v at position i. At the end it goes behind what readers look at;
// elsewhere the list is copied.
func (g *growing[T]) insert(i int, v T) {
	all := g.load()
	if i < len(all) {
		all = slices.Insert(slices.Clone(all), i, v)
	} else {
		all = append(all, v)
	}
	g.p.Store(&all)
}

// A shelf holds items that requests brought about in the order of lists, oldest
// first.
type shelf struct {
	rows growing[item]
	jobs growing[*job] // by number, of a shelf of jobs
}

// put adds an item where its time says.
func (s *shelf) put(it item) {
	rows, m := s.rows.load(), it.mark()
	s.rows.insert(sort.Search(len(rows), func(i int) bool { return m.before(rows[i].mark()) }), it)
}

// holds says whether a point of the resource ever stood here.
func (s *shelf) holds(arn string) bool {
	return slices.ContainsFunc(s.rows.load(), func(it item) bool { return it.resourceARN() == arn })
}

// newest places a cursor at the newest item in the span.
func (s *shelf) newest(sp span) (cursor, bool) {
	c := cursor{rows: s.rows.load(), from: max(sp.from, 1)}
	if sp.started > 0 {
		c.from = sp.started
	}
	n := sort.Search(len(c.rows), func(i int) bool { return c.rows[i].at > sp.to })
	c.rows = c.rows[:n]
	c.nextOnShelf()
	return c, c.valid()
}

func (c *cursor) nextOnShelf() {
	n := len(c.rows)
	if n == 0 {
		c.at = c.from - 1
		return
	}
	c.item, c.rows = c.rows[n-1], c.rows[:n-1]
}

// shelfOf is where jobs of a kind stand that were started in the scope; it is made
// with the first of them. Only who holds overlay.order may call it.
func (s *scope) shelfOf(kind streamKind) *stream {
	at := &s.shelves[kind]
	if at.Load() == nil {
		id := len(s.w.streams) + s.number*len(s.shelves) + int(kind)
		at.Store(&stream{id: id, seed: hash(s.seed, uint64(id), 51), kind: kind, scope: s, home: s, made: new(shelf)})
	}
	return at.Load()
}

// jobsOf are the streams of a kind whose jobs run in the scope, and the shelf of
// those that were started.
func (s *scope) jobsOf(kind streamKind) []*stream {
	all := [...][]*stream{backups: s.backups, copies: s.copies, restores: s.restore, scans: s.scans}[kind]
	if made := s.shelves[kind].Load(); made != nil {
		all = append(slices.Clip(all), made)
	}
	return all
}

// pointsIn are the streams whose points land in the vault, and the shelf of those
// that requests made.
func (v *vault) pointsIn() []*stream {
	if made := v.shelf.Load(); made != nil {
		return append(slices.Clip(v.streams), made)
	}
	return v.streams
}

// keepPoint puts a point on the vault's shelf.
func (v *vault) keepPoint(it item) {
	if v.shelf.Load() == nil {
		v.shelf.Store(&stream{scope: v.scope, home: v.scope, vault: v, made: new(shelf)})
	}
	v.shelf.Load().made.put(it)
}

// startedItem finds what a place names among what requests started.
func (w *worldState) startedItem(p place) (item, bool) {
	shelves := len(w.scopes[0].shelves)
	n := p.stream - len(w.streams)
	if n >= shelves*len(w.scopes) {
		return item{}, false
	}
	s := w.scopes[n/shelves].shelves[n%shelves].Load()
	if s == nil {
		return item{}, false
	}
	jobs, number := s.made.jobs.load(), p.wave<<itemBits|p.item
	if number >= len(jobs) || p.child > jobs[number].children {
		return item{}, false
	}
	return jobs[number].item().nested(p.child), true
}
