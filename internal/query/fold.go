package query

import (
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The block Combining Diacritical Marks: accents of Latin, Greek and Cyrillic. The marks of
// other scripts are letters of their own and stay.
const (
	firstAccent = '\u0300'
	lastAccent  = '\u036f'
)

const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// folded returns text in lower case and without accents, however they are written (é, or
// e and a combining accent); broken UTF-8 becomes U+FFFD. Text in this form compares and
// searches without regard to case and accents.
func folded(text []byte) []byte { return foldIn(slices.Clone(text)) }

// foldIn folds b in place; what is not ASCII may change its length.
func foldIn(b []byte) []byte {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		if w&high != 0 {
			return foldRunes(b, i)
		}
		// A byte has its high bit set in the first sum from 'A' on, in the
		// second from 'Z'+1 on: between them it is a capital.
		capitals := (w + (0x80-'A')*ones) &^ (w + (0x80-'Z'-1)*ones) & high
		binary.LittleEndian.PutUint64(b[i:], w|capitals>>2)
	}
	for ; i < len(b); i++ {
		switch c := b[i]; {
		case c >= utf8.RuneSelf:
			return foldRunes(b, i)
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

func foldRunes(b []byte, start int) []byte {
	rest := norm.NFD.String(string(b[start:]))
	b = b[:start]
	for _, r := range rest {
		if r < firstAccent || r > lastAccent {
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

func fold(s string) string { return string(folded([]byte(s))) }
