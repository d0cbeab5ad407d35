package ui

// Render appends the header and the visible rows: exactly as many lines as the
// grid is high, each exactly as wide, without a newline after the last. The row
// under the cursor has a mark in the gutter and a bold first cell and nothing
// more, so that a step repaints a few cells.
func (g *Grid) Render(b []byte, th *Theme) []byte {
	spans := g.layout()
	if g.drawn = 0; g.Len() > 0 && g.lines() > 0 {
		g.drawn = g.cursor
	}
	for line := range g.size.H {
		if line > 0 {
			b = append(b, '\n')
		}
		switch i := g.top + line - 1; {
		case line == 0:
			b = g.header(b, th, spans)
		case i < g.Len():
			b = g.row(b, th, spans, i)
		default:
			b = pad(b, g.size.W)
		}
	}
	return b
}

// header appends the titles with the arrow of the sorted column.
func (g *Grid) header(b []byte, th *Theme, spans []span) []byte {
	if g.size.W < gutter {
		return pad(b, g.size.W)
	}
	line := g.fit[:0]
	if g.skip > 0 {
		line = append(append(line, ' '), th.Sign(Left)...)
	} else {
		line = pad(line, gutter)
	}
	cells := gutter
	for i, s := range spans {
		if i > 0 {
			line = pad(line, s.gap)
			cells += s.gap
		}
		c := g.cols[s.col]
		g.cell = append(g.cell[:0], c.Title...)
		if c.Sorted != 0 && s.width > 2 {
			gap := min(max(s.width-1-Width(c.Title), 0), 1) // gives way before a letter does
			g.cell = pad(fitTitle(g.cell, s.width-1-gap, th), gap)
			g.cell = append(g.cell, th.Sign(arrow(c.Sorted))...)
		}
		line = Fit(line, g.cell, s.width, Align(c.Right), false, th.Sign(Ellipsis))
		cells += s.width
	}
	line = pad(line, g.size.W-cells)
	g.fit = line
	return th.PaintBytes(b, Muted, line)
}

func arrow(sorted int) Sign {
	if sorted < 0 {
		return Down
	}
	return Up
}

// fitTitle cuts a title that leaves no room for its arrow.
func fitTitle(title []byte, width int, th *Theme) []byte {
	if len(title) <= width {
		return title
	}
	return Fit(nil, title, width, AlignLeft, false, th.Sign(Ellipsis))
}

func (g *Grid) row(b []byte, th *Theme, spans []span, i int) []byte {
	if g.size.W < gutter {
		return pad(b, g.size.W)
	}
	id := g.src.ID(i)
	current := i == g.at
	b = g.sign(b, th, current, CursorMark)
	b = g.sign(b, th, g.Marked(id), RowMark)
	cells := gutter
	for n, s := range spans {
		if n > 0 {
			b = pad(b, s.gap)
			cells += s.gap
		}
		var tone Tone
		g.cell, tone = g.src.Cell(g.cell[:0], id, s.col)
		if n == 0 && current {
			tone |= Bold
		}
		b = g.paint(b, th, tone, s)
		cells += s.width
	}
	return pad(b, g.size.W-cells)
}

func (g *Grid) sign(b []byte, th *Theme, on bool, s Sign) []byte {
	if !on {
		return append(b, ' ')
	}
	return th.Paint(b, Accent, th.Sign(s))
}

// paint appends the fitted cell. The padding stays outside the tone: blanks
// need no colour, and underlines would show there.
func (g *Grid) paint(b []byte, th *Theme, tone Tone, s span) []byte {
	c := g.cols[s.col]
	if tone == Plain {
		return Fit(b, g.cell, s.width, Align(c.Right), c.Middle, th.Sign(Ellipsis))
	}
	fitted, cells := fit(g.fit[:0], g.cell, s.width, c.Middle, th.Sign(Ellipsis))
	g.fit = fitted
	if c.Right {
		b = pad(b, s.width-cells)
	}
	b = th.PaintBytes(b, tone, fitted)
	if !c.Right {
		b = pad(b, s.width-cells)
	}
	return b
}
