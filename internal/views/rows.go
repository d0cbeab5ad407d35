package views

import (
	"iter"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// rowSource is where a list finds its rows: the store, or what Derive computed.
type rowSource[V any] interface {
	query.Rows[V]
	Moved(old uint64) (uint64, bool)
}

// storeRows are rows of the store, with plain numbers for IDs as the query engine
// and the grid, which know nothing of the store, want them.
type storeRows[V any] struct{ rows state.Rows[V] }

func (s storeRows[V]) At(id uint64) *V { return s.rows.At(state.RowID(id)) }
func (s storeRows[V]) Len() int        { return s.rows.Len() }

func (s storeRows[V]) Moved(old uint64) (uint64, bool) {
	id, ok := s.rows.Moved(state.RowID(old))
	return uint64(id), ok
}

func (s storeRows[V]) Chunks() iter.Seq[query.Chunk[V]] {
	return func(yield func(query.Chunk[V]) bool) {
		for c := range s.rows.Chunks() {
			if !yield(query.Chunk[V](c)) {
				return
			}
		}
	}
}

// computed are rows made by Derive. A row keeps its ID from one computation to the
// next as long as its key stays, so that cursor and marks stay on it.
type computed[V comparable] struct {
	rows []V
	dead []uint64
	at   map[string]int // key → index in rows
	live int
}

// next returns the rows after another computation. Nothing reachable from c is
// written: an unchanged result returns c itself.
func (c *computed[V]) next(key func(*V) string, rows []V) *computed[V] {
	n := &computed[V]{at: make(map[string]int, len(rows)), live: len(rows)}
	same := c != nil && c.live == len(rows)
	if c != nil {
		n.rows = append(n.rows, c.rows...)
	}
	old := len(n.rows)
	kept := make([]bool, old)
	for i := range rows {
		k := key(&rows[i])
		if c != nil {
			if at, ok := c.at[k]; ok {
				same = same && n.rows[at] == rows[i]
				n.rows[at], n.at[k], kept[at] = rows[i], at, true
				continue
			}
		}
		same = false
		n.at[k] = len(n.rows)
		n.rows = append(n.rows, rows[i])
	}
	if same {
		return c
	}
	for i, ok := range kept {
		if !ok {
			n.bury(i)
		}
	}
	return n
}

func (c *computed[V]) bury(i int) {
	if c.dead == nil {
		c.dead = make([]uint64, (len(c.rows)+63)/64)
	}
	c.dead[i/64] |= 1 << (i % 64)
}

func (c *computed[V]) isDead(i int) bool { return c.dead != nil && c.dead[i/64]&(1<<(i%64)) != 0 }

// At returns the row of an ID, which is its index plus one.
func (c *computed[V]) At(id uint64) *V {
	if id == 0 || id > uint64(len(c.rows)) || c.isDead(int(id-1)) {
		return nil
	}
	return &c.rows[id-1]
}

func (c *computed[V]) Len() int { return c.live }

func (c *computed[V]) Moved(uint64) (uint64, bool) { return 0, false }

func (c *computed[V]) Chunks() iter.Seq[query.Chunk[V]] {
	return func(yield func(query.Chunk[V]) bool) {
		if len(c.rows) > 0 {
			yield(query.Chunk[V]{First: 1, Rows: c.rows, Dead: c.dead})
		}
	}
}
