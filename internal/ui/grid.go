package ui

// GridSource is what a grid shows: rows named by IDs that stay with their
// things, in an order that may change from one source to the next. A source is
// immutable; a query.Result with a Cell method around it makes one.
type GridSource interface {
	// Len returns the number of rows.
	Len() int
	// ID returns the row at a place, 0 ≤ i < Len.
	ID(i int) uint64
	// Index returns the place of a row, −1 when it is not shown. hint is where
	// it was.
	Index(id uint64, hint int) int
	// Cell appends the raw text of a cell; the grid cleans and fits it.
	Cell(b []byte, id uint64, col int) ([]byte, Tone)
}

// GridColumn describes a column. The first column never scrolls away.
type GridColumn struct {
	Title  string
	Min    int  // cells it needs
	Max    int  // cells it can use; 0 = Min, or without bound when it flexes
	Flex   int  // its share of the cells that are left over
	Drop   int  // on a narrow screen the highest goes first; 0 = never
	Keep   bool // stays at the right edge while the others scroll
	Right  bool // leans to the right: numbers
	Middle bool // loses its middle when too long: names, ARNs
	Sorted int  // −1 descending, +1 ascending, 0 not
}

// Grid is the table of every list: it draws the visible rows only, and its
// cursor and marks stay on their things while rows come, go and change places.
// All methods belong to the UI goroutine and cost the same for a million rows as
// for a thousand, except MarkShown, MarkRange and those that look at each mark.
type Grid struct {
	cols []GridColumn
	src  GridSource
	size Rect
	wide bool
	skip int // columns scrolled away after the first

	cursor uint64 // row ID, 0 = none
	at     int    // its place
	top    int    // place of the first visible row
	held   bool   // the operator has chosen a row
	drawn  uint64 // the row that was last drawn under the cursor; 0 = none
	loose  bool   // see Loosen

	marks, undo *markSet
	anchor      uint64 // the row marked last, where a range begins
	shown       int    // marked rows in src, −1 = to be counted

	spans []span // cached layout, nil = to be made
	cell  []byte // scratch
	fit   []byte // scratch
}

// SetColumns sets the columns. The scroll position stays when it can.
func (g *Grid) SetColumns(cols []GridColumn) {
	g.cols, g.spans = cols, nil
	g.Scroll(0)
}

// SetSource shows other rows. The cursor stays on a row that was drawn under it when all had
// come, or chosen by moving, marking or holding: a key acts on what the operator has seen. A
// chosen row stays on its line of the screen; before that the first row stays in view for as
// long as the cursor's fits below it. When the row is gone the cursor stays at its place.
// remap, when not nil, tells new IDs of renumbered rows, for the cursor and the marks.
//
// It reports whether the row that was drawn under the cursor gave way to another.
func (g *Grid) SetSource(src GridSource, remap func(old uint64) (uint64, bool)) (slipped bool) {
	if remap != nil {
		g.remap(remap)
	}
	g.src, g.shown = src, -1
	n := g.Len()
	if n == 0 {
		g.at, g.top = 0, 0 // the cursor's row is remembered: it may come back
		return false
	}
	was, seen := g.cursor, g.cursor != 0 && g.cursor == g.drawn
	at, line := -1, g.at-g.top
	if g.held || seen {
		at = src.Index(was, g.at)
	}
	switch {
	case g.held:
		if at >= 0 {
			g.at = at
		}
		g.top = g.at - line
	case at >= 0 && !g.loose:
		g.at = at // and settle scrolls no further than it must
	case !seen || g.loose:
		g.at, g.top = 0, 0
	}
	g.settle()
	return seen && g.cursor != was
}

// Loosen says whether more rows are about to come above the first: while they are, a
// cursor that nobody moved is on the first row there is, the newest in most lists, and
// not on the one that happened to come first.
func (g *Grid) Loosen(on bool) { g.loose = on }

// Anew says that the next source answers another question: a cursor that nobody moved
// goes to the first row of the answer.
func (g *Grid) Anew() { g.drawn = 0 }

func (g *Grid) remap(remap func(uint64) (uint64, bool)) {
	if id, ok := remap(g.cursor); ok {
		g.cursor = id
	}
	if id, ok := remap(g.drawn); ok {
		g.drawn = id
	}
	if id, ok := remap(g.anchor); ok {
		g.anchor = id
	}
	g.marks, g.undo = g.marks.remap(remap), g.undo.remap(remap)
}

// SetSize sets the room, header included.
func (g *Grid) SetSize(size Rect) {
	if size == g.size {
		return
	}
	g.size, g.spans = Rect{max(size.W, 0), max(size.H, 0)}, nil
	g.settle()
}

// Len returns the number of rows.
func (g *Grid) Len() int {
	if g.src == nil {
		return 0
	}
	return g.src.Len()
}

// Cursor returns the row under the cursor and its place; not ok when there are
// no rows.
func (g *Grid) Cursor() (id uint64, i int, ok bool) {
	if g.Len() == 0 {
		return 0, 0, false
	}
	return g.cursor, g.at, true
}

// Window returns the places of the visible rows: first to last, exclusive.
func (g *Grid) Window() (first, last int) { return g.top, min(g.top+g.lines(), g.Len()) }

// lines is how many rows fit under the header.
func (g *Grid) lines() int { return max(g.size.H-1, 0) }

// settle brings cursor and window back into the rows, and the cursor into the
// window.
func (g *Grid) settle() {
	n := g.Len()
	if n == 0 {
		return
	}
	g.at = min(max(g.at, 0), n-1)
	g.cursor = g.src.ID(g.at)
	lines := max(g.lines(), 1)
	g.top = min(max(g.top, g.at-lines+1), g.at)
	g.top = max(min(g.top, n-lines), 0)
}
