package views

// block is a part of the overview: a heading, and lines that lead somewhere. A block without
// a heading is not there.
type block struct {
	n     int // lines
	least int // of them, before other blocks get more
	head  func(d *drawing)
	line  func(d *drawing, i int)
	foot  func(d *drawing, shown int) // counts what is not drawn; nil = nothing to say
	key   func(i int) string          // the same thing in the next computation
	to    func(i int) (Target, bool)  // what is behind a line
	ways  func(i int) []behind        // all that is behind it, where that may be several things; to leads to the first
}

// share is what a block gets of the screen.
type share struct {
	lines      int
	head, foot bool
}

func (s share) height() int { return s.lines + oneIf(s.head) + oneIf(s.foot) }

// oneIf counts what is there: 1 or 0.
func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// allot divides room lines among the blocks, which stand in the order of need; the one under
// the cursor comes before all. Each gets what makes it worth its heading, then all grow in
// turns. What is left may part them.
func allot(blocks []block, room, at int) (shares []share, left int) {
	shares = make([]share, len(blocks))
	order := []int{at}
	for i := range blocks {
		if i != at {
			order = append(order, i)
		}
	}
	for _, i := range order {
		b, s := &blocks[i], &shares[i]
		if b.head == nil {
			continue
		}
		frame := share{head: true, foot: b.foot != nil}
		some := min(b.n, 1)
		switch {
		case room >= frame.height()+some:
			*s = frame
			s.lines = min(b.n, max(b.least, 1), room-frame.height())
		case i == at && room >= 2 && b.n > 0:
			*s = share{head: true, lines: min(b.n, room-1)}
		case i == at:
			*s = share{head: b.n == 0 && room > 0, lines: min(b.n, room)}
		}
		room -= s.height()
	}
	for grew := true; grew && room > 0; {
		grew = false
		for _, i := range order {
			if s := &shares[i]; s.head && s.lines < blocks[i].n && room > 0 {
				s.lines++
				room--
				grew = true
			}
		}
	}
	return shares, room
}

// spot is a line of the overview.
type spot struct{ block, line int }

// window returns the first of shown lines out of n, such that the one under the cursor is
// in sight; a negative cursor is elsewhere.
func window(top, cursor, shown, n int) int {
	if cursor >= 0 {
		top = min(max(top, cursor-shown+1), cursor)
	} else {
		top = 0
	}
	return min(max(top, 0), max(n-shown, 0))
}

// drawBlocks draws what has room.
func (o *overviewScreen) drawBlocks(d *drawing, blocks []block) {
	shares, left := allot(blocks, d.r.H, o.at.block)
	o.hidden = shares[causesBlock].lines == 0 && blocks[causesBlock].n > 0
	shown := 0
	for _, s := range shares {
		shown += oneIf(s.height() > 0)
	}
	apart := left >= shown-1
	for i := range blocks {
		b, s := &blocks[i], shares[i]
		if s.height() == 0 {
			continue
		}
		if apart && len(d.lines) > 0 {
			d.add(nil)
		}
		cursor := -1
		if i == o.at.block {
			cursor = o.at.line
		}
		o.tops[i] = window(o.tops[i], cursor, s.lines, b.n)
		d.shown, d.above = s.lines, o.tops[i]
		if s.head {
			b.head(d)
		}
		for k := o.tops[i]; k < o.tops[i]+s.lines; k++ {
			d.under = k == cursor
			b.line(d, k)
		}
		if s.foot {
			b.foot(d, s.lines)
		}
	}
}
