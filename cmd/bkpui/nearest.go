package main

import (
	"slices"
	"strings"
)

// nearest returns the name that word was probably meant to be, "" when none is
// near.
func nearest(word string, names []string) string {
	best, at := "", 0
	for _, name := range names {
		d := distance(strings.ToLower(word), strings.ToLower(name))
		if limit := max(1, len(name)/3); d <= limit && (best == "" || d < at) {
			best, at = name, d
		}
	}
	return best
}

// nearestOr proposes the name that is nearest to word, or gives hint where none is near.
func nearestOr(hint, word string, names []string) string {
	if near := nearest(word, names); near != "" {
		return "did you mean " + near + "?"
	}
	return hint
}

// didYouMean returns the way out of a misspelt word: the nearest name, else all
// of them.
func didYouMean(word string, names []string) string {
	all := ""
	if len(names) > 0 {
		all = "there are: " + strings.Join(slices.Sorted(slices.Values(names)), ", ")
	}
	return nearestOr(all, word, names)
}

// distance is the number of letters to add, drop, change or swap with their
// neighbour to make b of a.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return max(len(a), len(b)) // a misspelt name is short; anything else is not one
	}
	var before, above, row [66]int
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}
