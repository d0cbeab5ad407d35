package ui

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Align is the side that text leans on in its cell.
type Align bool

// The two sides.
const (
	AlignLeft  Align = false
	AlignRight Align = true
)

// Fit appends text, cleaned as by [Clean], in exactly width cells. What is too
// long loses its end, or with middle its middle, so that both what it begins
// and what it ends with stay readable; ellipsis (one cell) marks the place. The
// work is bounded by the width.
func Fit(b, text []byte, width int, align Align, middle bool, ellipsis string) []byte {
	if width <= 0 {
		return b
	}
	if align == AlignRight {
		// Room for the padding, known only once the text is measured.
		var buf [256]byte
		fitted, cells := fit(buf[:0], text, width, middle, ellipsis)
		return append(pad(b, width-cells), fitted...)
	}
	b, cells := fit(b, text, width, middle, ellipsis)
	return pad(b, width-cells)
}

// fit appends at most width cells of text and returns how many.
func fit(b, text []byte, width int, middle bool, ellipsis string) ([]byte, int) {
	for n := 0; n < 64 && len(text) > 0 && text[len(text)-1] <= ' '; n++ {
		text = text[:len(text)-1] // a trailing line break is no text left out
	}
	start := len(b)
	b, used, cells := AppendClean(b, text, width)
	if used == len(text) {
		return b, cells
	}
	b = b[:start]
	head, tail := width-1, 0
	if middle {
		head = (width - 1) / 2
		tail = width - 1 - head
	}
	b, _, cells = AppendClean(b, text, head)
	b = append(b, ellipsis...)
	cells++
	if tail == 0 {
		return b, cells
	}
	b, n := appendTail(b, text, tail)
	return b, cells + n
}

// appendTail appends the last cells of text, at most width.
func appendTail(b, text []byte, width int) ([]byte, int) {
	if from := len(text) - width; from >= 0 && plain(text[from:]) {
		return append(b, text[from:]...), width
	}
	if from := len(text) - budget(width); from > 0 {
		for from < len(text) && !utf8.RuneStart(text[from]) {
			from++
		}
		text = text[from:]
	}
	var buf [512]byte
	clean, _, cells := AppendClean(buf[:0], text, -1)
	for cells > width {
		cluster, w := ansi.FirstGraphemeCluster(clean, ansi.GraphemeWidth)
		clean, cells = clean[len(cluster):], cells-w
	}
	return append(b, clean...), cells
}

const spaces = "                                                                "

// pad appends n spaces.
func pad(b []byte, n int) []byte {
	for ; n > len(spaces); n -= len(spaces) {
		b = append(b, spaces...)
	}
	if n > 0 {
		b = append(b, spaces[:n]...)
	}
	return b
}
