package ui

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Terminals disagree on the width of some text: with mode 2027 they count
// grapheme clusters, without it code points. Cleaned text holds only what both
// measure alike, so that a cell is as wide as the program believes, everywhere.

const (
	maxClean = 64 << 10 // bytes that Clean looks at; what follows is left out
	maxMarks = 2        // combining marks kept on one character
	hidden   = '\uFFFD' // stands for what can't be shown
)

// Clean makes text from outside one printable line: line breaks and tabs become
// a space, other control characters and broken UTF-8 become U+FFFD, characters
// that are invisible or steer the direction of text are dropped, and so are
// combining marks beyond two on a character. Text longer than 64 KiB ends there
// with an ellipsis. Clean ASCII is returned as it is.
func Clean(s string) string {
	if len(s) <= maxClean && plain(s) {
		return s
	}
	cut := len(s) > maxClean
	b, used, _ := appendClean(make([]byte, 0, min(len(s), maxClean)), []byte(s[:min(len(s), maxClean)]), -1, maxClean)
	if cut || used < len(s) {
		b = append(b, "…"...)
	}
	return string(b)
}

// AppendClean appends as much of s, cleaned as by [Clean], as fits into width
// cells, and returns the bytes of s that it used up and the cells that it
// filled. A negative width is unlimited. The work is bounded by the width, not
// by the length of s: somewhat after 8 bytes a cell it stops although cells are left.
func AppendClean(b, s []byte, width int) (out []byte, used, cells int) {
	return appendClean(b, s, width, budget(width))
}

// budget is how many bytes of hostile text a width is worth.
func budget(width int) int {
	if width < 0 {
		return int(^uint(0) >> 1)
	}
	return 256 + 8*width
}

// plain reports printable ASCII.
func plain[S string | []byte](s S) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func appendClean(b, s []byte, width, limit int) (out []byte, used, cells int) {
	if width < 0 {
		width = int(^uint(0) >> 1)
	}
	base, marks := -1, 0 // where in b the last character starts, and its marks
	for i := 0; i < len(s); {
		if i >= limit {
			return b, i, cells
		}
		if c := s[i]; c >= ' ' && c <= '~' {
			if cells == width {
				return b, i, cells
			}
			base, marks = len(b), 0
			b = append(b, c)
			i, cells = i+1, cells+1
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		shown := display(r, size)
		switch {
		case shown == 0:
			i += size
			continue
		case shown == ' ' && r < ' ' && i > 0 && s[i-1] < ' ' && display(rune(s[i-1]), 1) == ' ':
			i += size // a run of line breaks is one space
			continue
		}
		var last []byte
		if base >= 0 {
			last = b[base:]
		}
		w := wcWidth(shown)
		if w == 0 {
			if base >= 0 && marks < maxMarks && (accent(shown) || agrees(last, shown)) {
				b, marks = utf8.AppendRune(b, shown), marks+1
			}
			i += size
			continue
		}
		if !simple(shown) && !agrees(last, shown) {
			if modifier(shown) {
				i += size
				continue
			}
			shown, w = hidden, 1
		}
		if cells+w > width {
			return b, i, cells
		}
		base, marks = len(b), 0
		b = utf8.AppendRune(b, shown)
		i, cells = i+size, cells+w
	}
	return b, len(s), cells
}

// display returns the rune that stands for r on a terminal, 0 for none.
func display(r rune, size int) rune {
	switch {
	case r == utf8.RuneError && size <= 1:
		return hidden
	case r >= '\t' && r <= '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return ' '
	case simple(r):
		return r
	case r >= 0x1F1E6 && r <= 0x1F1FF:
		return 'A' + r - 0x1F1E6 // half a flag: its letter
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Variation_Selector, r):
		return 0
	case unicode.Is(unicode.Zs, r):
		return ' '
	case !unicode.IsGraphic(r):
		return hidden
	}
	return r
}

// simple reports runes of one well-known width that never join another: the
// common case, without a look into the tables.
func simple(r rune) bool {
	return r >= 0xA1 && r <= 0x2AF && r != 0xAD || r >= 0x410 && r <= 0x44F || wide(r) || r >= ' ' && r <= '~'
}

// wide reports kana and the common ideographs: two cells each.
func wide(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3041 && r <= 0x3096 || r >= 0x30A1 && r <= 0x30FC
}

// accent reports the common combining marks, which join whatever stands before.
func accent(r rune) bool { return r >= 0x300 && r <= 0x36F }

// modifier reports skin tones: a picture says the same without.
func modifier(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

func wcWidth(r rune) int {
	switch {
	case wide(r):
		return 2
	case accent(r):
		return 0
	}
	var buf [utf8.UTFMax]byte
	return ansi.WcWidth.StringWidth(string(utf8.AppendRune(buf[:0], r)))
}

// agrees reports whether every terminal puts r after the last character, and
// something else after r, at the same cell.
func agrees(last []byte, r rune) bool {
	var buf [8 * utf8.UTFMax]byte
	b := append(buf[:0], ' ') // what stands before the first character
	if len(last) > 0 && len(last) <= 4*utf8.UTFMax {
		b = append(b, last...)
	}
	b = append(utf8.AppendRune(b, r), ' ')
	all := string(b)
	return ansi.WcWidth.StringWidth(all) == ansi.GraphemeWidth.StringWidth(all)
}
