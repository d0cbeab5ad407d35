package query

import (
	"context"
	"slices"
)

// sorter orders refs by 64-bit keys: a number is one key, text is read in keys
// of its next bytes after what all its neighbours have in common. Only rows that
// tie in a key come to the next, or, when few, to whole comparisons.
type sorter[V any] struct {
	ctx  context.Context
	r    *Result[V]
	c    *comparer[V]
	keys [2][]uint64
	refs [2][]ref
	text []byte
}

// few is where comparing beats making keys.
const few = 48

// sortRefs orders refs in place by the order of r. Refs in the order of their IDs
// stay so where everything ties.
func sortRefs[V any](ctx context.Context, r *Result[V], refs []ref) error {
	s := &sorter[V]{ctx: ctx, r: r, c: newComparer(r)}
	if len(refs) > few {
		s.keys = [2][]uint64{make([]uint64, len(refs)), make([]uint64, len(refs))}
		s.refs[1] = make([]ref, len(refs))
	}
	return s.sort(refs, 0, 0, 0)
}

// sort orders refs[…], which stand at offset in the scratch memory and tie in all
// steps before step and in the first depth bytes of its text.
func (s *sorter[V]) sort(refs []ref, offset, step, depth int) error {
	if len(refs) <= few {
		slices.SortFunc(refs, s.c.compare)
		return nil
	}
	if step == len(s.r.order) {
		return s.byTie(refs)
	}
	keys := s.keys[0][offset : offset+len(refs)]
	field := &s.r.order[step].Field
	var err error
	if field.words() {
		if depth, err = s.common(refs, field, depth); err == nil {
			err = s.textKeys(refs, keys, step, depth)
		}
	} else {
		err = s.numberKeys(refs, keys, step)
	}
	if err != nil {
		return err
	}
	if err := s.radix(refs, keys, offset); err != nil {
		return err
	}
	return s.runs(refs, keys, offset, step, depth)
}

// runs orders each run of rows that tie in their key.
func (s *sorter[V]) runs(refs []ref, keys []uint64, offset, step, depth int) error {
	words := s.r.order[step].Field.words()
	for from := 0; from < len(refs); {
		to := from + 1
		for to < len(refs) && keys[to] == keys[from] {
			to++
		}
		if to-from > 1 {
			key, next, deeper := keys[from], step+1, 0
			if s.r.order[step].Desc {
				key = ^key
			}
			if words && key&0xFF == more {
				next, deeper = step, depth+keyBytes
			}
			if err := s.sort(refs[from:to], offset+from, next, deeper); err != nil {
				return err
			}
		}
		from = to
	}
	return nil
}

// byTie orders rows that tie in the whole order.
func (s *sorter[V]) byTie(refs []ref) error {
	if err := pause(s.ctx); err != nil {
		return err
	}
	if s.r.tie == nil {
		if !slices.IsSorted(refs) {
			slices.Sort(refs)
		}
		return nil
	}
	n := 0
	less := func(x, y ref) int {
		if n++; n%block == 0 && pause(s.ctx) != nil {
			return 0
		}
		return s.c.compare(x, y)
	}
	if !slices.IsSortedFunc(refs, less) {
		slices.SortFunc(refs, less)
	}
	return s.ctx.Err()
}

// radix orders keys and refs together, byte by byte from the lowest; it keeps the
// order of what ties, and skips bytes that all keys share.
func (s *sorter[V]) radix(refs []ref, keys []uint64, offset int) error {
	var counts [8][256]uint32
	for i, k := range keys {
		if i%block == 0 {
			if err := pause(s.ctx); err != nil {
				return err
			}
		}
		for digit := range 8 {
			counts[digit][byte(k>>(8*digit))]++
		}
	}
	toKeys, toRefs := s.keys[1][offset:offset+len(keys)], s.refs[1][offset:offset+len(refs)]
	fromKeys, fromRefs := keys, refs
	for digit := range 8 {
		shift := 8 * digit
		place := &counts[digit]
		if place[byte(keys[0]>>shift)] == uint32(len(keys)) {
			continue
		}
		sum := uint32(0)
		for i, n := range place {
			place[i], sum = sum, sum+n
		}
		for i, k := range fromKeys {
			if i%block == 0 {
				if err := pause(s.ctx); err != nil {
					return err
				}
			}
			at := &place[byte(k>>shift)]
			toKeys[*at], toRefs[*at] = k, fromRefs[i]
			*at++
		}
		fromKeys, toKeys, fromRefs, toRefs = toKeys, fromKeys, toRefs, fromRefs
	}
	if &fromKeys[0] != &keys[0] {
		copy(keys, fromKeys)
		copy(refs, fromRefs)
	}
	return nil
}
