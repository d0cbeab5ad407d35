package main

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/query"
)

// nearestOr proposes the name that is nearest to word, or gives hint where none is near.
func nearestOr(hint, word string, names []string) string {
	if near := query.Nearest(word, names); near != "" {
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
