package state

import "slices"

// chunkRows is the number of rows of a full chunk: a changed row costs the copy of
// its chunk, a publish one header a chunk.
const (
	chunkRows  = 1024
	chunkShift = 10
	deadWords  = chunkRows / 64
)

// Chunk is a run of rows of one part. The same memory (&Rows[0] and Dead) always
// has the same content, save that the last chunk of a part may have grown.
type Chunk[V any] struct {
	First uint64   // the RowID of Rows[0]; the others follow
	Rows  []V      // must not be written
	Dead  []uint64 // a bitmap of rows that are gone; nil = none
}

// Live reports whether Rows[i] is still there.
func (c *Chunk[V]) Live(i int) bool { return c.Dead == nil || c.Dead[i>>6]&(1<<(i&63)) == 0 }

// block is a chunk as the writer has it: snapshots see its first shared rows,
// which are therefore never written again.
type block[V any] struct {
	rows       []V
	dead       []uint64
	shared     int
	deadShared bool
}

// row returns row i for writing.
func (b *block[V]) row(i int) *V {
	if i < b.shared {
		b.resize(cap(b.rows))
	}
	return &b.rows[i]
}

// resize moves the rows to memory of their own.
func (b *block[V]) resize(capacity int) {
	rows := make([]V, len(b.rows), capacity)
	copy(rows, b.rows)
	b.rows, b.shared = rows, 0
}

func (b *block[V]) live(i int) bool { return b.dead == nil || b.dead[i>>6]&(1<<(i&63)) == 0 }

func (b *block[V]) kill(i int) {
	switch {
	case b.dead == nil:
		b.dead = make([]uint64, deadWords)
	case b.deadShared:
		b.dead = slices.Clone(b.dead)
	}
	b.deadShared = false
	b.dead[i>>6] |= 1 << (i & 63)
}

// share shows the block to snapshots as it is now.
func (b *block[V]) share(first RowID) Chunk[V] {
	b.shared, b.deadShared = len(b.rows), b.dead != nil
	return Chunk[V]{uint64(first), b.rows[:len(b.rows):len(b.rows)], b.dead}
}

// room returns the capacity for a block of have rows when more rows of a page are to
// come: short lists take what they need, long ones whole chunks.
func room(have, more int, first bool) int {
	switch {
	case have == 0 && first:
		return min(chunkRows, more)
	case more >= chunkRows/4 || have >= chunkRows/2:
		return chunkRows
	}
	return min(chunkRows, have+max(more, have/4+8))
}
