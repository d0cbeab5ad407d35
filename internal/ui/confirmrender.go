package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Render draws the box.
func (c *Confirm) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	x := newBox(th, r, 76)
	cursor := c.draw(x, max(r.H-boxFrameH, 0))
	s := x.render(r, c.title, c.hint(th))
	if s == "" {
		return "", nil
	}
	cursor.X, cursor.Y = cursor.X+2, cursor.Y+1
	return s, cursor
}

// RenderLine draws the same without a box, as lines of exactly r.W cells and at most
// r.H, for a place under what is confirmed.
func (c *Confirm) RenderLine(r Rect, th *Theme) (string, *tea.Cursor) {
	if r.W <= 0 || r.H <= 0 {
		return "", nil
	}
	x := &box{th: th, inner: r.W}
	cursor := c.draw(x, r.H)
	lines := make([]string, len(x.lines))
	for i, l := range x.lines {
		lines[i] = string(l)
	}
	return strings.Join(lines, "\n"), cursor
}

// draw adds the lines, at most h: why, what has to be typed, what is typed, what is
// wrong with it. The line that is typed into goes last. It is on the screen from now
// on.
func (c *Confirm) draw(x *box, h int) *tea.Cursor {
	c.hold.Seen()
	var lines []string
	for _, l := range c.lines {
		lines = append(lines, wrap(l, x.inner-1)...)
	}
	whole := wrap(c.phrase, max(x.inner-3, 1))
	if Width(Clean(c.phrase)) <= phraseRoom(x.inner) || h < len(whole)+2 {
		whole = nil
	}
	x.say(Plain, lines[:min(len(lines), max(h-2-len(whole), 0))])
	for _, s := range whole { // it has to be read in full to be typed: why comes after that
		l := x.line()
		l.space(2)
		l.add(Strong, s)
		x.add(l)
	}
	l := x.line()
	before := c.ask(l, whole != nil)
	cursor := tea.NewCursor(before+c.in.draw(l), len(x.lines))
	cursor.X = min(cursor.X, max(x.inner-1, 0))
	x.add(l)
	if h > 1 {
		under := x.line()
		c.say(under)
		x.add(under)
	}
	return cursor
}

// phraseRoom is how wide a phrase may be beside the room to type it into, of a line.
func phraseRoom(whole int) int { return whole - len("type ") - max(whole/3, 12) }

// ask draws "type PHRASE to start: " and returns how many cells that took; above is where
// the phrase stands in full already. Some room is left to type in.
func (c *Confirm) ask(l *line, above bool) int {
	whole := l.room
	l.own(Plain, "type")
	l.space(1)
	if above {
		l.own(Plain, "that")
	} else {
		room := min(l.room, phraseRoom(whole))
		l.addWithin(Strong, c.phrase, min(Width(Clean(c.phrase)), room), true)
	}
	if words := " to " + c.verb + ":"; c.verb != "" && Width(words) < l.room-whole/4 {
		l.own(Plain, words)
	} else {
		l.own(Plain, ":")
	}
	l.space(1)
	return whole - l.room
}

// say draws the line under what is typed.
func (c *Confirm) say(l *line) {
	switch {
	case c.err != "":
		l.add(Warn, l.th.Sign(Attention)+" "+c.err)
	case !c.typeable():
		l.add(Warn, l.th.Sign(Attention)+" "+c.differs())
	default:
		if words := c.hold.Words(); words != "" {
			l.add(Muted, l.th.Sign(Waiting)+" "+words)
		}
	}
}

// hint says what enter does now.
func (c *Confirm) hint(th *Theme) string {
	verb := c.verb
	if verb == "" {
		verb = "confirm"
	}
	return "enter: " + verb + " " + th.Sign(Dot) + " esc: cancel"
}
