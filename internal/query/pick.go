package query

import "math/bits"

// pick evaluates the filter on the rows of a piece from a place on; the bits of
// those before it are taken from old. nil = none match.
func pick[V any](f *Filter[V], p *piece[V], from int, old bitmap) bitmap {
	var out [words]uint64
	copy(out[:], old)
	any := uint64(0)
	for word := range (len(p.rows) + 63) / 64 {
		live := p.live(word)
		if keep := from - 64*word; keep >= 64 {
			live = 0
		} else if keep > 0 {
			live &^= 1<<keep - 1
		}
		for ; live != 0; live &= live - 1 {
			bit := bits.TrailingZeros64(live)
			if f.Match(&p.rows[word<<6|bit]) {
				out[word] |= 1 << bit
			}
		}
		any |= out[word]
	}
	if any == 0 {
		return nil
	}
	return append(bitmap(nil), out[:]...)
}

// live counts the rows that are not gone.
func live[V any](ps []piece[V]) int {
	n := 0
	for i := range ps {
		if len(ps[i].dead) == 0 {
			n += len(ps[i].rows)
			continue
		}
		for word := range words {
			n += bits.OnesCount64(ps[i].live(word))
		}
	}
	return n
}

// shown appends the refs of the rows shown of some pieces, in the order of IDs.
func (r *Result[V]) shown(out []ref, from, to int) []ref {
	for p := from; p < to; p++ {
		for word := range (len(r.pieces[p].rows) + 63) / 64 {
			for w := r.bits(p, word); w != 0; w &= w - 1 {
				out = append(out, ref(p)<<pieceBits|ref(word<<6|bits.TrailingZeros64(w)))
			}
		}
	}
	return out
}

// pickRefs fills in the bitmaps of the rows in order.
func (r *Result[V]) pickRefs() {
	all := make([]uint64, words*len(r.pieces))
	for _, x := range r.refs {
		all[x>>6] |= 1 << (x & 63)
	}
	r.picked = make([]bitmap, len(r.pieces))
	for p := range r.picked {
		r.picked[p] = all[p*words : (p+1)*words]
	}
}
