package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/query"
)

// Palette is the dialog behind ":": every command, view and thing by name,
// fuzzy, with tab completion and an argument after the name. It is made from
// bindings; enter runs the chosen one.
type Palette struct {
	in    input
	all   []command
	hits  []hit
	bound *command // the command whose argument is being typed
	args  string
	at    int  // the chosen line
	moved bool // the operator has chosen it
	err   string
	no    *command // the command that could not run: it is judged again as long as that is said
	room  int      // lines for hits, as last drawn
}

// NewPalette opens the palette over the bindings of all layers, the upper ones
// first, with a text already typed.
func NewPalette(layers [][]Binding, text string) *Palette {
	p := &Palette{in: newInput(text, false), all: commands(layers)}
	p.match()
	return p
}

// Bindings returns its keys.
func (p *Palette) Bindings() []Binding {
	return []Binding{
		{ID: "palette.run", Keys: []string{"enter"}, Help: "run", Tip: "Run the command", Group: "Palette", Footer: 40, Palette: "-"},
		{ID: "palette.complete", Keys: []string{"tab"}, Help: "complete", Tip: "Complete the name or its argument", Group: "Palette", Footer: 30, Palette: "-"},
		{ID: "palette.choose", Keys: []string{"up", "down"}, Help: "choose", Tip: "Choose another", Group: "Palette", Palette: "-"},
		{ID: "palette.close", Keys: []string{"esc", "ctrl+c"}, Help: "close", Tip: "Close", Group: "Palette", Footer: 10, Palette: "-"},
	}
}

// Handle takes a key or a paste.
func (p *Palette) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc", "ctrl+c", "ctrl+g":
			return true, nil
		case "enter":
			return p.enter()
		case "tab":
			p.complete()
			return false, nil
		case "up", "ctrl+p", "shift+tab":
			p.choose(-1)
			return false, nil
		case "down", "ctrl+n":
			p.choose(1)
			return false, nil
		case "pgup":
			p.choose(-max(p.room, 1))
			return false, nil
		case "pgdown":
			p.choose(max(p.room, 1))
			return false, nil
		}
	}
	if p.in.edit(msg) {
		p.match()
	}
	return false, nil
}

func (p *Palette) choose(by int) {
	p.err, p.no = "", nil
	p.at, p.moved = max(min(p.at+by, len(p.hits)-1), 0), true
}

// enter runs the chosen command, or says why it can't.
func (p *Palette) enter() (bool, tea.Cmd) {
	p.err, p.no = "", nil
	c, args := p.bound, p.args
	switch {
	case c != nil && p.moved && p.at < len(p.hits):
		args = p.hits[p.at].value
	case c != nil:
	case len(p.hits) > 0:
		c = p.hits[p.at].command
		args = p.hits[p.at].args
	case strings.TrimSpace(p.in.text()) == "":
		return true, nil
	default:
		p.err = p.noCommand()
		return false, nil
	}
	if args != "" && c.b.RunArgs == nil {
		p.err = c.name + " stands alone: leave out " + args
		return false, nil
	}
	if c.b.Disabled() != "" {
		p.no = c
		return false, nil
	}
	return true, c.b.run(args)
}

// wrong says why enter did nothing, for as long as that is so.
func (p *Palette) wrong() string {
	if p.no == nil {
		return p.err
	}
	if why := p.no.b.Disabled(); why != "" {
		return p.no.name + ": " + why
	}
	return ""
}

// noCommand says that no command has the typed name, and which one may be meant.
func (p *Palette) noCommand() string {
	name, _, _ := strings.Cut(strings.TrimLeft(p.in.text(), " :"), " ")
	var names []string
	for i := range p.all {
		names = append(append(names, p.all[i].name), p.all[i].b.Aliases...)
	}
	if near := query.Nearest(name, names); near != "" {
		return "no command " + name + "; did you mean " + near + "?"
	}
	return "no command " + name + "; clear the line to see them all"
}

// complete writes out the chosen line.
func (p *Palette) complete() {
	if p.at >= len(p.hits) {
		return
	}
	h := p.hits[p.at]
	text := h.command.name
	switch {
	case p.bound != nil:
		text += " " + h.value
	case h.args != "":
		text += " " + h.args
	case h.command.b.Args != "":
		text += " "
	}
	p.in.set(text, len(text))
	p.match()
}
