package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// formKeys are the keys of a form that are no text. Handle knows them by their ID.
func formKeys(button string) []Binding {
	const group = "Form"
	return []Binding{
		{ID: "form.accept", Keys: []string{"enter"}, Help: "accept", Tip: "Accept the field and go to the next that needs something; choose where a choice is empty or not right; add an entry to a list", Group: group, Footer: 60, Palette: "-"},
		{ID: "form.choose", Keys: []string{"ctrl+o"}, Help: "choose", Tip: "Choose from what there is", Group: group, Footer: 50, Palette: "-"},
		{ID: "form.submit", Keys: []string{"ctrl+s", "alt+enter"}, Help: strings.ToLower(button), Tip: "Go on, as the last line of the form does", Group: group, Footer: 70, Palette: "-"},
		{ID: "form.problem", Keys: []string{"ctrl+g"}, Help: "next problem", Tip: "The next field that has a problem or must not stay empty", Group: group, Footer: 40, Palette: "-"},
		{ID: "form.original", Keys: []string{"ctrl+e"}, Help: "original", Tip: "Put the original value back", Group: group, Footer: 30, Palette: "-"},
		{ID: "form.cancel", Keys: []string{"esc", "ctrl+c"}, Help: "back", Tip: "Leave the form", Group: group, Footer: 20, Palette: "-"},
		{ID: "form.previous", Keys: []string{"left"}, Help: "previous", Tip: "The choice before; in text, the character before", Group: group, Palette: "-"},
		{ID: "form.next", Keys: []string{"right", "space"}, Help: "next", Tip: "The next choice, or the other answer; in text, the next character or a blank", Group: group, Palette: "-"},
		{ID: "form.up", Keys: []string{"up", "ctrl+p"}, Help: "up", Tip: "One line up", Group: group, Palette: "-"},
		{ID: "form.down", Keys: []string{"down", "ctrl+n"}, Help: "down", Tip: "One line down", Group: group, Palette: "-"},
		{ID: "form.back", Keys: []string{"shift+tab"}, Help: "field before", Tip: "The field before", Group: group, Palette: "-"},
		{ID: "form.forward", Keys: []string{"tab"}, Help: "next field", Tip: "The next field", Group: group, Palette: "-"},
		{ID: "form.page-up", Keys: []string{"pgup"}, Help: "page up", Tip: "A page up", Group: group, Palette: "-"},
		{ID: "form.page-down", Keys: []string{"pgdown"}, Help: "page down", Tip: "A page down", Group: group, Palette: "-"},
		{ID: "form.first", Keys: []string{"ctrl+home"}, Help: "first", Tip: "The first field", Group: group, Palette: "-"},
		{ID: "form.last", Keys: []string{"ctrl+end"}, Help: "last", Tip: "The end of the form", Group: group, Palette: "-"},
	}
}

// Bindings returns the keys that are no text, for the footer and the help.
func (f *Form) Bindings() []Binding {
	if f.at < len(f.fields) && f.fields[f.at].chooses() {
		return f.keys
	}
	keys := slices.Clone(f.keys)
	for i := range keys {
		if keys[i].ID == "form.choose" {
			keys[i].Footer = 0 // there is nothing to choose from here
		}
	}
	return keys
}

// Handle takes a key or a paste and says what it meant. Other messages mean nothing.
func (f *Form) Handle(msg tea.Msg) FormEvent {
	switch m := msg.(type) {
	case tea.PasteMsg:
		f.edit.note = ""
		return f.write(m)
	case tea.KeyPressMsg:
		f.edit.note = ""
		if b, ok := Find([][]Binding{f.keys}, m.String()); ok {
			if event, ok := f.command(b.ID); ok {
				return event
			}
		}
		return f.write(m)
	}
	return nil
}

// command acts on a key that is no text. ok is false where it is text after all.
func (f *Form) command(id string) (event FormEvent, ok bool) {
	switch id {
	case "form.accept":
		return f.accept(), true
	case "form.choose":
		return f.choose(), true
	case "form.submit":
		return FormSubmit{}, true
	case "form.cancel":
		return FormCancel{}, true
	case "form.original":
		return f.original(), true
	case "form.previous":
		return f.turn(-1)
	case "form.next":
		return f.turn(1)
	}
	return f.leave(func() { f.move(id) }), true
}

// accept is enter.
func (f *Form) accept() FormEvent {
	if f.at == len(f.fields) {
		return FormSubmit{}
	}
	fd, e := &f.fields[f.at], &f.edit
	switch {
	case fd.ReadOnly:
	case fd.Kind == ChoiceField && (fd.Value == "" || e.typing && fd.Problem != "" && len(fd.Options) > 0):
		return f.choose()
	case fd.list() && e.entries[e.entry] != "" && len(e.entries) < entryLimit:
		e.add()
		f.stale = true
		return nil
	}
	key := fd.Key
	to := f.next(func(fd *Field) bool { return fd.needs() && !fd.ReadOnly })
	if to < 0 {
		to = len(f.fields)
	}
	f.focus(to, 0)
	return FormLeft{key}
}

// choose asks for a picker, where the field is one to be picked for.
func (f *Form) choose() FormEvent {
	if f.at == len(f.fields) {
		return nil
	}
	fd, e := &f.fields[f.at], &f.edit
	switch {
	case fd.ReadOnly:
		e.note = fd.fixed()
		return nil
	case !fd.chooses():
		e.note = "there is nothing to choose from here"
		return nil
	}
	typed := ""
	if e.typing {
		typed = e.in.text()
	}
	return FormChoices{fd.Key, typed}
}
