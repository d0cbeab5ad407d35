package ops

import (
	"context"
	"errors"
	"time"
)

// LookUp looks once in AWS for what came of an open intent, and writes what it found.
// It changes nothing in AWS. The error is that of the journal.
func (r *Runner) LookUp(ctx context.Context, in Intent) (Finding, error) {
	f, err := r.seek(ctx, in)
	if err != nil || f.Verdict == CantTell && in.Finding.Verdict == CantTell {
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
	if tokened(in.Kind) { // it starts a job
		p, err := r.journal.ledger()
		if err != nil {
			return Finding{}, err
		}
		taken = p.taken(itemKey{in.Op, in.Item})
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
	rec.Operation, rec.Request, rec.Token = "", nil, ""
	return rec
}

// believed is how long a point must be seen EXPIRED after a delete: it may have been so
// before, and AWS takes a moment.
const believed = 10 * time.Second

// await looks, ever less often, until the intent is found or has failed for good, or
// patience ends, and writes the last finding.
func (r *Runner) await(ctx context.Context, in Intent, patience time.Duration) (Finding, error) {
	var f Finding
	var failing time.Time
	begin := time.Now()
	for pause := time.Second; ; pause = min(2*pause, 15*time.Second) {
		var err error
		if f, err = r.seek(ctx, in); err != nil {
			return f, err
		}
		now := time.Now()
		if f.Verdict != Failed {
			failing = time.Time{}
		} else if failing.IsZero() {
			failing = now
		}
		switch {
		case f.Verdict == Found, f.Verdict == Failed && now.Sub(failing) >= believed, now.Sub(begin) >= patience:
			return f, r.found(ctx, in, f)
		}
		if err := sleep(ctx, pause); err != nil {
			return Finding{Verdict: CantTell, Evidence: "the look was interrupted"}, nil
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
