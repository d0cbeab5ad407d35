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

// Unsettled returns the items of which the rows, oldest first, do not say what came of
// them and whose token may still be sent again, each with until when. Runner.Again has
// the last word.
func Unsettled(rows iter.Seq[*Action], now time.Time) map[ActionItem]time.Time {
	var tried map[ActionItem]bool // lately: the rest is too old, or settled long ago
	for a := range rows {
		if a.Phase.String() == string(Intended) && now.Sub(a.Time.Time()) <= tokenLife {
			if tried == nil {
				tried = map[ActionItem]bool{}
			}
			tried[a.Of()] = true
		}
	}
	if tried == nil {
		return nil
	}
	p, files := newLedger(), map[string]backup.Text{}
	for a := range rows {
		if tried[a.Of()] {
			files[a.Op.String()] = a.File
			p.add(a.event())
		}
	}
	var open map[ActionItem]time.Time
	for _, in := range p.pending() {
		if now.After(in.Until()) {
			continue
		}
		if open == nil {
			open = map[ActionItem]time.Time{}
		}
		open[ActionItem{files[in.Op], backup.Intern(in.Op), int32(in.Item)}] = in.Until()
	}
	return open
}

// event is what a ledger reads of the row.
func (a *Action) event() *Record {
	r := &Record{
		Seq: a.Seq, Time: Stamp(a.Time), Op: a.Op.String(), Item: int(a.Item), Attempt: int(a.Attempt), Phase: Phase(a.Phase.String()),
		Kind: Kind(a.Kind.String()), Actor: Actor{Console: a.Console.String()}, Job: a.Job,
	}
	switch r.Phase {
	case LookedUp, Dismissed:
		r.Finding = Verdict(a.Outcome.String())
	case Begun, Intended, Ended, Stopped:
		r.Outcome = Outcome(a.Outcome.String())
	}
	return r
}
