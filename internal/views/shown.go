package views

import (
	"iter"

	"github.com/bkpui/bkpui/internal/ui"
)

// shownRows is what the grid draws: the result of the last derivation with the
// lingering rows between its own, and values as fresh as the snapshot they are from.
type shownRows[V comparable] struct {
	l *list[V]
}

func (l *list[V]) shown() ui.GridSource { return shownRows[V]{l} }

func (s shownRows[V]) Len() int {
	if s.l.found == nil {
		return len(s.l.stay.rows)
	}
	return s.l.found.Len() + len(s.l.stay.rows)
}

func (s shownRows[V]) ID(i int) uint64 {
	id, before, ok := s.l.stay.find(i)
	if ok {
		return id
	}
	if i -= before; s.l.found != nil && i < s.l.found.Len() {
		return s.l.found.At(i)
	}
	return 0
}

func (s shownRows[V]) Index(id uint64, hint int) int {
	for _, r := range s.l.stay.rows {
		if r.id == id {
			return r.at
		}
	}
	if s.l.found == nil {
		return -1
	}
	i := s.l.found.Index(id, hint)
	if i < 0 {
		return -1
	}
	return s.l.stay.shift(i)
}

// Bitmaps yields the rows as bitmaps by ID, so that marking a million looks at words.
func (s shownRows[V]) Bitmaps() iter.Seq2[uint64, []uint64] {
	return func(yield func(uint64, []uint64) bool) {
		for first, set := range s.l.found.Bitmaps() {
			if !yield(first, set) {
				return
			}
		}
		for _, r := range s.l.stay.rows {
			if !yield(r.id, []uint64{1}) {
				return
			}
		}
	}
}

// CountIn counts the rows first, first+1, … whose bit is set.
func (s shownRows[V]) CountIn(first uint64, set []uint64) int {
	n := s.l.found.CountIn(first, set)
	for _, r := range s.l.stay.rows {
		if at := r.id - first; r.id >= first && at/64 < uint64(len(set)) && set[at/64]&(1<<(at%64)) != 0 {
			n++
		}
	}
	return n
}

func (s shownRows[V]) Cell(b []byte, id uint64, col int) ([]byte, ui.Tone) {
	v := s.l.source.At(id)
	if v == nil || col >= len(s.l.columns) {
		return b, ui.Plain
	}
	c, e := s.l.columns[col], s.l.s.env
	tone := ui.Plain
	if c.Tone != nil {
		tone = c.Tone(v, e)
	}
	return c.appendCell(b, v, e), tone
}

// lingerOver keeps the rows that are on screen and would vanish with d, where the
// view says so.
func (l *list[V]) lingerOver(e *Env, d derived[V]) {
	if l.res.Linger == nil || l.found == nil || l.source == nil || !d.last {
		return
	}
	first, last := l.grid.Window()
	was := shownRows[V]{l}
	var gone []lingering
	for i := first; i < last; i++ {
		id := was.ID(i)
		v := d.source.At(id)
		if v != nil && l.res.Linger(v) && d.found.Index(id, i) < 0 && l.stays(id) {
			gone = append(gone, lingering{id: id, at: i})
		}
	}
	for _, g := range gone {
		l.stay.leave(g.id, g.at, e.Now)
	}
}

// stays reports whether a row left because it changed, not because the question did.
func (l *list[V]) stays(uint64) bool { return l.work.from == l.answered }

// expireLinger lets go of rows whose moment is over.
func (l *list[V]) expireLinger(e *Env) {
	if len(l.stay.rows) == 0 {
		return
	}
	if l.stay.expire(e.Now, func(id uint64) bool { return l.source.At(id) != nil && l.found.Index(id, 0) < 0 }) {
		l.show(l.source.Moved, l.lists.loading, false)
	}
}
