package views

import (
	"cmp"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// lists is the parts that a table is made of and how they are doing, summed up.
type lists struct {
	parts   []state.Part
	set     map[state.Part]bool
	in      backup.Scope // what the table is narrowed to; zero = all in focus
	loading bool         // a first pass runs somewhere: rows are still to come
	stopped bool         // the operator stopped at least one
	cut     bool         // older rows of at least one are left out: there are too many
	broken  bool         // at least one was read in part, and can't be read on now
	reading int          // parts not whole yet
	rows    int
	expect  int         // about how many rows AWS says there are; 0 = unknown
	oldest  backup.Time // the least recent good answer; zero when there is none
	heard   backup.Time // the newest good answer; zero when there is none
	asked   backup.Time // when the first was asked that has no answer yet, or will be; zero when none was
	horizon backup.Time // rows newer than this are complete; zero = nothing to say
	failed  []trouble   // lists of the table first, then accounts that no list reaches
	own     int         // how many of them are lists of the table
	told    []trouble   // of failed, without the lists of accounts that are in it themselves
	aged    backup.Time // the least recent good answer of those that fail now; zero when there is none
}

// trouble is a part that could not be read.
type trouble struct {
	part    state.Part
	err     *backup.Error
	since   backup.Time
	who     string // in place of the part's account and Region
	line    string // in place of all that err says
	profile bool   // it is a profile whose account is not known
}

// update reads the health of parts from the snapshot of e.
func (l *lists) update(e *Env, parts []state.Part) {
	if !slices.Equal(parts, l.parts) {
		l.parts = parts
		l.set = make(map[state.Part]bool, len(parts))
		for _, p := range parts {
			l.set[p] = true
		}
	}
	*l = lists{parts: l.parts, set: l.set, in: l.in}
	guess, read := true, false
	for _, p := range parts {
		h := e.Health(p)
		l.add(p, h)
		guess = guess && (h.Expect > 0 || h.Whole)
		read = read || !isFed(p)
	}
	slices.SortStableFunc(l.failed, byGraveness)
	l.loading, l.own = l.reading > 0, len(l.failed)
	if read || len(parts) == 0 {
		for _, t := range missingFrom(e, l.in, parts) {
			if t.part == accountsPart() || !l.set[t.part] {
				l.failed = append(l.failed, t)
			}
		}
	}
	l.told = toTell(l.failed, l.own)
	if !guess {
		l.expect = 0
	}
}

// add sums up one part.
func (l *lists) add(p state.Part, h state.Health) {
	l.rows += h.Rows
	l.expect += max(h.Expect, h.Rows)
	if !isFed(p) && !h.ReadAt.IsZero() && (l.oldest.IsZero() || h.ReadAt < l.oldest) {
		l.oldest = h.ReadAt
	}
	l.hear(h)
	if h.Err != nil && p != accountsPart() {
		l.failed = append(l.failed, trouble{part: p, err: h.Err, since: h.Since})
		if !h.ReadAt.IsZero() && (l.aged.IsZero() || h.ReadAt < l.aged) {
			l.aged = h.ReadAt
		}
	}
	l.stopped, l.cut = l.stopped || h.Stopped && h.Err == nil, l.cut || h.Cut
	switch {
	case !h.Whole && h.Err != nil && h.Rows > 0:
		l.horizon, l.broken = max(l.horizon, h.Horizon), true
	case h.Whole || h.Err != nil || h.Stopped || isFed(p):
	case h.Cut:
		l.horizon = max(l.horizon, h.Horizon)
	default:
		l.reading++
		l.horizon = max(l.horizon, h.Horizon)
	}
}

// hear keeps since when a list waits for an answer, or will. A pass for news is not announced:
// it begins when it was planned.
func (l *lists) hear(h state.Health) {
	l.heard = max(l.heard, h.ReadAt)
	asked := h.NextAt
	if h.Started > h.ReadAt {
		asked = h.Started
	}
	if h.Err == nil && !h.Stopped && !asked.IsZero() && (l.asked.IsZero() || asked < l.asked) {
		l.asked = asked
	}
}

// toTell are the troubles, the first own of which are of lists, without those that an account
// among the others tells of: what refuses an account refuses each of its lists. The gravest
// comes first, of a list or of an account.
func toTell(failed []trouble, own int) []trouble {
	whole := map[backup.Text]*backup.Error{}
	for i := range failed[own:] {
		if t := &failed[own+i]; !t.part.Scope.Account.Empty() {
			whole[t.part.Scope.Account] = t.err
		}
	}
	if len(whole) == 0 && slices.IsSortedFunc(failed, byGraveness) {
		return failed
	}
	var out []trouble
	for i, t := range failed {
		if err := whole[t.part.Scope.Account]; i >= own || err == nil || !sameCause(err, t.err) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, byGraveness)
	return out
}

func byGraveness(a, b trouble) int { return cmp.Compare(graveness(a.err), graveness(b.err)) }

// graveness orders troubles, the one first that the screen's last line is for: what has
// come up and can be mended now before what is refused every day.
func graveness(err *backup.Error) int {
	switch {
	case err.Kind == backup.Credentials:
		return 0
	case err.Kind == backup.Unreachable:
		return 1
	case err.Kind.Refusal():
		return 3
	}
	return 2
}

// isFed reports whether a table is fed by the console itself: nobody reads it, so that
// nothing in it is still to come, and quiet does not make it old.
func isFed(p state.Part) bool { return p == callsPart() || p == logPart() || p == actionsPart() }

// read reports whether every list that can be read has been, to its end.
func (l *lists) read() bool { return l.reading == 0 && len(l.parts) > 0 && !l.stopped && !l.cut }

// keep tells the store which parts belong to the table.
func (l *lists) keep() func(state.Part) bool {
	set := l.set
	return func(p state.Part) bool { return set[p] }
}

// pushed is a filter that AWS applies on its side while the whole lists are not
// there yet. It is asked for when the operator accepts a filter, not per key.
type pushed struct {
	on     bool
	target Target
	said   string // what the screen says of it
	lists  lists
	done   bool // the whole lists are there: they serve the filter from now on
}

// update follows the filtered lists; they are dropped once the whole ones are read.
func (p *pushed) update(e *Env, read bool, parts func() []state.Part) {
	if !p.on {
		return
	}
	if read {
		*p = pushed{done: true}
		return
	}
	p.lists.update(e, parts())
}
