package sim

// summaries are the counts of jobs that were asked for since the last midnight, kept as AWS
// keeps them. Those of a large organisation are a second of a processor each, for a Region and
// kind, and a console asks for all of them at once: they are made one at a time, beside the other
// answers. Whoever reads or writes them holds worldState.counting.
type summaries struct {
	to   int64 // that midnight
	kept map[uint64]map[tally]int64
}

// of returns the counts that a call asks for, which nobody changes.
func (s *summaries) of(c *call, count func(to int64) map[tally]int64) map[tally]int64 {
	if to := c.now - c.now%day; to != s.to {
		s.to, s.kept = to, map[uint64]map[tally]int64{}
	}
	asked := c.bound()
	if _, ok := s.kept[asked]; !ok {
		s.kept[asked] = count(s.to)
	}
	return s.kept[asked]
}
