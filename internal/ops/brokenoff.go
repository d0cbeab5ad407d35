package ops

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// passage is how far an op of several items came, as its records say.
type passage struct {
	begun Record
	last  Stamp           // when its own console wrote last
	came  map[int]Outcome // by item that was intended; "" = it is not known
	over  bool            // that the rest was not sent is written
}

// follow takes a record of an op of several items.
func (p *ledger) follow(item itemKey, r *Record) {
	if r.Phase == Begun {
		p.course[r.Op] = &passage{begun: *r, last: r.Time, came: map[int]Outcome{}}
	}
	c := p.course[r.Op]
	if c == nil {
		return
	}
	switch r.Phase {
	case Intended:
		c.last, c.came[item.item] = r.Time, ""
	case Ended:
		c.last, c.came[item.item] = r.Time, r.Outcome
	case LookedUp:
		if r.Finding == Found || r.Finding == Failed {
			c.came[item.item] = Accepted
		}
	case Stopped:
		c.over = true
	case Begun, Dismissed:
	}
}

// left are the numbers of the items that were never sent.
func (c *passage) left() []int {
	var left []int
	for n := range c.begun.Items {
		if o, tried := c.came[n+1]; !tried || o == Withheld {
			left = append(left, n+1)
		}
	}
	return left
}

// still are those of left whose point nobody has deleted since.
func (p *ledger) still(c *passage) []int {
	left := c.left()
	if c.begun.Kind != Delete {
		return left
	}
	return slices.DeleteFunc(left, func(n int) bool { return p.deleted[c.thing(n)] })
}

// thing is what an item of the op is about.
func (c *passage) thing(n int) backup.Thing {
	t := c.begun.Of()
	t.ID = c.begun.Items[n-1]
	return t
}

// brief counts what was sent, what AWS took of it, and what never was.
func (c *passage) brief() string {
	count := map[Outcome]int{}
	for _, o := range c.came {
		count[o]++
	}
	left, of := len(c.left()), len(c.begun.Items)
	came := []string{fmt.Sprintf("%d taken", count[Accepted])}
	if n := count[Refused]; n > 0 {
		came = append(came, fmt.Sprintf("%d refused", n))
	}
	if n := count[""] + count[Unsure]; n > 0 {
		came = append(came, fmt.Sprintf("%d not known", n))
	}
	return fmt.Sprintf("%d of %d sent (%s), %d never", of-left, of, strings.Join(came, ", "), left)
}

// BrokenOff is an op of several items whose console ended before it had sent them all.
type BrokenOff struct {
	Record        // that says so, the op's last
	Brief  string // "3 of 5 sent (3 taken), 2 never"
}

// SettleBroken writes of every op that was broken off which of its items were never sent,
// and returns what it wrote, oldest first: that is said once. It sends nothing; what was
// not sent is to be confirmed anew, as another op.
func (r *Runner) SettleBroken(ctx context.Context) ([]BrokenOff, error) {
	p, err := r.journal.ledger()
	if err != nil {
		return nil, err
	}
	var all []BrokenOff
	for _, op := range slices.SortedFunc(maps.Keys(p.course), func(a, b string) int { return cmp.Compare(p.course[a].begun.Seq, p.course[b].begun.Seq) }) {
		c := p.course[op]
		left := p.still(c)
		if c.over || len(left) == 0 || r.mayRun(&c.begun, c.last) {
			continue
		}
		rec := c.begun
		rec.Phase, rec.Actor, rec.Items = Stopped, r.actor, nil
		rec.Message = "its console ended: " + c.brief() + ":"
		for _, n := range left {
			rec.Message += fmt.Sprintf(" item %d %s;", n, backup.ShortARN(c.begun.Items[n-1]))
		}
		rec.Message = strings.TrimSuffix(rec.Message, ";")
		if rec, err = r.journal.write(ctx, rec); err != nil {
			return all, err
		}
		all = append(all, BrokenOff{rec, c.brief()})
	}
	return all, nil
}

// NeverSent returns the things of an op of several items that were confirmed and never
// sent, whatever stopped it, but for points that were deleted since. An op that was written
// before such ops were announced has none.
func (j *Journal) NeverSent(op string) ([]backup.Thing, error) {
	p, err := j.ledger()
	if err != nil || p.course[op] == nil {
		return nil, err
	}
	c := p.course[op]
	var things []backup.Thing
	for _, n := range p.still(c) {
		things = append(things, c.thing(n))
	}
	return things, nil
}

// mayRun reports whether the console of an op may still be at it: this one knows, one of
// this host has a process, and any writes something every few minutes.
func (r *Runner) mayRun(of *Record, last Stamp) bool {
	switch {
	case of.Actor.Console == r.actor.Console:
		return r.runs(of.Op)
	case time.Since(last.Time()) > settled:
		return false
	}
	return of.Actor.Host != r.actor.Host || of.Actor.PID == 0 || running(of.Actor.PID)
}

// Unproven returns what AWS took of consoles that ended before they had seen the end of
// it: a delete may come back EXPIRED. They are for LookUp, and are not to be sent again.
func (r *Runner) Unproven() ([]Intent, error) {
	p, err := r.journal.ledger()
	if err != nil {
		return nil, err
	}
	var all []Intent
	for _, in := range p.taken {
		if !r.mayRun(&in.Record, in.Time) && time.Since(in.Time.Time()) < horizon {
			all = append(all, *in)
		}
	}
	return inOrder(all), nil
}
