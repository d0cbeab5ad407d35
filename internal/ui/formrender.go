package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Render draws exactly r.H lines. The cursor is relative to the first; it is nil
// where nothing is typed.
func (f *Form) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	if r.W <= 0 || r.H <= 0 {
		return strings.Repeat("\n", max(r.H-1, 0)), nil
	}
	foot := formFoot(r.H)
	f.room = r.H - foot
	f.layout(r.W)
	f.reveal()
	var cursor *tea.Cursor
	b := f.buf[:0]
	for i := range f.room {
		if i > 0 {
			b = append(b, '\n')
		}
		l := line{b: b, th: th, room: r.W}
		if at := f.top + i; at < len(f.rows) {
			if x := f.draw(&l, f.rows[at], at == f.row()); x >= 0 {
				cursor = tea.NewCursor(min(x, r.W-1), i)
			}
		}
		b = l.fill()
	}
	b = f.foot(b, th, r.W, foot)
	f.buf = b
	return string(b), cursor
}

// reveal scrolls as little as needed for the field under the cursor to be on show,
// with its heading and what is wrong with it.
func (f *Form) reveal() {
	if f.moved {
		if i := f.index(f.anchor, f.at); i >= 0 {
			f.top = f.first(i) - f.screen
		}
		f.moved = false
	}
	at := f.row()
	from, to := at, at+1
	for from > 0 && !f.rows[from-1].takes() && f.rows[from-1].field == f.rows[at].field {
		from--
	}
	for to < len(f.rows) && f.rows[to].kind == problemRow {
		to++
	}
	f.top = max(f.top, to-f.room)
	f.top = min(f.top, from)
	f.top = max(f.top, at-f.room+1) // the field itself before all
	f.top = max(min(f.top, len(f.rows)-f.room), 0)
	f.anchor, f.screen = f.Current(), f.first(f.at)-f.top
}

// draw draws one row and returns the cell of the cursor, −1 for none.
func (f *Form) draw(l *line, r formRow, current bool) int {
	switch r.kind {
	case blankRow:
	case headingRow:
		l.space(formGutter)
		l.add(Muted, f.fields[r.field].Section)
	case problemRow:
		fd := &f.fields[r.field]
		l.space(f.problemIndent())
		sign, tone := Attention, Warn
		if fd.Problem == "" {
			sign, tone = Unknown, Muted
		}
		if r.part == 0 {
			l.own(tone, l.th.Sign(sign))
		}
		l.space(f.problemIndent() + 2 - (f.cols.w - l.room))
		l.words(tone, f.problem(fd)[r.part])
	case valueRow:
		return f.drawField(l, r, current)
	case buttonRow:
		f.drawButton(l, current)
	}
	return -1
}

// mark draws the gutter and returns the tone of what stands behind it.
func (l *line) mark(current bool) Tone {
	if !current {
		l.space(formGutter)
		return Plain
	}
	l.own(Accent, l.th.Sign(CursorMark))
	l.space(formGutter - 1)
	return Strong
}

// drawButton draws the last line, with what is still to be done before it.
func (f *Form) drawButton(l *line, current bool) {
	l.mark(current)
	tone := Accent
	if current {
		tone = Key
	}
	l.add(tone, f.button+" "+l.th.Sign(Loading))
	l.space(formGap)
	if f.wants > 0 {
		words := " fields need something: ctrl+g goes there"
		if f.wants == 1 {
			words = " field needs something: ctrl+g goes there"
		}
		l.words(Warn, l.th.Sign(Attention)+" "+Count(f.wants)+words)
	}
}
