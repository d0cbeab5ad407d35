package ops

import (
	"context"
	"errors"
	"slices"
	"time"
)

// LookUp looks once in AWS for what came of an open intent, and writes what it found.
// It changes nothing in AWS. The error is that of the journal.
func (r *Runner) LookUp(ctx context.Context, in Intent) (Finding, error) {
	f, err := r.seek(ctx, in)
	if err != nil || f.Verdict == CantTell && in.Finding.Verdict == CantTell || f.Ongoing && in.Outcome == Accepted {
		return f, err // a journal needs no second line of that
	}
	return f, r.found(ctx, in, f)
}

// Dismiss settles an open intent that no look can: an operator has seen to it and says how.
func (r *Runner) Dismiss(ctx context.Context, in Intent, words string) error {
	_, err := r.journal.write(ctx, r.about(in, Dismissed, words))
	return err
}

// seek looks once.
func (r *Runner) seek(ctx context.Context, in Intent) (Finding, error) {
	var taken map[string]bool
	if in.Kind.StartsJob() {
		p, err := r.journal.ledger()
		if err != nil {
			return Finding{}, err
		}
		taken = p.others(itemKey{in.Op, in.Item})
	}
	return find(ctx, r.finder, in, taken), nil
}

// found writes what a look saw.
func (r *Runner) found(ctx context.Context, in Intent, f Finding) error {
	rec := r.about(in, LookedUp, f.Evidence)
	rec.Finding, rec.Job = f.Verdict, f.Job
	_, err := r.journal.write(context.WithoutCancel(ctx), rec)
	return err
}

// about is a record on an intent, of another phase.
func (r *Runner) about(in Intent, p Phase, words string) Record {
	rec := in.Record
	rec.Phase, rec.Actor, rec.Message = p, r.actor, words
	rec.Operation, rec.Request, rec.Token, rec.Confirmed = "", nil, "", nil
	return rec
}

// believed is how long a point must be seen EXPIRED after a delete: it may have been so
// before, and AWS takes a moment.
const believed = 10 * time.Second

// lookout is one intent that is looked for again and again.
type lookout struct {
	at    int // its place in the op
	in    Intent
	toEnd bool // also what is found is looked at until it is no longer under way
	alone bool // that another has failed does not end the looks at it

	finding Finding
	failing time.Time // since when it has been seen to fail
	known   bool      // there is nothing more to see
}

// take takes what a look saw.
func (o *lookout) take(f Finding, now time.Time) {
	o.finding = f
	if f.Verdict != Failed {
		o.failing = time.Time{}
	} else if o.failing.IsZero() {
		o.failing = now
	}
	switch f.Verdict {
	case Found:
		o.known = !f.Ongoing || !o.toEnd
	case Failed:
		o.known = now.Sub(o.failing) >= believed
	case NotFound, CantTell:
	}
}

// await looks at all of them, ever less often, until each is found or one has failed for
// good, or patience ends. Each look is handed to seen; the last of each, known by then, is
// written, and handed over with why it could not be.
func (r *Runner) await(ctx context.Context, out []*lookout, patience time.Duration, seen func(*lookout, error)) {
	begin := time.Now()
	end := func(o *lookout) {
		o.known = true
		seen(o, r.found(ctx, o.in, o.finding))
	}
	for pause := time.Second; ; pause = min(2*pause, 15*time.Second) {
		late, failed := time.Since(begin) >= patience, false
		for _, o := range out {
			if o.known {
				continue
			}
			f, err := r.seek(ctx, o.in)
			if err != nil {
				o.finding, o.known = f, true
				seen(o, err)
				continue
			}
			switch o.take(f, time.Now()); {
			case o.known || late:
				failed = failed || f.Verdict == Failed
				end(o)
			default:
				seen(o, nil)
			}
		}
		for _, o := range out {
			if failed && !o.known && !o.alone {
				end(o) // one is enough to know that the rest must stay
			}
		}
		if !slices.ContainsFunc(out, func(o *lookout) bool { return !o.known }) {
			return
		}
		if sleep(ctx, pause) != nil {
			break
		}
	}
	for _, o := range out {
		if !o.known {
			o.finding, o.known = Finding{Verdict: CantTell, Evidence: "the look was interrupted"}, true
			seen(o, nil)
		}
	}
}

// sleep waits, at most until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return errors.Join(ctx.Err(), context.Cause(ctx))
	}
}
