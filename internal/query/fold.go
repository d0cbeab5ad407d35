package query

import (
	"encoding/binary"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	ones = 0x0101010101010101
	high = 0x80 * ones
)

// folded returns text in lower case; broken UTF-8 becomes U+FFFD. Text in this form
// compares and searches without regard to case.
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
	rest := string(b[start:])
	b = b[:start]
	for _, r := range rest {
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return b
}

func fold(s string) string { return string(folded([]byte(s))) }
