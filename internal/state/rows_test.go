package state

import (
	"slices"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

type item struct {
	ID   string
	Note int
}

func itemRules() rules[item] {
	return rules[item]{key: func(v *item) string { return v.ID }, equal: func(a, b *item) bool { return *a == *b }}
}

var shelf = Part{Feed: "items", Scope: backup.In("111122223333", "eu-west-1")}

// fill upserts a page and publishes it.
func fill(s *Store, p Part, rows ...item) *Snapshot {
	s.write(true, func() {
		t := tableOf(s, p, itemRules())
		t.apply(rows)
		s.touch(t)
	})
	return s.Snapshot()
}

// list runs a full pass that meets these rows.
func list(s *Store, p Part, rows ...item) *Snapshot {
	s.write(true, func() {
		t := tableOf(s, p, itemRules())
		t.beginPass()
		t.apply(rows)
		t.endPass(true)
		s.touch(t)
	})
	return s.Snapshot()
}

func items(s *Snapshot, p Part) []item {
	var out []item
	for _, v := range Select[item](s, func(q Part) bool { return q == p }, p.Feed).All() {
		out = append(out, *v)
	}
	return out
}

func many(from, to int) []item {
	var out []item
	for i := from; i < to; i++ {
		out = append(out, item{ID: id(i)})
	}
	return out
}

func id(i int) string {
	return string([]byte{byte('a' + i>>18&63), byte(' ' + i>>12&63), byte(' ' + i>>6&63), byte(' ' + i&63)})
}

func TestSnapshotsDoNotChange(t *testing.T) {
	s := NewStore()
	first := fill(s, shelf, item{"a", 1}, item{"b", 1})
	second := fill(s, shelf, item{"a", 2}, item{"c", 1})
	third := list(s, shelf, item{"c", 1}, item{"a", 2})
	for _, c := range []struct {
		at   *Snapshot
		want []item
	}{
		{first, []item{{"a", 1}, {"b", 1}}},
		{second, []item{{"a", 2}, {"b", 1}, {"c", 1}}},
		{third, []item{{"a", 2}, {"c", 1}}},
	} {
		if got := items(c.at, shelf); !slices.Equal(got, c.want) {
			t.Errorf("version %d: got %v, want %v", c.at.Version(), got, c.want)
		}
	}
}
