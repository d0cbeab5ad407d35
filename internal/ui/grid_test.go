package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// list is a GridSource of a few IDs in their order.
type list []uint64

func (l list) Len() int                   { return len(l) }
func (l list) ID(i int) uint64            { return l[i] }
func (l list) Index(id uint64, _ int) int { return slices.Index(l, id) }
func (l list) Cell(b []byte, id uint64, col int) ([]byte, Tone) {
	if col == 2 {
		return append(b, "COMPLETED"...), Good
	}
	return fmt.Appendf(b, "r%d.%d", id, col), Plain
}

// rows returns the IDs from..to, both included.
func rows(from, to uint64) list {
	var l list
	for id := from; id <= to; id++ {
		l = append(l, id)
	}
	return l
}

func newGrid(w, h int, src GridSource) *Grid {
	g := &Grid{}
	g.SetColumns([]GridColumn{
		{Title: "NAME", Min: 6, Max: 12, Flex: 1, Middle: true},
		{Title: "SIZE", Min: 6, Right: true, Drop: 1, Sorted: -1},
		{Title: "STATUS", Min: 9, Drop: 2},
		{Title: "REG", Min: 4},
	})
	g.SetSize(Rect{w, h})
	g.SetSource(src, nil)
	return g
}

func wantCursor(t *testing.T, g *Grid, id uint64, i, top int) {
	t.Helper()
	gotID, gotI, ok := g.Cursor()
	first, _ := g.Window()
	if !ok || gotID != id || gotI != i || first != top {
		t.Errorf("cursor on row %d at %d, window from %d (%v); want row %d at %d, from %d", gotID, gotI, first, ok, id, i, top)
	}
}

func TestCursorStaysOnItsRow(t *testing.T) {
	g := newGrid(40, 11, rows(1, 100))
	g.Move(14)
	wantCursor(t, g, 15, 14, 5)

	g.SetSource(slices.Concat(rows(200, 209), rows(1, 100)), nil)
	wantCursor(t, g, 15, 24, 15) // ten came above: the same line of the screen

	g.SetSource(slices.Concat(rows(200, 209), rows(1, 14), rows(16, 100)), nil)
	wantCursor(t, g, 16, 24, 15) // it is gone: the same place

	g.SetSource(rows(16, 18), nil)
	wantCursor(t, g, 16, 0, 0)

	g.SetSource(list{}, nil)
	if _, _, ok := g.Cursor(); ok {
		t.Error("a cursor without rows")
	}
	g.SetSource(rows(10, 30), nil)
	wantCursor(t, g, 16, 6, 6)

	g.SetSource(rows(1000, 1040), func(old uint64) (uint64, bool) { return old + 1000, true })
	wantCursor(t, g, 1016, 16, 16)
}

func TestCursorComesBackToItsRowAndLine(t *testing.T) {
	g := newGrid(40, 11, rows(1, 100))
	if id, _ := g.Place(); id != 0 {
		t.Errorf("row %d was chosen by nobody", id)
	}
	g.Move(14)
	g.Move(-3)
	id, line := g.Place()
	g.SetSource(rows(50, 60), nil) // the row is not among these
	if g.Return(id, line) {
		t.Error("came back to a row that is not shown")
	}
	wantCursor(t, g, 60, 10, 1)
	g.SetSource(rows(1, 100), nil)
	if !g.Return(id, line) {
		t.Error("did not come back")
	}
	wantCursor(t, g, 12, 11, 5)
}

func TestUntouchedCursorStaysOnTheRowThatWasSeenUnderIt(t *testing.T) {
	th := NewTheme("dark", true, true)
	g := newGrid(40, 11, rows(5, 10))
	g.SetSource(rows(1, 10), nil)
	wantCursor(t, g, 1, 0, 0) // nobody has seen row 5 under it

	g.Render(nil, th)
	above := func(n uint64) list { return slices.Concat(rows(20, 19+n), rows(1, 100)) }
	if g.SetSource(above(3), nil) {
		t.Error("it slipped off a row that is there")
	}
	wantCursor(t, g, 1, 3, 0)
	g.Render(nil, th)
	g.SetSource(above(40), nil)
	wantCursor(t, g, 1, 40, 31) // the first row stays in view only while this one fits below it
	g.Render(nil, th)

	g.SetSource(rows(2, 100), nil)
	if _, i, _ := g.Cursor(); i != 40 {
		t.Errorf("its row is gone: at %d", i)
	}
	g.Render(nil, th)
	if !g.SetSource(rows(50, 60), nil) {
		t.Error("another row is under it, and nobody is told")
	}
	if g.SetSource(rows(70, 80), nil) {
		t.Error("it slipped off a row that was never drawn under it")
	}
	g.Render(nil, th)
	g.Anew()
	if g.SetSource(slices.Concat(rows(1, 4), rows(70, 80)), nil) {
		t.Error("the answer to another question is no slip")
	}
	wantCursor(t, g, 1, 0, 0)
	g.Hold()
	g.SetSource(above(3), nil)
	wantCursor(t, g, 1, 3, 3) // chosen: on its line
}

func TestUntouchedCursorComesBackToTheFirstRowWhileRowsPourIn(t *testing.T) {
	th := NewTheme("dark", true, true)
	g := newGrid(40, 11, rows(5, 10))
	g.Render(nil, th)
	g.Loosen(true)
	if !g.SetSource(rows(1, 10), nil) {
		t.Error("another row is under it, and nobody is told")
	}
	wantCursor(t, g, 1, 0, 0)
	g.Render(nil, th)
	if !g.SetSource(slices.Concat(rows(20, 60), rows(1, 10)), nil) {
		t.Error("another row is under it, and nobody is told")
	}
	wantCursor(t, g, 20, 0, 0)
	g.Render(nil, th)
	g.Loosen(false)
	g.SetSource(slices.Concat(rows(100, 120), rows(20, 60)), nil)
	wantCursor(t, g, 20, 21, 12)
}

func TestMovement(t *testing.T) {
	g := newGrid(40, 11, rows(1, 100))
	for _, c := range []struct {
		name   string
		do     func()
		i, top int
	}{
		{"down", func() { g.Move(1) }, 1, 0},
		{"up beyond the first", func() { g.Move(-5) }, 0, 0},
		{"to the last line", func() { g.Move(9) }, 9, 0},
		{"one further scrolls one", func() { g.Move(1) }, 10, 1},
		{"a screen", func() { g.Page(1) }, 20, 11},
		{"half a screen", func() { g.Half(1) }, 25, 16},
		{"back", func() { g.Half(-1) }, 20, 11},
		{"the end", g.Bottom, 99, 90},
		{"beyond the end", func() { g.Page(3) }, 99, 90},
		{"the beginning", g.Top, 0, 0},
		{"a known row", func() { g.Select(50) }, 49, 40},
		{"an unknown row", func() { g.Select(500) }, 49, 40},
		{"fewer lines", func() { g.SetSize(Rect{40, 6}) }, 49, 45},
		{"no lines", func() { g.SetSize(Rect{0, 0}) }, 49, 49},
		{"lines again", func() { g.SetSize(Rect{40, 11}) }, 49, 49},
	} {
		c.do()
		if _, i, _ := g.Cursor(); i != c.i || g.top != c.top {
			t.Errorf("%s: at %d, window from %d; want %d, %d", c.name, i, g.top, c.i, c.top)
		}
	}
}

func TestMarks(t *testing.T) {
	g := newGrid(40, 11, rows(1, 100))
	want := func(what string, total, shown int, ids ...uint64) {
		t.Helper()
		gotTotal, gotShown := g.MarkCount()
		if gotTotal != total || gotShown != shown {
			t.Errorf("%s: %d marked, %d shown; want %d, %d", what, gotTotal, gotShown, total, shown)
		}
		if got := slices.Collect(g.Marks()); ids != nil && !slices.Equal(got, ids) {
			t.Errorf("%s: marks %v, want %v", what, got, ids)
		}
	}
	want("none", 0, 0)
	g.Unmark()
	g.ToggleMark()
	g.Move(3)
	g.MarkRange()
	want("a range", 4, 4, 1, 2, 3, 4)
	g.ToggleMark()
	want("toggled", 3, 3, 1, 2, 3)
	g.Move(2)
	g.MarkRange() // from what is not marked any more
	want("no beginning", 4, 4, 1, 2, 3, 6)
	g.ToggleMark()
	g.SetSource(rows(3, 100), nil)
	want("two are hidden", 3, 1, 1, 2, 3)
	g.Unmark()
	want("unmarked", 0, 0)
	g.Unmark()
	want("undone", 3, 1, 1, 2, 3)
	g.SetSource(rows(1003, 1100), func(old uint64) (uint64, bool) { return old + 1000, old > 2 })
	want("renumbered", 3, 1, 1, 2, 1003)
	g.KeepMarks(func(id uint64) bool { return id > 1 })
	want("one is gone", 2, 1, 2, 1003)
	g.SetSource(rows(5000, 9000), nil)
	g.MarkShown()
	want("all", 4003, 4001)
	if !g.Marked(5000) || !g.Marked(9000) || g.Marked(9001) || g.Marked(1) {
		t.Error("Marked does not agree")
	}
}

func TestMarksOfAResult(t *testing.T) {
	g, src := pointGrid(5000, true)
	g.MarkShown()
	if total, shown := g.MarkCount(); total != 5000 || shown != 5000 {
		t.Errorf("%d marked, %d shown; want 5000 both", total, shown)
	}
	m := newMarkSet()
	m.addAll(1000, []uint64{1<<63 | 1, 2}) // not at a multiple of 64
	if got := slices.Collect(m.all()); !slices.Equal(got, []uint64{1000, 1063, 1065}) {
		t.Errorf("marks %v", got)
	}
	g.Unmark()
	g.Move(7)
	g.ToggleMark()
	if got := slices.Collect(g.Marks()); !slices.Equal(got, []uint64{src.ID(7)}) {
		t.Errorf("marks %v, want %d", got, src.ID(7))
	}
}

func TestColumnsDropAndGrow(t *testing.T) {
	for _, c := range []struct {
		width int
		want  string
	}{
		{60, "  NAME          SIZE ↓  STATUS     REG "},
		{40, "  NAME          SIZE ↓  STATUS     REG "},
		{30, "  NAME   SIZE ↓ STATUS    REG "}, // 2+6+1+6+1+9+1+4: gaps of one
		{29, "  NAME          SIZE ↓  REG "},
		{19, "  NAME         REG "},
		{8, "  NAME"},
		{5, "  NA…"},
		{2, ""},
		{1, ""},
	} {
		g := newGrid(c.width, 2, rows(1, 1))
		line, _, _ := strings.Cut(ansi.Strip(string(g.Render(nil, NewTheme("dark", false, false)))), "\n")
		if strings.TrimRight(line, " ") != strings.TrimRight(c.want, " ") {
			t.Errorf("%d cells: %q, want %q", c.width, line, c.want)
		}
	}
}

func TestScrolledColumnsKeepTheFirst(t *testing.T) {
	g := newGrid(24, 2, rows(7, 7))
	g.Scroll(1)
	if left, right := g.Hidden(); left != 1 || right != 1 {
		t.Errorf("%d hidden to the left, %d to the right; want 1, 1", left, right)
	}
	text := ansi.Strip(string(g.Render(nil, NewTheme("dark", false, false))))
	if !strings.HasPrefix(text, " ‹NAME") || !strings.Contains(text, "STATUS") || strings.Contains(text, "SIZE") {
		t.Errorf("scrolled by one: %q", text)
	}
	g.Scroll(99)
	if left, _ := g.Hidden(); left != 2 {
		t.Errorf("scrolled to the end, %d hidden to the left; want 2", left)
	}
	g.Scroll(-99)
	g.Wide(true)
	if left, right := g.Hidden(); left != 0 || right != 2 {
		t.Errorf("wide: %d hidden to the left, %d to the right; want 0, 2", left, right)
	}
}

func TestScrolledColumnsKeepWhatSaysWhose(t *testing.T) {
	g := newGrid(32, 2, rows(7, 7))
	cols := slices.Clone(g.cols)
	cols[3].Keep = true // REG
	g.SetColumns(cols)
	g.Wide(true)
	for _, want := range []string{"  NAME          SIZE ↓  REG", " ‹NAME          STATUS     REG"} {
		got, _, _ := strings.Cut(ansi.Strip(string(g.Render(nil, NewTheme("dark", false, false)))), "\n")
		if strings.TrimRight(got, " ") != want {
			t.Errorf("%q, want %q", got, want)
		}
		g.Scroll(1)
	}
	if left, right := g.Hidden(); left != 1 || right != 0 {
		t.Errorf("%d hidden to the left, %d to the right; want 1, 0", left, right)
	}
}

func TestGridLooks(t *testing.T) {
	g := newGrid(40, 5, rows(1, 9))
	g.Move(1)
	g.ToggleMark()
	g.Move(1)
	golden(t, "grid", string(g.Render(nil, NewTheme("dark", false, false))), 40, 5)
}

// nasty is a source whose every cell is hostile.
type nasty struct{ list }

func (nasty) Cell(b []byte, id uint64, col int) ([]byte, Tone) {
	return append(b, hostile[(int(id)+col)%len(hostile)]...), Tone(col) % tones
}

func TestGridFillsEverySizeExactly(t *testing.T) {
	for name, th := range themes() {
		for _, size := range append(slices.Clone(sizes), Rect{2, 3}, Rect{13, 4}) {
			g := newGrid(size.W, size.H, nasty{rows(1, 200)})
			g.Page(1)
			g.ToggleMark()
			for _, wide := range []bool{false, true} {
				g.Wide(wide)
				out := string(g.Render(nil, th))
				fits(t, out, size.W, size.H)
				if size.H == 0 {
					continue
				}
				for _, l := range strings.Split(out, "\n") {
					if g, w := ansi.GraphemeWidth.StringWidth(l), ansi.WcWidth.StringWidth(l); g != size.W || w != size.W {
						t.Errorf("%s: a line of %d and %d cells in a room of %d: %q", name, g, w, size.W, l)
					}
				}
			}
		}
	}
}

func TestEmptyGridRenders(t *testing.T) {
	var g Grid
	g.Render(nil, NewTheme("dark", false, false))
	g.SetSize(Rect{10, 3})
	g.Move(1)
	g.Page(1)
	g.Bottom()
	g.ToggleMark()
	g.MarkRange()
	g.MarkShown()
	g.Scroll(1)
	if g.Select(1) {
		t.Error("a row was found in nothing")
	}
	fits(t, string(g.Render(nil, NewTheme("dark", false, false))), 10, 3)
}

func TestStepChangesTwoRowsOnly(t *testing.T) {
	th := NewTheme("dark", false, false)
	g := newGrid(40, 11, rows(1, 100))
	g.Move(2)
	before := strings.Split(string(g.Render(nil, th)), "\n")
	g.Move(1)
	after := strings.Split(string(g.Render(nil, th)), "\n")
	changed := 0
	for i := range before {
		if before[i] != after[i] {
			changed++
		}
	}
	if changed != 2 {
		t.Errorf("%d lines changed, want 2", changed)
	}
}

// TestTheLastColumnIsNotCutForWideOnes: what can't be dropped gets narrower first, numbers
// never.
func TestTheLastColumnIsNotCutForWideOnes(t *testing.T) {
	g := newGrid(34, 2, rows(1, 1))
	g.SetColumns([]GridColumn{
		{Title: "NAME", Min: 12, Max: 30, Flex: 3, Middle: true},
		{Title: "SIZE", Min: 9, Flex: 1, Right: true},
		{Title: "ACCOUNT", Min: 9, Max: 20, Flex: 1},
		{Title: "REG", Min: 4},
	})
	for width, want := range map[int]string{
		39: "  NAME              SIZE ACCOUNT   REG",
		34: "  NAME          SIZE ACCOUNT  REG",
		30: "  NAME        SIZE ACCOU… REG",
	} {
		g.SetSize(Rect{width, 2})
		got, _, _ := strings.Cut(ansi.Strip(string(g.Render(nil, NewTheme("dark", false, false)))), "\n")
		if strings.TrimRight(got, " ") != want {
			t.Errorf("%d cells: %q, want %q", width, got, want)
		}
	}
}
