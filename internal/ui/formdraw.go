package ui

import (
	"cmp"
	"slices"
	"strings"
)

// optionName remembers what the value of a field is called and how it is shown, so that
// drawing does not search the options of every field.
type optionName struct {
	value, name, shown string
	of                 *Option
	n                  int
}

// stars stand for a secret, of any length.
const stars = "********"

// note is what stands at the right of a field.
func (f *Field) note() string {
	if f.Origin == "" && f.ReadOnly {
		return "can't be changed"
	}
	return f.Origin
}

// drawField draws a field, or an entry of a list, and returns the cell of the
// cursor, −1 for none.
func (f *Form) drawField(l *line, r formRow, current bool) int {
	fd := &f.fields[r.field]
	tone := l.mark(current)
	before := l.room
	if r.part == 0 {
		l.addWithin(tone, fd.Label, f.cols.label, true)
	}
	l.space(f.cols.label + formGap - (before - l.room))
	rest := max(l.room-f.cols.value, 0)
	l.room -= rest
	start, x := f.cols.w-rest-l.room, -1
	switch {
	case current && fd.Kind == ChoiceField && f.chosen(fd): // what is typed replaces it
		x = start
		f.drawValue(l, fd, int(r.field), int(r.part))
	case current && fd.typed() && f.edit.whole:
		x = start + f.edit.in.draw(l)
		switch {
		case f.edit.untouched(fd):
			l.add(Plain, stars)
		case f.edit.in.text() == "":
			l.space(1)
			fd.drawEmpty(l)
		default:
			l.unit(fd.Unit)
		}
	default:
		f.drawValue(l, fd, int(r.field), int(r.part))
	}
	l.space(l.room)
	l.room = rest
	if f.cols.note > 0 && r.part == 0 {
		l.space(formGap)
		l.addWithin(Muted, fd.note(), f.cols.note, false)
	}
	return x
}

// drawValue draws a value that is not being typed. A long one loses its middle.
func (f *Form) drawValue(l *line, fd *Field, i, part int) {
	value := fd.Value
	if fd.list() {
		if i == f.at {
			value = f.edit.entries[part]
		} else {
			value, _, _ = strings.Cut(value[part:], fd.sep())
		}
	}
	tone := Plain
	if fd.ReadOnly {
		tone = Muted
	}
	switch {
	case value == "":
		fd.drawEmpty(l)
	case fd.Kind == SecretField:
		l.add(tone, stars)
	case fd.Kind == YesNoField && value == "true":
		l.add(tone, "yes")
	case fd.Kind == YesNoField && value == "false":
		l.add(tone, "no")
	default:
		name := f.optionName(fd, value)
		room := l.room
		if fd.Unit != "" {
			l.room = max(l.room-Width(Clean(fd.Unit))-1, min(l.room, 4))
		}
		cut := room - l.room
		l.name(tone, cmp.Or(name.shown, value))
		l.room += cut
		l.unit(fd.Unit)
		if name.shown == "" && name.name != "" && l.room > formGap+3 {
			l.space(formGap)
			l.name(Muted, name.name)
		}
	}
}

// unit appends a unit.
func (l *line) unit(unit string) {
	if unit != "" && l.room > 1 {
		l.space(1)
		l.add(Muted, unit)
	}
}

// drawEmpty says that there is nothing, and whether there must be something.
func (f *Field) drawEmpty(l *line) {
	switch {
	case f.list() && f.Value != "": // a blank entry below others asks for nothing
		l.add(Muted, l.th.Sign(None))
	case f.Required && !f.ReadOnly:
		l.add(Warn, l.th.Sign(Attention)+" required")
	case f.Empty != "":
		l.add(Muted, l.th.Sign(None)+" "+f.Empty)
	default:
		l.add(Muted, l.th.Sign(None))
	}
	if f.Loading && l.room > 14 && !f.ReadOnly {
		l.space(formGap)
		l.add(Muted, l.th.Sign(Waiting)+" looking up")
	}
}

// optionName returns what a value is called among the options. It remembers the last
// answer for every field.
func (f *Form) optionName(fd *Field, value string) optionName {
	if len(fd.Options) == 0 {
		return optionName{}
	}
	have := f.names[fd.Key]
	if have.value == value && have.of == &fd.Options[0] && have.n == len(fd.Options) {
		return have
	}
	have = optionName{value: value, of: &fd.Options[0], n: len(fd.Options)}
	if i := slices.IndexFunc(fd.Options, func(o Option) bool { return o.Value == value }); i >= 0 {
		have.name, have.shown = fd.Options[i].Name, fd.Options[i].Shown
	}
	f.names[fd.Key] = have
	return have
}
