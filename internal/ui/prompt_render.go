package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Render draws the prompt for a screen of size r: two lines, one on a screen
// too low for two. The cursor is relative to the first of them.
func (p *Prompt) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	if r.H <= 0 || r.W <= 0 {
		return "", nil
	}
	l := line{th: th, bar: true, room: r.W}
	l.space(1)
	l.own(Key, p.Label)
	start := r.W - l.room
	cursor := tea.NewCursor(min(start+p.in.draw(&l), r.W-1), 0)
	b := l.fill()
	if r.H < 6 {
		return string(b), cursor
	}
	under := line{b: append(b, '\n'), th: th, room: r.W}
	under.space(1)
	p.hint(&under)
	return string(under.fill()), cursor
}

// hint draws what helps most now: the error, else the completions, else the keys.
func (p *Prompt) hint(l *line) {
	switch {
	case p.err != nil:
		l.add(Warn, l.th.Sign(Attention)+" "+p.err.Error())
	case len(p.offers) > 0:
		p.drawOffers(l)
	default:
		keys := []Binding{{Keys: []string{"enter"}, Help: "accept"}, {Keys: []string{"esc"}, Help: "cancel"}}
		if p.Complete != nil {
			keys = append(keys, Binding{Keys: []string{"tab"}, Help: "complete"})
		}
		if len(p.History) > 0 {
			keys = append(keys, Binding{Keys: []string{"up"}, Help: "earlier ones"})
		}
		for i, k := range keys {
			if i > 0 {
				l.space(2)
			}
			l.add(Accent, k.Keys[0])
			l.add(Muted, " "+k.Help)
		}
	}
}

// drawOffers shows the completions around the chosen one, without what they all
// begin with.
func (p *Prompt) drawOffers(l *line) {
	common := p.offers[0][:strings.LastIndexAny(p.offers[0], " ")+1]
	for _, o := range p.offers {
		for !strings.HasPrefix(o, common) {
			common = common[:strings.LastIndexAny(common[:len(common)-1], " ")+1]
		}
	}
	first, width := max(p.offer, 0), 0
	for first > 0 {
		width += Width(Clean(p.offers[first][len(common):])) + 2
		if width > l.room/2 {
			break
		}
		first--
	}
	for i := first; i < len(p.offers) && l.room > 0; i++ {
		if i > first {
			l.space(2)
		}
		tone := Muted
		if i == p.offer {
			tone = Key
		}
		l.name(tone, p.offers[i][len(common):])
	}
}
