package ui

import (
	"iter"
	"maps"
	"math/bits"
	"slices"
)

const pageBits = 1024

// markSet is a set of row IDs as bitmaps of 1,024 neighbours: IDs are dense, so
// a million marks take 128 kB. A nil set is empty.
type markSet struct {
	page map[uint64]*[pageBits / 64]uint64 // by ID / 1,024
	n    int
	last uint64 // the page touched last: marks come in runs
	hot  *[pageBits / 64]uint64
}

func newMarkSet() *markSet { return &markSet{page: map[uint64]*[pageBits / 64]uint64{}} }

func (m *markSet) len() int {
	if m == nil {
		return 0
	}
	return m.n
}

func (m *markSet) has(id uint64) bool {
	if m.len() == 0 {
		return false
	}
	p := m.page[id/pageBits]
	return p != nil && p[id%pageBits/64]&(1<<(id%64)) != 0
}

// word returns the 64 marks that an ID is among.
func (m *markSet) word(id uint64) *uint64 {
	if m.hot == nil || m.last != id/pageBits {
		m.last = id / pageBits
		if m.hot = m.page[m.last]; m.hot == nil {
			m.hot = new([pageBits / 64]uint64)
			m.page[m.last] = m.hot
		}
	}
	return &m.hot[id%pageBits/64]
}

func (m *markSet) add(id uint64) {
	if word, bit := m.word(id), uint64(1)<<(id%64); *word&bit == 0 {
		*word |= bit
		m.n++
	}
}

// addAll adds first+i for every bit i that is set.
func (m *markSet) addAll(first uint64, set []uint64) {
	for i, w := range set {
		at := first + 64*uint64(i)
		if w == 0 {
			continue
		}
		if at%64 == 0 {
			word := m.word(at)
			m.n += bits.OnesCount64(w &^ *word)
			*word |= w
			continue
		}
		for ; w != 0; w &= w - 1 {
			m.add(at + uint64(bits.TrailingZeros64(w)))
		}
	}
}

func (m *markSet) remove(id uint64) {
	if m.has(id) {
		m.page[id/pageBits][id%pageBits/64] &^= 1 << (id % 64)
		m.n--
	}
}

// pages yields the bitmaps with their first ID, lowest first.
func (m *markSet) pages() iter.Seq2[uint64, []uint64] {
	return func(yield func(uint64, []uint64) bool) {
		if m.len() == 0 {
			return
		}
		for _, k := range slices.Sorted(maps.Keys(m.page)) {
			if !yield(k*pageBits, m.page[k][:]) {
				return
			}
		}
	}
}

func (m *markSet) all() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for first, words := range m.pages() {
			for i, word := range words {
				for ; word != 0; word &= word - 1 {
					if !yield(first + uint64(64*i+bits.TrailingZeros64(word))) {
						return
					}
				}
			}
		}
	}
}

// remap returns the set with renumbered rows under their new IDs.
func (m *markSet) remap(f func(uint64) (uint64, bool)) *markSet {
	if m.len() == 0 {
		return m
	}
	out := newMarkSet()
	for id := range m.all() {
		if to, ok := f(id); ok {
			id = to
		}
		out.add(id)
	}
	return out
}
