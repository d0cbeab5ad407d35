package ui

import tea "charm.land/bubbletea/v2"

// scroll is the window of a dialog over more lines than it has room for.
type scroll struct {
	top   int
	total int // lines there are
	room  int // lines on show, as last drawn
}

func (s *scroll) by(n int) { s.top = max(min(s.top+n, s.total-s.room), 0) }

// fit notes what there is and returns the lines on show: from, to.
func (s *scroll) fit(total, room int) (from, to int) {
	s.total, s.room = total, max(room, 0)
	s.by(0)
	return s.top, min(s.top+s.room, total)
}

// hint says where the window is, "" when everything is on show.
func (s *scroll) hint(th *Theme) string {
	if s.total <= s.room {
		return ""
	}
	return th.Sign(Up) + th.Sign(Down) + " " + Count(min(s.top+s.room, s.total)) + " of " + Count(s.total)
}

// bindings are the keys that move the window.
func (s *scroll) bindings() []Binding {
	return moves(s.by, func() int { return max(s.room-1, 1) })
}

// moves are the keys of everything that scrolls by lines: by moves the window,
// page says how many lines a page has.
func moves(by func(lines int), page func() int) []Binding {
	const far = 1 << 30
	do := func(n func() int) func() tea.Cmd {
		return func() tea.Cmd {
			by(n())
			return nil
		}
	}
	one := func(n int) func() tea.Cmd { return do(func() int { return n }) }
	const group = "Move"
	return []Binding{
		{ID: "scroll.down", Keys: []string{"j", "down"}, Help: "down", Tip: "One line down", Group: group, Palette: "-", Run: one(1)},
		{ID: "scroll.up", Keys: []string{"k", "up"}, Help: "up", Tip: "One line up", Group: group, Palette: "-", Run: one(-1)},
		{ID: "scroll.page-down", Keys: []string{"pgdown", "space"}, Help: "page down", Tip: "A page down", Group: group, Palette: "-", Run: do(page)},
		{ID: "scroll.page-up", Keys: []string{"pgup", "b"}, Help: "page up", Tip: "A page up", Group: group, Palette: "-", Run: do(func() int { return -page() })},
		{ID: "scroll.half-down", Keys: []string{"ctrl+d"}, Help: "half down", Tip: "Half a page down", Group: group, Palette: "-", Run: do(func() int { return (page() + 1) / 2 })},
		{ID: "scroll.half-up", Keys: []string{"ctrl+u"}, Help: "half up", Tip: "Half a page up", Group: group, Palette: "-", Run: do(func() int { return -(page() + 1) / 2 })},
		{ID: "scroll.top", Keys: []string{"g", "home"}, Help: "top", Tip: "To the beginning", Group: group, Palette: "-", Run: one(-far)},
		{ID: "scroll.bottom", Keys: []string{"G", "end"}, Help: "bottom", Tip: "To the end", Group: group, Palette: "-", Run: one(far)},
	}
}
