package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Render draws the editing line and the commands under it. The box keeps its
// size while one types.
func (p *Palette) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	x := newBox(th, r, 76)
	l := x.line()
	l.own(Key, ":")
	start := x.inner - l.room
	cursor := tea.NewCursor(2+start+p.in.draw(l), 1)
	x.add(l)

	height := min(len(p.all)+2, 16, max(r.H-boxFrameH, 1)) // inside lines
	p.room = max(height-2, 0)
	first := max(min(p.at-p.room/2, len(p.hits)-p.room), 0)
	names := 8
	for i := range p.all {
		names = max(names, Width(p.all[i].name))
	}
	names = min(names, 20, x.inner/3)
	for i := first; i < min(first+p.room, len(p.hits)); i++ {
		l := x.line()
		p.drawHit(l, i, names)
		x.add(l)
	}
	x.blank(height - 1)
	if height > 1 {
		x.add(p.foot(x.line()))
	}
	s := x.render(r, "go to, or do", "")
	if s == "" {
		return "", nil
	}
	return s, cursor
}

// drawHit draws a command: mark, name, what it does or why it can't, its key.
func (p *Palette) drawHit(l *line, i, names int) {
	h, chosen := p.hits[i], i == p.at
	mark, tone := " ", Plain
	if chosen {
		mark, tone = l.th.Sign(CursorMark), Strong
	}
	l.own(Accent, mark)
	if p.bound != nil {
		l.space(1)
		l.name(tone, h.value)
		return
	}
	b := h.command.b
	why := b.Disabled()
	if why != "" {
		tone = Muted
	}
	l.space(1)
	before := l.room
	p.drawName(l, h, tone, names)
	l.space(names - (before - l.room) + 2)
	key := ""
	if len(b.Keys) > 0 {
		key = b.Keys[0]
	}
	words := b.words()
	if why != "" {
		words = why
	}
	if h.alias != "" {
		words = h.alias + ": " + words
	}
	l.column(Muted, words, l.room-Width(key)-2)
	l.space(l.room - Width(key))
	l.add(Accent, key)
}

// drawName shows which letters of the name matched.
func (p *Palette) drawName(l *line, h hit, tone Tone, width int) {
	name := h.command.name
	if h.alias != "" || len(h.at) == 0 || Width(name) > width || tone == Muted {
		l.addWithin(tone, name, width, true)
		return
	}
	for from := 0; from < len(name); {
		in := slices.Contains(h.at, from)
		to := from + 1
		for to < len(name) && slices.Contains(h.at, to) == in {
			to++
		}
		t := tone
		if in {
			t = Accent | tone&Bold
		}
		l.own(t, name[from:to])
		from = to
	}
}

// foot says what is wrong, or what may follow the name.
func (p *Palette) foot(l *line) *line {
	wrong := p.wrong()
	switch {
	case wrong != "":
		l.add(Warn, l.th.Sign(Attention)+" "+wrong)
	case p.bound != nil:
		l.add(Muted, p.bound.name+" "+p.bound.b.Args+"  "+p.bound.b.words())
	case len(p.hits) == 0:
		l.add(Warn, l.th.Sign(Attention)+" no command has this name")
	default:
		l.add(Muted, Count(len(p.hits))+" of "+Count(len(p.all)))
	}
	return l
}
