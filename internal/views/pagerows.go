package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/ui"
)

// lineList shows lines of names and values with a cursor, wrapped at the width of the
// screen.
type lineList struct {
	lines []line
	rows  []pageRow // the lines as the width of the screen has room for them
	width int
	names int // cells of the names

	narrow bool // the values have the room: their names are short
	grid   ui.Grid
	back   *lineAt // where the cursor is to come back to; nil = nowhere
}

// pageRow is one row on screen: a line of the page, or a further piece of a value
// that is too long for one.
type pageRow struct {
	line  int
	text  string
	first bool
}

// pageGutter is what the grid takes beside the two columns.
const pageGutter = 5

// linkSign is what the sign behind a value that leads on takes.
const linkSign = 2

// wrap lays the lines out for the width of the screen, so that values are there
// whole: exact values are what a page is for.
func (p *lineList) wrap() {
	names := 12
	for i := range p.lines {
		names = max(names, len(p.lines[i].label))
	}
	part := p.width * 2 / 5
	if p.narrow {
		part = max(p.width*3/10, min(26, part))
	}
	names = min(names, max(part, 12), 44)
	p.names = names
	room := max(p.width-names-pageGutter, 20)
	p.rows = p.rows[:0]
	for i := range p.lines {
		l := &p.lines[i]
		text := ui.Clean(l.value[:min(len(l.value), wrapLimit)])
		room := room
		if l.link != nil {
			room -= linkSign
		}
		if ui.Width(text) <= room {
			p.rows = append(p.rows, pageRow{i, text, true})
			continue
		}
		for n, piece := range wrapped(text, room) {
			p.rows = append(p.rows, pageRow{i, piece, n == 0})
		}
	}
	p.grid.SetColumns([]ui.GridColumn{{Min: names, Max: names, Middle: true}, {Min: 20, Flex: 1}})
	p.grid.SetSource(pageRows{p}, nil)
}

// wrapLimit bounds how much of one value a page lays out, in bytes; enter shows it
// whole.
const wrapLimit = 4096

// pageRows are the rows of a page as the grid draws them.
type pageRows struct{ p *lineList }

func (r pageRows) Len() int        { return len(r.p.rows) }
func (r pageRows) ID(i int) uint64 { return uint64(i) + 1 }

func (r pageRows) Index(id uint64, _ int) int {
	if id == 0 || id > uint64(len(r.p.rows)) {
		return -1
	}
	return int(id) - 1
}

func (r pageRows) Cell(b []byte, id uint64, col int) ([]byte, ui.Tone) {
	row := r.p.rows[id-1]
	l := &r.p.lines[row.line]
	switch {
	case col == 0 && !row.first:
		return b, ui.Plain
	case col == 0 && l.heading:
		return append(b, l.label...), ui.Strong
	case col == 0:
		return append(b, shortName(l.label, r.p.names)...), ui.Muted
	case l.link != nil && row.first:
		return append(append(b, row.text...), " ›"...), ui.Accent
	case l.link != nil:
		return append(b, row.text...), ui.Accent
	default:
		return append(b, row.text...), l.tone
	}
}

// shortName cuts a name of several parts to width, the outer parts first: what tells
// one field from the next stands at the end.
func shortName(name string, width int) string {
	cut := name
	for len(cut)+1 > width {
		_, rest, ok := strings.Cut(cut, ".")
		if !ok {
			break
		}
		cut = rest
	}
	if len(name) <= width || cut == name {
		return name
	}
	return "…" + cut
}

// current is the line under the cursor, nil in an empty list.
func (p *lineList) current() *line {
	_, i, ok := p.grid.Cursor()
	if !ok || i >= len(p.rows) {
		return nil
	}
	return &p.lines[p.rows[i].line]
}

// draw draws the visible lines.
func (p *lineList) draw(e *Env, r ui.Rect) string {
	p.grid.SetSize(r)
	if r.W != p.width {
		p.width = r.W
		p.wrap()
	}
	p.seek()
	return string(p.grid.Render(nil, e.Theme))
}
