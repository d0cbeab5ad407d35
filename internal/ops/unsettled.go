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

// Standing is how it stands with an item of which no answer says what came.
type Standing struct {
	Until time.Time // its token is not sent again after that
	Gone  time.Time // when a look found for good that nothing came of it; zero = nobody knows
}

// Late reports that its request is not sent again any more.
func (s Standing) Late(now time.Time) bool { return now.After(s.Until) }

// Unsettled returns the items of which the rows, oldest first, do not say what came of
// them, and those of which nothing came while their token may still be sent again.
// Runner.Again has the last word.
func Unsettled(rows iter.Seq[*Action], now time.Time) map[ActionItem]Standing {
	var tried map[ActionItem]bool // the rest was settled long ago
	for a := range rows {
		if a.Phase.String() == string(Intended) && (now.Sub(a.Time.Time()) <= tokenLife || unanswered[a.Came.String()]) {
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
	all := map[ActionItem]Standing{}
	of := func(in *Intent) ActionItem {
		return ActionItem{files[in.Op], backup.Intern(in.Op), int32(in.Item)}
	}
	for _, in := range p.away {
		if s := (Standing{Until: in.Until(), Gone: in.Looked.Time()}); in.Finding.Verdict == NotFound && !s.Late(now) {
			all[of(in)] = s
		}
	}
	for _, in := range p.open { // of an item that was tried again, this is the later one
		all[of(in)] = Standing{Until: in.Until()}
	}
	return all
}

// unanswered are the words of intents that may be without an answer, however old they are.
var unanswered = map[string]bool{"": true, string(Unsure): true, string(CantTell): true, string(NotFound): true, "still there": true}

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
