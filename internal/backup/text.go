package backup

import "unique"

// Text is an interned string: eight bytes in a row however long the words are,
// and comparable in one instruction. The zero value is "".
type Text struct{ h unique.Handle[string] }

// Intern returns the Text of s. It keeps no reference to a larger string that s
// may be cut from: unique copies what it keeps.
func Intern(s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{unique.Make(s)}
}

// String returns the words, "" for the zero value.
func (t Text) String() string {
	if t == (Text{}) {
		return ""
	}
	return t.h.Value()
}

// Empty reports whether t is "".
func (t Text) Empty() bool { return t == Text{} }

// MarshalText makes Text a JSON string.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// Ref is an interned group of facts that many rows share, such as the resource
// that a thousand recovery points belong to. The zero Ref holds the zero T.
type Ref[T comparable] struct{ h unique.Handle[T] }

// RefTo returns the Ref of v.
func RefTo[T comparable](v T) Ref[T] {
	var zero T
	if v == zero {
		return Ref[T]{}
	}
	return Ref[T]{unique.Make(v)}
}

// Get returns the facts.
func (r Ref[T]) Get() T {
	if r == (Ref[T]{}) {
		var zero T
		return zero
	}
	return r.h.Value()
}
