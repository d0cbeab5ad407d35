package triage

import (
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

// head cuts s to maxRead bytes.
func head(s string) string {
	if len(s) > maxRead {
		return s[:maxRead]
	}
	return s
}

// isClean reports whether s is printable ASCII without runs of space or escapes.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ', c >= 0x7f, c == '\\':
			return false
		case c == ' ' && i > 0 && s[i-1] == ' ':
			return false
		}
	}
	return true
}

// lower returns s with A–Z as a–z and nothing else changed, so that offsets into one
// are offsets into the other.
func lower(s string) string {
	upper := false
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return lowerASCII(s)
		}
		upper = upper || 'A' <= s[i] && s[i] <= 'Z'
	}
	if !upper {
		return s
	}
	return strings.ToLower(s)
}

func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

// words are text as clean leaves it and in lower case.
type words struct{ text, low string }

func wordsOf(s string) words {
	s = clean(s)
	return words{s, lower(s)}
}
