package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Bindings returns its keys.
func (p *Picker) Bindings() []Binding {
	const group = "Choose"
	keys := []Binding{
		{ID: "picker.take", Keys: []string{"enter"}, Help: "take", Tip: "Take the chosen one, or the marked ones", Group: group, Footer: 40, Palette: "-"},
		{ID: "picker.typed", Keys: []string{"alt+enter"}, Help: "as typed", Tip: "Take what is typed as it is", Group: group, Footer: 20, Palette: "-", Why: p.whyNotTyped},
		{ID: "picker.choose", Keys: []string{"up", "down", "ctrl+p", "ctrl+n", "pgup", "pgdown", "ctrl+home", "ctrl+end"}, Help: "choose", Tip: "Choose another; up from the first is what is typed", Group: group, Palette: "-"},
		{ID: "picker.cancel", Keys: []string{"esc", "ctrl+c"}, Help: "cancel", Tip: "Cancel", Group: group, Footer: 10, Palette: "-"},
	}
	if p.multi {
		keys = append(keys, Binding{ID: "picker.mark", Keys: []string{"space", "tab"}, Help: "mark", Tip: "Mark the chosen one, or take its mark away", Group: group, Footer: 50, Palette: "-"})
	}
	return keys
}

func (p *Picker) whyNotTyped() string {
	switch {
	case p.fixed:
		return "only what is in the list can be chosen"
	case p.byHand() == "":
		return "what is typed is in the list, or nothing is"
	}
	return ""
}

// Handle takes a key or a paste.
func (p *Picker) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		page := max(p.room, 1)
		switch key := k.String(); key {
		case "esc", "ctrl+c":
			return true, p.end("", false)
		case "enter":
			return p.enter()
		case "alt+enter":
			if p.err = p.whyNotTyped(); p.err != "" {
				return false, nil
			}
			return p.take(p.byHand(), true)
		case "up", "ctrl+p":
			if p.at == 0 {
				p.choose(p.last())
			} else {
				p.choose(p.at - 1)
			}
			return false, nil
		case "down", "ctrl+n":
			p.choose(p.at + 1)
			return false, nil
		case "pgup":
			p.choose(p.at - page)
			return false, nil
		case "pgdown":
			p.choose(p.at + page)
			return false, nil
		case "ctrl+home":
			p.choose(0)
			return false, nil
		case "ctrl+end":
			p.choose(p.last())
			return false, nil
		case "space", "tab":
			if p.multi {
				p.toggle()
				return false, nil
			}
			if key == "tab" {
				return false, nil
			}
		}
	}
	if m, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: strings.TrimRight(m.Content, "\r\n")}
	}
	if p.in.edit(msg) {
		p.search()
	}
	return false, nil
}

// last returns the lowest line that can be chosen.
func (p *Picker) last() int {
	if p.byHand() != "" {
		return len(p.find.hits)
	}
	return max(len(p.find.hits)-1, 0)
}

func (p *Picker) choose(i int) {
	p.at, p.moved, p.err = max(min(i, p.last()), 0), true, ""
}

// enter takes what is marked, else the chosen line.
func (p *Picker) enter() (bool, tea.Cmd) {
	if i, ok := p.line(); ok {
		o := &p.all[i]
		if p.multi && (len(p.marks) > 0 || p.marked) {
			return true, p.end(strings.Join(p.marks, p.sep), true)
		}
		if o.Why != "" {
			p.err = o.Value + ": " + o.Why
			return false, nil
		}
		return true, p.end(o.Value, true)
	}
	if text := p.byHand(); text != "" {
		return p.take(text, true)
	}
	if p.multi && (len(p.marks) > 0 || p.marked) {
		return true, p.end(strings.Join(p.marks, p.sep), true)
	}
	p.err = "nothing is chosen; esc leaves it as it was"
	return false, nil
}

// line returns the option of the chosen line.
func (p *Picker) line() (i int32, ok bool) {
	if p.at < len(p.find.hits) {
		return p.find.hits[p.at], true
	}
	return 0, false
}

// take takes what is typed; with finish the dialog ends.
func (p *Picker) take(text string, finish bool) (bool, tea.Cmd) {
	if p.check != nil {
		if err := p.check(text); err != nil {
			p.err = err.Error()
			return false, nil
		}
	}
	if !p.multi {
		return true, p.end(text, true)
	}
	if !slices.Contains(p.marks, text) {
		p.marks = append(p.marks, text)
	}
	p.marked = true
	if finish {
		return true, p.end(strings.Join(p.marks, p.sep), true)
	}
	return false, nil
}

// toggle marks the chosen line, or takes its mark away.
func (p *Picker) toggle() {
	p.err = ""
	i, ok := p.line()
	if !ok {
		if text := p.byHand(); text != "" {
			if p.take(text, false); p.err == "" {
				p.in.set("", 0)
				p.SetOptions(p.all, p.loading, p.refused)
			}
		}
		return
	}
	o := &p.all[i]
	at := slices.Index(p.marks, o.Value)
	switch {
	case at >= 0:
		p.marks = slices.Delete(p.marks, at, at+1)
	case o.Why != "":
		p.err = o.Value + ": " + o.Why
		return
	default:
		p.marks = append(p.marks, o.Value)
	}
	p.marked = true
}

func (p *Picker) end(value string, ok bool) tea.Cmd {
	if p.done == nil {
		return nil
	}
	return p.done(value, ok)
}
