package state

import (
	"iter"
	"slices"
)

// view is a part as a snapshot has it.
type view[V any] struct {
	part   Part
	number uint32
	health Health
	chunks []Chunk[V]
	base   uint32
	slots  int
	live   int
	moves  *moves
	table  *table[V] // for Lookup, under the store's lock
}

func (v *view[V]) name() Part     { return v.part }
func (v *view[V]) known() *Health { return &v.health }

// at returns the row of a slot, nil when it is gone.
func (v *view[V]) at(slot uint32) *V {
	i := slot - v.base
	if i >= uint32(v.slots) {
		return nil
	}
	c, k := &v.chunks[i>>chunkShift], int(i&(chunkRows-1))
	if !c.Live(k) {
		return nil
	}
	return &c.Rows[k]
}

// Rows is a table: the rows of some parts of a snapshot, in the order of the parts and
// as AWS gave them. It is immutable; the zero value is an empty table.
type Rows[V any] struct {
	parts []*view[V] // by number
	live  int
}

// Select returns the rows of the parts of these feeds that keep accepts; nil keeps
// all. Feeds with other rows than V are left out. It costs O(parts).
func Select[V any](s *Snapshot, keep func(Part) bool, feeds ...string) Rows[V] {
	var r Rows[V]
	for i := range s.feeds {
		if !slices.Contains(feeds, s.feeds[i].name) {
			continue
		}
		if keep == nil {
			r.parts = slices.Grow(r.parts, 64*len(s.feeds[i].pages))
		}
		for p := range s.feeds[i].all() {
			if v, ok := p.(*view[V]); ok && (keep == nil || keep(v.part)) {
				r.parts = append(r.parts, v)
				r.live += v.live
			}
		}
	}
	return r
}

// Parts yields each part with its own rows.
func (r Rows[V]) Parts() iter.Seq2[Part, Rows[V]] {
	return func(yield func(Part, Rows[V]) bool) {
		for i, v := range r.parts {
			if !yield(v.part, Rows[V]{parts: r.parts[i : i+1], live: v.live}) {
				return
			}
		}
	}
}

// find returns the part that a row lies in.
func (r Rows[V]) find(id RowID) *view[V] {
	number := id.number()
	if len(r.parts) == 0 {
		return nil
	}
	// The parts of a feed mostly follow each other without a gap.
	if i := number - r.parts[0].number; i < uint32(len(r.parts)) && r.parts[i].number == number {
		return r.parts[i]
	}
	i, ok := slices.BinarySearchFunc(r.parts, number, func(v *view[V], n uint32) int {
		return int(int64(v.number) - int64(n))
	})
	if !ok {
		return nil
	}
	return r.parts[i]
}

// At returns a row, nil when it is gone. The row must not be written.
func (r Rows[V]) At(id RowID) *V {
	if v := r.find(id); v != nil {
		return v.at(id.slot())
	}
	return nil
}

// Part returns the part that a row lies in, the zero Part when it is none of these.
func (r Rows[V]) Part(id RowID) Part {
	if v := r.find(id); v != nil {
		return v.part
	}
	return Part{}
}

// Len returns the number of rows.
func (r Rows[V]) Len() int { return r.live }

// Chunks returns the rows in runs, for those who walk all of them.
func (r Rows[V]) Chunks() iter.Seq[Chunk[V]] {
	return func(yield func(Chunk[V]) bool) {
		for _, v := range r.parts {
			for _, c := range v.chunks {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// All returns every row with its ID.
func (r Rows[V]) All() iter.Seq2[RowID, *V] {
	return func(yield func(RowID, *V) bool) {
		for c := range r.Chunks() {
			for i := range c.Rows {
				if c.Live(i) && !yield(RowID(c.First)+RowID(i), &c.Rows[i]) {
					return
				}
			}
		}
	}
}

// Moved returns the ID that a row of an earlier snapshot has in this one, false
// when the row is gone.
func (r Rows[V]) Moved(old RowID) (RowID, bool) {
	v := r.find(old)
	if v == nil {
		return 0, false
	}
	slot, ok := v.moves.follow(old.slot())
	if !ok || v.at(slot) == nil {
		return 0, false
	}
	return rowID(v.number, slot), true
}

// Lookup finds a row of a part by the key of its feed. It returns 0 and nil when there
// is none. It may wait a moment for the writer.
func Lookup[V any](s *Snapshot, p Part, key string) (RowID, *V) {
	v, ok := s.part(p).(*view[V])
	if !ok {
		return 0, nil
	}
	if slot, ok := s.store.lookup(v.table, key); ok {
		if row := v.at(slot); row != nil && v.table.rules.key(row) == key {
			return rowID(v.number, slot), row
		}
	}
	return v.scan(key) // the writer is ahead of this snapshot
}

func (v *view[V]) scan(key string) (RowID, *V) {
	if v.table.rules.key == nil {
		return 0, nil
	}
	for id, row := range (Rows[V]{parts: []*view[V]{v}}).All() {
		if v.table.rules.key(row) == key {
			return id, row
		}
	}
	return 0, nil
}
