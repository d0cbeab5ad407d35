package ui

import (
	"iter"
	"strings"
)

// matches yields where a pattern begins in a text, overlapping places too. A
// pattern without a capital finds ASCII letters of either case. The work is in
// proportion to the text, whatever stands in it.
func matches(text, pattern string) iter.Seq[int] {
	if pattern == "" {
		return func(func(int) bool) {}
	}
	if strings.ContainsFunc(pattern, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return exactMatches(text, pattern)
	}
	return foldedMatches(text, pattern)
}

func exactMatches(text, pattern string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at++ {
			i := strings.Index(text[at:], pattern)
			if i < 0 {
				return
			}
			if at += i; !yield(at) {
				return
			}
		}
	}
}

func foldedMatches(text, pattern string) iter.Seq[int] {
	low, high := pattern[0], pattern[0]
	if low >= 'a' && low <= 'z' {
		high -= 'a' - 'A'
	}
	return func(yield func(int) bool) {
		lower, upper := -1, -1 // the next place of either first letter
		for at := 0; at+len(pattern) <= len(text); at++ {
			lower = nextByte(text, low, lower, at)
			upper = nextByte(text, high, upper, at)
			at = min(lower, upper)
			if at+len(pattern) > len(text) {
				return
			}
			if hasPrefixFold(text[at:], pattern) && !yield(at) {
				return
			}
		}
	}
}

// nextByte returns the first c at or after at; known is an earlier answer.
func nextByte(text string, c byte, known, at int) int {
	if known >= at {
		return known
	}
	if i := strings.IndexByte(text[at:], c); i >= 0 {
		return at + i
	}
	return len(text)
}

func hasPrefixFold(text, pattern string) bool {
	for i := range len(pattern) {
		c := text[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != pattern[i] {
			return false
		}
	}
	return true
}
