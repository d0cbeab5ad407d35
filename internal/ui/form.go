package ui

import "slices"

// Form is a list of fields with a cursor, and a button after the last of them.
// Every printable key is text into the field under the cursor. What a key meant is
// told to the owner as a [FormEvent]; the owner answers with SetFields. All calls
// are on the UI goroutine.
type Form struct {
	keys   []Binding
	button string
	fields []Field
	at     int // the field under the cursor; len(fields) = the button
	edit   edit

	rows   []formRow
	stale  bool // rows are not those of the fields
	cols   formColumns
	wants  int    // fields that need something
	top    int    // the first row on show
	room   int    // lines for rows, as last drawn
	moved  bool   // the fields are others than those last drawn
	anchor string // the field that was under the cursor then
	screen int    // and its line on the screen
	names  map[string]optionName
	buf    []byte
}

// NewForm returns a form without fields. button is what its end says: "Review".
func NewForm(button string) *Form {
	return &Form{keys: formKeys(button), button: button, stale: true, names: map[string]optionName{}}
}

// Current returns the key of the field under the cursor, "" on the button.
func (f *Form) Current() string {
	if f.at < len(f.fields) {
		return f.fields[f.at].Key
	}
	return ""
}

// Needs counts the fields that have a problem or are empty and required.
func (f *Form) Needs() int {
	n := 0
	for i := range f.fields {
		if f.fields[i].needs() {
			n++
		}
	}
	return n
}

// SetFields shows these fields, which may be others than before. The cursor stays
// on its field and on its line of the screen. What is being typed stays as long as
// the field's Value is what the last FormChanged said; another Value replaces it, so
// that what is on the screen is what the owner holds. The form copies the slice.
func (f *Form) SetFields(fields []Field) {
	first, key, at := len(f.fields) == 0, f.Current(), f.at
	clear(f.fields)
	f.fields = append(f.fields[:0], fields...)
	f.stale, f.moved = true, true
	switch {
	case first:
		f.focus(0, 0)
	case key == "":
		f.at = len(f.fields)
	default:
		i := f.index(key, at)
		if i < 0 {
			f.focus(min(at, max(len(f.fields)-1, 0)), 0)
			return
		}
		f.at = i
		f.edit.hide(&f.fields[i])
		if !f.edit.holds(&f.fields[i]) {
			f.focus(i, f.edit.entry)
		}
	}
}

// index finds a field by its key; it is most often where it was.
func (f *Form) index(key string, near int) int {
	if near < len(f.fields) && f.fields[near].Key == key {
		return near
	}
	return slices.IndexFunc(f.fields, func(fd Field) bool { return fd.Key == key })
}

// Focus moves the cursor to a field; it reports whether there is one.
func (f *Form) Focus(key string) bool {
	i := f.index(key, f.at)
	if i >= 0 && i != f.at {
		f.focus(i, 0)
	}
	return i >= 0
}

// NextProblem moves the cursor to the next field that has a problem or is empty and
// required, past the end to the beginning; it reports whether there is one.
func (f *Form) NextProblem() bool {
	i := f.next(func(fd *Field) bool { return fd.needs() })
	if i < 0 {
		return false
	}
	f.focus(i, 0)
	return true
}

// next finds a field behind the cursor, past the end to the beginning, the one under
// the cursor last; −1 is none.
func (f *Form) next(want func(*Field) bool) int {
	n := len(f.fields)
	for k := range n {
		if i := (f.at + 1 + k) % (n + 1); i < n && want(&f.fields[i]) {
			return i
		}
	}
	if f.at < n && want(&f.fields[f.at]) {
		return f.at
	}
	return -1
}
