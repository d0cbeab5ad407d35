package ops

import (
	"cmp"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Rows makes rows of the records of a journal as they come, and tells those that came
// before what later ones say of them: what came of an intent, and what is settled. The zero
// value knows no record yet. It belongs to one goroutine.
type Rows struct {
	path   string
	ledger *ledger
	open   map[itemKey][]Action // later records may still say more of these
	rests  []Action             // deletes of many that were broken off
}

// Add returns the rows of a batch, and anew those of batches before that it says more of.
func (w *Rows) Add(b *Batch) []Action {
	if b.Anew || b.Path != w.path || w.ledger == nil {
		*w = Rows{path: b.Path, ledger: newLedger(), open: map[itemKey][]Action{}}
	}
	out, at := make([]Action, 0, len(b.Records)), map[uint64]int{}
	put := func(a *Action) {
		if i, ok := at[a.Seq]; ok {
			out[i] = *a
			return
		}
		at[a.Seq], out = len(out), append(out, *a)
	}
	for i := range b.Records {
		r := &b.Records[i]
		a := r.Action()
		a.File = backup.Intern(b.Path)
		w.ledger.add(r)
		w.tell(r, &a, put)
		put(&a)
		switch {
		case r.Phase == Stopped && r.Kind == Delete:
			w.rests = append(w.rests, a)
		case a.open():
			item := itemKey{r.Op, r.Item}
			w.open[item] = append(w.open[item], a)
		}
	}
	return out
}

// tell tells the rows before it what a record says of them.
func (w *Rows) tell(r *Record, a *Action, put func(*Action)) {
	item := itemKey{r.Op, r.Item}
	still := w.open[item][:0]
	for _, o := range w.open[item] {
		if r.Phase == Intended || !says(r, &o) {
			still = append(still, o)
			continue
		}
		o.Job = cmp.Or(a.Job, o.Job)
		over := settles(r)
		if o.Phase.String() == string(Intended) {
			o.Came, over = backup.Intern(a.Word()), over && !goesOn(r)
		} else {
			o.Settled = over
		}
		put(&o)
		if !over {
			still = append(still, o)
		}
	}
	w.open[item] = still
	if len(still) == 0 {
		delete(w.open, item)
	}
	if !deleted(r) {
		return
	}
	rests := w.rests[:0]
	for _, o := range w.rests {
		if c := w.ledger.course[o.Op.String()]; c != nil && len(w.ledger.still(c)) == 0 {
			o.Settled = true
			put(&o)
			continue
		}
		rests = append(rests, o)
	}
	w.rests = rests
}

// says reports whether a record says something of an earlier row of its item. Refused, and
// never sent, is one attempt alone; what was taken or found settles all: they have one token.
func says(r *Record, o *Action) bool {
	if r.Outcome == Refused || r.Outcome == Withheld {
		return int(o.Attempt) == r.Attempt && o.Console.String() == r.Actor.Console
	}
	return r.Outcome == Accepted || r.Finding == Found || int(o.Attempt) <= r.Attempt
}

// settles reports a record after which it is known what came of its item; what failed is a
// problem of its own.
func settles(r *Record) bool {
	return r.Phase == Dismissed || r.Outcome != "" && r.Outcome != Unsure || r.Finding == Found || r.Finding == Failed
}

// goesOn reports a record of a delete that AWS took: a look will say how it ends.
func goesOn(r *Record) bool { return r.Kind == Delete && r.Outcome == Accepted || r.ongoing() }

// open reports a row that does not say the end of something.
func (a *Action) open() bool {
	switch a.Outcome.String() {
	case string(Unsure), string(NotFound), string(CantTell):
		return true
	}
	return a.Phase.String() == string(Intended) || a.Word() == BeingDeleted
}

// Word is the outcome of a record. Of a look at a point that was to be deleted, found and
// not found would say the reverse. Of an intent it is what came of it.
func (a *Action) Word() string {
	outcome := a.Outcome.String()
	switch {
	case a.Phase.String() == string(Intended) && a.Came.Empty():
		return Unanswered
	case a.Phase.String() == string(Intended):
		return a.Came.String()
	case a.Kind.String() != string(Delete) || a.Phase.String() != string(LookedUp):
		return outcome
	}
	switch Verdict(outcome) {
	case Found:
		if strings.HasPrefix(a.Error.String(), StillDeleting) {
			return BeingDeleted
		}
		return "gone"
	case Failed:
		return "EXPIRED"
	case NotFound:
		return "still there"
	case CantTell:
	}
	return outcome
}

// What a row says for itself. Unanswered is an intent after which nothing was written yet:
// it is on its way, or its console ended; BeingDeleted is not the end of a deletion.
const (
	Unanswered   = "unanswered"
	BeingDeleted = "DELETING"
)
