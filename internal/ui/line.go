package ui

import "github.com/charmbracelet/x/ansi"

// Width returns how many cells a piece of text takes. It may hold SGR
// sequences, which take none.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// line builds one line of the screen and never grows wider than its room.
type line struct {
	b    []byte
	th   *Theme
	bar  bool // upon the background of the title and footer
	room int  // cells left
}

// add appends words, cleaned and cut at their end to the room.
func (l *line) add(tone Tone, text string) { l.addWithin(tone, text, l.room, false) }

// name is add for a name, which loses its middle.
func (l *line) name(tone Tone, text string) { l.addWithin(tone, text, l.room, true) }

// addWithin is add or name for at most width cells.
func (l *line) addWithin(tone Tone, text string, width int, middle bool) {
	width = min(width, l.room)
	if width <= 0 || text == "" {
		return
	}
	var buf [256]byte
	fitted, cells := fit(buf[:0], []byte(text), width, middle, l.th.Sign(Ellipsis))
	l.paint(tone, fitted, cells)
}

// column appends words in exactly width cells, less at the end of the line.
func (l *line) column(tone Tone, text string, width int) {
	before := l.room
	l.addWithin(tone, text, width, false)
	l.space(width - (before - l.room))
}

// own appends text of the program's own, blanks and signs, whole or not at all.
func (l *line) own(tone Tone, text string) {
	if w := Width(text); w <= l.room && w > 0 {
		l.paint(tone, []byte(text), w)
	}
}

func (l *line) paint(tone Tone, text []byte, cells int) {
	if l.bar {
		l.b = l.th.PaintBar(l.b, tone, string(text))
	} else {
		l.b = l.th.PaintBytes(l.b, tone, text)
	}
	l.room -= cells
}

// space appends n blank cells, as far as there is room.
func (l *line) space(n int) {
	if n = min(n, l.room); n > 0 {
		if l.bar && l.th.blank != "" {
			l.b = append(pad(append(l.b, l.th.blank...), n), reset...)
		} else {
			l.b = pad(l.b, n)
		}
		l.room -= n
	}
}

// fill makes the line as wide as its room.
func (l *line) fill() []byte {
	l.space(l.room)
	return l.b
}
