package query

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// change replaces a row in a copy of its chunk, as the store does.
func (t *table) change(i int, r rec) {
	c := &t.chunks[i/1024]
	if i%1024 >= len(c.Rows) {
		return
	}
	c.Rows = append(make([]rec, 0, 1024), c.Rows...)
	c.Rows[i%1024] = r
}

// kill removes a row in a copy of the bitmap.
func (t *table) kill(i int) {
	c := &t.chunks[i/1024]
	c.Dead = append([]uint64(nil), c.Dead...)
	for len(c.Dead) < 16 {
		c.Dead = append(c.Dead, 0)
	}
	if i %= 1024; i < len(c.Rows) && c.Dead[i/64]&(1<<(i%64)) == 0 {
		c.Dead[i/64] |= 1 << (i % 64)
		t.n--
	}
}

// brute is what Derive has to find, the slow way.
func brute(t *table, f *Filter[rec], r *Result[rec]) []uint64 {
	type row struct {
		id uint64
		v  *rec
	}
	var all []row
	for _, c := range t.chunks {
		for i := range c.Rows {
			if !bitmap(c.Dead).has(i) && f.Match(&c.Rows[i]) {
				all = append(all, row{c.First + uint64(i), &c.Rows[i]})
			}
		}
	}
	by := &comparer[rec]{r: r}
	slices.SortStableFunc(all, func(a, b row) int {
		if len(r.order) == 0 {
			return 0
		}
		return by.values(a.v, b.v)
	})
	var ids []uint64
	for _, x := range all {
		ids = append(ids, x.id)
	}
	return ids
}

func check(t *testing.T, what string, r *Result[rec], want []uint64) {
	t.Helper()
	if r.Len() != len(want) {
		t.Fatalf("%s: %d rows, want %d", what, r.Len(), len(want))
	}
	for i, id := range want {
		if r.At(i) != id {
			t.Fatalf("%s: row %d is %d, want %d", what, i, r.At(i), id)
		}
		if i%37 == 0 && (r.Index(id, 0) != i || r.Index(id, i) != i) {
			t.Fatalf("%s: Index(%d) = %d, want %d", what, id, r.Index(id, 0), i)
		}
	}
	if r.Index(0, 3) != -1 || r.Index(1<<40, 3) != -1 {
		t.Fatalf("%s: a row that is nowhere has an index", what)
	}
	n := 0
	first, set := uint64(1<<32+100), []uint64{0xF0F0F0F0F0F0F0F0, ^uint64(0), 1}
	for _, id := range want {
		if id >= first && id-first < 192 && bitmap(set).has(int(id-first)) {
			n++
		}
	}
	shown := 0
	for first, set := range r.Bitmaps() {
		for i := range 64 * len(set) {
			if bitmap(set).has(i) {
				shown++
				if r.Index(first+uint64(i), shown) < 0 {
					t.Fatalf("%s: Bitmaps gives row %d, which is not shown", what, first+uint64(i))
				}
			}
		}
	}
	if shown != len(want) {
		t.Fatalf("%s: Bitmaps gives %d rows, want %d", what, shown, len(want))
	}
	if got := r.CountIn(first, set); got != n {
		t.Fatalf("%s: CountIn = %d, want %d", what, got, n)
	}
}

func TestDeriveFollowsEveryChange(t *testing.T) {
	field := func(name string) Field[rec] { return *lookup(recFields(), name) }
	orders := map[string][]Order[rec]{
		"none":         nil,
		"created desc": {{field("created"), true}},
		"name":         {{field("name"), false}},
		"type, size":   {{field("type"), true}, {field("size"), false}},
		"age":          {{field("age"), false}},
		"locked":       {{field("locked"), false}},
	}
	ties := map[string]func(a, b *rec) int{"no tie": nil, "tie": func(a, b *rec) int { return b.id - a.id }}
	random := rand.New(rand.NewPCG(1, 2))
	for name, order := range orders {
		for tieName, tie := range ties {
			rows := newTable(2000)
			var prev *Result[rec]
			for step := range 26 {
				switch step % 5 {
				case 0:
					for range random.IntN(700) {
						r := makeRec(rows.n)
						if random.IntN(9) == 0 {
							r.size, r.created, r.name = None, None, ""
						}
						rows.append(r)
					}
				case 1:
					for range 20 {
						rows.change(random.IntN(2000), makeRec(random.IntN(100)))
					}
				case 2:
					for range 30 {
						rows.kill(random.IntN(2000))
					}
				case 3:
					if step == 23 {
						rows.chunks = slices.Delete(rows.chunks, 1, 2)
						rows.n = live(pieces[rec](rows))
					}
				}
				expr := []string{"", "", "type:ebs", "type:ebs", "", "a !name:b", "size>5GiB", "type:ebs"}[step%8]
				f := must(Parse(expr, recFields(), now))
				r, err := Derive(context.Background(), prev, rows.snapshot(), f, order, tie, func(*Result[rec]) {})
				if err != nil {
					t.Fatal(err)
				}
				if !r.Done() || r.Total != rows.n || r.Scanned != rows.n {
					t.Fatalf("done %v, %d of %d scanned, want %d", r.Done(), r.Scanned, r.Total, rows.n)
				}
				check(t, fmt.Sprintf("%s, %s, step %d %q", name, tieName, step, expr), r, brute(rows, f, r))
				prev = r
				if step == 24 {
					prev = nil
				}
			}
		}
	}
}

func TestLongTextSortsInFull(t *testing.T) {
	prefix := "arn:aws:backup:us-east-1:111122223333:recovery-point:"
	rows := &table{}
	for i := range 5000 {
		r := makeRec(i)
		r.name = prefix + strings.Repeat("x", i%40) + fmt.Sprint(i%700)
		if i%11 == 0 {
			r.name = strings.ToUpper(r.name)
		}
		if i%100 == 0 {
			r.name = ""
		}
		if i%101 == 0 {
			r.name = prefix
		}
		rows.append(r)
	}
	for _, desc := range []bool{false, true} {
		r := must(Derive(context.Background(), nil, rows, nil, by("name", desc), nil, nil))
		check(t, fmt.Sprint("descending ", desc), r, brute(rows, nil, r))
		if last := r.Row(r.Len() - 1); last.name != "" {
			t.Errorf("the last row has the name %q: what is absent stands last", last.name)
		}
	}
}

func TestPartsOfAResultAreInOrder(t *testing.T) {
	synctest.Test(t, partsOfAResultAreInOrder)
}

func partsOfAResultAreInOrder(t *testing.T) {
	rows := newTable(60_000)
	sorted := must(Derive(context.Background(), nil, rows, nil, by("created", true), nil, nil))
	slow := recFields()
	text := slow[0].Text
	var looked atomic.Int64
	slow[0].Text = func(b []byte, r *rec) []byte {
		if looked.Add(1)%1000 == 0 {
			time.Sleep(5 * time.Millisecond) // of the bubble's clock: so long takes a real search
		}
		return text(b, r)
	}
	for name, prev := range map[string]*Result[rec]{"from nothing": nil, "in a known order": sorted} {
		f := must(Parse("7 !zzz", slow, now))
		parts, first := 0, uint64(0)
		r := must(Derive(context.Background(), prev, rows, f, by("created", true), nil, func(part *Result[rec]) {
			parts++
			if parts == 1 && part.Len() > 0 {
				first = part.At(0)
			}
			if part.Done() || part.Scanned > part.Total {
				t.Errorf("%s: part says done %v, %d of %d", name, part.Done(), part.Scanned, part.Total)
			}
			for i := 1; i < part.Len(); i++ {
				if part.Row(i).created > part.Row(i-1).created {
					t.Fatalf("%s: row %d of a part is out of order", name, i)
				}
			}
			if n := part.Len(); n > 0 && part.Index(part.At(n/2), -1) != n/2 {
				t.Errorf("%s: a part can't find its rows", name)
			}
		}))
		check(t, name, r, brute(rows, f, r))
		if parts == 0 {
			t.Errorf("%s: nothing was published early", name)
		}
		if prev != nil && first != r.At(0) {
			t.Errorf("%s: row %d stood first early, %d in the end", name, first, r.At(0))
		}
	}
}

func TestAgesAreLookedAtAgain(t *testing.T) {
	moment := clock
	tick := func() time.Time { return moment }
	rows := &table{}
	rows.append(rec{created: clock.Add(-time.Hour).UnixMilli()})
	derive := func(prev *Result[rec]) *Result[rec] {
		return must(Derive(context.Background(), prev, rows, must(Parse("age<2h", recFields(), tick)), nil, nil, nil))
	}
	r := derive(nil)
	if r.Len() != 1 {
		t.Fatal("a row of one hour is not younger than two")
	}
	moment = moment.Add(90 * time.Minute)
	if r = derive(r); r.Len() != 0 {
		t.Error("a row that grew too old is still shown")
	}
}

func TestMovingValuesAreSortedAgain(t *testing.T) {
	faster := 1
	order := []Order[rec]{{Field: Field[rec]{Name: "elapsed", Kind: Duration, Moving: true, Int: func(r *rec) int64 {
		return int64(r.id * faster)
	}}}}
	rows := newTable(500)
	r := must(Derive(context.Background(), nil, rows, nil, order, nil, nil))
	check(t, "at first", r, brute(rows, nil, r))
	faster = -1
	r = must(Derive(context.Background(), r, rows, nil, order, nil, nil))
	if r.Row(0).id != 499 {
		t.Errorf("row %d stands first after the clock moved, want 499", r.Row(0).id)
	}
}

func TestDeriveEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var seen atomic.Int64
	fields := recFields()
	fields[0].Text = func(b []byte, _ *rec) []byte {
		if seen.Add(1) == 20_000 {
			cancel()
		}
		return append(b, 'x')
	}
	rows := newTable(100_000)
	_, err := Derive(ctx, nil, rows, must(Parse("name:y", fields, now)), nil, nil, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want canceled", err)
	}
	if seen.Load() > 60_000 {
		t.Errorf("%d rows were looked at after the end", seen.Load())
	}
	if _, err := Derive(ctx, nil, rows, nil, by("created", false), nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a sort ends with %v, want canceled", err)
	}
}

func TestPanicInAFieldIsAnError(t *testing.T) {
	fields := recFields()
	fields[0].Text = func([]byte, *rec) []byte { panic("no such name") }
	_, err := Derive(context.Background(), nil, newTable(10), must(Parse("name:y", fields, now)), nil, nil, nil)
	if err == nil || !strings.Contains(err.Error(), "no such name") {
		t.Errorf("error %v, want the panic", err)
	}
}

func TestIdentityTakesNoMemoryPerRow(t *testing.T) {
	rows := newTable(100_000)
	least := uint64(math.MaxUint64)
	for range 5 { // what earlier tests began may still allocate
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		must(Derive(context.Background(), nil, rows, nil, nil, nil, nil))
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	if least > 50_000 {
		t.Errorf("%d bytes for 100,000 rows", least)
	}
}

func TestResultsOfNothing(t *testing.T) {
	var none *Result[rec]
	if none.Len() != 0 || none.Done() || none.Index(1, 0) != -1 {
		t.Error("a nil result shows something")
	}
	r := must(Derive(context.Background(), nil, &table{}, nil, by("name", false), nil, nil))
	check(t, "empty", r, nil)
	if !r.Done() {
		t.Error("an empty table is never done")
	}
}
