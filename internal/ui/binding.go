package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Binding is a command of the console and the keys that run it: the only
// place where dispatch, footer, help, palette and the documentation learn of
// it. A binding without keys is reached through the palette alone.
type Binding struct {
	ID      string                     // names it in tests and docs, "points.restore"
	Keys    []string                   // as tea.KeyPressMsg.String gives them: "space", "ctrl+r", "R"; the first is shown
	Help    string                     // one or two words for the footer
	Tip     string                     // one sentence for help, palette and docs
	Group   string                     // heading it stands under in the help
	Footer  int                        // priority in the footer, higher stays longer; 0 = not shown there
	Palette string                     // its name after ":", "" = ID; "-" = not in the palette
	Aliases []string                   // further names after ":"
	Args    string                     // what may follow the name, "FILE"; "" = nothing
	Why     func() string              // why it can't act now; nil or "" = it can
	Varies  bool                       // Why hangs on the row: where it can't act it keeps its place in the footer, muted
	Run     func() tea.Cmd             // called on the UI goroutine
	RunArgs func(args string) tea.Cmd  // with the text after the name; with none, Run is called where it is set
	Values  func(args string) []string // completions of the argument as typed so far; nil = none
}

// Disabled returns why the binding can't act now, "" when it can.
func (b Binding) Disabled() string {
	if b.Why == nil {
		return ""
	}
	return b.Why()
}

// Command returns the name of the binding in the palette, "" when it has none.
func (b Binding) Command() string {
	switch b.Palette {
	case "":
		return b.ID
	case "-":
		return ""
	}
	return b.Palette
}

// run calls RunArgs where there are arguments, or no Run.
func (b Binding) run(args string) tea.Cmd {
	switch {
	case b.RunArgs != nil && (args != "" || b.Run == nil):
		return b.RunArgs(args)
	case b.Run != nil:
		return b.Run()
	}
	return nil
}

// Find returns the binding of a key: the first in the first layer that has
// one. An upper layer hides the same key of those below, even while disabled.
func Find(layers [][]Binding, key string) (Binding, bool) {
	for _, layer := range layers {
		for _, b := range layer {
			if slices.Contains(b.Keys, key) {
				return b, true
			}
		}
	}
	return Binding{}, false
}

// Dispatch runs the binding of a key. found says whether there is one; why is
// the reason when it can't act, for the operator to read. Layers are in order
// of precedence.
func Dispatch(layers [][]Binding, key string) (cmd tea.Cmd, why string, found bool) {
	b, found := Find(layers, key)
	if !found {
		return nil, "", false
	}
	if why := b.Disabled(); why != "" {
		return nil, why, true
	}
	return b.run(""), "", true
}

// visible yields the bindings of all layers with those keys that no upper
// layer hides, for everything that lists keys.
func visible(layers [][]Binding) []Binding {
	n := 0
	for _, layer := range layers {
		n += len(layer)
	}
	out := make([]Binding, 0, n)
	taken := map[string]bool{}
	hidden := func(k string) bool { return taken[k] }
	for i, layer := range layers {
		for _, b := range layer {
			if slices.ContainsFunc(b.Keys, hidden) {
				if b.Keys = slices.DeleteFunc(slices.Clone(b.Keys), hidden); len(b.Keys) == 0 {
					continue
				}
			}
			out = append(out, b)
		}
		if i == len(layers)-1 {
			break // it hides nothing
		}
		for _, b := range layer {
			for _, k := range b.Keys {
				taken[k] = true
			}
		}
	}
	return out
}
