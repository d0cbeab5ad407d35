package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Dialog floats above a screen and has the keys while it is open.
type Dialog interface {
	// Handle takes a key, a paste or a message of the dialog's own commands.
	// done says that this dialog is to be removed; a command it ran may have
	// opened another one above it meanwhile.
	Handle(msg tea.Msg) (done bool, cmd tea.Cmd)
	// Render draws the box for a screen of size r. The cursor, nil for none, is
	// relative to the box; Place says where that is.
	Render(r Rect, th *Theme) (box string, cursor *tea.Cursor)
	// Bindings returns its keys, for the footer.
	Bindings() []Binding
}

// box builds the frame of a dialog around lines of equal width.
type box struct {
	th    *Theme
	inner int // cells between the borders and their blanks
	lines [][]byte
}

// boxFrame is what borders and blanks take of a dialog's room.
const (
	boxFrameW = 4
	boxFrameH = 2
)

// newBox returns a box whose inside is want wide, less where r has no room.
func newBox(th *Theme, r Rect, want int) *box {
	return &box{th: th, inner: max(min(want, r.W-boxFrameW), 0)}
}

// line returns an empty line of the inside; add it when it is drawn.
func (x *box) line() *line { return &line{th: x.th, room: x.inner} }

func (x *box) add(l *line) { x.lines = append(x.lines, l.fill()) }

// say adds a line for each of the texts.
func (x *box) say(tone Tone, texts []string) {
	for _, s := range texts {
		l := x.line()
		l.add(tone, s)
		x.add(l)
	}
}

// blank adds empty lines until there are n.
func (x *box) blank(n int) {
	for len(x.lines) < n {
		x.add(x.line())
	}
}

// render draws the borders, the title in the upper one and the hint in the lower.
// A screen too small for borders gets the bare lines.
func (x *box) render(r Rect, title, hint string) string {
	if r.W < boxFrameW+1 || r.H < boxFrameH+1 {
		return ""
	}
	lines := x.lines[:min(len(x.lines), r.H-boxFrameH)]
	var out strings.Builder
	out.Write(x.border(TopLeft, TopRight, title, Strong))
	side := string(x.th.Paint(nil, Muted, x.th.Sign(Vertical)))
	for _, l := range lines {
		out.WriteString("\n" + side + " ")
		out.Write(l)
		out.WriteString(" " + side)
	}
	out.WriteByte('\n')
	out.Write(x.border(BottomLeft, BottomRight, hint, Muted))
	return out.String()
}

func (x *box) border(left, right Sign, text string, tone Tone) []byte {
	l := line{th: x.th, room: x.inner + boxFrameW}
	bar := x.th.Sign(Horizontal)
	if text == "" || l.room < 8 {
		l.own(Muted, x.th.Sign(left)+strings.Repeat(bar, l.room-2)+x.th.Sign(right))
		return l.b
	}
	l.own(Muted, x.th.Sign(left)+bar+" ")
	l.addWithin(tone, text, l.room-3, false)
	l.own(Muted, " "+strings.Repeat(bar, l.room-2)+x.th.Sign(right))
	return l.b
}
