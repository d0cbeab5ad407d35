package state

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAgainstAMap drives a part with random pages, sweeps and publishes, and holds every
// snapshot against a plain map, also long after it was taken.
func TestAgainstAMap(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := NewStore()
		space := 50 << r.IntN(8)
		model := map[string]int{}
		type taken struct {
			snapshot *Snapshot
			rows     map[string]int
			ids      map[string]RowID
		}
		var past []taken
		for range 40 {
			page := make([]item, r.IntN(space))
			for i := range page {
				page[i] = item{id(r.IntN(space)), r.IntN(3)}
			}
			var now *Snapshot
			if r.IntN(3) == 0 {
				now = list(s, shelf, page...)
				clear(model)
			} else {
				now = fill(s, shelf, page...)
			}
			for _, v := range page {
				model[v.ID] = v.Note
			}
			at := taken{now, maps.Clone(model), map[string]RowID{}}
			for id, v := range Select[item](now, nil, shelf.Feed).All() {
				at.ids[v.ID] = id
			}
			past = append(past, at)
			if len(past) > 12 {
				past = past[1:]
			}
			check(t, now, model)
			check(t, past[0].snapshot, past[0].rows)
			checkMoves(t, now, past[max(0, len(past)-4)].ids, at.ids)
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
	}
}

func check(t *testing.T, s *Snapshot, want map[string]int) {
	t.Helper()
	rows := Select[item](s, nil, shelf.Feed)
	got := map[string]int{}
	for id, v := range rows.All() {
		got[v.ID] = v.Note
		if rows.At(id) != v {
			t.Errorf("At(%x) is another row", id)
		}
	}
	if !maps.Equal(got, want) || rows.Len() != len(want) {
		t.Errorf("version %d: %d rows, Len %d, want %d", s.Version(), len(got), rows.Len(), len(want))
	}
	if h, _ := s.Health(shelf); h.Rows != len(want) {
		t.Errorf("health says %d rows", h.Rows)
	}
	for key, note := range want {
		if id, v := Lookup[item](s, shelf, key); v == nil || v.Note != note || rows.At(id) != v {
			t.Errorf("Lookup(%q) = %x, %v", key, id, v)
		}
		break
	}
}

// checkMoves asks where the rows of an earlier snapshot are: an ID must never lead to
// another row.
func checkMoves(t *testing.T, now *Snapshot, old, ids map[string]RowID) {
	t.Helper()
	rows := Select[item](now, nil, shelf.Feed)
	for key, was := range old {
		if v := rows.At(was); v != nil && v.ID != key {
			t.Errorf("the ID of %q now names %q", key, v.ID)
		}
		id, ok := rows.Moved(was)
		if ok && rows.At(id).ID != key {
			t.Errorf("%q moved to %q", key, rows.At(id).ID)
		}
		if ok && ids[key] != id {
			t.Errorf("%q is at %x, not %x", key, ids[key], id)
		}
	}
}

func TestRowsThatStayAreFoundAfterACompaction(t *testing.T) {
	s := NewStore()
	all := many(0, 5000)
	before := Select[item](fill(s, shelf, all...), nil, shelf.Feed)
	var ids []RowID
	for id := range before.All() {
		ids = append(ids, id)
	}
	var kept []item
	for i := range all {
		if i%3 != 0 {
			kept = append(kept, all[i])
		}
	}
	for round := range keptMoves + 3 {
		kept = append(kept, many(10000+1000*round, 11000+1000*round)...) // rows to sweep next time
		fill(s, shelf, kept...)
		kept = slices.DeleteFunc(kept, func(v item) bool { return v.ID >= id(10000) })
		list(s, shelf, kept...)
		now := Select[item](s.Snapshot(), nil, shelf.Feed)
		found := 0
		for i, old := range ids {
			if id, ok := now.Moved(old); ok && now.At(id).ID == all[i].ID {
				found++
			} else if ok {
				t.Fatalf("row %d became another", i)
			}
		}
		if round < keptMoves-1 && found != len(kept) {
			t.Fatalf("after %d sweeps %d of %d rows are found", round+1, found, len(kept))
		}
	}
}

func TestOnlyChunksThatChangedAreNew(t *testing.T) {
	s := NewStore()
	all := many(0, 5*chunkRows)
	a := slices.Collect(Select[item](fill(s, shelf, all...), nil, shelf.Feed).Chunks())
	all[2*chunkRows].Note = 7
	b := slices.Collect(Select[item](list(s, shelf, append(all[:10:10], all[11:]...)...), nil, shelf.Feed).Chunks())
	for i := range a {
		moved := &a[i].Rows[0] != &b[i].Rows[0]
		if moved != (i == 2) {
			t.Errorf("chunk %d has new rows: %v", i, moved)
		}
		if (b[i].Dead != nil) != (i == 0) {
			t.Errorf("chunk %d has dead rows: %v", i, b[i].Dead != nil)
		}
	}
}

func TestTheLastChunkGrowsInPlace(t *testing.T) {
	s := NewStore()
	first := slices.Collect(Select[item](fill(s, shelf, many(0, 1100)...), nil, shelf.Feed).Chunks())
	second := slices.Collect(Select[item](fill(s, shelf, item{ID: "one more"}), nil, shelf.Feed).Chunks())
	if len(first[1].Rows) != 76 || len(second[1].Rows) != 77 {
		t.Fatalf("%d and %d rows", len(first[1].Rows), len(second[1].Rows))
	}
	third := slices.Collect(Select[item](fill(s, shelf, item{ID: "and one"}), nil, shelf.Feed).Chunks())
	if &second[1].Rows[0] != &third[1].Rows[0] {
		t.Error("it moved")
	}
}
