package ui

import (
	"sort"
	"strings"
)

// formRow is one line of the form.
type formRow struct {
	field int32 // the one it belongs to, len(fields) for the button
	part  int32 // entry of a list: its number under the cursor, elsewhere its first byte; line of a problem
	kind  rowKind
}

type rowKind uint8

const (
	blankRow rowKind = iota
	headingRow
	valueRow
	problemRow
	buttonRow
)

// takes reports rows that the cursor can stand on.
func (r formRow) takes() bool { return r.kind == valueRow || r.kind == buttonRow }

// formColumns are the widths of the parts of a row: gutter, label, value, origin.
type formColumns struct{ w, label, value, note int }

const (
	formGutter   = 2
	formGap      = 2
	formLabelMax = 36
	formValueMax = 80 // so that what a value is and where it is from stand together on a wide screen
	formNoteMax  = 24
	problemLines = 2
)

// layout lays out the rows for a width. It measures every field and draws none.
func (f *Form) layout(w int) {
	if !f.stale && w == f.cols.w {
		return
	}
	f.stale = false
	f.cols = f.columns(w)
	f.rows, f.wants = f.rows[:0], 0
	section := ""
	for i := range f.fields {
		fd := &f.fields[i]
		if fd.needs() {
			f.wants++
		}
		if fd.Section != section {
			section = fd.Section
			if i > 0 {
				f.add(i, 0, blankRow)
			}
			if section != "" {
				f.add(i, 0, headingRow)
			}
		}
		f.addField(i, fd)
	}
	if len(f.rows) > 0 {
		f.add(len(f.fields), 0, blankRow)
	}
	f.add(len(f.fields), 0, buttonRow)
}

func (f *Form) add(field, part int, kind rowKind) {
	f.rows = append(f.rows, formRow{int32(field), int32(part), kind})
}

func (f *Form) addField(i int, fd *Field) {
	switch {
	case fd.list() && i == f.at:
		for k := range f.edit.entries {
			f.add(i, k, valueRow)
		}
	case fd.list():
		for from := 0; ; {
			f.add(i, from, valueRow)
			n := strings.Index(fd.Value[from:], fd.sep())
			if n < 0 {
				break
			}
			from += n + len(fd.sep())
		}
	default:
		f.add(i, 0, valueRow)
	}
	if fd.Problem == "" && fd.Warning == "" {
		return
	}
	for k := range min(len(f.problem(fd)), problemLines) {
		f.add(i, k, problemRow)
	}
}

// problem wraps what is wrong or doubtful with a field; the second line holds all
// the rest.
func (f *Form) problem(fd *Field) []string {
	const enough = 1024 // bytes; two lines show no more
	text := fd.Problem
	if text == "" {
		text = fd.Warning
	}
	lines := wrap(text[:min(len(text), enough)], max(f.problemRoom(), 1))
	if len(lines) > problemLines {
		lines[1] = strings.Join(lines[1:], " ")
	}
	return lines
}

// problemIndent is where problems begin: under the values, or where that leaves
// too little room, under the labels.
func (f *Form) problemIndent() int {
	if indent := formGutter + f.cols.label + formGap; f.cols.w-indent >= 60 {
		return indent
	}
	return min(formGutter, f.cols.w/2)
}

func (f *Form) problemRoom() int { return f.cols.w - f.problemIndent() - 3 } // the sign, and the right edge

// columns divides the width: labels and origins as they need, the rest for values.
func (f *Form) columns(w int) formColumns {
	label, note := 8, 0
	for i := range f.fields {
		label = max(label, Width(Clean(f.fields[i].Label)))
		note = max(note, Width(Clean(f.fields[i].note())))
	}
	c := formColumns{w: w, label: min(label, formLabelMax, max(w/3, 12), max(w-formGutter, 0)/2), note: min(note, formNoteMax)}
	c.value = max(w-formGutter-c.label-formGap-1, 0)
	if c.value-c.note-formGap < 20 {
		c.note = 0
	}
	if c.note > 0 {
		c.value -= c.note + formGap
	}
	c.value = min(c.value, formValueMax)
	return c
}

// first returns the first row of a field that the cursor can stand on.
func (f *Form) first(field int) int {
	i := sort.Search(len(f.rows), func(i int) bool { return int(f.rows[i].field) >= field })
	for i < len(f.rows)-1 && !f.rows[i].takes() {
		i++
	}
	return i
}

// row returns the row of the cursor.
func (f *Form) row() int { return f.first(f.at) + f.edit.entry }
