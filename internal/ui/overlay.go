package ui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Place returns where Overlay puts a box on a screen of size r: in the middle.
func Place(box string, r Rect) (x, y int) {
	w, h := boxSize(box)
	return max((r.W-w)/2, 0), max((r.H-h)/2, 0)
}

func boxSize(box string) (w, h int) {
	if box == "" {
		return 0, 0
	}
	first, _, _ := strings.Cut(box, "\n")
	return Width(first), strings.Count(box, "\n") + 1
}

// Overlay draws a box, whose lines are all as wide as its first, upon the middle
// of a screen of size r. What the box does not cover stays as it is.
func Overlay(base, box string, r Rect) string {
	w, h := boxSize(box)
	if w == 0 || h == 0 || r.W <= 0 || r.H <= 0 {
		return base
	}
	x, y := Place(box, r)
	var out strings.Builder
	out.Grow(len(base) + len(box))
	for row := range r.H {
		if row > 0 {
			out.WriteByte('\n')
		}
		var under string
		under, base, _ = strings.Cut(base, "\n")
		if row < y || row >= y+h {
			out.WriteString(under)
			continue
		}
		var over string
		over, box, _ = strings.Cut(box, "\n")
		overlayLine(&out, under, over, x, w, r.W)
	}
	return out.String()
}

func overlayLine(out *strings.Builder, under, over string, x, w, width int) {
	left := ansi.Truncate(under, x, "")
	out.WriteString(left)
	out.WriteString(reset)
	out.WriteString(strings.Repeat(" ", max(x-Width(left), 0)))
	out.WriteString(over)
	out.WriteString(reset)
	// A wide character that the box covers by half leaves a blank.
	for cut := x + w; cut < width; cut++ {
		right := ansi.TruncateLeft(under, cut, "")
		if cut+Width(right) <= max(Width(under), cut) {
			out.WriteString(strings.Repeat(" ", cut-x-w))
			out.WriteString(right)
			return
		}
	}
}
