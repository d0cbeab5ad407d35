package ui

import "strings"

// Sign names a small picture. Every one is a single cell, except Arrow in
// ASCII, so that signs line up in columns.
type Sign uint8

// The signs: first those of states, then those of layout.
const (
	Done      Sign = iota // ✓ proved fine
	Attention             // ! needs a look
	Failed                // ✗
	Running               // ▶
	Refused               // ⊘ not readable, not allowed
	Stopped               // ■ by somebody, before its end
	Unknown               // ? can't tell
	Waiting               // … not known yet
	None                  // — there is none
	Old                   // ○ older than it should be

	CursorMark // ▌ the gutter of the row under the cursor
	RowMark    // ● the gutter of a marked row
	Live       // ● the screen is up to date
	Loading    // ▸
	Crumb      // › between the steps of where you are
	Dot        // · between pieces of a line
	Times      // ×
	Arrow      // → from here to there
	Up         // ↑ sorted ascending, more above
	Down       // ↓ sorted descending, more below
	Left       // ‹ more columns to the left
	Right      // › more columns to the right
	Ellipsis   // … text left out
	Newline    // ⏎ a line break inside one line
	BarFull    // ━ the part of a progress bar that is done
	BarHalf    // ╸ half a cell of it
	BarRest    // ─ the part that is not

	Horizontal
	Vertical
	TopLeft
	TopRight
	BottomLeft
	BottomRight
	signs
)

// unicodeSigns and asciiSigns are constants in all but the keyword.
var (
	unicodeSigns = [signs]string{
		Done: "✓", Attention: "!", Failed: "✗", Running: "▶", Refused: "⊘", Stopped: "■", Unknown: "?", Waiting: "…", None: "—", Old: "○",
		CursorMark: "▌", RowMark: "●", Live: "●", Loading: "▸", Crumb: "›", Dot: "·", Times: "×", Arrow: "→",
		Up: "↑", Down: "↓", Left: "‹", Right: "›", Ellipsis: "…", Newline: "⏎", BarFull: "━", BarHalf: "╸", BarRest: "─",
		Horizontal: "─", Vertical: "│", TopLeft: "╭", TopRight: "╮", BottomLeft: "╰", BottomRight: "╯",
	}
	asciiSigns = [signs]string{
		Done: "+", Attention: "!", Failed: "x", Running: ">", Refused: "/", Stopped: "#", Unknown: "?", Waiting: ".", None: "-", Old: "o",
		CursorMark: ">", RowMark: "*", Live: "*", Loading: ">", Crumb: ">", Dot: "-", Times: "x", Arrow: "->",
		Up: "^", Down: "v", Left: "<", Right: ">", Ellipsis: "~", Newline: "|", BarFull: "#", BarHalf: "=", BarRest: "-",
		Horizontal: "-", Vertical: "|", TopLeft: "+", TopRight: "+", BottomLeft: "+", BottomRight: "+",
	}
)

// draw chooses the pictures of the theme.
func (t *Theme) draw(ascii bool) {
	if ascii {
		t.signs = asciiSigns
		t.sparks = []string{"_", ".", ":", "-", "=", "+", "*", "#"}
		return
	}
	t.signs = unicodeSigns
	t.sparks = []string{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
}

// typography is what words have of signs, and each in ASCII at the same width.
var typography = strings.NewReplacer("›", ">", "—", "-", "–", "-", "…", "~", "·", "-", "×", "x", "→", ">")

// Typed is text as this theme may show it: with ASCII alone the typography of its words goes, whoever
// wrote them. Letters of names stay.
func (t *Theme) Typed(text string) string {
	if !t.ASCII() {
		return text
	}
	return typography.Replace(text)
}

// Sign returns the picture of a sign in this theme.
func (t *Theme) Sign(s Sign) string { return t.signs[s] }
