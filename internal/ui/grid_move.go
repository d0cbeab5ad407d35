package ui

// Hold keeps the cursor on its row from now on, as any movement does. A screen
// calls it before it acts on the row under an untouched cursor.
func (g *Grid) Hold() { g.held = true }

// Move moves the cursor by n rows.
func (g *Grid) Move(n int) { g.jump(g.at+n, g.top) }

// Page moves cursor and window by n screens.
func (g *Grid) Page(n int) {
	by := n * max(g.lines(), 1)
	g.jump(g.at+by, g.top+by)
}

// Half moves cursor and window by n half screens.
func (g *Grid) Half(n int) {
	by := n * max(g.lines()/2, 1)
	g.jump(g.at+by, g.top+by)
}

// Top moves to the first row.
func (g *Grid) Top() { g.jump(0, 0) }

// Bottom moves to the last row.
func (g *Grid) Bottom() { g.jump(g.Len()-1, g.top) }

// Select moves the cursor to a row; false when it is not shown.
func (g *Grid) Select(id uint64) bool {
	if g.Len() == 0 {
		return false
	}
	i := g.src.Index(id, g.at)
	if i >= 0 {
		g.jump(i, g.top)
	}
	return i >= 0
}

// Place returns the row that the operator has chosen and its line of the window, for
// Return; 0 when the cursor was never moved.
func (g *Grid) Place() (id uint64, line int) {
	if !g.held {
		return 0, 0
	}
	return g.cursor, g.at - g.top
}

// Return moves the cursor back to a row, and the window so that the row is on its line
// again, as far as there are rows. It is false when the row is not shown.
func (g *Grid) Return(id uint64, line int) bool {
	if id == 0 || g.Len() == 0 {
		return false
	}
	i := g.src.Index(id, g.at)
	if i >= 0 {
		g.jump(i, i-line)
	}
	return i >= 0
}

func (g *Grid) jump(at, top int) {
	g.held = true
	g.at, g.top = at, max(top, 0)
	g.settle()
}

// Scroll moves the window by n columns; the first column and those to keep stay.
func (g *Grid) Scroll(n int) {
	skip := min(max(g.skip+n, 0), g.scrollable())
	if skip != g.skip {
		g.skip, g.spans = skip, nil
	}
}

// Wide shows every column at its full width, to be scrolled, instead of as many
// as fit.
func (g *Grid) Wide(on bool) {
	if on != g.wide {
		g.wide, g.spans = on, nil
	}
}

// IsWide reports whether the grid is wide.
func (g *Grid) IsWide() bool { return g.wide }
