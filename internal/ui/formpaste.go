package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// paste puts pasted text into the field: lines are entries of a list, and one line
// elsewhere. What does not fit is said.
func (e *edit) paste(fd *Field, text string) (changed bool) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	lines := []string{strings.TrimRight(text, "\r\n")}
	if fd.list() {
		lines = entriesOf(strings.NewReplacer("\r", "\n", fd.sep(), "\n").Replace(text))
	}
	if len(lines) == 0 {
		return false
	}
	room := inputLimit - utf8.RuneCountInString(e.in.text())
	if fd.Kind == SecretField && utf8.RuneCountInString(lines[0]) > room {
		e.note = "not pasted: more than " + Count(inputLimit) + " characters, and a secret must not be cut"
		return false
	}
	changed = e.write(fd, tea.PasteMsg{Content: lines[0]})
	if len(lines) > 1 && e.whole {
		changed = e.insert(lines[1:]) || changed
	}
	for _, l := range lines {
		if utf8.RuneCountInString(l) > room && e.whole {
			e.note = "the paste was cut: a field holds " + Count(inputLimit) + " characters"
		}
		room = inputLimit
	}
	return changed
}

// insert adds entries behind the one under the cursor and goes to the last of them.
func (e *edit) insert(lines []string) (changed bool) {
	if room := max(entryLimit-len(e.entries), 0); len(lines) > room {
		lines = lines[:room]
		e.note = "the paste was cut: a list holds " + Count(entryLimit) + " entries"
	}
	in := newInput("", false)
	more := make([]string, 0, len(lines))
	for _, l := range lines {
		in.set(l, len(l))
		if text := in.text(); text != "" {
			more = append(more, text)
		}
	}
	if len(more) == 0 {
		return false
	}
	e.entries = slices.Insert(e.entries, e.entry+1, more...)
	e.entry += len(more)
	e.load(e.entries[e.entry], false)
	return true
}
