package ops

import (
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// ActionItem names an item of an op among the rows of a journal.
type ActionItem struct {
	File, Op backup.Text
	Item     int32
}

// Of is the item that a row is about.
func (a *Action) Of() ActionItem { return ActionItem{a.File, a.Op, a.Item} }

// Unsettled returns the items of which the rows do not say what came of them and whose
// token may still be sent again, each with until when. Runner.Again has the last word.
func Unsettled(rows iter.Seq[*Action], now time.Time) map[ActionItem]time.Time {
	var open map[ActionItem]time.Time
	young := backup.TimeOf(now.Add(-tokenLife))
	for a := range rows {
		if a.Time < young || a.Phase.String() != string(Intended) {
			continue
		}
		if open == nil {
			open = map[ActionItem]time.Time{}
		}
		until := a.Time.Time().Add(tokenLife)
		if first, known := open[a.Of()]; !known || until.Before(first) {
			open[a.Of()] = until
		}
	}
	if len(open) == 0 {
		return nil
	}
	for a := range rows {
		until, known := open[a.Of()]
		switch {
		case !known:
		case a.Time < young, settles(a, until.Add(-tokenLife)): // sent for the first time long ago
			delete(open, a.Of())
		}
	}
	return open
}

// settles reports whether a row says what came of an item that was first sent then.
func settles(a *Action, first time.Time) bool {
	switch Phase(a.Phase.String()) {
	case Ended:
		return a.Outcome.String() != string(Unsure)
	case Dismissed:
		return true
	case LookedUp:
		switch Verdict(a.Outcome.String()) {
		case Found, Failed:
			return true
		case NotFound:
			return a.Time.Time().Sub(first) >= settled
		case CantTell:
		}
	case Intended, Stopped:
	}
	return false
}
