package ui

import "iter"

// ToggleMark marks the row under the cursor, or unmarks it.
func (g *Grid) ToggleMark() {
	if g.Len() == 0 {
		return
	}
	g.touch()
	if g.marks.has(g.cursor) {
		g.marks.remove(g.cursor)
		return
	}
	g.marks.add(g.cursor)
	g.anchor = g.cursor
}

// MarkShown marks every row of the source.
func (g *Grid) MarkShown() {
	g.touch()
	if s, ok := g.src.(markSource); ok {
		for first, bits := range s.Bitmaps() {
			g.marks.addAll(first, bits)
		}
		return
	}
	for i := range g.Len() {
		g.marks.add(g.src.ID(i))
	}
}

// MarkRange marks from the row that was marked last to the cursor, both
// included; only the cursor's row when that one is not shown, or not marked any more.
func (g *Grid) MarkRange() {
	if g.Len() == 0 {
		return
	}
	g.touch()
	from := g.at
	if i := g.src.Index(g.anchor, g.at); i >= 0 && g.marks.has(g.anchor) {
		from = i
	}
	for i := min(from, g.at); i <= max(from, g.at); i++ {
		g.marks.add(g.src.ID(i))
	}
	g.anchor = g.cursor
}

// Unmark removes all marks, those on rows not shown too; called again with
// nothing marked, it brings them back.
func (g *Grid) Unmark() {
	g.shown = -1
	if g.marks.len() > 0 {
		g.marks, g.undo = nil, g.marks
	} else {
		g.marks, g.undo = g.undo, nil
	}
}

// KeepMarks drops the marks of rows that are gone for good.
func (g *Grid) KeepMarks(alive func(id uint64) bool) {
	for id := range g.marks.all() {
		if !alive(id) {
			g.marks.remove(id)
			g.shown = -1
		}
	}
}

// Marked reports whether a row is marked.
func (g *Grid) Marked(id uint64) bool { return g.marks.has(id) }

// Marks yields the marked rows, shown or not, in the order of their IDs.
func (g *Grid) Marks() iter.Seq[uint64] { return g.marks.all() }

// MarkCount returns how many rows are marked, and how many of these the source
// shows.
func (g *Grid) MarkCount() (total, shown int) {
	if g.shown < 0 {
		g.shown = g.countShown()
	}
	return g.marks.len(), g.shown
}

// markSource is a source that knows its rows as bitmaps by ID, so that marking
// and counting a million looks at words and not at rows: query.Result is one.
type markSource interface {
	Bitmaps() iter.Seq2[uint64, []uint64]
	CountIn(first uint64, bits []uint64) int
}

func (g *Grid) countShown() int {
	n := 0
	if g.Len() == 0 || g.marks.len() == 0 {
		return 0
	}
	if s, ok := g.src.(markSource); ok {
		for first, bits := range g.marks.pages() {
			n += s.CountIn(first, bits)
		}
		return n
	}
	if g.marks.len() > 64 && g.marks.len() > g.Len()/16 {
		for i := range g.Len() {
			if g.marks.has(g.src.ID(i)) {
				n++
			}
		}
		return n
	}
	for id := range g.marks.all() {
		if g.src.Index(id, -1) >= 0 {
			n++
		}
	}
	return n
}

// touch prepares the marks for a change.
func (g *Grid) touch() {
	g.held, g.shown = true, -1
	if g.marks == nil {
		g.marks = newMarkSet()
	}
}
