package views

import (
	"cmp"
	"slices"
	"testing"
)

func TestSortedRowsGoOutInOrderAndStayWhereTheyAre(t *testing.T) {
	s := &sortedSink[string]{rows: []string{"c", "a", "d", "b"}, less: func(a, b *string) int { return cmp.Compare(*a, *b) }}
	if got := s.order(); !slices.Equal(got, []uint32{1, 3, 0, 2}) || s.rows[0] != "c" {
		t.Errorf("%v of %v", got, s.rows)
	}
}
