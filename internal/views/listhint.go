package views

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/query"
)

// What is looked through for a word that no row has, once for a result, and how many
// different values a column may have whose words are worth guessing at.
const (
	hintRows   = 50_000
	hintValues = 40
)

// hinted is what was said of a result that holds nothing.
type hinted[V comparable] struct {
	of    *query.Result[V]
	words string
}

// hint says which word of the filter no row has, and which one was meant: a filter that
// keeps nothing is mostly a misspelt state. "" where there is nothing to say.
func (l *list[V]) hint(e *Env) string {
	if l.hinted.of != l.found {
		l.hinted = hinted[V]{l.found, l.findHint(e)}
	}
	return l.hinted.words
}

func (l *list[V]) findHint(e *Env) string {
	f, err := l.res.parse(l.ask.text, e)
	if err != nil {
		return ""
	}
	for _, term := range f.Terms() {
		c := l.res.column(term.Name)
		if c == nil || c.Kind != query.Text || c.Text == nil || term.Op != query.Contains && term.Op != query.Equal {
			continue
		}
		values, shown := l.valuesOf(c, e)
		has := func(value string) bool {
			return strings.Contains(strings.ToLower(value), strings.ToLower(term.Value))
		}
		if len(values) == 0 || slices.ContainsFunc(values, has) || slices.ContainsFunc(shown, has) {
			continue
		}
		if c.Name == "account" || c.Name == "seenFrom" {
			values = shown // nobody means their numbers
		}
		words := fmt.Sprintf("no row has %s %s", term.Name, term.Value)
		if near := query.Nearest(term.Value, values); near != "" {
			return words + "; did you mean " + strings.ToLower(near) + "?"
		}
		return words + "; there are: " + strings.ToLower(strings.Join(values, ", "))
	}
	return ""
}

// valuesOf returns the different values of a column, and how each is shown; none where
// there are too many of them, or too many rows to be sure.
func (l *list[V]) valuesOf(c *Column[V], e *Env) (values, shown []string) {
	seen, rows := map[string]bool{}, 0
	var b []byte
	for chunk := range l.source.Chunks() {
		for i := range chunk.Rows {
			if rows++; rows > hintRows || len(values) > hintValues {
				return nil, nil
			}
			if b = c.Text(b[:0], &chunk.Rows[i], e); len(b) > 0 && !seen[string(b)] {
				seen[string(b)] = true
				values = append(values, string(b))
				shown = append(shown, string(c.appendCell(nil, &chunk.Rows[i], e)))
			}
		}
	}
	slices.Sort(values)
	slices.Sort(shown)
	return values, shown
}
