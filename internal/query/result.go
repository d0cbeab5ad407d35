package query

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
)

// Result says which rows are shown, in which order. It is immutable and safe for
// any goroutine. Without filter and order it takes no memory per row; with a
// filter one bit, with an order four bytes.
type Result[V any] struct {
	Scanned, Total int // rows that were looked at, of how many

	done   bool
	filter *Filter[V]
	order  []Order[V]
	tie    func(a, b *V) int
	at     int64 // the moment of the ages of the last whole scan, milliseconds

	pieces []piece[V]
	picked []bitmap // by piece: the rows that match; nil = all that live. nil slice = no filter
	before []int32  // by piece: rows shown in those before it, one more at the end
	refs   []ref    // in order; nil = in the order of IDs

	full *Result[V] // the same without the filter, where it was known; nil without filter or order
}

// Len returns the number of rows shown.
func (r *Result[V]) Len() int {
	if r == nil || len(r.before) == 0 {
		return 0
	}
	return int(r.before[len(r.before)-1])
}

// Done reports whether every row has been looked at; more may follow else.
func (r *Result[V]) Done() bool { return r != nil && r.done }

// At returns the ID of the row at place i, 0 ≤ i < Len.
func (r *Result[V]) At(i int) uint64 { return r.id(r.ref(i)) }

// ID is At.
func (r *Result[V]) ID(i int) uint64 { return r.At(i) }

// Row returns the row at place i as it was when the result was made.
func (r *Result[V]) Row(i int) *V { return r.row(r.ref(i)) }

func (r *Result[V]) id(x ref) uint64 {
	return r.pieces[x>>pieceBits].first + uint64(x&(pieceRows-1))
}

func (r *Result[V]) row(x ref) *V { return &r.pieces[x>>pieceBits].rows[x&(pieceRows-1)] }

// bits returns a word of the rows shown of a piece.
func (r *Result[V]) bits(p, word int) uint64 {
	if r.picked != nil {
		if word < len(r.picked[p]) {
			return r.picked[p][word]
		}
		return 0
	}
	return r.pieces[p].live(word)
}

func (r *Result[V]) ref(i int) ref {
	if r.refs != nil {
		return r.refs[i]
	}
	p := sort.Search(len(r.pieces), func(p int) bool { return int(r.before[p+1]) > i })
	left := i - int(r.before[p])
	for word := 0; ; word++ {
		w := r.bits(p, word)
		if n := bits.OnesCount64(w); left >= n {
			left -= n
			continue
		}
		for ; left > 0; left-- {
			w &= w - 1
		}
		return ref(p)<<pieceBits | ref(word<<6|bits.TrailingZeros64(w))
	}
}

// has reports whether a row is shown.
func (r *Result[V]) has(x ref) bool {
	p, i := int(x>>pieceBits), int(x&(pieceRows-1))
	return r.bits(p, i>>6)&(1<<(i&63)) != 0
}

// Index returns the place of a row, −1 when it is not shown. hint is a place to
// look at first. It compares O(log n) rows.
func (r *Result[V]) Index(id uint64, hint int) int {
	if r.Len() == 0 {
		return -1
	}
	if hint >= 0 && hint < r.Len() && r.At(hint) == id {
		return hint
	}
	x, ok := find(r.pieces, id)
	if !ok || !r.has(x) {
		return -1
	}
	if r.refs != nil {
		c := newComparer(r)
		i, found := slices.BinarySearchFunc(r.refs, x, c.compare)
		if !found {
			return -1
		}
		return i
	}
	p, in := int(x>>pieceBits), int(x&(pieceRows-1))
	n := int(r.before[p])
	for word := range in >> 6 {
		n += bits.OnesCount64(r.bits(p, word))
	}
	return n + bits.OnesCount64(r.bits(p, in>>6)&(1<<(in&63)-1))
}

// CountIn returns how many of the rows first, first+1, … whose bit is set are
// shown. It serves to count marks without looking at each.
func (r *Result[V]) CountIn(first uint64, set []uint64) int {
	if r.Len() == 0 {
		return 0
	}
	n := 0
	end := first + uint64(len(set))*64
	from := sort.Search(len(r.pieces), func(i int) bool {
		return r.pieces[i].first+uint64(len(r.pieces[i].rows)) > first
	})
	for p := from; p < len(r.pieces) && r.pieces[p].first < end; p++ {
		at := int64(r.pieces[p].first - first)
		for word := range (len(r.pieces[p].rows) + 63) / 64 {
			if w := window(set, at+int64(word)*64); w != 0 {
				n += bits.OnesCount64(w & r.bits(p, word))
			}
		}
	}
	return n
}

// Bitmaps yields the rows shown, in the order of IDs, as bitmaps: bit i of the
// words is the row first+i. The words are valid until the next.
func (r *Result[V]) Bitmaps() iter.Seq2[uint64, []uint64] {
	return func(yield func(first uint64, set []uint64) bool) {
		if r.Len() == 0 {
			return
		}
		var set [words]uint64
		for p := range r.pieces {
			for word := range set {
				set[word] = r.bits(p, word)
			}
			if !yield(r.pieces[p].first, set[:]) {
				return
			}
		}
	}
}

// window reads 64 bits from any place of a bitmap; outside of it all are 0.
func window(set []uint64, at int64) uint64 {
	word, shift := at>>6, uint(at&63)
	read := func(i int64) uint64 {
		if i < 0 || i >= int64(len(set)) {
			return 0
		}
		return set[i]
	}
	w := read(word) >> shift
	if shift > 0 {
		w |= read(word+1) << (64 - shift)
	}
	return w
}

// count fills in how many rows stand before each piece.
func (r *Result[V]) count() {
	r.before = make([]int32, len(r.pieces)+1)
	n := 0
	for p := range r.pieces {
		for word := range (len(r.pieces[p].rows) + 63) / 64 {
			n += bits.OnesCount64(r.bits(p, word))
		}
		r.before[p+1] = int32(n)
	}
}
