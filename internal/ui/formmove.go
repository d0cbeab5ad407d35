package ui

import (
	"math"
	"strings"
)

// focus puts the cursor on a field, of a list on one of its entries, or with
// len(f.fields) on the button.
func (f *Form) focus(i, entry int) {
	f.at, f.edit, f.stale = i, edit{}, true
	if i < len(f.fields) {
		f.edit = newEdit(&f.fields[i], entry)
	}
}

// leave moves the cursor and says which field it left.
func (f *Form) leave(move func()) FormEvent {
	at, key := f.at, f.Current()
	move()
	if f.at == at || at >= len(f.fields) {
		return nil
	}
	return FormLeft{key}
}

// move acts on the keys that only move the cursor.
func (f *Form) move(id string) {
	n := len(f.fields)
	switch id {
	case "form.problem":
		f.NextProblem()
	case "form.up":
		f.line(-1)
	case "form.down":
		f.line(1)
	case "form.back":
		f.focus((f.at+n)%(n+1), 0)
	case "form.forward":
		f.focus((f.at+1)%(n+1), 0)
	case "form.page-up":
		f.page(-1)
	case "form.page-down":
		f.page(1)
	case "form.first":
		f.focus(0, 0)
	case "form.last":
		f.focus(n, 0)
	}
}

// line moves by one entry of a list, or one field.
func (f *Form) line(by int) {
	if len(f.edit.entries) > 1 && f.edit.step(by) {
		f.stale = true
		return
	}
	to := max(min(f.at+by, len(f.fields)), 0)
	if to == f.at {
		return
	}
	entry := 0
	if by < 0 {
		entry = math.MaxInt
	}
	f.focus(to, entry)
}

// page moves by as many rows as are on show.
func (f *Form) page(by int) {
	f.layout(f.cols.w)
	at := f.row()
	to := max(min(at+by*max(f.room-1, 1), len(f.rows)-1), 0)
	for to > 0 && to < len(f.rows)-1 && !f.rows[to].takes() {
		to += by
	}
	for to < len(f.rows)-1 && !f.rows[to].takes() {
		to++ // above the first field there is only its heading
	}
	r := f.rows[to]
	i, entry := int(r.field), 0
	if i < len(f.fields) && f.fields[i].list() {
		entry = int(r.part)
		if i != f.at {
			entry = strings.Count(f.fields[i].Value[:r.part], f.fields[i].sep())
		}
	}
	f.focus(i, entry)
}
