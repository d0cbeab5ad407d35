package ui

import (
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// Rect is the room a widget may use, in cells.
type Rect struct{ W, H int }

// Tone says what a piece of text means; the theme says how that looks. A tone
// of a state never stands alone: a sign or a word goes with it.
type Tone uint8

// The tones. Bold is a modifier: Bad|Bold is a bad state that is also the one
// thing that matters in its row.
const (
	Plain  Tone = iota // the terminal's own foreground: no SGR at all
	Muted              // secondary text: headers, units, places
	Accent             // keys, the cursor mark, where you are
	Good               // finished, healthy
	Warn               // needs a look
	Bad                // failed, refused
	Busy               // moving now
	Armed              // changes to AWS are possible: the loudest thing on the screen
	Match              // what a search found
	tones              // how many there are

	Bold Tone = 0x80

	Strong = Plain | Bold  // the one thing that matters
	Key    = Accent | Bold // a key that can be pressed
)

// Theme turns tones and signs into terminal text. It is immutable and belongs
// to one session; any goroutine may use it.
type Theme struct {
	name   string
	text   [2][tones]string // SGR sequences, plain and bold; "" emits none
	bar    [2][tones]string // the same upon the background of a bar line
	blank  string           // a blank upon it
	signs  [signs]string
	sparks []string // the steps of a sparkline, lowest first
	ascii  bool
	fg, bg color.Color
}

// ThemeNames are the names NewTheme knows, the default first.
func ThemeNames() []string { return []string{"dark", "light", "contrast"} }

// palette is a theme in colours of the 256-colour table: half the bytes of
// 24-bit ones on the wire, and the same on nearly every terminal.
type palette struct {
	tone [tones]string
	bar  string // background of the title and footer
	on   string // foreground of plain text there: the terminal's own may not show
}

// NewTheme returns the theme of that name, dark for a name it does not know.
// With noColor (NO_COLOR) tones use only bold, underline and reverse; with
// ascii signs are plain ASCII characters.
func NewTheme(name string, noColor, ascii bool) *Theme {
	t := &Theme{name: name, ascii: ascii}
	var p palette
	switch {
	case noColor:
		p = palette{tone: [tones]string{Accent: "4", Bad: "1", Armed: "1;7", Match: "7"}}
	case name == "light":
		p = palette{bar: "48;5;254", on: "38;5;235", tone: [tones]string{
			Muted: "38;5;241", Accent: "38;5;23", Good: "38;5;22", Warn: "38;5;94", Bad: "38;5;124", Busy: "38;5;25",
			Armed: "1;38;5;231;48;5;124", Match: "38;5;16;48;5;222",
		}}
	case name == "contrast":
		t.fg, t.bg = ansi.IndexedColor(231), ansi.IndexedColor(16)
		p = palette{tone: [tones]string{
			Muted: "38;5;252", Accent: "38;5;51", Good: "38;5;120", Warn: "38;5;226", Bad: "38;5;217", Busy: "38;5;123",
			Armed: "1;38;5;16;48;5;226", Match: "38;5;16;48;5;51",
		}}
	default:
		t.name = "dark"
		p = palette{bar: "48;5;235", on: "38;5;252", tone: [tones]string{
			Muted: "38;5;246", Accent: "38;5;79", Good: "38;5;114", Warn: "38;5;215", Bad: "38;5;210", Busy: "38;5;75",
			Armed: "1;38;5;231;48;5;124", Match: "38;5;16;48;5;179",
		}}
	}
	t.resolve(p)
	t.draw(ascii)
	return t
}

// resolve builds one SGR sequence for each tone, so that painting only copies.
func (t *Theme) resolve(p palette) {
	t.blank = sgr(p.bar)
	for tone := range tones {
		colour, under := p.tone[tone], p.bar
		if tone == Armed || tone == Match {
			under = "" // they bring their own background
		}
		t.text[0][tone] = sgr(colour)
		t.text[1][tone] = sgr("1", colour)
		if tone == Plain {
			colour = p.on
		}
		t.bar[0][tone] = sgr(under, colour)
		t.bar[1][tone] = sgr("1", under, colour)
	}
}

func sgr(params ...string) string {
	s := ""
	for i, p := range params {
		if p == "" || (i > 0 && p == "1" && params[0] == "1") {
			continue
		}
		if s != "" {
			s += ";"
		}
		s += p
	}
	if s == "" {
		return ""
	}
	return "\x1b[" + s + "m"
}

const reset = "\x1b[m"

// Name returns the theme's name.
func (t *Theme) Name() string { return t.name }

// ASCII reports whether signs are plain ASCII.
func (t *Theme) ASCII() bool { return t.ascii }

// Screen returns the foreground and background the terminal itself is to be
// set to, nil to leave its own. Only the contrast theme asks for any.
func (t *Theme) Screen() (fg, bg color.Color) { return t.fg, t.bg }

// Paint appends text in a tone: one SGR sequence before it and one after,
// none for Plain or empty text. The text must be clean already.
func (t *Theme) Paint(b []byte, tone Tone, text string) []byte {
	return paint(b, t.text[tone>>7][tone&^Bold], text)
}

// PaintBytes is Paint for text in a byte slice.
func (t *Theme) PaintBytes(b []byte, tone Tone, text []byte) []byte {
	return paint(b, t.text[tone>>7][tone&^Bold], text)
}

// PaintBar is Paint upon the background of the title and footer lines.
func (t *Theme) PaintBar(b []byte, tone Tone, text string) []byte {
	return paint(b, t.bar[tone>>7][tone&^Bold], text)
}

// SGR returns the sequence that switches a tone on, "" for Plain.
func (t *Theme) SGR(tone Tone) string { return t.text[tone>>7][tone&^Bold] }

func paint[S string | []byte](b []byte, sgr string, text S) []byte {
	if len(text) == 0 {
		return b
	}
	if sgr == "" {
		return append(b, text...)
	}
	b = append(b, sgr...)
	b = append(b, text...)
	return append(b, reset...)
}
