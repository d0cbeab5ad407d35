package state

import "math/bits"

// index finds slots by hash: open addressing over slot numbers alone, 8 MB a
// million rows, since the row itself holds the key to compare. A row that died
// keeps its place until the next rebuild.
type index struct {
	cells []uint32 // slot+1; 0 = free
	used  int
}

// probe walks the slots that may hold hash until is says yes, and returns where
// the walk ended: the slot with ok, or else a free cell.
func (x *index) probe(hash uint64, is func(slot uint32) bool) (slot uint32, cell int, ok bool) {
	if len(x.cells) == 0 {
		return 0, -1, false
	}
	mask := len(x.cells) - 1
	for i := int(hash) & mask; ; i = (i + 1) & mask {
		switch c := x.cells[i]; {
		case c == 0:
			return 0, i, false
		case is(c - 1):
			return c - 1, i, true
		}
	}
}

// full reports whether one more slot would make the walks long.
func (x *index) full() bool { return (x.used+1)*4 > len(x.cells)*3 }

// reset makes room for n rows and as many again.
func (x *index) reset(n int) {
	x.cells, x.used = make([]uint32, max(8, 1<<bits.Len(uint(2*max(n, 1)-1)))), 0
}

// set puts slot into a free cell that probe returned.
func (x *index) set(cell int, slot uint32) {
	x.cells[cell] = slot + 1
	x.used++
}

// add puts a slot that is known not to be there.
func (x *index) add(hash uint64, slot uint32) {
	mask := len(x.cells) - 1
	i := int(hash) & mask
	for x.cells[i] != 0 {
		i = (i + 1) & mask
	}
	x.set(i, slot)
}
