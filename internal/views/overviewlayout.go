package views

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

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
		d.shown = s.lines
		if s.head {
			b.head(d)
		}
		cursor := -1
		if i == o.at.block {
			cursor = o.at.line
		}
		o.tops[i] = window(o.tops[i], cursor, s.lines, b.n)
		for k := o.tops[i]; k < o.tops[i]+s.lines; k++ {
			d.under = k == cursor
			b.line(d, k)
		}
		if s.foot {
			b.foot(d, s.lines)
		}
	}
}

// drawing collects lines of exactly the room's width.
type drawing struct {
	e     *Env
	r     ui.Rect
	lines []string
	under bool // the line that is drawn is under the cursor
	shown int  // lines of the block that is drawn
	cellW int  // of the overview's grid
}

func (d *drawing) add(line []byte) { d.lines = append(d.lines, string(line)) }

func (d *drawing) text(tone ui.Tone, s string) {
	d.add(d.e.Theme.Paint(nil, tone, string(ui.Fit(nil, []byte(s), d.r.W, ui.AlignLeft, false, d.e.Theme.Sign(ui.Ellipsis)))))
}

// heading is a name in bold, and what there is to say of it.
func (d *drawing) heading(name, words string) { d.headingOf(name, []string{words}, "") }

// headingOf is a heading with the first of words that there is room for, else the last of them,
// cut. Its last words stay.
func (d *drawing) headingOf(name string, choices []string, last string) {
	b := d.e.Theme.Paint([]byte("  "), ui.Strong, name)
	rest := max(d.r.W-4-ui.Width(name), 0)
	if last != "" {
		last = " " + d.e.Theme.Sign(ui.Dot) + " " + last
	}
	room := max(rest-ui.Width(last), 0)
	words := choices[longestIn(choices, room)]
	if ui.Width(words) > room {
		words = strings.TrimRight(string(fitted([]byte(words), room, d.e)), " ")
	}
	words += last
	d.add(append(append(b, "  "...), d.e.Theme.PaintBytes(nil, ui.Muted, fitted([]byte(words), rest, d.e))...))
}

// longestIn is the first of words that there is room for, else the last: there are some.
func longestIn(choices []string, room int) int {
	for i, words := range choices {
		if ui.Width(words) <= room {
			return i
		}
	}
	return len(choices) - 1
}

// start is the gutter of a line, and the tone of its first cell.
func (d *drawing) start() ([]byte, ui.Tone) {
	if d.under {
		return append(d.e.Theme.Paint(nil, ui.Accent, d.e.Theme.Sign(ui.CursorMark)), ' '), ui.Strong
	}
	return []byte("  "), ui.Plain
}

// narrow is the width below which lines are cut, since their columns have no room.
const narrow = 60

// fill returns exactly the room's lines. Of columns that a very narrow screen has no
// room for it shows the beginning.
func (d *drawing) fill() string {
	lines := d.lines
	if d.r.W < narrow {
		for i, line := range lines {
			lines[i] = ansi.Truncate(line, max(d.r.W, 0), "")
		}
	}
	if len(lines) > d.r.H {
		lines = lines[:max(d.r.H, 0)]
	}
	for len(lines) < d.r.H {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

func (d *drawing) cell(b []byte, tone ui.Tone, s string, width int) []byte {
	return d.e.Theme.Paint(b, tone, string(ui.Fit(nil, []byte(s), width, ui.AlignLeft, true, d.e.Theme.Sign(ui.Ellipsis))))
}

// column is a cell with a blank after it, in width cells together.
func (d *drawing) column(b []byte, tone ui.Tone, s string, width int) []byte {
	if width <= 0 {
		return b
	}
	return append(d.cell(b, tone, s, width-1), ' ')
}
