package state

import "math/bits"

// compact drops the dead rows once they are a quarter of the slots. The rows get
// new slots, which no row had before; moves tells who went where.
func (t *table[V]) compact() {
	dead := t.slots - t.live
	if dead < 16 || dead*4 < t.slots {
		return
	}
	m := &moves{base: t.base, slots: uint32(t.slots), to: nextBase(t.base, t.slots), prev: t.moves.recent()}
	m.live = make([]uint64, (t.slots+63)/64)
	m.rank = make([]uint32, len(m.live))
	blocks := t.blocks
	t.blocks, t.base, t.slots, t.live, t.busy = nil, m.to, 0, 0, 0
	left := int(m.slots) - dead
	for c, b := range blocks {
		for i := range b.rows {
			at := c<<chunkShift + i
			if at&63 == 0 {
				m.rank[at>>6] = uint32(t.slots)
			}
			if b.live(i) {
				m.live[at>>6] |= 1 << (at & 63)
				t.append(&b.rows[i], left-t.slots)
			}
		}
	}
	t.moves, t.fresh = m, false
	t.reindex()
}

// nextBase is the first slot after those of a table, or 0 long before slots run out.
func nextBase(base uint32, slots int) uint32 {
	if next := base + uint32(slots); next < 1<<31 {
		return next
	}
	return 0
}

// moves is one compaction: which slots lived, and how many before each word.
type moves struct {
	base, slots uint32
	to          uint32
	live        []uint64
	rank        []uint32
	prev        *moves // the compaction before
}

// keptMoves is how many compactions a RowID may be behind; one costs 12 bytes
// for 64 rows.
const keptMoves = 8

// recent returns the chain without what is too old to be asked for.
func (m *moves) recent() *moves {
	n := 0
	for at := m; at != nil; at = at.prev {
		n++
	}
	if n < keptMoves {
		return m
	}
	return m.newest(keptMoves - 1)
}

func (m *moves) newest(n int) *moves {
	if m == nil || n == 0 {
		return nil
	}
	short := *m
	short.prev = m.prev.newest(n - 1)
	return &short
}

// follow returns where the row of a slot is now, false when it is gone.
func (m *moves) follow(slot uint32) (uint32, bool) {
	if m == nil {
		return slot, true
	}
	slot, ok := m.prev.follow(slot)
	i := slot - m.base
	if !ok || i >= m.slots {
		return slot, ok
	}
	word, bit := i>>6, uint64(1)<<(i&63)
	if m.live[word]&bit == 0 {
		return 0, false
	}
	return m.to + m.rank[word] + uint32(bits.OnesCount64(m.live[word]&(bit-1))), true
}
