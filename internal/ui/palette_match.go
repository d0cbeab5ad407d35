package ui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"
)

// command is a binding as the palette knows it.
type command struct {
	b    Binding
	name string
}

// hit is a line of the palette: a command, or a value of the bound command.
type hit struct {
	command *command
	alias   string // by which it was found, "" = its name
	at      []int  // bytes of the name that matched
	args    string // what follows the part that matched
	value   string
}

// commands lists every binding with a name; of two with the same name the one of
// the upper layer counts.
func commands(layers [][]Binding) []command {
	var out []command
	seen := map[string]bool{}
	for _, layer := range layers {
		for _, b := range layer {
			name := b.Command()
			if name == "" || seen[name] {
				continue
			}
			seen[name] = true
			out = append(out, command{b, name})
		}
	}
	return out
}

// match works out what the typed text means: a command with its argument, else
// the commands that it may be the beginning of.
func (p *Palette) match() {
	p.bound, p.args, p.hits, p.at, p.moved, p.err, p.no = nil, "", nil, 0, false, "", nil
	text := strings.TrimLeft(p.in.text(), " :")
	if c, args, ok := p.bind(text); ok {
		p.bound, p.args = c, args
		if c.b.Values != nil {
			for _, v := range c.b.Values(args) {
				p.hits = append(p.hits, hit{command: c, value: v})
			}
		}
		return
	}
	text = strings.TrimRight(text, " ")
	if p.hits = p.find(text); len(p.hits) > 0 {
		return
	}
	if name, args, ok := strings.Cut(text, " "); ok {
		p.hits = p.find(name)
		for i := range p.hits {
			p.hits[i].args = strings.TrimSpace(args)
		}
	}
}

// bind finds the command that the text begins with, followed by a blank: of
// several ("mark", "mark all") the longest.
func (p *Palette) bind(text string) (found *command, args string, ok bool) {
	longest := 0
	for i := range p.all {
		c := &p.all[i]
		for _, name := range append([]string{c.name}, c.b.Aliases...) {
			n := len(name)
			if n >= longest && n < len(text) && text[n] == ' ' && strings.EqualFold(text[:n], name) {
				found, args, longest = c, strings.TrimSpace(text[n:]), n+1
			}
		}
	}
	if found == nil || (found.b.Args == "" && args != "") {
		return nil, "", false // the rest may belong to a longer name
	}
	return found, args, true
}

// find returns the commands that a text may mean: the exact one first, then what
// begins with it, then fuzzy ones, then those that speak of it.
func (p *Palette) find(text string) []hit {
	if text == "" {
		hits := make([]hit, len(p.all))
		for i := range p.all {
			hits[i] = hit{command: &p.all[i]}
		}
		return hits
	}
	type scored struct {
		hit
		rank, score int
	}
	best := map[*command]scored{}
	var names []string
	var owners []*command
	for i := range p.all {
		c := &p.all[i]
		for _, name := range append([]string{c.name}, c.b.Aliases...) {
			names, owners = append(names, name), append(owners, c)
		}
	}
	for _, m := range fuzzy.FindNoSort(text, names) {
		c := owners[m.Index]
		s := scored{hit{command: c, at: m.MatchedIndexes}, 2, m.Score}
		if m.Str != c.name {
			s.alias = m.Str
		}
		switch {
		case strings.EqualFold(m.Str, text):
			s.rank = 0
		case len(m.Str) > len(text) && strings.EqualFold(m.Str[:len(text)], text):
			s.rank = 1
		}
		// An alias counts only where it fits better than the name, which came first.
		if old, ok := best[c]; !ok || s.rank < old.rank || (s.rank == old.rank && old.alias != "" && s.score > old.score) {
			best[c] = s
		}
	}
	var found []scored
	low := strings.ToLower(text)
	for i := range p.all {
		c := &p.all[i]
		if s, ok := best[c]; ok {
			found = append(found, s)
		} else if len(text) > 2 && strings.Contains(strings.ToLower(c.b.Tip), low) {
			found = append(found, scored{hit{command: c}, 3, 0})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.score, a.score))
	})
	hits := make([]hit, len(found))
	for i, s := range found {
		hits[i] = s.hit
	}
	return hits
}
