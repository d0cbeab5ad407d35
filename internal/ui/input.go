package ui

import (
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// inputLimit bounds what a paste can put into an editing line, in characters.
const inputLimit = 4096

// input is an editing line: every printable key is text. Editing keys are those
// of bubbles' textinput; drawing is its own, since the real cursor of the
// terminal must stand on the right cell of scrolled and wide text.
type input struct {
	model  textinput.Model
	secret bool // drawn as stars, always as many
	first  int  // byte of the text drawn first, for a stable view while moving
}

func newInput(text string, secret bool) input {
	m := textinput.New()
	m.CharLimit = inputLimit
	m.SetVirtualCursor(false)
	// The terminal's own paste arrives as a message. Reading the clipboard of
	// the machine the program runs on would be another one's under SSH.
	m.KeyMap.Paste = key.NewBinding()
	m.KeyMap.AcceptSuggestion = key.NewBinding()
	m.KeyMap.NextSuggestion = key.NewBinding()
	m.KeyMap.PrevSuggestion = key.NewBinding()
	m.SetValue(text)
	m.CursorEnd()
	m.Focus()
	return input{model: m, secret: secret}
}

// edit takes a key or a paste and reports whether the text changed.
func (in *input) edit(msg tea.Msg) (changed bool) {
	before := in.model.Value()
	in.model, _ = in.model.Update(msg)
	return in.model.Value() != before
}

func (in *input) text() string { return in.model.Value() }

// cursor returns the byte of the text the cursor stands before.
func (in *input) cursor() int {
	text := in.text()
	at := 0
	for range in.model.Position() {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// set replaces the text and puts the cursor before byte at.
func (in *input) set(text string, at int) {
	in.model.SetValue(text)
	text = in.text()
	in.model.SetCursor(utf8.RuneCountInString(text[:min(at, len(text))]))
}

// draw appends the visible part of the text to a line, with a sign where more of it is, and
// returns the cell of the cursor, counted from where the text begins. One cell stays free for it.
func (in *input) draw(l *line) (x int) {
	text, at := in.text(), in.cursor()
	if in.secret {
		if text != "" {
			text = stars // as many whatever is typed: who looks over a shoulder learns no length
		}
		at = len(text)
	}
	most := l.room - 1
	in.first = min(in.first, at)
	if most <= 0 {
		in.first = at
		return 0
	}
	more, room := l.th.Sign(Ellipsis), most
	sign := Width(more)
	if room <= 4*sign { // beside little text a sign says less than the text
		sign = 0
	}
	if in.first > 0 { // on a line that has become wider, or under a text that has become shorter, as much of it stands as there is room for
		from := before(text, len(text), room)
		if from > 0 {
			from = before(text, len(text), room-sign)
		}
		in.first = min(in.first, from)
	}
	ahead := func() int { return Width(Clean(text[in.first:at])) }
	if ahead() > room {
		in.first = before(text, at, room)
	}
	if sign > 0 && in.first > 0 {
		if room -= sign; ahead() > room {
			in.first = before(text, at, room)
		}
		l.own(Muted, more)
	}
	rest := []byte(text[in.first:])
	shown, used, cells := AppendClean(nil, rest, room)
	cut := sign > 0 && used < len(rest) && ahead() <= room-sign
	if cut {
		shown, _, cells = AppendClean(nil, rest, room+1-sign)
	}
	x = most - room + ahead()
	l.paint(Plain, shown, cells)
	if cut {
		l.own(Muted, more)
	}
	return min(x, most)
}

// before returns the byte from which on the text up to at fills at most room cells.
func before(text string, at, room int) int {
	from := at
	for from > 0 && at-from < budget(room) {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		if Width(Clean(text[from-size:at])) > room {
			break
		}
		from -= size
	}
	return from
}
