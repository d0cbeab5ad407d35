package views

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Refresh takes what changed, and computes anew where the numbers depend on it.
func (o *overviewScreen) Refresh(e *Env) tea.Cmd {
	known := o.name(e)
	if len(known.jobs) <= listsAtOnce {
		o.lists.update(e, known.jobs)
	}
	o.tell(e)
	o.settle(e)
	at := e.Causes.moment(e)
	version := at.Snap.FeedVersion(summaryFeeds()...)
	if o.sum != nil && version == o.version && o.focus.Equal(e.Focus) && (e.Causes == nil || o.sum.causes.of(e.Causes)) {
		return nil
	}
	if o.working {
		o.stale = true
		return nil
	}
	return o.compute(at, *known, version)
}

// summaryFeeds are the tables that the numbers come from.
func summaryFeeds() []string {
	return slices.Concat(jobFeeds(), summaryFeedNames(), []string{"accounts", "regions", "vaults", "points"})
}

// The numbers are computed once a second at most, more often while the first of them come in,
// seldom when no row has changed, and in a fifth of the time where that takes long. On a
// machine that is busy with other things it takes longer than it costs: no rest is longer
// than summaryIdle.
const (
	summaryEvery = time.Second
	summaryIdle  = 5 * time.Second
	summaryRest  = 4
)

// pause is how long after the last the next computation begins.
func (o *overviewScreen) pause(e *Env, rows uint64) time.Duration {
	if o.sum == nil {
		return 0
	}
	rest := min(summaryRest*o.sum.took, summaryIdle)
	switch {
	case o.lists.reading > 0 || o.lists.stopped:
		return max(summaryEvery/4, rest)
	case rows == o.rows && o.focus.Equal(e.Focus) && len(o.lists.failed) == 0:
		return summaryIdle
	}
	return max(summaryEvery, rest)
}

func (o *overviewScreen) compute(e *Env, known knownLists, version uint64) tea.Cmd {
	rows := e.Snap.RowVersion(summaryFeeds()...)
	wait := o.pause(e, rows) - time.Since(o.last)
	o.working, o.stale, o.version, o.rows, o.focus = true, false, version, rows, e.Focus
	ctx, id, prev := o.ctx, o.id, o.sum
	return func() tea.Msg {
		if wait > 0 {
			t := time.NewTimer(wait)
			defer t.Stop()
			select {
			case <-ctx.Done():
				return nil
			case <-t.C:
			}
		}
		sum := summarize(ctx, e, &known, prev)
		if sum == nil {
			return nil
		}
		return result{to: id, value: sum}
	}
}

func (o *overviewScreen) Handle(e *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return nil
	}
	sum, ok := r.value.(*summary)
	if !ok {
		return nil
	}
	if o.sum != nil && o.lists.loading {
		sum.keepOrder(o.sum) // lines do not jump about while the numbers come in
	}
	o.keepRegion(sum)
	if len(o.known.jobs) > listsAtOnce {
		o.lists = sum.lists
	}
	o.sum, o.working, o.last, o.s.summary = sum, false, time.Now(), sum
	o.tell(e)
	o.settle(e)
	if o.stale {
		return o.Refresh(e)
	}
	return nil
}
