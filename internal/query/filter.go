package query

import (
	"regexp"
	"slices"
	"time"
)

// Filter is a parsed expression. A nil *Filter matches everything.
type Filter[V any] struct {
	expr   string
	fields []Field[V]
	tests  []test[V]  // all must hold
	words  []needle   // searched in all fields at once
	regexs []anywhere // searched in each field
	terms  []Term
	now    func() time.Time
	ages   bool // some test depends on what time it is

	search search[V]

	at  int64  // now, milliseconds, for one pass over the rows
	buf []byte // scratch: why a Filter is not for concurrent use
	one []byte // scratch for one field while buf holds all
}

// test is one condition on one field.
type test[V any] func(f *Filter[V], v *V) bool

type needle struct {
	text    []byte // folded
	negated bool
}

type anywhere struct {
	re      *regexp.Regexp
	holds   []byte // folded text that whatever matches contains, empty = unknown
	negated bool
}

// String returns the expression as it was written.
func (f *Filter[V]) String() string {
	if f == nil {
		return ""
	}
	return f.expr
}

// Match reports whether the row matches. It is not for concurrent use: each
// goroutine needs its own Clone. Ages are those of the moment of Parse or Clone.
func (f *Filter[V]) Match(v *V) bool {
	if f == nil {
		return true
	}
	for _, t := range f.tests {
		if !t(f, v) {
			return false
		}
	}
	return len(f.words)+len(f.regexs) == 0 || f.matchWords(v)
}

// Clone returns a filter for another goroutine, with the ages of this moment.
func (f *Filter[V]) Clone() *Filter[V] {
	if f == nil {
		return nil
	}
	return f.clone(f.now().UnixMilli())
}

func (f *Filter[V]) clone(at int64) *Filter[V] {
	if f == nil {
		return nil
	}
	c := *f
	c.at, c.buf, c.one, c.search = at, nil, nil, f.search.remembering()
	return &c
}

// empty reports whether everything matches.
func (f *Filter[V]) empty() bool {
	return f == nil || len(f.tests)+len(f.words)+len(f.regexs) == 0
}

// Term is a condition that every matching row fulfils, for a source of rows that
// can filter by itself.
type Term struct {
	Name  string // of the field
	Op    Op     // Contains or Equal on words; AtLeast, Less and the like on numbers
	Value string // as written
	Int   int64  // numbers: the bound, in the unit of the kind; of ages the age in milliseconds
}

// Terms returns the conditions col:value, col=value and the comparisons that
// stand under no negation. A time that spans a day or a minute comes as the
// bounds of that: created=2026-11-01 as AtLeast and Less.
func (f *Filter[V]) Terms() []Term {
	if f == nil {
		return nil
	}
	return slices.Clone(f.terms)
}
