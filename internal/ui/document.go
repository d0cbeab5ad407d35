package ui

import tea "charm.land/bubbletea/v2"

// Block is a part of a [Document]: a Heading, a Paragraph, Facts, Changes, Code or a
// Checklist.
type Block interface{ lay(d *layout) }

// Document shows blocks one below the other, with a blank line between them, and
// scrolls over them. It lays them out once for a width and draws what is on show.
// All calls are on the UI goroutine.
type Document struct {
	blocks []Block
	lines  []docLine
	width  int // that lines are laid out for, −1 = none
	scroll scroll
}

// docLine is one line: of which block and which item of it, and how it is drawn.
type docLine struct {
	block, item int
	flush       bool // nothing stands before it: it is to be marked and pasted
	draw        func(*line)
}

// layout collects the lines of a document.
type layout struct {
	w      int
	margin int
	block  int
	at     int
	lines  []docLine
}

// item begins the nth item of the block. Items keep a document on its place while
// they change.
func (d *layout) item(n int) { d.at = n }

// line adds a line, drawn when it is on show.
func (d *layout) line(draw func(*line)) {
	d.lines = append(d.lines, docLine{d.block, d.at, false, draw})
}

// flush adds a line that begins where the screen does.
func (d *layout) flush(draw func(*line)) {
	d.lines = append(d.lines, docLine{d.block, d.at, true, draw})
}

// NewDocument returns a document of blocks.
func NewDocument(blocks ...Block) *Document { return &Document{blocks: blocks, width: -1} }

// SetBlocks shows other blocks. What is at the top of the screen stays there, as
// long as the blocks before are of the same number.
func (d *Document) SetBlocks(blocks ...Block) {
	top, into := docLine{block: -1}, 0
	if d.width >= 0 && d.scroll.top < len(d.lines) {
		top = d.lines[d.scroll.top]
		for i := d.scroll.top - 1; i >= 0 && d.lines[i].block == top.block && d.lines[i].item == top.item; i-- {
			into++
		}
	}
	d.blocks = blocks
	if d.width < 0 {
		return
	}
	d.lay(d.width)
	if d.scroll.top == 0 || top.block < 0 {
		return
	}
	for i, l := range d.lines {
		if l.block == top.block && l.item == top.item {
			for ; into > 0 && i+1 < len(d.lines) && d.lines[i+1].block == top.block && d.lines[i+1].item == top.item; into-- {
				i++
			}
			d.scroll.top = i
			return
		}
	}
}

func (d *Document) lay(w int) {
	out := layout{w: w - docMargin(w), margin: docMargin(w), lines: d.lines[:0]}
	clear(d.lines)
	for i, b := range d.blocks {
		out.block, out.at = i, -1
		if _, under := d.before(i).(Heading); i > 0 && !under {
			out.line(func(*line) {})
		}
		b.lay(&out)
	}
	d.lines, d.width = out.lines, w
}

// docMargin is what stays free at the left.
func docMargin(w int) int {
	if w < 40 {
		return 0
	}
	return 2
}

func (d *Document) before(i int) Block {
	if i == 0 {
		return nil
	}
	return d.blocks[i-1]
}

// Render draws exactly r.H lines of r.W cells.
func (d *Document) Render(r Rect, th *Theme) string {
	if r.H <= 0 {
		return ""
	}
	w := max(r.W, 0)
	if w != d.width {
		old := d.width
		d.lay(w)
		if old > 0 && w > 0 {
			d.scroll.top = d.scroll.top * old / w // about the same place
		}
	}
	from, to := d.scroll.fit(len(d.lines), r.H)
	var b []byte
	for i := range r.H {
		if i > 0 {
			b = append(b, '\n')
		}
		l := line{b: b, th: th, room: w}
		if from+i < to {
			if !d.lines[from+i].flush {
				l.space(docMargin(w))
			}
			d.lines[from+i].draw(&l)
		}
		b = l.fill()
	}
	return string(b)
}

// Top goes to the beginning.
func (d *Document) Top() { d.scroll.top = 0 }

// Bindings returns the keys that move.
func (d *Document) Bindings() []Binding { return d.scroll.bindings() }

// Handle moves the document; other messages are not its own.
func (d *Document) Handle(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if b, ok := Find([][]Binding{d.Bindings()}, k.String()); ok {
			return b.run("")
		}
	}
	return nil
}

// Status says how much of it was on show, "all" when nothing is out of sight.
func (d *Document) Status(th *Theme) []Piece {
	where := d.scroll.hint(th)
	if where == "" {
		where = "all"
	}
	return []Piece{{Text: where, Tone: Muted}}
}
