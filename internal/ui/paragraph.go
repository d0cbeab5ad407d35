package ui

import (
	"strings"
	"unicode/utf8"
)

// A text of any size is shown without an index of its lines: what is needed is
// found from the byte where the screen begins. A paragraph is a line of the text;
// one that is very long ends also at a multiple of block, when the block before
// holds no line break. So every paragraph is found by looking at two blocks, and
// a megabyte without a line break scrolls like any other text.
const block = 32 << 10

// paragraphStart returns where the paragraph of byte at begins.
func paragraphStart(text string, at int) int {
	at = min(at, len(text))
	m := at / block
	if i := strings.LastIndexByte(text[max(m-1, 0)*block:at], '\n'); i >= 0 {
		return max(m-1, 0)*block + i + 1
	}
	if m == 0 {
		return 0
	}
	if start := runeStart(text, m*block); start <= at {
		return start
	}
	return paragraphStart(text, m*block-1)
}

// paragraphEnd returns where the paragraph that begins at start ends, with its
// line break.
func paragraphEnd(text string, start int) int {
	m := start / block
	for end := (m + 1) * block; ; end += block {
		limit := min(end, len(text))
		if i := strings.IndexByte(text[min(start, limit):limit], '\n'); i >= 0 {
			return start + i + 1
		}
		if limit == len(text) {
			return limit
		}
		if cut := runeStart(text, end); cut > start && strings.IndexByte(text[end-block:end], '\n') < 0 {
			return cut
		}
	}
}

// runeStart moves a cut inside a character behind it.
func runeStart(text string, at int) int {
	for n := 0; n < utf8.UTFMax-1 && at < len(text) && !utf8.RuneStart(text[at]); n++ {
		at++
	}
	return at
}

// body is a paragraph without its line break.
func body(paragraph string) string {
	return strings.TrimSuffix(strings.TrimSuffix(paragraph, "\n"), "\r")
}
