package query

import "math"

// Kind says what the values of a field are: how they compare, what may be
// written after an operator, and how they look when nothing else is said.
type Kind uint8

// The kinds, with the unit of Field.Int.
const (
	Text     Kind = iota // words; no Int
	Number               // a count
	Bytes                // bytes
	Time                 // milliseconds since 1970
	Age                  // milliseconds since 1970, shown and compared as the age it has now: age<7d
	Percent              // hundredths of a percent: 41.5 % is 4150
	Duration             // milliseconds
	Bool                 // words: yes or no; no Int
)

// None is what Field.Int returns for a value that is absent. Absent values match
// no comparison and stand last in any order.
const None = math.MinInt64

// Field is a column as the filter language and the order see it. Its functions
// are called from several goroutines at once and must only read.
type Field[V any] struct {
	Name    string // in expressions, whatever the case
	Aliases []string
	Kind    Kind
	Text    func([]byte, *V) []byte // appends the value in words; required for Text and Bool
	Int     func(*V) int64          // the value in the unit of its kind, or None; required for the others
	Moving  bool                    // the value changes with the clock although the row does not: elapsed, time left
	Shared  *Shared[V]              // what the field is shown from, where rows have it in common; nil = the row alone
	Show    func([]byte, *V) []byte // appends the value as on screen, which words are searched in; nil = Text, or as its kind looks
}

// Shared is a part that rows have in common, the vault or the resource of points: rows
// whose values of it are equal show the same in every field that names it, whatever
// the clock. A search looks at those fields once a value in place of once a row.
type Shared[V any] struct{ Of func(*V) any } // comparable

// words reports whether the value is text rather than a number.
func (f *Field[V]) words() bool { return f.Kind == Text || f.Kind == Bool }

// show appends the value as on screen. now is in milliseconds.
func (f *Field[V]) show(b []byte, v *V, now int64) []byte {
	switch {
	case f.Show != nil:
		return f.Show(b, v)
	case f.Text != nil:
		return f.Text(b, v)
	}
	n := f.Int(v)
	if n == None {
		return b
	}
	return appendKind(b, f.Kind, n, now)
}

// Order is one step of an order: what ties in it goes on to the next.
type Order[V any] struct {
	Field Field[V]
	Desc  bool
}
