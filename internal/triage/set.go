package triage

import "slices"

// set numbers what it has seen from 0, in the order of first sight. Most causes meet few
// accounts and Regions, which a short list tells apart faster than a map.
type set[T comparable] struct {
	list  []T
	index map[T]int
	most  int // how many there may be, 0 = not known
}

const listed = 12

// add returns the number of v.
func (s *set[T]) add(v T) int {
	if s.index == nil {
		if i := slices.Index(s.list, v); i >= 0 {
			return i
		}
		if s.list = append(s.list, v); len(s.list) > listed {
			most := max(2*listed, s.most)
			s.index = make(map[T]int, most)
			s.list = slices.Grow(s.list, most-len(s.list))
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
