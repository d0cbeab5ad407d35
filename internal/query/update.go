package query

import (
	"math/bits"
	"sort"
)

// change is what became of the rows of prev in a result over newer rows.
type change struct {
	moved []int32  // by old piece: its number now, −1 = gone
	gone  []bitmap // by old piece: rows that left or changed places; nil = none
	fresh []ref    // rows that came or changed places
	same  bool     // no piece has another number, and nothing is gone
}

// update brings prev, which has the same filter, up to the current rows. The order
// is kept where it is the same, else made anew from the rows that match.
func (d *derivation[V]) update(prev, full *Result[V], ordered bool) (*Result[V], error) {
	r := d.result()
	r.full, r.at = full, prev.at
	if d.filter != nil {
		r.picked = make([]bitmap, len(r.pieces))
	}
	ordered = ordered && prev.refs != nil
	c, err := d.changes(prev, r, ordered)
	if err != nil {
		return nil, err
	}
	r.count()
	switch {
	case !ordered:
		err = d.arrange(r, nil)
	default:
		if err = sortRefs(d.ctx, r, c.fresh); err == nil {
			err = d.merge(r, c.keep(prev.refs), c.fresh)
		}
	}
	if err != nil {
		return nil, err
	}
	return r.finish(), nil
}

// changes compares the pieces, and looks at the rows of those that changed.
func (d *derivation[V]) changes(prev, r *Result[V], ordered bool) (*change, error) {
	c := &change{moved: make([]int32, len(prev.pieces)), same: true}
	if ordered {
		c.gone = make([]bitmap, len(prev.pieces))
	}
	filter := d.filter.clone(d.now)
	compare := newComparer(r)
	old := 0
	for p := range r.pieces {
		if p%stepPieces == 0 {
			if err := pause(d.ctx); err != nil {
				return nil, err
			}
		}
		now := &r.pieces[p]
		for old < len(prev.pieces) && prev.pieces[old].first < now.first {
			c.moved[old], c.same = -1, false
			old++
		}
		if old == len(prev.pieces) || prev.pieces[old].first != now.first {
			if d.filter != nil {
				r.picked[p] = pick(filter, now, 0, nil)
			}
			if ordered {
				c.fresh = r.shown(c.fresh, p, p+1)
			}
			continue
		}
		c.moved[old] = int32(p)
		c.same = c.same && old == p
		was := &prev.pieces[old]
		same := was.same(now)
		switch {
		case d.filter == nil:
		case same && len(was.rows) == len(now.rows):
			r.picked[p] = prev.picked[old]
		case same:
			r.picked[p] = pick(filter, now, len(was.rows), prev.picked[old])
		default:
			r.picked[p] = pick(filter, now, 0, nil)
		}
		if ordered && !(same && len(was.rows) == len(now.rows)) {
			comparePiece(c, prev, r, old, p, same, compare)
		}
		old++
	}
	for ; old < len(prev.pieces); old++ {
		c.moved[old], c.same = -1, false
	}
	return c, nil
}

// keep returns the old order under the new numbers, without what is gone.
func (c *change) keep(refs []ref) []ref {
	if c.same {
		return refs
	}
	out := make([]ref, 0, len(refs))
	for _, x := range refs {
		p := x >> pieceBits
		if to := c.moved[p]; to >= 0 && !c.gone[p].has(int(x&(pieceRows-1))) {
			out = append(out, ref(to)<<pieceBits|x&(pieceRows-1))
		}
	}
	return out
}

// merge puts fresh rows, in order, between kept ones, in order.
func (d *derivation[V]) merge(r *Result[V], kept, fresh []ref) error {
	if len(fresh) == 0 {
		r.refs = kept
		return nil
	}
	c := newComparer(r)
	out := make([]ref, 0, len(kept)+len(fresh))
	for i, x := range fresh {
		if i%block == 0 {
			if err := pause(d.ctx); err != nil {
				return err
			}
		}
		n := gallop(kept, func(y ref) bool { return c.compare(y, x) > 0 })
		out = append(append(out, kept[:n]...), x)
		kept = kept[n:]
	}
	r.refs = append(out, kept...)
	return nil
}

// gallop returns the first place that is after what is looked for; near ones are
// found in few steps.
func gallop(refs []ref, after func(ref) bool) int {
	step := 1
	for step <= len(refs) && !after(refs[step-1]) {
		step *= 2
	}
	from, to := step/2, min(step-1, len(refs))
	return from + sort.Search(to-from, func(i int) bool { return after(refs[from+i]) })
}

// comparePiece finds the rows of a piece that came, left or changed places; with same,
// the rows of before are the rows of now.
func comparePiece[V any](c *change, prev, r *Result[V], old, p int, same bool, by *comparer[V]) {
	gone := bitmap(nil)
	for word := range words {
		before, after := prev.bits(old, word), r.bits(p, word)
		left, came := before&^after, after&^before
		if !same {
			for both := before & after; both != 0; both &= both - 1 {
				bit := bits.TrailingZeros64(both)
				i := word<<6 | bit
				if by.values(&prev.pieces[old].rows[i], &r.pieces[p].rows[i]) != 0 {
					left |= 1 << bit
					came |= 1 << bit
				}
			}
		}
		if left != 0 {
			if gone == nil {
				gone = make(bitmap, words)
			}
			gone[word] = left
			c.same = false
		}
		for ; came != 0; came &= came - 1 {
			c.fresh = append(c.fresh, ref(p)<<pieceBits|ref(word<<6|bits.TrailingZeros64(came)))
		}
	}
	c.gone[old] = gone
}
