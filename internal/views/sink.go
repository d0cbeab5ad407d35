package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// recordSink filters pages and hands the rows on.
type recordSink[V comparable] struct {
	g      *getRun
	w      *recordWriter[V]
	filter *query.Filter[V]
	sorted *sortedSink[V]
}

// add takes a page. It is called by one goroutine at a time.
func (s *recordSink[V]) add(_ state.Part, rows []V) error {
	for i := range rows {
		v := &rows[i]
		if s.filter != nil && !s.filter.Match(v) {
			continue
		}
		if s.sorted != nil {
			s.sorted.rows = append(s.sorted.rows, *v)
			continue
		}
		if err := s.write(v); err != nil {
			return err
		}
	}
	if s.sorted == nil && s.w.format != "table" {
		return s.w.flush()
	}
	return nil
}

func (s *recordSink[V]) write(v *V) error {
	if err := s.w.write(v, s.g.env); err != nil {
		return err
	}
	if s.g.o.Limit > 0 && s.w.rows >= s.g.o.Limit {
		return errEnough
	}
	return nil
}

func (s *recordSink[V]) finish() error {
	if s.sorted == nil {
		return nil
	}
	for _, i := range s.sorted.order() {
		if err := s.write(&s.sorted.rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// sortedSink keeps the rows, since the last one read may come first.
type sortedSink[V comparable] struct {
	rows []V
	less func(a, b *V) int
}

func newSortedSink[V comparable](r *Resource[V], g *getRun) *sortedSink[V] {
	name, desc := strings.CutPrefix(g.o.Sort, "-")
	s := &sortedSink[V]{less: byKey(r.Key)}
	if c := r.column(name); c != nil {
		s.less = query.By(query.Order[V]{Field: c.field(g.env), Desc: desc}, s.less)
	}
	return s
}

// byKey breaks what a column leaves equal, so that every run writes the same order.
func byKey[V any](key func(*V) string) func(a, b *V) int {
	return func(a, b *V) int { return cmp.Compare(key(a), key(b)) }
}

// order says in which order the rows go out. The rows themselves stay where they are:
// moving them costs more, and sorting code for each type of row to be compiled.
func (s *sortedSink[V]) order() []uint32 {
	order := make([]uint32, len(s.rows))
	for i := range order {
		order[i] = uint32(i) //nolint:gosec // memory ends before four billion rows
	}
	slices.SortFunc(order, func(a, b uint32) int { return s.less(&s.rows[a], &s.rows[b]) })
	return order
}
