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
	return o.soon(at, version)
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

// turn is the moment of a planned computation. It counts them: the last one planned is due.
type turn int

// soon computes now, or when the rest after the last is over. Where rows have come since one
// was planned, the rest is a shorter one.
func (o *overviewScreen) soon(e *Env, version uint64) tea.Cmd {
	due := o.last.Add(o.pause(e, e.Snap.RowVersion(summaryFeeds()...)))
	wait := time.Until(due)
	switch {
	case wait <= 0:
		return o.compute(e, version)
	case !o.due.IsZero() && !due.Before(o.due):
		return nil
	}
	o.due = due
	o.turn++
	return sendAfter(o.ctx, wait, result{to: o.id, value: o.turn})
}

func (o *overviewScreen) compute(e *Env, version uint64) tea.Cmd {
	o.working, o.stale, o.due = true, false, time.Time{}
	o.version, o.rows, o.focus = version, e.Snap.RowVersion(summaryFeeds()...), e.Focus
	o.turn++
	ctx, id, prev, known := o.ctx, o.id, o.sum, o.known
	return func() tea.Msg {
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
	if r.value == o.turn && !o.working {
		at := e.Causes.moment(e)
		return o.compute(at, at.Snap.FeedVersion(summaryFeeds()...))
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
