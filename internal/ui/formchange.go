package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// put gives the field under the cursor a value and tells the owner.
func (f *Form) put(fd *Field, value string) FormEvent {
	if value == fd.Value && fd.Kind != SecretField {
		return nil
	}
	f.stale = f.stale || fd.needs() // the rows count what is to be done
	fd.Value = value
	f.stale = f.stale || fd.needs()
	return FormChanged{fd.Key, value}
}

// replace is put for a value that was not typed.
func (f *Form) replace(fd *Field, value string) FormEvent {
	event := f.put(fd, value)
	f.edit = newEdit(fd, f.edit.entry)
	f.stale = f.stale || fd.list()
	return event
}

// write takes a key or a paste as text into the field under the cursor.
func (f *Form) write(msg tea.Msg) FormEvent {
	if f.at == len(f.fields) {
		return nil
	}
	fd, e := &f.fields[f.at], &f.edit
	k, isKey := msg.(tea.KeyPressMsg)
	if fd.ReadOnly {
		if !isKey || k.Text != "" {
			e.note = fd.fixed()
		}
		return nil
	}
	if fd.Kind == YesNoField {
		return f.answer(fd, k.Text)
	}
	p, isPaste := msg.(tea.PasteMsg)
	if text := strings.TrimSpace(k.Text + p.Content); fd.replaced() && text != "" {
		if fd.Closed {
			return FormChoices{fd.Key, text}
		}
		if f.chosen(fd) {
			e.load("", false)
		}
	}
	if key := k.String(); isKey && (key == "backspace" || key == "ctrl+w") && (fd.Kind == ChoiceField || fd.Kind == TimeField) && !fd.Closed && f.chosen(fd) {
		e.load("", false) // it goes whole, as it came: "lates" is no beginning of a time
		e.typing = true
		return f.put(fd, "")
	}
	entries := len(e.entries)
	var changed bool
	if isPaste {
		changed = e.paste(fd, p.Content)
	} else {
		changed = e.write(fd, msg)
	}
	f.stale = f.stale || len(e.entries) != entries
	if !changed {
		return nil
	}
	return f.put(fd, e.value(fd))
}

// chosen reports a choice, a time or a number that nobody typed: the next letter begins
// another.
func (f *Form) chosen(fd *Field) bool {
	if f.edit.typing || !f.edit.whole || fd.Value == "" {
		return false
	}
	return fd.Value == fd.Original || slices.ContainsFunc(fd.Options, func(o Option) bool { return o.Value == fd.Value })
}

// answer takes the first letter of a yes or no.
func (f *Form) answer(fd *Field, text string) FormEvent {
	switch text {
	case "y", "Y":
		return f.replace(fd, "true")
	case "n", "N":
		return f.replace(fd, "false")
	case "":
	default:
		f.edit.note = "y is yes, n is no, space changes it"
	}
	return nil
}

// original puts back what the field began with.
func (f *Form) original() FormEvent {
	if f.at == len(f.fields) {
		return nil
	}
	fd := &f.fields[f.at]
	if fd.ReadOnly || fd.Value == fd.Original {
		return nil
	}
	f.replace(fd, fd.Original)
	return FormReset{fd.Key}
}

// turn steps through choices, or answers a question the other way. ok is false where
// the key is text: while typing, and where a step would lose what was typed before.
func (f *Form) turn(by int) (event FormEvent, ok bool) {
	if f.at == len(f.fields) {
		return nil, false
	}
	fd := &f.fields[f.at]
	switch {
	case fd.ReadOnly || f.edit.typing && (fd.Kind != ChoiceField || fd.Value != ""): // what was emptied can be chosen anew
	case fd.Kind == YesNoField && fd.Value == "true":
		return f.replace(fd, "false"), true
	case fd.Kind == YesNoField:
		return f.replace(fd, "true"), true
	case fd.Kind == ChoiceField:
		if value, ok := stepOption(fd, by); ok {
			return f.replace(fd, value), true
		}
	}
	return nil, false
}

// stepOption returns the usable option before or after the one that is set.
func stepOption(fd *Field, by int) (value string, ok bool) {
	n := len(fd.Options)
	at := slices.IndexFunc(fd.Options, func(o Option) bool { return o.Value == fd.Value })
	if at < 0 {
		if fd.Value != "" {
			return "", false
		}
		if at = n; by > 0 {
			at = -1
		}
	}
	for range n {
		if at += by; at < 0 || at >= n {
			at -= by * n
		}
		if fd.Options[at].Why == "" {
			return fd.Options[at].Value, true
		}
	}
	return "", false
}
