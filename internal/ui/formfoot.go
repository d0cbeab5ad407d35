package ui

import "strings"

// formFoot is how many of h lines stand under the fields and say what the current
// one is: a blank one, its help, and what can be done with it now.
func formFoot(h int) int {
	switch {
	case h >= 18:
		return 4
	case h >= 12:
		return 3
	case h >= 6:
		return 1
	}
	return 0
}

// foot appends the n lines under the fields.
func (f *Form) foot(b []byte, th *Theme, w, n int) []byte {
	fd := &Field{} // on the button
	if f.at < len(f.fields) {
		fd = &f.fields[f.at]
	}
	words := fd.help()
	help := wrap(words, w-formGutter-1)
	for i := range n {
		l := line{b: append(b, '\n'), th: th, room: w}
		l.space(formGutter)
		switch {
		case n > 1 && i == n-1, n == 1 && (words == "" || f.urgent(fd)):
			f.state(&l, fd)
		case n == 1:
			l.words(Muted, words)
		case i == n-2 && i <= len(help):
			l.words(Muted, strings.Join(help[i-1:], " "))
		case i > 0 && i <= len(help):
			l.words(Muted, help[i-1])
		}
		b = l.fill()
	}
	return b
}

// words is add that leaves the last cell of the screen free.
func (l *line) words(tone Tone, text string) { l.addWithin(tone, text, l.room-1, false) }

// help is what the field is for and what is known of its value.
func (f *Field) help() string {
	if f.Help == "" || f.Note == "" {
		return f.Help + f.Note
	}
	return strings.TrimSuffix(f.Help, ".") + ". " + f.Note
}

// urgent reports whether what can be done now comes before what the field is for.
func (f *Form) urgent(fd *Field) bool {
	return f.edit.note != "" || fd.Refused != "" || fd.Loading
}

// state says what matters most now: why a key did nothing, why there is nothing to
// choose from, or what the keys do here.
func (f *Form) state(l *line, fd *Field) {
	switch {
	case f.edit.note != "":
		l.words(Warn, l.th.Sign(Attention)+" "+f.edit.note)
	case fd.Refused != "" && fd.typed():
		l.words(Warn, l.th.Sign(Refused)+" "+fd.Refused+"; type it by hand")
	case fd.Refused != "":
		l.words(Warn, l.th.Sign(Refused)+" "+fd.Refused)
	case fd.Loading:
		l.words(Muted, l.th.Sign(Waiting)+" looking up what there is to choose from")
	case fd.ReadOnly && fd.Fixed != "":
		l.words(Muted, "can't be changed: "+fd.Fixed)
	case fd.ReadOnly, fd.Key == "":
	default:
		f.hints(l, fd)
	}
}

// hints names the keys that do something special in the field.
func (f *Form) hints(l *line, fd *Field) {
	hint := func(key, does string) {
		if l.room > Width(key)+1+Width(does)+1 {
			l.own(Accent, key)
			l.own(Muted, " "+does)
			l.space(3)
		}
	}
	switch {
	case fd.Kind == YesNoField:
		hint("space", "changes it")
		hint("y n", "answer it")
	case fd.list():
		hint("enter", "adds an entry")
		hint("backspace", "removes a blank one")
	case f.edit.untouched(fd):
		l.add(Muted, "typing replaces it")
	case fd.Kind == ChoiceField && len(fd.Options) > 1 && !f.edit.typing:
		hint("left right", "step")
	}
	if fd.chooses() {
		does := "chooses"
		if n := len(fd.Options); n > 0 {
			does += " from " + Count(n)
		}
		hint("ctrl+o", does)
	}
	switch {
	case !fd.replaced():
	case fd.Closed:
		hint("typing", "searches")
	case f.chosen(fd):
		hint("typing", "replaces it")
	}
	if fd.Value == fd.Original || fd.Kind == SecretField || l.room < 20 {
		return
	}
	l.own(Accent, "ctrl+e")
	if fd.Original == "" {
		l.words(Muted, " empties it again")
		return
	}
	l.own(Muted, " puts back ")
	l.room = max(l.room-1, 0)
	l.name(Muted, fd.shown(fd.Original))
}

// chooses reports fields that a picker can be asked for: paths are looked up nowhere.
func (f *Field) chooses() bool {
	switch f.Kind {
	case ChoiceField, TimeField, ListField:
		return true
	case YesNoField, SecretField:
		return false
	}
	return len(f.Options) > 0
}

// shown is how a value of the field reads.
func (f *Field) shown(value string) string {
	switch {
	case f.Kind == SecretField:
		return stars
	case f.Kind == YesNoField && value == "true":
		return "yes"
	case f.Kind == YesNoField && value == "false":
		return "no"
	case f.list():
		return strings.Join(splitEntries(value, f.sep()), ", ")
	case f.Unit != "":
		return value + " " + f.Unit
	}
	return value
}
