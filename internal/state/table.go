package state

import "hash/maphash"

// rules say what makes two rows the same thing, and what is worth knowing of one.
type rules[V any] struct {
	key   func(*V) string // for people and Lookup; nil = rows are never the same
	hash  func(*V) uint64 // agrees with hashKey(key)
	same  func(a, b *V) bool
	equal func(a, b *V) bool // nothing changed; nil = always changed
	busy  func(*V) bool      // nil = never
	adopt func(next, old *V) // gives a new version what it takes over from the old one; may be nil
}

// byKey fills in the rules that follow from the key.
func (r rules[V]) byKey() rules[V] {
	if r.key != nil && r.hash == nil {
		key := r.key
		r.hash = func(v *V) uint64 { return hashKey(key(v)) }
		r.same = func(a, b *V) bool { return key(a) == key(b) }
	}
	return r
}

var seed = maphash.MakeSeed()

func hashKey(key string) uint64 { return maphash.String(seed, key) }

// table is the writer's side of a part. Every method needs the Store's lock.
type table[V any] struct {
	head
	rules  rules[V]
	blocks []*block[V] // all full but the last
	base   uint32      // slot of the first row
	slots  int         // rows, the dead ones included
	busy   int
	index  index
	seen   []uint64 // rows that the running full pass met; nil outside of one
	moves  *moves
	shown  []Chunk[V] // as last published
	fresh  bool       // shown is what there is
}

// at returns the block and the place in it of a slot that exists.
func (t *table[V]) at(slot uint32) (*block[V], int) {
	i := slot - t.base
	return t.blocks[i>>chunkShift], int(i & (chunkRows - 1))
}

// find looks for the row that is the same thing as v.
func (t *table[V]) find(hash uint64, v *V) (slot uint32, cell int, ok bool) {
	return t.index.probe(hash, func(slot uint32) bool {
		if slot-t.base >= uint32(t.slots) {
			return false
		}
		b, i := t.at(slot)
		return b.live(i) && t.rules.same(&b.rows[i], v)
	})
}

// apply upserts a page. Rows equal to what is there change nothing.
func (t *table[V]) apply(rows []V) {
	for i := range rows {
		t.put(&rows[i], len(rows)-i)
	}
}

// put upserts one row of a page; more is how many of the page are left.
func (t *table[V]) put(v *V, more int) {
	if t.rules.key == nil {
		t.append(v, more)
		return
	}
	hash := t.rules.hash(v)
	slot, cell, ok := t.find(hash, v)
	if ok {
		t.update(slot, v)
		return
	}
	slot = t.append(v, more)
	if !t.index.full() {
		t.index.set(cell, slot)
		return
	}
	t.reindex()
}

func (t *table[V]) update(slot uint32, v *V) {
	t.mark(slot)
	b, i := t.at(slot)
	if t.rules.adopt != nil {
		t.rules.adopt(v, &b.rows[i])
	}
	if t.rules.equal != nil && t.rules.equal(&b.rows[i], v) {
		return
	}
	row := b.row(i)
	t.busy += t.isBusy(v) - t.isBusy(row)
	*row = *v
	t.fresh = false
}

func (t *table[V]) append(v *V, more int) uint32 {
	n := len(t.blocks)
	if t.slots&(chunkRows-1) == 0 {
		t.blocks = append(t.blocks, &block[V]{rows: make([]V, 0, room(0, more, n == 0))})
		n++
	}
	b := t.blocks[n-1]
	if len(b.rows) == cap(b.rows) {
		b.resize(room(len(b.rows), more, n == 1))
	}
	b.rows = append(b.rows, *v)
	slot := t.base + uint32(t.slots)
	t.slots++
	t.live++
	t.busy += t.isBusy(v)
	t.mark(slot)
	t.fresh = false
	return slot
}

func (t *table[V]) kill(slot uint32) {
	b, i := t.at(slot)
	t.busy -= t.isBusy(&b.rows[i])
	b.kill(i)
	t.live--
	t.fresh = false
}

func (t *table[V]) isBusy(v *V) int {
	if t.rules.busy != nil && t.rules.busy(v) {
		return 1
	}
	return 0
}

// reindex makes the index anew, with room to grow.
func (t *table[V]) reindex() {
	if t.rules.key == nil {
		return
	}
	t.index.reset(t.live)
	for c, b := range t.blocks {
		for i := range b.rows {
			if b.live(i) {
				t.index.add(t.rules.hash(&b.rows[i]), t.base+uint32(c<<chunkShift+i))
			}
		}
	}
}

// view makes what snapshots see.
func (t *table[V]) view() partView {
	if !t.fresh {
		t.shown = make([]Chunk[V], len(t.blocks))
		for c, b := range t.blocks {
			t.shown[c] = b.share(rowID(t.number, t.base+uint32(c<<chunkShift)))
		}
		t.fresh = true
		t.rowsChanged = true
	}
	h := t.health
	h.Rows = t.live
	return &view[V]{part: t.part, number: t.number, health: h, chunks: t.shown, base: t.base, slots: t.slots, live: t.live, moves: t.moves, table: t}
}

// lookup finds the slot of a key.
func (t *table[V]) lookup(key string) (uint32, bool) {
	if t.rules.key == nil {
		return 0, false
	}
	slot, _, ok := t.index.probe(hashKey(key), func(slot uint32) bool {
		if slot-t.base >= uint32(t.slots) {
			return false
		}
		b, i := t.at(slot)
		return b.live(i) && t.rules.key(&b.rows[i]) == key
	})
	return slot, ok
}
