package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// entryLimit bounds the entries of a list that pastes can make.
const entryLimit = 10_000

// edit is the field under the cursor as it is being changed.
type edit struct {
	in      input
	entries []string // of a list: all of them, a blank one while it is being added
	entry   int      // the one in the editing line
	typing  bool     // it was edited by hand since the cursor came
	whole   bool     // the editing line holds the text as it is
	note    string   // why the last key did not do what one may expect
}

// entriesOf splits lines; blank ones are none.
func entriesOf(text string) []string { return splitEntries(text, "\n") }

func splitEntries(text, sep string) []string {
	return slices.DeleteFunc(strings.Split(text, sep), func(s string) bool { return s == "" })
}

// sep is what stands between the entries of a list.
func (f *Field) sep() string {
	if f.Sep == "" {
		return "\n"
	}
	return f.Sep
}

// entries splits the value of a list.
func (f *Field) entries() []string { return splitEntries(f.Value, f.sep()) }

// join makes the value of a list; blank entries are none.
func (f *Field) join(entries []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(entries), func(s string) bool { return s == "" }), f.sep())
}

// newEdit begins to change a field, a list at one of its entries.
func newEdit(fd *Field, entry int) edit {
	e := edit{whole: true}
	text := fd.Value
	if fd.list() {
		if e.entries = fd.entries(); len(e.entries) == 0 {
			e.entries = []string{""}
		}
		e.entry = max(min(entry, len(e.entries)-1), 0)
		text = e.entries[e.entry]
	}
	switch {
	case fd.Kind == SecretField:
		e.load("", true)
	case fd.typed():
		e.load(text, false)
	}
	return e
}

// load puts a text into the editing line. One that the line can't hold as it is
// (too long, line breaks) stays out: editing would change what nobody edited.
func (e *edit) load(text string, secret bool) {
	e.whole = false
	if len(text) <= inputLimit*utf8.UTFMax {
		e.in = newInput(text, secret)
		e.whole = e.in.text() == text
	}
	if !e.whole {
		e.in = newInput("", secret)
	}
}

// value is what the field holds now.
func (e *edit) value(fd *Field) string {
	switch {
	case fd.list():
		return fd.join(e.entries)
	case fd.typed() && e.whole && (e.typing || fd.Kind != SecretField):
		return e.in.text()
	}
	return fd.Value
}

// holds reports whether what is being edited is still what the field says.
func (e *edit) holds(fd *Field) bool {
	switch {
	case fd.list():
		return e.entries != nil && e.value(fd) == fd.join(fd.entries())
	case fd.Kind == SecretField:
		return e.in.secret && (!e.typing || (e.in.text() == "") == (fd.Value == ""))
	case fd.typed():
		return e.entries == nil && e.whole && !e.in.secret && e.in.text() == fd.Value
	}
	return e.entries == nil
}

// hide goes on with what is being typed as a secret, where it has become one.
func (e *edit) hide(fd *Field) {
	if fd.Kind == SecretField && !e.in.secret && e.typing && e.entries == nil {
		e.in.secret = true
	}
}

// write takes a key or a paste as text and reports whether the text changed.
func (e *edit) write(fd *Field, msg tea.Msg) (changed bool) {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case !e.whole && key != "ctrl+u":
		e.note = "too long or of several lines: it can't be edited here; ctrl+u empties it"
		return false
	case !e.whole:
		e.whole = true
	case fd.Closed && (key == "backspace" || key == "ctrl+w"):
		e.in.set("", 0) // there are no parts of a choice
	case fd.list() && key == "backspace" && e.in.text() == "":
		e.drop()
		return false // a blank entry was no part of the value
	case e.untouched(fd) && (key == "backspace" || key == "ctrl+u" || key == "ctrl+w"):
	case !e.in.edit(msg):
		e.typing = e.typing || fd.replaced() && !fd.Closed && slices.Contains([]string{"home", "end", "left", "right"}, key)
		return false
	}
	e.typing = true
	if fd.list() {
		e.entries[e.entry] = e.in.text()
	}
	return true
}

// untouched reports a secret that there is already: it is not in the editing line.
func (e *edit) untouched(fd *Field) bool {
	return fd.Kind == SecretField && fd.Value != "" && !e.typing
}

// drop removes the blank entry under the cursor and goes to the one before.
func (e *edit) drop() {
	if len(e.entries) > 1 {
		e.entries = slices.Delete(e.entries, e.entry, e.entry+1)
		e.entry = max(e.entry-1, 0)
		e.load(e.entries[e.entry], false)
	}
}

// add opens a blank entry behind the one under the cursor.
func (e *edit) add() {
	e.entry++
	e.entries = slices.Insert(e.entries, e.entry, "")
	e.load("", false)
}

// step goes to another entry and reports whether there is one. A blank one that is
// left is gone.
func (e *edit) step(by int) bool {
	to := e.entry + by
	if to < 0 || to >= len(e.entries) {
		return false
	}
	if e.entries[e.entry] == "" {
		e.entries = slices.Delete(e.entries, e.entry, e.entry+1)
		to -= max(by, 0)
	}
	e.entry = to
	e.load(e.entries[to], false)
	return true
}
