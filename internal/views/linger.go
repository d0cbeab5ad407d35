package views

import (
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// lingerFor is how long a row that left the filter stays where it was.
const lingerFor = 5 * time.Second

// linger keeps rows in sight for a moment after they left the filtered list, so
// that a job which just ended does not vanish under the eyes that follow it.
type linger struct {
	rows []lingering // by position
}

type lingering struct {
	id    uint64
	at    int // position in the list that is shown, those before it included
	until backup.Time
}

// leave adds the rows that were on screen before and are gone from the list now.
func (l *linger) leave(id uint64, at int, now backup.Time) {
	if slices.ContainsFunc(l.rows, func(r lingering) bool { return r.id == id }) {
		return
	}
	l.rows = append(l.rows, lingering{id, at, now.Add(lingerFor)})
	slices.SortFunc(l.rows, func(a, b lingering) int { return a.at - b.at })
}

// expire drops the rows whose moment is over, and those that keep refuses. It
// reports whether any went.
func (l *linger) expire(now backup.Time, keep func(id uint64) bool) bool {
	before := len(l.rows)
	l.rows = slices.DeleteFunc(l.rows, func(r lingering) bool { return r.until <= now || !keep(r.id) })
	return len(l.rows) != before
}

// find returns the lingering row shown at position i, and how many of them stand
// before i.
func (l *linger) find(i int) (id uint64, before int, ok bool) {
	for n, r := range l.rows {
		switch {
		case r.at == i:
			return r.id, n, true
		case r.at > i:
			return 0, n, false
		}
	}
	return 0, len(l.rows), false
}

// shift returns the position of the list's i-th row among those shown.
func (l *linger) shift(i int) int {
	for _, r := range l.rows {
		if r.at > i {
			break
		}
		i++
	}
	return i
}
