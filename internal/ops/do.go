package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Do carries out what was confirmed, item by item: the intent goes to the journal, the
// request to AWS, its outcome to the journal. report is told of every item, again and
// again as more is known, from this goroutine. The results are those of all items; the
// error says why some were not sent, nil when all were, whatever came of them.
//
// When ctx ends no further item is sent; what was sent is written to the journal in any
// case. What is uncertain is looked for before the next item is sent. Of a delete every
// point that AWS took is looked at until it is gone or EXPIRED, the rest after the sending.
func (r *Runner) Do(ctx context.Context, c *Confirmed, report func(Result)) ([]Result, error) {
	op, err := c.spend(r)
	if err != nil {
		return nil, err
	}
	x := &run{Runner: r, op: op, under: c.under, remark: c.Remark, report: report, canaries: flock{course: courseOf(op)}}
	x.jam.ctx, x.jam.quit = context.WithCancel(ctx)
	defer x.jam.quit()
	for _, it := range op.Items {
		x.results = append(x.results, Result{Op: op.ID, Item: it.number, Attempt: it.attempt, Name: nameOf(it)})
	}
	if err := r.begin(x); err != nil {
		return nil, err
	}
	defer r.end(x)
	err = x.all(ctx)
	x.leave(err)
	x.watch(ctx, x.rest, x.canaries.patience)
	return x.results, err
}

// leave says of what was not sent why.
func (x *run) leave(err error) {
	for i := range x.results {
		if res := &x.results[i]; err != nil && !res.Sent && res.Err == nil {
			res.Err = err
			x.tell(i)
		}
	}
}

// run is one op under way. It belongs to Do's goroutine.
type run struct {
	*Runner
	op       Op
	under    Circumstances // that it was confirmed under
	remark   string        // of the time since then
	actor    Actor
	report   func(Result)
	results  []Result
	canaries flock
	jam      jam
	rest     []*lookout // deletes sent after the canaries: looked at when there is nothing more to send
}

func (x *run) key(it Item) attemptKey {
	return attemptKey{itemKey: itemKey{x.op.ID, it.number}, attempt: it.attempt}
}

func (x *run) tell(i int) {
	if x.report != nil {
		x.report(x.results[i])
	}
}

// all sends the items until one stops the rest.
func (x *run) all(ctx context.Context) (err error) {
	if x.actor, err = x.identify(ctx, x.op.Scope); err != nil {
		return fmt.Errorf("who acts can't be told: %w", err)
	}
	if err := x.lookBack(ctx); err != nil {
		return x.stop(ctx, 0, err)
	}
	if err := x.announce(ctx); err != nil {
		return err
	}
	for i := range x.op.Items {
		if ctx.Err() != nil {
			return x.stop(ctx, i, fmt.Errorf("interrupted: %w", context.Cause(ctx)))
		}
		if err := x.one(ctx, i); err != nil {
			return err
		}
		if err := x.next(ctx, i); err != nil {
			return err
		}
		x.progress(x, max(1, len(x.op.Items)-i-1))
	}
	return nil
}

// next decides whether the item after that one may be sent, nil when it may. Before the
// rest goes, and at the end, the canaries are proven.
func (x *run) next(ctx context.Context, i int) error {
	f, last := &x.canaries, i+1 == len(x.op.Items)
	why := x.results[i].stops()
	if x.results[i].Outcome == Refused && f.wanted() {
		f.refused++
	}
	if why != nil || last || !f.wanted() || f.allRefused() {
		if unproven := x.prove(ctx); why == nil {
			why = unproven
		}
	}
	if why == nil || last {
		return nil
	}
	return x.stop(ctx, i+1, why)
}

// ErrStopped is why the rest of an op was not sent: what came before speaks against it.
var ErrStopped = errors.New("the rest was not sent")

// stop writes to the journal that the items from there on are not sent.
func (x *run) stop(ctx context.Context, from int, why error) error {
	err := fmt.Errorf("%w (%d of %d): %w", ErrStopped, len(x.op.Items)-from, len(x.op.Items), why)
	rec := x.record(from, Stopped).whole(len(x.op.Items))
	rec.Message = err.Error()
	if _, unwritten := x.journal.write(context.WithoutCancel(ctx), rec); unwritten != nil {
		return errors.Join(err, unwritten)
	}
	return err
}

// announce writes which items an op of several has: only so can be told, where this
// console ends in the middle, which were never sent.
func (x *run) announce(ctx context.Context) error {
	if len(x.op.Items) == 1 {
		return nil
	}
	rec := x.record(0, Begun).whole(len(x.op.Items))
	for _, it := range x.op.Items {
		rec.Items = append(rec.Items, it.Thing.ID)
	}
	_, err := x.journal.write(ctx, rec)
	return err
}

// one carries one item through. Its error says why the item was not sent.
func (x *run) one(ctx context.Context, i int) error {
	it, res := &x.op.Items[i], &x.results[i]
	if it.first != 0 {
		if err := fresh(it.first); err != nil {
			return err // the confirmation took its time
		}
	}
	intent := x.record(i, Intended)
	intent.Operation, intent.Token, intent.Confirmed, intent.Draft, intent.Message = it.Change.Operation(), it.Change.Token(), &x.under, x.op.Draft, x.remark
	var err error
	if intent.Request, err = body(it.Change); err != nil {
		return err
	}
	if intent, err = x.journal.write(ctx, intent); err != nil {
		return err
	}
	if why := x.withhold(i, &intent); why != nil {
		rec := x.record(i, Ended)
		rec.Outcome, rec.Message = Withheld, why.Error()
		_, res.Unwritten = x.journal.write(context.WithoutCancel(ctx), rec)
		return why
	}
	res.Sent = true
	x.tell(i)
	if !x.send(ctx, i, cmp.Or(it.first, intent.Time)) {
		if i+1 < len(x.op.Items) {
			return x.stop(ctx, i+1, fmt.Errorf("item %d was not sent: %w", res.Item, res.Err))
		}
		return res.Err
	}
	if x.wake != nil && res.Outcome != Refused {
		x.wake(x.op.Scope, x.op.Kind)
	}
	x.tell(i)
	in := Intent{Record: intent, First: intent.Time, Outcome: res.Outcome}
	if res.Outcome == Unsure {
		x.watch(ctx, []*lookout{{at: i, in: in}}, uncertainty)
	}
	switch taken := res.Outcome == Accepted || res.Finding.Verdict == Found; {
	case !taken:
	case x.canaries.wanted():
		x.canaries.out = append(x.canaries.out, &lookout{at: i, in: in, toEnd: true})
	case x.op.Kind == Delete:
		x.rest = append(x.rest, &lookout{at: i, in: in, toEnd: true, alone: true})
	}
	return nil
}

// send makes the call, again where AWS throttles it, and writes its outcome, also where ctx
// has ended meanwhile. first is when the token was first meant to be sent. It reports
// whether the request went out.
func (x *run) send(ctx context.Context, i int, first Stamp) bool {
	it, res := &x.op.Items[i], &x.results[i]
	out := func() {
		if !res.Out {
			res.Out = true
			x.tell(i)
		}
	}
	for {
		res.Receipt, res.Err = x.api.Send(backup.OnSending(ctx, out), x.op.Scope, x.op.Reason, it.Change)
		if !x.clears(i, first) {
			break
		}
	}
	rec := x.record(i, Ended)
	rec.Job, rec.RequestID = res.Receipt.Job, res.Receipt.RequestID
	switch {
	case res.Err == nil:
		res.Outcome = Accepted
	case unsent(res.Err):
		rec.Outcome = Withheld
	case Uncertain(res.Err):
		res.Outcome = Unsure
	default:
		res.Outcome = Refused
	}
	if res.Err != nil {
		words := res.Err.Error()
		var e *backup.Error
		if errors.As(res.Err, &e) {
			words, rec.RequestID = e.Message, e.RequestID
		}
		rec.Error, rec.Message = backup.KindOf(res.Err), withoutSecrets(words, it.Change)
	}
	if rec.Outcome == "" {
		rec.Outcome = res.Outcome
	}
	_, res.Unwritten = x.journal.write(context.WithoutCancel(ctx), rec)
	if rec.Outcome == Withheld {
		res.Sent, res.Out = false, false // what may be kept of it to be sent again stays
		x.tell(i)
		return false
	}
	x.hold(itemKey{x.op.ID, it.number}, it.Change, res)
	return true
}

// uncertainty is how long to look for what an uncertain request came to: until then AWS
// may not have listed it yet.
const uncertainty = arriving

// watch looks until it is known what came of each, one has failed, or patience ends, and
// writes what was seen.
func (x *run) watch(ctx context.Context, out []*lookout, patience time.Duration) {
	until := time.Now().Add(patience)
	for _, o := range out {
		x.results[o.at].Until = until
		x.tell(o.at)
	}
	x.await(ctx, out, patience, func(o *lookout, unwritten error) {
		res := &x.results[o.at]
		res.Finding, res.Unwritten = o.finding, errors.Join(res.Unwritten, unwritten)
		if o.known {
			res.Until = time.Time{}
		}
		x.tell(o.at)
	})
}

// record is a record of an item, to be filled in.
func (x *run) record(i int, p Phase) Record {
	it := x.op.Items[i]
	return Record{
		Op: x.op.ID, Item: it.number, Attempt: it.attempt, Phase: p, Kind: x.op.Kind, Actor: x.actor,
		Account: x.op.Scope.Account.String(), Region: x.op.Scope.Region.String(),
		Target: it.Thing.ID, Thing: it.Thing.Kind, Vault: it.Thing.Vault, Owner: it.Thing.Owner,
		Name: it.Name, Reason: x.op.Reason,
	}
}
