package triage

import "strings"

// maxWord is more than the longest word of the catalogue.
const maxWord = 64

// anchorAt is where a word stands in a pattern: in which literal, and at which byte of it.
type anchorAt struct {
	literal string
	at      int
}

// words yields the words that are whole in every text that p matches, and where p has
// them. A pattern of one word that may go on is the stem of an error code, which find
// looks for as well.
func (p *pattern) words(yield func(string, anchorAt) bool) {
	for n, part := range p.parts {
		lit := part.literal
		for start, end := nextWord(lit, 0); start < len(lit); start, end = nextWord(lit, end) {
			if p.open && n == len(p.parts)-1 && end == len(lit) && end-start < len(lit) {
				continue
			}
			if !yield(lit[start:end], anchorAt{lit, start}) {
				return
			}
		}
	}
}

// anchoredAt reports whether the words around the anchor of p are in low where the anchor
// begins at i. Where they are nowhere, p does not match.
func (p *pattern) anchoredAt(low string, i int) bool {
	i -= p.anchor.at
	return i >= 0 && strings.HasPrefix(low[i:], p.anchor.literal)
}

// What a byte is in a word.
const (
	noLetter byte = 0 // none of it
	aDigit   byte = 1
	beyond   byte = 2 // a part of a letter beyond ASCII
	aLetter  byte = 4
)

var inWord = func() (in [256]byte) {
	for c := range in {
		switch {
		case letter(byte(c)):
			in[c] = aLetter
		case c >= 0x80:
			in[c] = beyond
		case alnum(byte(c)):
			in[c] = aDigit
		}
	}
	return in
}()

// nextWord returns the first run of letters and digits in s that begins at i or later;
// start is len(s) where there is none. Words of one letter, and numbers, are none.
func nextWord(s string, i int) (start, end int) {
	for ; i < len(s); i++ {
		kind := inWord[s[i]]
		if kind == noLetter {
			continue
		}
		start, letters := i, 0
		for kind != noLetter {
			letters += int(kind >> 2) // one for each aLetter
			if i++; i == len(s) {
				break
			}
			kind = inWord[s[i]]
		}
		if letters > 1 && i-start <= maxWord {
			return start, i
		}
	}
	return len(s), len(s)
}

// stem is what is before the "exception" or "fault" of an error code, "" of other words.
func stem(word string) string {
	suffix := "fault"
	switch word[len(word)-1] {
	case 'n':
		suffix = "exception"
	case 't':
	default:
		return ""
	}
	if s, ok := strings.CutSuffix(word, suffix); ok {
		return s
	}
	return ""
}
