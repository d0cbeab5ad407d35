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

func TestPartsOfSeveralFeedsMakeOneTable(t *testing.T) {
	s := NewStore()
	other := Part{Feed: "more items", Scope: shelf.Scope}
	away := Part{Feed: "items", Scope: backup.In("444455556666", "us-east-1")}
	fill(s, shelf, item{"a", 1})
	fill(s, other, item{"b", 1})
	now := fill(s, away, item{"c", 1}, item{"d", 1})
	names := func(r Rows[item]) (out string) {
		for id, v := range r.All() {
			if r.At(id) != v {
				t.Errorf("At(%x) is not %v", id, v)
			}
			out += v.ID
		}
		return out
	}
	all := Select[item](now, nil, "items", "more items")
	if got := names(all); got != "acdb" || all.Len() != 4 {
		t.Errorf("all: %q, %d", got, all.Len())
	}
	some := Select[item](now, func(p Part) bool { return p != away }, "items", "more items")
	if got := names(some); got != "ab" {
		t.Errorf("without one part: %q", got)
	}
	id, v := Lookup[item](now, away, "d")
	if v == nil || all.Part(id) != away || some.At(id) != nil || some.Part(id) != (Part{}) {
		t.Errorf("row %x of %v", id, all.Part(id))
	}
	if Select[string](now, nil, "items").Len() != 0 {
		t.Error("rows of another type")
	}
	if got := now.Parts("items"); !slices.Equal(got, []Part{shelf, away}) {
		t.Errorf("parts %v", got)
	}
	var none Rows[item]
	if none.At(id) != nil || none.Len() != 0 {
		t.Error("the empty table has rows")
	}
}

func TestVersionsChangeWithTheirFeedOnly(t *testing.T) {
	s := NewStore()
	a := fill(s, shelf, item{"a", 1})
	b := fill(s, Part{Feed: "other"}, item{"b", 1})
	if a.FeedVersion("items") != b.FeedVersion("items") || a.FeedVersion("items", "other") == b.FeedVersion("items", "other") {
		t.Error("a page changes its own feed and no other")
	}
	c := fill(s, shelf, item{"a", 1})
	if c.RowVersion("items") != a.RowVersion("items") || c.FeedVersion("none") != 0 {
		t.Error("an equal row is no change")
	}
	if d := fill(s, shelf, item{"a", 2}); d.RowVersion("items") == c.RowVersion("items") {
		t.Error("another row is a change")
	}
}

func TestAnEvictedPartComesBackUnderANewNumber(t *testing.T) {
	s := NewStore()
	before := fill(s, shelf, many(0, 10)...)
	id, _ := Lookup[item](before, shelf, id(3))
	s.evict(shelf)
	s.write(true, func() {})
	if _, ok := s.Snapshot().Health(shelf); ok || s.size() != 0 || len(s.Snapshot().Parts("items")) != 0 {
		t.Errorf("%d rows are left", s.size())
	}
	now := Select[item](fill(s, shelf, many(5, 10)...), nil, "items")
	if now.Len() != 5 || now.At(id) != nil {
		t.Errorf("%d rows, the old ID names %v", now.Len(), now.At(id))
	}
	if got := len(items(before, Part{Feed: "items", Scope: shelf.Scope})); got != 10 {
		t.Errorf("the old snapshot has %d rows", got)
	}
}

func TestPublishKeepsTheNewest(t *testing.T) {
	s := NewStore()
	p := Part{Feed: "calls"}
	n := 0
	for range 300 {
		page := many(n, n+17)
		n += len(page)
		Publish(s, p, nil, page, 2000)
		s.write(true, func() {})
		rows := Select[item](s.Snapshot(), nil, "calls")
		want := n - min(n, 2000)
		for _, v := range rows.All() {
			if v.ID != id(want) {
				t.Fatalf("row %q, want %q", v.ID, id(want))
			}
			want++
		}
		if want != n || rows.Len() != min(n, 2000) {
			t.Fatalf("%d rows up to %d of %d", rows.Len(), want, n)
		}
	}
	if h, ok := s.Snapshot().Health(p); !ok || !h.Whole {
		t.Errorf("health %+v", h)
	}
}

func TestPublishWithAKeyReplaces(t *testing.T) {
	s := NewStore()
	key := func(v *item) string { return v.ID }
	for i := range 5000 {
		Publish(s, shelf, key, []item{{id(i % 700), i}, {"same", i}}, 500)
	}
	s.write(true, func() {})
	got := items(s.Snapshot(), shelf)
	notes := 0
	for _, v := range got {
		if v.ID == "same" {
			notes++
		}
	}
	if len(got) != 500 || notes > 1 {
		t.Errorf("%d rows, %d with the same key", len(got), notes)
	}
}
