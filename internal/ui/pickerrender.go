package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

const (
	pickerWidth  = 110
	pickerWide   = 160 // with columns of the options' own
	pickerHeight = 24  // inside lines at most
	pickerGutter = 3   // cursor, mark, a blank
	pickerFixed  = 3   // inside lines that are no options: search, what is typed, state
)

// Render draws the search line, the options, and what is typed. The box keeps its
// size while one types.
func (p *Picker) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	width := pickerWidth
	if p.ownColumns() {
		width = pickerWide
	}
	x := newBox(th, r, width)
	p.columns(x.inner)
	l := x.line()
	l.own(Accent, "find ")
	start := x.inner - l.room
	cursor := tea.NewCursor(2+start+p.in.draw(l), 1)
	x.add(l)

	height := min(max(len(p.all)+pickerFixed, 8), pickerHeight, max(r.H-boxFrameH, 1))
	p.room = max(height-pickerFixed, 0)
	p.top = min(p.top, p.at)
	p.top = max(p.top, min(p.at, len(p.find.hits)-1)-p.room+1)
	p.top = max(min(p.top, len(p.find.hits)-p.room), 0)
	for i := p.top; i < min(p.top+p.room, len(p.find.hits)); i++ {
		l := x.line()
		p.drawOption(l, &p.all[p.find.hits[i]], i == p.at)
		x.add(l)
	}
	x.blank(height - 2)
	if height > 2 {
		l := x.line()
		p.drawTyped(l)
		x.add(l)
	}
	if height > 1 {
		l := x.line()
		p.drawState(l)
		x.add(l)
	}
	s := x.render(r, p.title, p.hint(th))
	if s == "" {
		return "", nil
	}
	return s, cursor
}

func (p *Picker) drawOption(l *line, o *Option, chosen bool) {
	tone := Plain
	if chosen {
		tone = Strong
		l.own(Accent, l.th.Sign(CursorMark))
	} else {
		l.space(1)
	}
	switch {
	case p.multi && slices.Contains(p.marks, o.Value), !p.multi && slices.Contains(p.current, o.Value):
		l.own(Accent, l.th.Sign(RowMark))
	case o.Why != "": // the reason may have no room
		l.own(Warn, l.th.Sign(Refused))
	default:
		l.space(1)
	}
	l.space(1)
	if o.Why != "" {
		tone = Muted | tone&Bold
	}
	c := &p.cols
	if len(c.own) > 0 && len(o.Columns) > 0 {
		p.drawColumns(l, o, tone)
		return
	}
	if c.own != nil { // chosen by hand
		l.name(tone, o.Value)
		return
	}
	l.nameColumn(tone, o.Value, c.value)
	if c.name > 0 {
		l.space(2)
		l.nameColumn(tone&^Bold, o.Name, c.name)
	}
	if o.Why != "" {
		l.space(2)
		l.add(Warn, o.Why)
		return
	}
	for k, f := range o.Facts[:min(len(o.Facts), len(c.facts))] {
		if c.facts[k] > 0 {
			l.space(2)
			l.column(Muted, f, c.facts[k])
		}
	}
}

// nameColumn is column for a name, which loses its middle.
func (l *line) nameColumn(tone Tone, text string, width int) {
	before := l.room
	l.addWithin(tone, text, width, true)
	l.space(width - (before - l.room))
}

// drawTyped draws the line that takes what is typed as it is.
func (p *Picker) drawTyped(l *line) {
	text := p.byHand()
	if text == "" {
		return
	}
	tone := Plain
	if p.at == len(p.find.hits) {
		tone = Strong
		l.own(Accent, l.th.Sign(CursorMark))
	} else {
		l.space(1)
	}
	l.space(2)
	l.add(Muted, "use what is typed:")
	l.space(1)
	l.name(tone, text)
}

// drawState says what is wrong, what is still coming, or how much was found.
func (p *Picker) drawState(l *line) {
	found := Count(len(p.find.hits)) + " of " + Count(len(p.all))
	switch {
	case p.err != "":
		l.add(Warn, l.th.Sign(Attention)+" "+p.err)
	case p.refused != "" && p.fixed:
		l.add(Warn, l.th.Sign(Refused)+" "+p.refused)
	case p.refused != "":
		l.add(Warn, l.th.Sign(Refused)+" "+p.refused+": type it by hand")
	case p.loading && len(p.all) == 0:
		l.add(Muted, l.th.Sign(Waiting)+" looking up")
	case p.loading:
		l.add(Muted, found+" so far "+l.th.Sign(Dot)+" looking up more")
	case len(p.all) == 0:
		l.add(Muted, "there is nothing to choose from")
	default:
		l.add(Muted, found)
	}
}

// hint says what enter does now.
func (p *Picker) hint(th *Theme) string {
	dot := " " + th.Sign(Dot) + " "
	enter := "enter takes it"
	onTyped := p.at == len(p.find.hits) && p.byHand() != ""
	switch {
	case p.multi && (len(p.marks) > 0 || p.marked) && !onTyped:
		enter = "space marks" + dot + "enter takes " + Count(len(p.marks)) + " marked"
		if len(p.marks) == 0 {
			enter = "space marks" + dot + "enter takes none"
		}
	case onTyped:
		enter = "enter takes what is typed"
	case len(p.find.hits) == 0:
		return "esc cancels"
	case p.multi:
		enter = "space marks" + dot + enter
	}
	return enter + dot + "esc cancels"
}
