package state

import (
	"iter"

	"github.com/bkpui/bkpui/internal/backup"
)

// Covers reports whether every row of a part that was created since a moment is there:
// the part was read whole once, or its running pass has come that far back. What a last
// answer said of errors is in Err still.
func (h Health) Covers(since backup.Time) bool {
	return h.Whole || h.Horizon != 0 && h.Horizon <= since
}

// Coverage is how much of a window several parts cover.
type Coverage struct {
	Parts   int         // that were asked for
	Covered int         // that cover the window
	Failed  int         // that can't be read and do not cover it
	To      backup.Time // all of them are complete from here on; 0 = one has said nothing yet
}

// Whole reports whether the window is covered by every part.
func (c Coverage) Whole() bool { return c.Covered == c.Parts }

// Cover adds up how far parts cover the time since a moment, such as those of
// Snapshot.Healths of the feeds of jobs.
func Cover(since backup.Time, parts iter.Seq2[Part, Health]) Coverage {
	c := Coverage{To: since}
	for _, h := range parts {
		c.Parts++
		switch {
		case h.Covers(since):
			c.Covered++
			continue
		case h.Err != nil:
			c.Failed++
		}
		switch {
		case h.Horizon == 0:
			c.To = 0
		case c.To != 0:
			c.To = max(c.To, h.Horizon)
		}
	}
	return c
}
