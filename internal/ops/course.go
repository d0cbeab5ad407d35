package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// course is how ops of a kind with several items go: how many of the first that AWS
// accepts are looked at, to their end, before the rest is sent, and how long to look.
type course struct {
	canaries int
	patience time.Duration
}

// courseOf returns the course of an op. AWS answers 200 to a delete that it may not
// carry out, and the point is DELETING before it turns EXPIRED: only looking until it is
// gone tells, so three go first. Most are gone within a minute; after five the operator
// is asked. What goes after them is looked at as long, when all of it is sent. A point that is let go is one at a time, and described as well: AWS's answer
// has no body that would say what it is now.
func courseOf(op Op) course {
	switch {
	case op.Kind == Delete && len(op.Ahead) > 0:
		return course{patience: 5 * time.Minute}
	case op.Kind == Delete:
		return course{canaries: 3, patience: 5 * time.Minute}
	case op.Kind == Disassociate, op.Kind == DetachChild:
		return course{canaries: 1, patience: 30 * time.Second}
	}
	return course{}
}

// flock are the canaries of one run.
type flock struct {
	course
	out     []*lookout // sent and accepted
	refused int
}

// wanted reports whether the next accepted item is a canary.
func (f *flock) wanted() bool { return len(f.out) < f.canaries }

// allRefused reports whether as many as were to be canaries were refused, and nothing else.
func (f *flock) allRefused() bool {
	return f.canaries > 0 && f.refused == f.canaries && len(f.out) == 0
}

// ErrStillDeleting is why the rest of an op was not sent, with ErrStopped: of what went
// first nothing has failed, but AWS has not said that it is gone. The operator may go on
// with the rest as another op, with what went first Ahead of it.
var ErrStillDeleting = errors.New("what went first is still being deleted")

// prove looks at the canaries until AWS has said the last word on each or patience ends,
// and says why the rest must stay, nil when it may go.
func (x *run) prove(ctx context.Context) error {
	f := &x.canaries
	if f.allRefused() {
		return fmt.Errorf("the first %d were all refused: %w", f.refused, x.results[f.refused-1].Err)
	}
	out := f.out
	f.out, f.canaries = nil, 0
	x.watch(ctx, out, f.patience)
	if ctx.Err() != nil {
		return nil // which is why the rest stays
	}
	var why error
	slices.SortStableFunc(out, func(a, b *lookout) int { return cmp.Compare(b.finding.Verdict.weight(), a.finding.Verdict.weight()) })
	for _, o := range out {
		switch res := &x.results[o.at]; {
		case o.finding.Verdict != Found:
			return fmt.Errorf("item %d was accepted but has not worked: %s", res.Item, o.finding.Evidence)
		case o.finding.Ongoing && why == nil:
			why = fmt.Errorf("%w: item %d after %s: %s", ErrStillDeleting, res.Item, f.patience, o.finding.Evidence)
		}
	}
	return why
}

// weight orders verdicts by what they say against going on.
func (v Verdict) weight() int {
	switch v {
	case Failed:
		return 2
	case NotFound, CantTell:
		return 1
	case Found:
	}
	return 0
}

// lookBack looks once at what went before this op, and says why nothing of it must be
// sent: one of those came back EXPIRED, or can't be looked at.
func (x *run) lookBack(ctx context.Context) error {
	if len(x.op.Ahead) > 0 && x.finder == nil {
		return errors.New("there is nothing to look at what went first with")
	}
	for _, t := range x.op.Ahead {
		p, err := x.finder.Point(ctx, t)
		switch {
		case backup.KindOf(err) == backup.NotFound:
		case err != nil:
			return fmt.Errorf("%s, which went first, can't be looked at: %w", t.ID, err)
		case p.Status != "DELETING":
			return fmt.Errorf("%s, which went first, is %s: %s", t.ID, p.Status, orNone(p.StatusMsg))
		}
	}
	return nil
}
