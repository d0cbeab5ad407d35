package views

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

// drawing collects lines of exactly the room's width.
type drawing struct {
	e      *Env
	r      ui.Rect
	lines  []string
	under  bool // the line that is drawn is under the cursor
	shown  int  // lines of the block that is drawn
	above  int  // lines of it before the first of them
	cellW  int  // of the overview's grid
	countW int  // of the counts of causes, at least
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

// start is the gutter of a line, and the tone of a short first cell; long ones stay as they are
// under the cursor, for a step sends them anew over what may be a slow link.
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
