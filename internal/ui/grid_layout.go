package ui

import "slices"

const gutter = 2 // cells before the first column: cursor mark and row mark

// span is a column on the screen.
type span struct{ col, width, gap int }

// layout decides which columns are shown, and how wide, once per change.
func (g *Grid) layout() []span {
	if g.spans == nil {
		g.spans = []span{}
		if room := g.size.W - gutter; room > 0 && len(g.cols) > 0 {
			g.spans = g.arrange(room)
		}
	}
	return g.spans
}

// Hidden returns how many columns are out of sight: scrolled away to the left,
// and dropped or beyond the right edge.
func (g *Grid) Hidden() (left, right int) {
	return g.skip, len(g.cols) - g.skip - len(g.layout())
}

func (g *Grid) arrange(room int) []span {
	cols, kept := g.candidates()
	all := slices.Sorted(slices.Values(slices.Concat(cols, kept)))
	spans := g.fill(all, room)
	if !g.wide && g.skip == 0 || len(spans) == len(all) {
		return spans
	}
	const gap = 2
	reserved := g.need(kept, gap) + gap
	if len(kept) == 0 || reserved > room/2 {
		return spans
	}
	spans = g.fill(cols, room-reserved)
	for _, c := range kept {
		spans = append(spans, span{c, g.cols[c].Min, gap})
	}
	return spans
}

// fill lays out columns from the left until the room is full.
func (g *Grid) fill(cols []int, room int) []span {
	gap := 2
	if !g.wide && g.skip == 0 {
		if g.need(cols, 2) > room {
			gap = 1
		}
		for g.need(cols, gap) > room {
			i := g.leastWanted(cols)
			if i < 0 {
				break
			}
			cols = slices.Delete(cols, i, i+1)
		}
		if g.need(cols, 2) <= room {
			gap = 2
		}
	}
	spans, widths := make([]span, 0, len(cols)), g.narrowed(cols, g.need(cols, gap)-room)
	for i, c := range cols {
		width := widths[i]
		if g.wide {
			width = max(width, g.cols[c].Max)
		}
		if i > 0 {
			room -= gap
		}
		if room < min(width, 4) && i > 0 || room <= 0 {
			break // too little of it would be seen
		}
		width = min(width, room)
		spans = append(spans, span{c, width, gap})
		room -= width
	}
	if room > 0 {
		g.grow(spans, room)
	}
	return spans
}

// leastCells is how narrow a column gets that others need room beside.
const leastCells = 6

// narrowed are the widths of columns, fewer cells in all by over where those that flex can give
// them, the widest first: the last column is not to go for the sake of the others. Where that
// is not enough it goes all the same, and the others keep what they need.
func (g *Grid) narrowed(cols []int, over int) []int {
	widths := make([]int, len(cols))
	for i, c := range cols {
		widths[i] = g.cols[c].Min
	}
	need := slices.Clone(widths)
	if g.wide || g.skip > 0 {
		return widths
	}
	for ; over > 0; over-- {
		widest := -1
		for i, c := range cols {
			if g.cols[c].Flex > 0 && !g.cols[c].Right && widths[i] > leastCells && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return need
		}
		widths[widest]--
	}
	return widths
}

// candidates are the columns that are not scrolled away, and those that never are.
func (g *Grid) candidates() (cols, kept []int) {
	cols = []int{0}
	skip := g.skip
	for c := 1; c < len(g.cols); c++ {
		switch {
		case g.cols[c].Keep:
			kept = append(kept, c)
		case skip > 0:
			skip--
		default:
			cols = append(cols, c)
		}
	}
	return cols, kept
}

// scrollable is how many columns can be scrolled away and leave one.
func (g *Grid) scrollable() int {
	n := -2
	for c := range g.cols {
		if c == 0 || !g.cols[c].Keep {
			n++
		}
	}
	return max(n, 0)
}

// need is how many cells columns take at least.
func (g *Grid) need(cols []int, gap int) int {
	n := gap * (len(cols) - 1)
	for _, c := range cols {
		n += g.cols[c].Min
	}
	return n
}

// leastWanted returns the place of the column to drop first, −1 for none.
func (g *Grid) leastWanted(cols []int) int {
	worst := -1
	for i, c := range cols {
		if i > 0 && g.cols[c].Drop > 0 && (worst < 0 || g.cols[c].Drop >= g.cols[cols[worst]].Drop) {
			worst = i
		}
	}
	return worst
}

// grow shares the cells that are left among the columns that can use them.
func (g *Grid) grow(spans []span, room int) {
	for room > 0 {
		total := 0
		for _, s := range spans {
			total += g.appetite(s)
		}
		if total == 0 {
			return
		}
		share := room
		for i := range spans {
			flex := g.appetite(spans[i])
			if flex == 0 || room == 0 {
				continue
			}
			by := min(max(share*flex/total, 1), room)
			if limit := g.cols[spans[i].col].Max; limit > 0 {
				by = min(by, limit-spans[i].width)
			}
			spans[i].width += by
			room -= by
		}
	}
}

// appetite is the share a column wants of spare cells, 0 when it is full.
func (g *Grid) appetite(s span) int {
	c := g.cols[s.col]
	if c.Max > 0 && s.width >= c.Max {
		return 0
	}
	return c.Flex
}
