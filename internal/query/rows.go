package query

import (
	"iter"
	"sort"
)

// Rows is a table at one moment: chunks of rows with consecutive IDs. It never
// changes; the next moment is other Rows, which share the chunks that stayed.
type Rows[V any] interface {
	Chunks() iter.Seq[Chunk[V]]
	At(id uint64) *V
	Len() int
}

// Chunk is a run of rows with the IDs First, First+1, … The same memory (the
// first row and the Dead bitmap) means the same content; only its end may grow.
type Chunk[V any] struct {
	First uint64
	Rows  []V
	Dead  []uint64 // bitmap of rows that are gone, nil = none
}

const (
	pieceBits = 10
	pieceRows = 1 << pieceBits
	words     = pieceRows / 64
)

// bitmap marks rows of a piece. A nil bitmap marks none.
type bitmap []uint64

func (b bitmap) has(i int) bool { return i>>6 < len(b) && b[i>>6]&(1<<(i&63)) != 0 }

// piece is a chunk, or a stretch of a long one: at most 1,024 rows, so that a row
// is named by 32 bits: the number of its piece and its place in it.
type piece[V any] struct {
	first uint64
	rows  []V
	dead  bitmap
}

// ref names a row of a Result: piece<<pieceBits | place. Refs are in the order of
// row IDs.
type ref = uint32

// pieces cuts a table into pieces, lowest ID first.
func pieces[V any](rows Rows[V]) []piece[V] {
	var out []piece[V]
	if rows == nil {
		return nil
	}
	for c := range rows.Chunks() {
		for at := 0; at < len(c.Rows); at += pieceRows {
			p := piece[V]{first: c.First + uint64(at), rows: c.Rows[at:min(at+pieceRows, len(c.Rows))]}
			if from := at / 64; from < len(c.Dead) {
				p.dead = c.Dead[from:min(from+words, len(c.Dead))]
			}
			out = append(out, p)
		}
	}
	// Of package sort, since that is compiled once and not for each type of row.
	byID := func(i, j int) bool { return out[i].first < out[j].first }
	if !sort.SliceIsSorted(out, byID) {
		sort.Slice(out, byID)
	}
	return out
}

// same reports whether q holds what p held, or that and more at its end.
func (p *piece[V]) same(q *piece[V]) bool {
	if p.first != q.first || len(q.rows) < len(p.rows) || &p.rows[0] != &q.rows[0] {
		return false
	}
	if len(p.dead) == 0 || len(q.dead) == 0 {
		return len(p.dead) == len(q.dead)
	}
	return &p.dead[0] == &q.dead[0] && len(p.dead) == len(q.dead)
}

// live returns the bits of the rows that are not gone.
func (p *piece[V]) live(word int) uint64 {
	n := len(p.rows) - 64*word
	if n <= 0 {
		return 0
	}
	w := ^uint64(0)
	if n < 64 {
		w = 1<<n - 1
	}
	if word < len(p.dead) {
		w &^= p.dead[word]
	}
	return w
}

// find returns the ref of a row ID, not ok when no piece holds it.
func find[V any](ps []piece[V], id uint64) (ref, bool) {
	i := sort.Search(len(ps), func(i int) bool { return ps[i].first > id }) - 1
	if i < 0 || id-ps[i].first >= uint64(len(ps[i].rows)) {
		return 0, false
	}
	return ref(i)<<pieceBits | ref(id-ps[i].first), true
}
