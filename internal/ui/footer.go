package ui

import "slices"

// FooterLine appends the keys of the screen in exactly width cells: the
// bindings with a Footer priority that can act now, those of the upper layers
// first. Where there is no room the lowest priorities go. Those that hang on
// the row keep their place where they can't act, so that the line stays still
// under a cursor that moves.
func FooterLine(b []byte, th *Theme, width int, layers [][]Binding) []byte {
	keys := slices.DeleteFunc(visible(layers), func(k Binding) bool {
		return k.Footer <= 0 || len(k.Keys) == 0 && k.Command() == "" || !k.Varies && k.Disabled() != ""
	})
	keys, gap := fitting(keys, width-2), 2
	if footerWidth(keys, gap+1) <= width-2 {
		gap++
	}
	l := line{b: b, th: th, bar: true, room: width}
	l.space(1)
	for i, k := range keys {
		if i > 0 {
			l.space(gap)
		}
		tone := Key
		if k.Varies && k.Disabled() != "" {
			tone = Muted
		}
		key, help := inFooter(k)
		l.add(tone, key)
		l.add(Muted, help)
	}
	return l.fill()
}

// fitting are the keys that width has room for, in their order: the highest priorities
// first, then whatever still fits.
func fitting(keys []Binding, width int) []Binding {
	ranks := make([]int, len(keys))
	for i := range ranks {
		ranks[i] = i
	}
	slices.SortStableFunc(ranks, func(a, b int) int { return keys[b].Footer - keys[a].Footer })
	var in []int
	room := width
	for _, i := range ranks {
		if w := footerWidth(keys[i:i+1], 2); w <= room {
			in, room = append(in, i), room-w-2
		}
	}
	slices.Sort(in)
	out := make([]Binding, len(in))
	for n, i := range in {
		out[n] = keys[i]
	}
	return out
}

// inFooter is how a binding is reached, by its first key or else by its name after ":", and
// what it does.
func inFooter(k Binding) (key, help string) {
	if len(k.Keys) == 0 {
		return ":" + k.Command(), ""
	}
	return k.Keys[0], " " + k.Help
}

func footerWidth(keys []Binding, gap int) int {
	w := -gap
	for _, k := range keys {
		key, help := inFooter(k)
		w += gap + Width(key) + Width(help)
	}
	return max(w, 0)
}
