package triage

import "slices"

// set numbers what it has seen from 0, in the order of first sight. Most causes meet few
// accounts and Regions, which a short list tells apart faster than a map.
type set[T comparable] struct {
	list  []T
	index map[T]int // of what is in list, once that is long
	most  int       // how many may come; 0 = not known
}

const listed = 12

// add returns the number of v.
func (s *set[T]) add(v T) int {
	if len(s.list) <= listed {
		if i := slices.Index(s.list, v); i >= 0 {
			return i
		}
		if s.list = append(s.list, v); len(s.list) > listed {
			if s.index == nil {
				s.index = make(map[T]int, max(s.most, 4*listed))
			}
			for i, v := range s.list {
				s.index[v] = i
			}
		}
		return len(s.list) - 1
	}
	i, seen := s.index[v]
	if !seen {
		i = len(s.list)
		s.index[v] = i
		s.list = append(s.list, v)
	}
	return i
}

// reset empties s and keeps its memory, but no map that is long to clear.
func (s *set[T]) reset() {
	switch n := len(s.list); {
	case n > 128*listed:
		s.index = nil
	case n > listed:
		clear(s.index)
	}
	s.list = s.list[:0]
}
