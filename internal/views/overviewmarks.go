package views

import (
	"fmt"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// mark is a piece of a cell: a sign and a number in the colour of their state.
type mark struct {
	tone ui.Tone
	text string
}

// cellMarks says what happened in a scope, the worst first, in room cells; what does
// not fit is left out whole rather than cut, and an ellipsis says that there is more.
func cellMarks(c *tally, th *ui.Theme, room int) []mark {
	if c == nil {
		return []mark{{ui.Muted, th.Sign(ui.None)}}
	}
	var marks []mark
	add := func(tone ui.Tone, s string) { marks = append(marks, mark{tone, s}) }
	if c.failed > 0 {
		words := fmt.Sprintf("%s %d/%d", th.Sign(ui.Failed), c.failed, c.jobs)
		if ui.Width(words) > room {
			words = th.Sign(ui.Failed) + " " + ui.Count(c.failed)
		}
		add(ui.Bad, words)
	}
	if c.err != nil {
		add(ui.Warn, refusalMark(c, th, room))
	}
	if c.stale > 0 {
		add(ui.Warn, fmt.Sprintf("%s %d", th.Sign(ui.Old), c.stale))
	}
	if n := c.issues + c.ended + c.stuck; n > 0 {
		add(ui.Warn, fmt.Sprintf("%s %d", th.Sign(ui.Attention), n))
	}
	if c.running > 0 {
		add(ui.Busy, fmt.Sprintf("%s %d", th.Sign(ui.Running), c.running))
	}
	switch { // what is not known whole is never said to be fine
	case c.stopped:
		add(ui.Warn, th.Sign(ui.Unknown))
	case c.reading && len(marks) == 0:
		add(ui.Muted, "reading")
	case c.reading:
		add(ui.Muted, th.Sign(ui.Waiting))
	case len(marks) == 0:
		add(ui.Muted, th.Sign(ui.Dot)) // nothing wrong
	}
	return fittedMarks(marks, mark{ui.Muted, th.Sign(ui.Ellipsis)}, room)
}

// fittedMarks leaves out the last marks where there is no room for all of them, for one that
// says so.
func fittedMarks(marks []mark, more mark, room int) []mark {
	width := func(marks []mark) int {
		n := 0
		for _, m := range marks {
			n += ui.Width(m.text) + 1
		}
		return n - 1
	}
	if width(marks) <= room {
		return marks
	}
	for n := len(marks) - 1; n > 0; n-- {
		if some := append(marks[:n:n], more); width(some) <= room {
			return some
		}
	}
	return marks[:1]
}

// refusalMark is the sign of a list that can't be read, with the reason where the cell
// says nothing else: its beginning, where there is no room for all of it.
func refusalMark(c *tally, th *ui.Theme, room int) string {
	sign, word := th.Sign(ui.Refused), string(c.err.Kind)
	switch {
	case c.failed > 0:
		return sign
	case c.err.Kind == backup.AccessDenied:
		word = "denied"
	}
	words := sign + " " + word
	if ui.Width(words) <= room {
		return words
	}
	return strings.TrimRight(string(ui.Fit(nil, []byte(words), room, ui.AlignLeft, false, th.Sign(ui.Ellipsis))), " ")
}
