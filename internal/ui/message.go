package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Message is a dialog that says something: a title and lines, which wrap and
// scroll. Choices are further keys; each closes the dialog and runs. Enter and
// esc only close it, unless a choice has the key.
type Message struct {
	Title   string
	Lines   []string // may come from outside; "" is an empty line
	Tone    Tone     // of the lines
	Choices []Binding

	scroll scroll
}

// Bindings returns the choices, and the keys that close and move.
func (m *Message) Bindings() []Binding {
	keys := slices.Clone(m.Choices)
	keys = append(keys, Binding{ID: "dialog.close", Keys: []string{"esc", "enter", "q", "ctrl+c"}, Help: "close", Tip: "Close", Group: "Dialog", Footer: 10, Palette: "-"})
	return append(keys, m.scroll.bindings()...)
}

// Handle closes the dialog, runs a choice, or moves the text.
func (m *Message) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	key := k.String()
	if b, ok := Find([][]Binding{m.Choices}, key); ok {
		if b.Disabled() != "" {
			return false, nil
		}
		return true, b.run("")
	}
	b, ok := Find([][]Binding{m.Bindings()}, key)
	if !ok {
		return false, nil
	}
	return b.ID == "dialog.close", b.run("")
}

// Render draws the box, as wide as its lines need.
func (m *Message) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	want := max(Width(m.Title)+4, 24, choicesWidth(m.Choices))
	for _, l := range m.Lines {
		want = max(want, min(Width(Clean(l)), 76))
	}
	x := newBox(th, r, want)
	var lines []string
	for _, l := range m.Lines {
		lines = append(lines, wrap(l, x.inner)...)
	}
	room := r.H - boxFrameH
	foot := len(m.Choices) > 0 && room > 3
	if foot {
		room -= 2
	}
	from, to := m.scroll.fit(len(lines), room)
	x.say(m.Tone, lines[from:to])
	if foot {
		x.add(x.line())
		l := x.line()
		for i, c := range m.Choices {
			if i > 0 {
				l.space(3)
			}
			l.add(Key, strings.Join(c.Keys, " "))
			l.add(Plain, " "+c.Help)
		}
		x.add(l)
	}
	hint := m.scroll.hint(th)
	if hint == "" && len(m.Choices) == 0 {
		hint = "enter closes"
	}
	return x.render(r, m.Title, hint), nil
}

func choicesWidth(choices []Binding) int {
	w := 0
	for _, c := range choices {
		w += Width(strings.Join(c.Keys, " ")) + Width(c.Help) + 4
	}
	return w
}
