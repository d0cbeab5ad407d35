package ui

import "unicode/utf8"

// segment returns how many bytes of a text fill a line of width cells: at least
// one character of a text that is not empty.
func segment(text []byte, width int) int {
	n := max(min(width, len(text)), 0)
	if n > 0 && allPlain(text[:n]) && (n == len(text) || text[n] < utf8.RuneSelf) {
		return n
	}
	var buf [1024]byte
	_, used, _ := AppendClean(buf[:0], text, width)
	if used == 0 && len(text) > 0 {
		_, used = utf8.DecodeRune(text)
	}
	return used
}

func allPlain(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}
