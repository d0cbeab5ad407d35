package query

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// rec is a row like a recovery point: what repeats is shared.
type rec struct {
	id      int
	name    string
	typ     string
	created int64
	size    int64
}

var recTypes = []string{"EBS", "RDS", "S3", "DynamoDB", "EFS"}

func recFields() []Field[rec] {
	return []Field[rec]{
		{Name: "name", Aliases: []string{"resource"}, Kind: Text, Text: func(b []byte, r *rec) []byte { return append(b, r.name...) }},
		{Name: "type", Kind: Text, Text: func(b []byte, r *rec) []byte { return append(b, r.typ...) }},
		{Name: "created", Kind: Time, Int: func(r *rec) int64 { return r.created }},
		{Name: "age", Kind: Age, Int: func(r *rec) int64 { return r.created }},
		{Name: "size", Kind: Bytes, Int: func(r *rec) int64 { return r.size }},
		{Name: "locked", Kind: Bool, Text: func(b []byte, r *rec) []byte {
			if r.id%2 == 0 {
				return append(b, "yes"...)
			}
			return append(b, "no"...)
		}},
	}
}

var clock = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func now() time.Time { return clock }

func makeRec(i int) rec {
	scrambled := int64(uint32(i) * 2654435761)
	return rec{
		id: i, name: "vol-" + strconv.FormatInt(scrambled, 16), typ: recTypes[i%len(recTypes)],
		created: clock.UnixMilli() - scrambled%(365*day), size: scrambled << 8,
	}
}

// table is Rows in chunks of 1,024, as the store keeps them.
type table struct {
	chunks []Chunk[rec]
	n      int
}

func newTable(n int) *table {
	t := &table{}
	for i := range n {
		t.append(makeRec(i))
	}
	return t
}

func (t *table) append(r rec) {
	if len(t.chunks) == 0 || len(t.chunks[len(t.chunks)-1].Rows) == 1024 {
		first := uint64(1 << 32)
		if n := len(t.chunks); n > 0 {
			first = t.chunks[n-1].First + 1024
		}
		t.chunks = append(t.chunks, Chunk[rec]{First: first, Rows: make([]rec, 0, 1024)})
	}
	c := &t.chunks[len(t.chunks)-1]
	c.Rows = append(c.Rows, r)
	t.n++
}

// snapshot is the table as it is now.
func (t *table) snapshot() *table { return &table{slices.Clone(t.chunks), t.n} }

func (t *table) Chunks() iter.Seq[Chunk[rec]] { return slices.Values(t.chunks) }
func (t *table) Len() int                     { return t.n }
func (t *table) At(id uint64) *rec {
	i := id - 1<<32
	return &t.chunks[i/1024].Rows[i%1024]
}

const million = 1_000_000

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func by(name string, desc bool) []Order[rec] {
	return []Order[rec]{{*lookup(recFields(), name), desc}}
}

// BenchmarkSort orders a million rows; bare sorts as many 64-bit keys.
func BenchmarkSort(b *testing.B) {
	rows := newTable(million)
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			type pair struct {
				key int64
				ref uint32
			}
			pairs := make([]pair, 0, million)
			for _, c := range rows.chunks {
				for i := range c.Rows {
					pairs = append(pairs, pair{c.Rows[i].created, uint32(i)})
				}
			}
			slices.SortFunc(pairs, func(x, y pair) int {
				if x.key < y.key {
					return -1
				}
				return 1
			})
		}
	})
	b.Run("type with a tie", func(b *testing.B) {
		tie := func(x, y *rec) int { return strings.Compare(x.name, y.name) }
		for b.Loop() {
			must(Derive(context.Background(), nil, rows, nil, by("type", true), tie, nil))
		}
	})
	for _, name := range []string{"created", "size", "name", "type"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(Derive(context.Background(), nil, rows, nil, by(name, true), nil, nil))
			}
		})
	}
}

// BenchmarkFilter looks at a million rows; bare reads one text of each.
func BenchmarkFilter(b *testing.B) {
	rows := newTable(million)
	b.Run("bare", func(b *testing.B) {
		f := recFields()[0]
		for b.Loop() {
			var buf []byte
			for _, c := range rows.chunks {
				for i := range c.Rows {
					buf = foldIn(f.Text(buf[:0], &c.Rows[i]))
				}
			}
		}
	})
	sorted := must(Derive(context.Background(), nil, rows, nil, by("created", true), nil, nil))
	for _, expr := range []string{"abc", "type:ebs size>100GiB", "~ab.*9", "age<7d"} {
		for _, prev := range []*Result[rec]{nil, sorted} {
			name, order := "scan", []Order[rec](nil)
			if prev != nil {
				name, order = "walk", prev.order
			}
			b.Run(name+"/"+expr, func(b *testing.B) {
				var first time.Duration
				for b.Loop() {
					start := time.Now()
					seen := false
					f := must(Parse(expr, recFields(), now))
					must(Derive(context.Background(), prev, rows, f, order, nil, func(*Result[rec]) {
						if !seen {
							seen, first = true, first+time.Since(start)
						}
					}))
				}
				b.ReportMetric(float64(first.Microseconds())/1000/float64(b.N), "ms-to-first")
			})
		}
	}
}

// BenchmarkAppend adds a page of 1,000 rows to a million that are sorted, and
// filtered or not.
func BenchmarkAppend(b *testing.B) {
	for _, expr := range []string{"", "type:ebs"} {
		b.Run(fmt.Sprintf("filter=%q", expr), func(b *testing.B) {
			rows := newTable(million)
			f := must(Parse(expr, recFields(), now))
			r := must(Derive(context.Background(), nil, rows.snapshot(), nil, by("created", true), nil, nil))
			r = must(Derive(context.Background(), r, rows.snapshot(), f, by("created", true), nil, nil))
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				b.StopTimer()
				for range 1000 {
					rows.append(makeRec(rows.n))
				}
				snap := rows.snapshot()
				b.StartTimer()
				r = must(Derive(context.Background(), r, snap, f, by("created", true), nil, nil))
			}
		})
	}
}

// BenchmarkIndex finds rows, as the screen does for its cursor.
func BenchmarkIndex(b *testing.B) {
	rows := newTable(million)
	for _, c := range []struct {
		name, expr string
		order      []Order[rec]
	}{{"identity", "", nil}, {"filtered", "type:ebs", nil}, {"sorted", "", by("name", false)}} {
		f := must(Parse(c.expr, recFields(), now))
		r := must(Derive(context.Background(), nil, rows, f, c.order, nil, nil))
		b.Run(c.name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				i = (i + 7919) % r.Len()
				if r.Index(r.At(i), 0) != i {
					b.Fatal("not found")
				}
			}
		})
	}
}
