package ui

import "slices"

// FooterLine appends the keys of the screen in exactly width cells: the
// bindings with a Footer priority that can act now, those of the upper layers
// first. Where there is no room the lowest priorities go.
func FooterLine(b []byte, th *Theme, width int, layers [][]Binding) []byte {
	keys := slices.DeleteFunc(visible(layers), func(k Binding) bool {
		return k.Footer <= 0 || len(k.Keys) == 0 || k.Disabled() != ""
	})
	gap := 2
	for len(keys) > 0 && footerWidth(keys, gap) > width-2 {
		least := 0
		for i, k := range keys {
			if k.Footer <= keys[least].Footer {
				least = i
			}
		}
		keys = slices.Delete(keys, least, least+1)
	}
	if footerWidth(keys, gap+1) <= width-2 {
		gap++
	}
	l := line{b: b, th: th, bar: true, room: width}
	l.space(1)
	for i, k := range keys {
		if i > 0 {
			l.space(gap)
		}
		l.add(Key, k.Keys[0])
		l.add(Muted, " "+k.Help)
	}
	return l.fill()
}

func footerWidth(keys []Binding, gap int) int {
	w := -gap
	for _, k := range keys {
		w += gap + Width(k.Keys[0]) + 1 + Width(k.Help)
	}
	return max(w, 0)
}
