package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// HelpDialog shows what every key and command does here and now. It is made
// from the same bindings that act on the keys.
type HelpDialog struct {
	title  string
	groups []helpGroup
	scroll scroll
}

type helpGroup struct {
	name  string
	binds []Binding
}

// NewHelpDialog returns the help of a screen with these bindings, the upper
// layers first.
func NewHelpDialog(title string, layers [][]Binding) *HelpDialog {
	return &HelpDialog{title: title, groups: grouped(visible(layers))}
}

// grouped sorts bindings under their headings, in order of first appearance.
func grouped(binds []Binding) []helpGroup {
	var groups []helpGroup
	for _, b := range binds {
		if len(b.Keys) == 0 && b.Command() == "" {
			continue
		}
		i := slices.IndexFunc(groups, func(g helpGroup) bool { return g.name == b.Group })
		if i < 0 {
			i = len(groups)
			groups = append(groups, helpGroup{name: b.Group})
		}
		groups[i].binds = append(groups[i].binds, b)
	}
	return groups
}

// Bindings returns the keys that close and move.
func (h *HelpDialog) Bindings() []Binding {
	keys := []Binding{{ID: "dialog.close", Keys: []string{"esc", "?", "q", "enter", "ctrl+c"}, Help: "close", Tip: "Close", Group: "Dialog", Footer: 10, Palette: "-"}}
	return append(keys, h.scroll.bindings()...)
}

// Handle closes the help or moves it.
func (h *HelpDialog) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	b, ok := Find([][]Binding{h.Bindings()}, k.String())
	if !ok {
		return false, nil
	}
	return b.ID == "dialog.close", b.run("")
}

// Render draws the groups, in two columns where the screen is wide.
func (h *HelpDialog) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	const one, gap = 72, 3
	columns := 1
	want := one
	if r.W >= 2*one+gap+boxFrameW {
		columns, want = 2, 2*one+gap
	}
	x := newBox(th, r, want)
	width := (x.inner - (columns-1)*gap) / columns
	lines := h.draw(th, width)
	rows := (len(lines) + columns - 1) / columns
	if columns == 2 {
		// A heading does not stand alone at the foot of the first column.
		for rows < len(lines) && rows > 0 && lines[rows-1].heading {
			rows++
		}
		if rows < len(lines) && lines[rows].blank {
			lines = slices.Delete(lines, rows, rows+1)
		}
	}
	from, to := h.scroll.fit(rows, r.H-boxFrameH)
	for i := from; i < to; i++ {
		l := x.line()
		for c := range columns {
			if c > 0 {
				l.space(gap)
			}
			cell := string(pad(nil, width))
			if at := c*rows + i; at < len(lines) {
				cell = lines[at].text
			}
			l.b, l.room = append(l.b, cell...), l.room-width
		}
		x.add(l)
	}
	hint := h.scroll.hint(th)
	if hint == "" {
		hint = "esc closes"
	}
	return x.render(r, h.title, hint), nil
}

type helpLine struct {
	text           string
	heading, blank bool
}

// draw returns every line in exactly width cells.
func (h *HelpDialog) draw(th *Theme, width int) []helpLine {
	keyWidth := 5
	for _, g := range h.groups {
		for _, b := range g.binds {
			keyWidth = max(keyWidth, min(Width(keyLabel(b)), width/4, 14))
		}
	}
	var lines []helpLine
	for i, g := range h.groups {
		if i > 0 {
			lines = append(lines, helpLine{text: string(pad(nil, width)), blank: true})
		}
		heading := line{th: th, room: width}
		heading.add(Strong, g.name)
		lines = append(lines, helpLine{text: string(heading.fill()), heading: true})
		for _, b := range g.binds {
			lines = drawBinding(lines, th, b, keyWidth, width)
		}
	}
	return lines
}

// drawBinding appends a binding: its key, and beside it what it does, in as many
// lines as that needs. A longer name than the column has room for pushes on.
func drawBinding(lines []helpLine, th *Theme, b Binding, keyWidth, width int) []helpLine {
	label, words := keyLabel(b), b.words()
	keyTone, tone := Key, Plain
	if why := b.Disabled(); why != "" {
		keyTone, tone = Muted, Muted
		words += " (" + why + ")"
	}
	indent := max(keyWidth, min(Width(label), width/2)) + 2
	for i, part := range wrap(words, width-indent) {
		l := line{th: th, room: width}
		if i == 0 {
			l.addWithin(keyTone, label, indent-2, false)
		}
		l.space(l.room - (width - indent))
		l.add(tone, part)
		lines = append(lines, helpLine{text: string(l.fill())})
	}
	return lines
}

// words say what a binding does.
func (b Binding) words() string {
	if b.Tip != "" {
		return b.Tip
	}
	return b.Help
}

// keyLabel names the ways to a binding: its keys, else its command.
func keyLabel(b Binding) string {
	if len(b.Keys) > 0 {
		return strings.Join(b.Keys, " ")
	}
	return strings.TrimSpace(":" + b.Command() + " " + b.Args)
}

// Markdown returns the bindings as tables for the documentation, one a group.
func Markdown(layers [][]Binding) string {
	var out strings.Builder
	cell := strings.NewReplacer("|", "\\|", "\n", " ")
	for _, g := range grouped(visible(layers)) {
		out.WriteString("| " + cell.Replace(g.name) + " | | |\n|---|---|---|\n")
		for _, b := range g.binds {
			keys := ""
			for i, k := range b.Keys {
				if i > 0 {
					keys += " "
				}
				keys += "`" + k + "`"
			}
			command := ""
			if name := b.Command(); name != "" {
				command = "`:" + strings.TrimSpace(name+" "+b.Args) + "`"
			}
			out.WriteString("| " + cell.Replace(keys) + " | " + cell.Replace(command) + " | " + cell.Replace(b.words()) + " |\n")
		}
		out.WriteByte('\n')
	}
	return out.String()
}
