package ui

import (
	"bytes"
	"strings"
)

// Frame is what stands around the content of every screen: the title line and
// the breadcrumb line above it, one line below.
type Frame struct {
	Left   []Piece     // title, left: most important first
	Right  []Piece     // title, right: read-only or armed first; it outlives the left
	Crumbs []string    // where you are, outermost first
	Status []Piece     // right of the crumbs: most important first
	Layers [][]Binding // for the footer
	Notice Piece       // stands in the footer's place while it has a text, on as many lines as it needs
	Bottom string      // rendered lines in the footer's place: an open prompt
}

// rows says which lines there is room for. The content always has one; the
// title, which says whether AWS can be changed, goes last.
func (f *Frame) rows(r Rect) (title, crumbs bool, bottom int) {
	bottom = max(len(f.notice(r)), 1)
	if f.Bottom != "" {
		bottom = 1 + bytes.Count([]byte(f.Bottom), []byte("\n"))
	}
	free := r.H - 1
	if f.Bottom != "" { // what is typed must be seen
		bottom = min(bottom, max(free, 1))
		free -= bottom
		return free > 0, free > 1, bottom
	}
	title = free > 0
	if free < 2 {
		bottom = 0
	}
	return title, free > 2, bottom
}

// noticeLines is how many lines a notice has at most, of so many of the screen.
func noticeLines(h int) int { return max(min(h/8, 3), 1) }

// notice wraps the notice. Its beginning and its end are on the screen however long it is.
func (f *Frame) notice(r Rect) []string {
	const enough = 4096 // bytes; no notice has more to say
	if f.Notice.Text == "" || f.Bottom != "" {
		return nil
	}
	text := f.Notice.Text
	return cutNotice(Clean(text[:min(len(text), enough)]), r.W-2-f.noticeSign(), noticeLines(r.H))
}

// noticeSign is the width of what stands before the notice.
func (f *Frame) noticeSign() int {
	if f.Notice.Sign == "" {
		return 0
	}
	return Width(f.Notice.Sign) + 1
}

// Content returns the room that the frame leaves for the screen.
func (f *Frame) Content(r Rect) Rect {
	title, crumbs, bottom := f.rows(r)
	h := r.H - bottom
	if title {
		h--
	}
	if crumbs {
		h--
	}
	return Rect{W: max(r.W, 0), H: max(h, 0)}
}

// ContentLine returns the line of the screen where the content begins, for its cursor.
func (f *Frame) ContentLine(r Rect) int {
	title, crumbs, _ := f.rows(r)
	n := 0
	for _, above := range []bool{title, crumbs} {
		if above {
			n++
		}
	}
	return n
}

// BottomLine returns the line of the screen where Bottom begins, for its cursor.
func (f *Frame) BottomLine(r Rect) int {
	_, _, bottom := f.rows(r)
	return max(r.H-bottom, 0)
}

// Render appends the whole screen, exactly r.H lines. Content is cut or filled
// up to the lines that Content gave it.
func (f *Frame) Render(b []byte, th *Theme, r Rect, content string) []byte {
	if r.H <= 0 {
		return b
	}
	title, crumbs, bottom := f.rows(r)
	if title {
		b = append(f.title(b, th, r.W), '\n')
	}
	if crumbs {
		b = append(f.crumbs(b, th, r.W), '\n')
	}
	room := f.Content(r)
	b = appendLines(b, content, room.H)
	if bottom == 0 {
		return b
	}
	if room.H > 0 {
		b = append(b, '\n')
	}
	switch {
	case f.Bottom != "":
		return appendLines(b, f.Bottom, bottom)
	case f.Notice.Text != "":
		return f.drawNotice(b, th, r)
	}
	return FooterLine(b, th, r.W, f.Layers)
}

func (f *Frame) drawNotice(b []byte, th *Theme, r Rect) []byte {
	for i, text := range f.notice(r) {
		p := Piece{Text: strings.ReplaceAll(text, "…", th.Sign(Ellipsis)), Tone: f.Notice.Tone, name: true}
		if i == 0 {
			p.Sign, p.SignTone = f.Notice.Sign, f.Notice.SignTone
		} else {
			b = append(b, '\n')
		}
		l := line{b: b, th: th, bar: true, room: r.W}
		l.space(1)
		if i > 0 {
			l.space(f.noticeSign())
		}
		l.room--
		l.pieces([]Piece{p})
		l.room++
		b = l.fill()
	}
	return b
}
