package ops

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Intent is an attempt that was written before it was sent, and of which it is not
// known what came of it: its process died, or AWS gave no answer. The Record is that
// of the intent.
type Intent struct {
	Record
	First   Stamp   // when the item's first attempt was intended: its token lives from then
	Outcome Outcome // "" = none was written; else Unsure
	Finding Finding // of the last look; zero = nobody has looked
	Looked  Stamp   // when
}

// settled is how long after an intent a look that finds nothing is believed for good:
// by then AWS lists what it took.
const settled = 10 * time.Minute

// open reports whether somebody should still look at the intent.
func (in *Intent) open() bool {
	switch in.Finding.Verdict {
	case Found, Failed:
		return false
	case NotFound:
		return in.Looked.Time().Sub(in.Time.Time()) < settled
	}
	return true
}

// Pending returns the open intents of a journal's records, oldest first: those without
// an outcome, and those whose outcome is uncertain, as long as no look and no later
// attempt has settled them. One may belong to a console that is running.
func Pending(records []Record) []Intent {
	p := newLedger()
	for i := range records {
		p.add(&records[i])
	}
	return p.pending()
}

// Pending reads the open intents from the journal. Damaged lines are left out.
func (j *Journal) Pending() ([]Intent, error) {
	p, err := j.ledger()
	if err != nil {
		return nil, err
	}
	return p.pending(), nil
}

// itemKey names an item of an op; attemptKey an attempt of it by one console, since
// two may send the same again at the same moment.
type (
	itemKey struct {
		op   string
		item int
	}
	attemptKey struct {
		itemKey
		attempt int
		console string
	}
)

// ledger follows the records and knows what is open. It is the one place that decides
// what the records say of an op, an item and an attempt.
type ledger struct {
	first   map[itemKey]Stamp
	last    map[itemKey]int // attempts so far
	open    map[attemptKey]*Intent
	away    map[attemptKey]*Intent // nothing came of it, for AWS was too busy or a look says so for good, and nothing was tried after it
	taken   map[itemKey]*Intent    // AWS took it, and nobody has seen the end of it, where one is looked for
	jobs    map[string]itemKey     // which item started the job
	course  map[string]*passage    // by op
	deleted map[backup.Thing]bool  // points that AWS took the deletion of
}

func newLedger() *ledger {
	return &ledger{
		map[itemKey]Stamp{}, map[itemKey]int{}, map[attemptKey]*Intent{}, map[attemptKey]*Intent{}, map[itemKey]*Intent{}, map[string]itemKey{}, map[string]*passage{}, map[backup.Thing]bool{},
	}
}

func (j *Journal) ledger() (*ledger, error) {
	p := newLedger()
	for r, err := range j.Records() {
		var damage *Damage
		switch {
		case err == nil:
			p.add(&r)
		case !errors.As(err, &damage):
			return nil, err
		}
	}
	return p, nil
}

func (p *ledger) add(r *Record) {
	item := itemKey{r.Op, r.Item}
	key := attemptKey{item, r.Attempt, r.Actor.Console}
	if r.Job != "" && r.Phase != Intended {
		p.jobs[r.Job] = item
	}
	p.follow(item, r)
	if deleted(r) {
		p.deleted[r.Of()] = true
	}
	switch r.Phase {
	case Intended:
		if _, known := p.first[item]; !known {
			p.first[item] = r.Time
		}
		p.last[item] = max(p.last[item], r.Attempt)
		p.open[key] = &Intent{Record: *r, First: p.first[item]}
	case Ended:
		p.ended(key, r)
	case LookedUp, Dismissed:
		p.lookedUp(item, r)
	case Begun, Stopped:
	}
}

// ended applies an outcome. Accepted settles all attempts of the item: they carry the
// same token. Refused settles its own: it may be refused for what an earlier one did.
func (p *ledger) ended(key attemptKey, r *Record) {
	p.forget(key.itemKey)
	switch in := p.open[key]; {
	case r.Outcome == Accepted:
		p.close(key.itemKey)
		if in != nil && courseOf(Op{Kind: in.Kind}).canaries > 0 {
			in.Outcome, p.taken[key.itemKey] = Accepted, in
		}
	case in == nil:
	case r.Outcome == Refused, r.Outcome == Withheld:
		if r.Outcome == Refused && r.Error == backup.Throttled {
			in.Outcome, p.away[key] = Refused, in
		}
		delete(p.open, key)
	default:
		in.Outcome = r.Outcome
	}
}

// lookedUp applies what a look found, by whichever console, to the attempt and those
// before it. What was found settles them all.
func (p *ledger) lookedUp(item itemKey, r *Record) {
	if in := p.taken[item]; in != nil {
		in.Finding, in.Looked = r.seen(), r.Time
		if r.Phase == Dismissed || r.Finding != CantTell && !r.ongoing() {
			delete(p.taken, item)
		}
	}
	if r.Finding == Found || r.Phase == Dismissed {
		p.forget(item)
	}
	if r.Finding == Found {
		if in := p.latest(item); in != nil && r.ongoing() { // AWS took it, and has not said its end
			in.Outcome, in.Finding, in.Looked = Accepted, r.seen(), r.Time
			p.taken[item] = in
		}
		p.close(item)
		return
	}
	for key, in := range p.open {
		if key.itemKey != item || key.attempt > r.Attempt {
			continue
		}
		in.Finding, in.Looked = r.seen(), r.Time
		if r.Phase == Dismissed || !in.open() {
			delete(p.open, key)
			if r.Phase == LookedUp && r.Finding == NotFound {
				p.away[key] = in // its token lives on
			}
		}
	}
}

// seen is the finding that a record tells.
func (r *Record) seen() Finding {
	return Finding{Verdict: r.Finding, Job: r.Job, Evidence: r.Message, Ongoing: r.ongoing()}
}

// ongoing reports a look that found a point being deleted, which is not the end of it.
func (r *Record) ongoing() bool {
	return r.Finding == Found && strings.HasPrefix(r.Message, StillDeleting)
}

// deleted reports a record by which AWS took the deletion of a point.
func deleted(r *Record) bool {
	return r.Kind == Delete && (r.Outcome == Accepted || r.Finding == Found)
}

// forget drops what is known to have come to nothing of an item.
func (p *ledger) forget(item itemKey) {
	for key := range p.away {
		if key.itemKey == item {
			delete(p.away, key)
		}
	}
}

// latest is the last open attempt of an item, nil for none.
func (p *ledger) latest(item itemKey) (last *Intent) {
	for key, in := range p.open {
		if key.itemKey == item && (last == nil || in.Attempt > last.Attempt) {
			last = in
		}
	}
	return last
}

func (p *ledger) close(item itemKey) {
	for key := range p.open {
		if key.itemKey == item {
			delete(p.open, key)
		}
	}
}

// others are the jobs that other items than this one are known to have started.
func (p *ledger) others(item itemKey) map[string]bool {
	taken := map[string]bool{}
	for job, by := range p.jobs {
		if by != item {
			taken[job] = true
		}
	}
	return taken
}

func (p *ledger) pending() []Intent {
	var all []Intent
	for _, in := range p.open {
		all = append(all, *in)
	}
	return inOrder(all)
}

// inOrder sorts intents by when they were written.
func inOrder(all []Intent) []Intent {
	slices.SortFunc(all, func(a, b Intent) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Attempt, b.Attempt))
	})
	return all
}
