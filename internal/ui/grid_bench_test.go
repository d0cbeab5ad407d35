package ui

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"testing"

	"github.com/bkpui/bkpui/internal/query"
)

// point is a row like a recovery point.
type point struct {
	name    string
	created int64
	size    int64
}

type points []query.Chunk[point]

func newPoints(n int) points {
	var ps points
	for i := range n {
		if i%1024 == 0 {
			ps = append(ps, query.Chunk[point]{First: 1<<32 + uint64(i), Rows: make([]point, 0, 1024)})
		}
		c := &ps[len(ps)-1]
		scrambled := int64(uint32(i) * 2654435761)
		c.Rows = append(c.Rows, point{"vol-0" + strconv.FormatInt(scrambled, 16) + " orders-db", scrambled, scrambled << 8})
	}
	return ps
}

func (ps points) Chunks() iter.Seq[query.Chunk[point]] { return slices.Values(ps) }
func (ps points) Len() int                             { return (len(ps)-1)*1024 + len(ps[len(ps)-1].Rows) }

func (ps points) At(id uint64) *point {
	i := id - 1<<32
	return &ps[i/1024].Rows[i%1024]
}

// pointSource draws a result as a view does.
type pointSource struct {
	*query.Result[point]
	points
}

func (s pointSource) Len() int { return s.Result.Len() }

func (s pointSource) Cell(b []byte, id uint64, col int) ([]byte, Tone) {
	p := s.points.At(id)
	switch col {
	case 0:
		return append(b, p.name...), Plain
	case 1:
		return AppendSize(b, p.size), Plain
	case 2:
		return append(b, "COMPLETED"...), Good
	case 3:
		return strconv.AppendInt(b, p.created, 10), Muted
	}
	return append(b, "payments"...), Muted
}

func pointGrid(n int, desc bool) (*Grid, pointSource) {
	ps := newPoints(n)
	order := []query.Order[point]{{Field: query.Field[point]{Name: "created", Kind: query.Time, Int: func(p *point) int64 { return p.created }}, Desc: desc}}
	r, err := query.Derive(context.Background(), nil, ps, nil, order, nil, nil)
	if err != nil {
		panic(err)
	}
	g := &Grid{}
	g.SetColumns([]GridColumn{
		{Title: "RESOURCE", Min: 20, Max: 40, Flex: 1, Middle: true},
		{Title: "SIZE", Min: 8, Right: true},
		{Title: "STATUS", Min: 10},
		{Title: "CREATED", Min: 12, Sorted: -1},
		{Title: "ACCOUNT", Min: 10, Max: 14, Flex: 1},
		{Title: "A", Min: 8},
		{Title: "B", Min: 8},
		{Title: "C", Min: 8},
	})
	g.SetSize(Rect{120, 40})
	g.SetSource(pointSource{r, ps}, nil)
	return g, pointSource{r, ps}
}

// BenchmarkStep is a cursor step and the frame after it at 120×40; bare copies as
// many bytes. Its cost must not depend on the number of rows.
func BenchmarkStep(b *testing.B) {
	th := NewTheme("dark", false, false)
	g, _ := pointGrid(1000, true)
	frame := g.Render(nil, th)
	b.Run("bare", func(b *testing.B) {
		var out []byte
		for b.Loop() {
			out = append(out[:0], frame...)
		}
	})
	for _, n := range []int{1000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g, _ := pointGrid(n, true)
			g.Page(10)
			var out []byte
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				if i++; i%500 < 250 {
					g.Move(1)
				} else {
					g.Move(-1)
				}
				out = g.Render(out[:0], th)
			}
		})
	}
}

// BenchmarkMarkShown marks a million rows, and counts them.
func BenchmarkMarkShown(b *testing.B) {
	g, _ := pointGrid(1_000_000, true)
	for b.Loop() {
		g.marks = nil
		g.MarkShown()
		if total, shown := g.MarkCount(); total != 1_000_000 || shown != total {
			b.Fatal(total, shown)
		}
	}
}

// BenchmarkSetSource is what the screen's goroutine does when rows have changed:
// the cursor and 10,000 marks find their rows again.
func BenchmarkSetSource(b *testing.B) {
	g, src := pointGrid(1_000_000, true)
	_, other := pointGrid(1_000_000, false)
	g.Page(100)
	g.ToggleMark()
	g.Page(250)
	g.MarkRange()
	for b.Loop() {
		g.SetSource(other, nil)
		g.MarkCount()
		g.SetSource(src, nil)
		g.MarkCount()
	}
}
