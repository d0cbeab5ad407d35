package query

import (
	"fmt"
	"strings"
)

// unknown says that there is no such column, and which one may be meant.
func (f *Filter[V]) unknown(t token) error {
	msg := fmt.Sprintf("no column %q", t.name)
	if near := nearest(f.fields, fold(t.name)); near != "" {
		msg += fmt.Sprintf("; did you mean %s?", near)
	} else {
		msg += fmt.Sprintf("; to search for the text, quote it: %q", t.name+string(t.op)+t.value)
	}
	return &SyntaxError{t.pos, msg}
}

// nearest returns the name or alias of a field that is closest to a mistyped one: the word that was
// meant, which need not be what the field is called.
func nearest[V any](fields []Field[V], name string) string {
	var names []string
	for i := range fields {
		names = append(append(names, fields[i].Name), fields[i].Aliases...)
	}
	return Nearest(name, names)
}

// Nearest returns the name that a mistyped word most likely means, "" when none is
// close enough to be told: a letter in three may be wrong, or the end left out.
func Nearest(word string, names []string) string {
	word = fold(word)
	best, least := "", 0
	for _, name := range names {
		known := fold(name)
		d := distance(word, known)
		if len(word) >= 2 && strings.HasPrefix(known, word) {
			d = min(d, 1)
		}
		if d <= max(1, min(len(word), len(known))/3) && (best == "" || d < least) {
			best, least = name, d
		}
	}
	return best
}

// distance is the number of letters to change, add, drop or swap.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	var rows [3][65]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, prev, older := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return rows[len(a)%3][len(b)]
}
