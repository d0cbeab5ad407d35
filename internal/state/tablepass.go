package state

import "math/bits"

// mark notes that the running full pass met the row.
func (t *table[V]) mark(slot uint32) {
	if t.seen == nil {
		return
	}
	i := slot - t.base
	for int(i>>6) >= len(t.seen) {
		t.seen = append(t.seen, 0)
	}
	t.seen[i>>6] |= 1 << (i & 63)
}

// beginPass starts, or starts again, to note which rows AWS still lists.
func (t *table[V]) beginPass() { t.seen = make([]uint64, (t.slots+63)/64) }

// endPass ends a full pass; with sweep the rows that it did not meet are gone.
func (t *table[V]) endPass(sweep bool) {
	seen := t.seen
	t.seen = nil
	if !sweep || seen == nil {
		return
	}
	for w := 0; w*64 < t.slots; w++ {
		for gone := ^seen[w]; gone != 0; gone &= gone - 1 {
			i := w*64 + bits.TrailingZeros64(gone)
			if i >= t.slots {
				break
			}
			slot := t.base + uint32(i)
			if b, k := t.at(slot); b.live(k) {
				t.kill(slot)
			}
		}
	}
	t.compact()
	t.trim()
}

// trim gives back what the last block has too much, since most lists end long before
// they fill one.
func (t *table[V]) trim() {
	if len(t.blocks) == 0 {
		return
	}
	b := t.blocks[len(t.blocks)-1]
	if n := len(b.rows); cap(b.rows) > n+n/4+8 {
		b.resize(n)
		t.fresh = false
	}
}
