package views

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// View returns the frame, drawn anew only when something on it may have changed:
// Bubble Tea asks after every message.
func (r *root) View() tea.View {
	s := r.s
	if s.dirty {
		s.dirty = false
		s.frame, s.cursor = s.draw()
		s.frame = s.env.Theme.Typed(s.frame)
	}
	v := tea.NewView(s.frame)
	v.AltScreen = true
	v.Cursor = s.cursor
	if !s.o.NoTitle && !s.term.untitled {
		v.WindowTitle = s.env.Theme.Typed(s.title())
	}
	v.ForegroundColor, v.BackgroundColor = s.env.Theme.Screen()
	return v
}

// draw renders the screen with what floats above it, and where the cursor stands.
func (s *session) draw() (string, *tea.Cursor) {
	if s.size.W <= 0 || s.size.H <= 0 || len(s.stack) == 0 {
		return "", nil
	}
	th := s.env.Theme
	f := s.frameAround()
	var cursor *tea.Cursor
	if s.prompt != nil {
		f.Bottom, cursor = s.prompt.Render(s.size, th)
		if cursor != nil {
			cursor.Y += f.BottomLine(s.size)
		}
	}
	content := s.top().Render(s.env, f.Content(s.size))
	if t, ok := s.top().(typist); ok && s.prompt == nil {
		if c := t.Cursor(); c != nil {
			at := *c
			at.Y += f.ContentLine(s.size)
			cursor = &at
		}
	}
	s.buf = f.Render(s.buf[:0], th, s.size, content)
	screen := string(s.buf)
	for _, d := range s.dialogs {
		box, c := d.Render(s.size, th)
		if c != nil {
			x, y := ui.Place(box, s.size)
			c.X, c.Y = c.X+x, c.Y+y
		}
		cursor = c
		screen = ui.Overlay(screen, box, s.size)
	}
	return screen, cursor
}

// frameAround says what the lines around the content show.
func (s *session) frameAround() *ui.Frame {
	e := s.env
	f := &ui.Frame{
		Left:   []ui.Piece{{Text: "bkpui", Tone: ui.Key}, {Text: s.o.Name, Tone: ui.Strong}, {Text: s.scopeWords(), Tone: ui.Muted}},
		Right:  s.stateWords(),
		Crumbs: s.crumbs(),
		Status: s.top().Status(e),
		Layers: s.layers(),
	}
	switch {
	case len(s.asks) > 0:
		q := s.asks[0]
		f.Notice = ui.Piece{Sign: e.Theme.Sign(ui.Attention), SignTone: ui.Warn, Tone: ui.Warn, Text: mfaWords(q)}
	case s.note.text != "":
		f.Notice = ui.Piece{Text: s.note.text, Tone: s.note.tone}
	}
	return f
}

// crumbs joins the ways of the screens that esc leads back through.
func (s *session) crumbs() []string {
	var crumbs []string
	for i, screen := range s.stack {
		c := screen.Crumbs()
		if i > 0 && len(c) > 1 && len(crumbs) > 0 && c[0] == crumbs[len(crumbs)-1] {
			c = c[1:]
		}
		crumbs = append(crumbs, c...)
	}
	return crumbs
}

// scopeWords says how much of the fleet is in focus.
func (s *session) scopeWords() string {
	fleet, th := s.env.Fleet, s.env.Theme
	accounts, more := fleet.size(), ""
	if looking(s.env) {
		more = ", looking for more"
	}
	switch {
	case accounts == 0 && more != "":
		return "looking for accounts"
	case accounts == 0:
		return "no accounts"
	}
	regions := len(fleet.regionNames())
	words := counted2(accounts, "account", "accounts")
	if n := len(s.env.Focus.Accounts); n > 0 {
		words = fmt.Sprintf("%s of %s", ui.Count(n), words)
	}
	if regions == 0 {
		return words + more
	}
	where := counted2(regions, "region", "regions")
	if n := len(s.env.Focus.Regions); n > 0 {
		where = fmt.Sprintf("%s of %s", ui.Count(n), where)
	}
	return words + " " + th.Sign(ui.Times) + " " + where + more
}

// looking reports whether accounts are still to be found.
func looking(e *Env) bool {
	h := e.Health(accountsPart())
	return !h.Whole && accountsErr(e) == nil && !h.Stopped
}

// counted2 is a number with its word in the right form.
func counted2(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return ui.Count(n) + " " + many
}
