package views

import (
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/ui"
)

// slip is what keeps a key from acting on a row that the operator has not seen under
// the cursor.
type slip struct {
	order []SortBy  // of the rows on screen
	more  bool      // rows were still to come when they were found
	at    time.Time // when the row under the cursor gave way to another
}

// slipFor is how long after the row under the cursor gave way to another a key that acts
// on it may be meant for the one before: about as long as it takes to see and to press.
const slipFor = time.Second

// show gives the grid the rows of the last derivation. more says that rows are still to
// come, anew that the question is another one.
func (l *list[V]) show(moved func(uint64) (uint64, bool), more, anew bool) {
	if anew {
		l.grid.Anew()
	}
	l.grid.Loosen(more || l.slip.more) // the last that came are among those that came at once
	l.slip.more = more
	if l.grid.SetSource(l.shown(), moved) {
		l.slip.at = time.Now()
	}
	if l.grid.Len() > 0 && l.s.note.text == noRow {
		l.s.note, l.s.dirty = notice{}, true // it is true no longer
	}
}

// noRow is why a key that acts on a row does nothing.
const noRow = "there is no row under the cursor"

// showFound shows what a derivation brought.
func (l *list[V]) showFound(d derived[V], from compiledFrom) {
	anew := l.answered != from || !slices.Equal(l.slip.order, l.work.order)
	l.source, l.found, l.answered, l.slip.order = d.source, d.found, from, l.work.order
	l.show(d.source.Moved, l.work.more || !d.last, anew)
}

// hold keeps the cursor on its row for a key that acts on it; false when the row has only
// just come under it, which is said. The same key again acts.
func (l *list[V]) hold() bool {
	l.grid.Hold()
	slipped := time.Since(l.slip.at) < slipFor
	l.slip.at = time.Time{}
	if marked, _ := l.grid.MarkCount(); !slipped || marked > 0 {
		return true
	}
	l.s.say(ui.Warn, "the row under the cursor has just changed: look, and press again")
	return false
}
