package triage

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRead is how much of a message is looked at, in bytes. AWS's messages have a few
// hundred; an encoded authorization message in one has up to 10 kB.
const maxRead = 16 << 10

// clean makes one line of s: control characters and runs of space become one space,
// typographic quotes plain ones, and what JSON escaped is plain again. It reads maxRead
// bytes and returns s itself where nothing has to change.
func clean(s string) string {
	s = strings.TrimSpace(head(s))
	if isClean(s) {
		return s
	}
	escaped := strings.Contains(s, `\"`) || strings.HasPrefix(s, "{")
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if escaped && r == '\\' && i+1 < len(s) {
			switch s[i+1] {
			case '"', '\\', '/':
				i++
				continue
			case 'n', 'r', 't':
				r, n = ' ', 2
			}
		}
		if r == '\x1b' {
			i += escape(s[i:])
			space = true
			continue
		}
		i += n
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Cf, r):
			space = true
			continue
		case r == '‘', r == '’':
			r = '\''
		case r == '“', r == '”':
			r = '"'
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// escape is how long the control sequence is that s begins with: ESC [ parameters and a final byte (ECMA-48, "Control sequences"),
// which a terminal's log is full of; 1 for any other.
func escape(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 1
	}
	i := 2
	for i < len(s) && ' ' <= s[i] && s[i] < '@' {
		i++
	}
	if i < len(s) && s[i] <= '~' {
		i++
	}
	return i
}

// head cuts s to maxRead bytes.
func head(s string) string {
	if len(s) > maxRead {
		return s[:maxRead]
	}
	return s
}

// Marks of a byte.
const (
	unclean byte = 1 << iota // not printable ASCII, or an escape
	upper
)

// marks are the marks of each byte.
var marks = func() (m [256]byte) {
	for c := range m {
		switch c := byte(c); {
		case c < ' ', c >= 0x7f, c == '\\':
			m[c] = unclean
		case 'A' <= c && c <= 'Z':
			m[c] = upper
		}
	}
	return m
}()

// isClean reports whether s is printable ASCII without runs of space or escapes. It looks at eight bytes at a time:
// every message of a fleet comes through here.
func isClean(s string) bool {
	if strings.Contains(s, "  ") {
		return false
	}
	for ; len(s) >= 8; s = s[8:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if control := (x - ' '*each) &^ x; (control|x|zeros(x^0x7f*each)|zeros(x^'\\'*each))&(0x80*each) != 0 {
			return false
		}
	}
	for i := range len(s) {
		if marks[s[i]] == unclean {
			return false
		}
	}
	return true
}

// each is one in each of eight bytes.
const each = 0x0101010101010101

// zeros returns eight bytes of which one has its high bit where x has a byte that is 0, and none where x has none.
func zeros(x uint64) uint64 { return (x - each) &^ x }

// lower returns s with A–Z as a–z and nothing else changed, so that offsets into one
// are offsets into the other.
func lower(s string) string {
	for i := range len(s) {
		if marks[s[i]] == upper {
			return lowerFrom(s, i)
		}
	}
	return s
}

// lowerFrom is lower for a string whose first upper-case letter is at i, eight bytes at a time.
func lowerFrom(s string, i int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	var part [64]byte
	for s = s[i:]; s != ""; {
		n := copy(part[:], s)
		s = s[n:]
		for at := 0; at < n; at += 8 {
			eight := part[at : at+8]
			x := binary.LittleEndian.Uint64(eight)
			binary.LittleEndian.PutUint64(eight, x|upperBits(x)>>2) // 'a' - 'A' is 0x80>>2
		}
		b.Write(part[:n])
	}
	return b.String()
}

// upperBits returns eight bytes that are 0x80 where x has an upper-case letter of ASCII.
func upperBits(x uint64) uint64 {
	seven := x & (0x7f * each)
	fromA, afterZ := seven+(0x80-'A')*each, seven+(0x7f-'Z')*each // the high bits tell
	return (fromA ^ afterZ) &^ x & (0x80 * each)
}

// words are text as clean leaves it and in lower case.
type words struct{ text, low string }

func wordsOf(s string) words {
	s = clean(s)
	return words{s, lower(s)}
}
