package views

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

// note is what the link said of the rows, "" once the operator has let go of its filter.
func (l *list[V]) note() string {
	if strings.HasPrefix(l.ask.text, l.target.Filter) {
		return l.target.Note
	}
	return ""
}

// noteRows is how many rows a note leaves to a table of that many lines: where there are few,
// it has one line, which ends early.
const noteRows = 12

// noteLines break a note for the lines under a table of room r.
func noteLines(e *Env, note string, r ui.Rect) [][]byte {
	if note == "" || r.H < 4 {
		return nil
	}
	lines := []string{ui.Clean(note)}
	if r.H >= noteRows {
		lines = strings.Split(ansi.Wrap(lines[0], max(r.W-2, 1), ""), "\n")
	}
	out := make([][]byte, len(lines))
	for i, words := range lines {
		text := ui.Fit(nil, []byte(" "+strings.TrimSpace(words)), r.W, ui.AlignLeft, false, e.Theme.Sign(ui.Ellipsis))
		out[i] = e.Theme.PaintBytes(nil, ui.Muted, text)
	}
	return out
}
