package state

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// task is what the Poller knows of a part. It belongs to Run's goroutine.
type task struct {
	part    Part
	feed    AnyFeed
	next    schedule
	round   uint64 // of the Want that named it last
	wanted  bool
	stopped bool        // by Stop
	again   bool        // Refresh came while it was running
	renew   bool        // so did what renews it
	busy    bool        // a row moved when it was read last
	barred  bool        // its account could not be read at all then
	ended   backup.Time // of jobs: the latest end that was seen
	left    time.Time
	running bool
	loading bool // a pass runs that reads everything
	cancel  context.CancelFunc
	rank    int        // its place in the last Want
	in      *timetable // where it waits; nil = nowhere
	place   int        // there
}

// want makes parts the wanted ones.
func (p *Poller) want(parts []Part) {
	p.round++
	p.wanted = len(parts)
	for rank, part := range parts {
		t := p.tasks[part]
		if t == nil {
			feed, ok := p.feeds[part.Feed]
			if !ok {
				continue
			}
			t = &task{part: part, feed: feed, next: schedule{due: time.Now()}}
			p.tasks[part] = t
		}
		t.round, t.rank = p.round, rank
		if !t.wanted {
			t.wanted = true
			p.wait(t)
		}
	}
	for _, t := range p.tasks {
		if t.wanted && t.round != p.round {
			p.leave(t)
		}
	}
	heap.Init(&p.ready)
}

// leave lets go of a part that nobody wants.
func (p *Poller) leave(t *task) {
	t.wanted, t.left = false, time.Now()
	if t.running {
		t.cancel()
	}
	p.unplan(t)
	p.store.health(t.part, func(h *Health) { h.NextAt = 0 })
}

// wait plans the next pass of a part, if there is to be one.
func (p *Poller) wait(t *task) {
	if !t.wanted || t.stopped || t.running {
		return
	}
	if t.in == nil {
		heap.Push(&p.plan, t)
	} else {
		heap.Fix(t.in, t.place)
	}
	if !t.next.swept.IsZero() || t.next.fails > 0 {
		p.store.health(t.part, func(h *Health) { h.NextAt = backup.TimeOf(t.next.due) })
	}
}

func (p *Poller) unplan(t *task) {
	if t.in != nil {
		heap.Remove(t.in, t.place)
	}
}

// start reads a part in a goroutine of its own.
func (p *Poller) start(t *task, now time.Time) {
	ctx, cancel := context.WithCancel(p.ctx)
	next := t.next
	p.running++
	t.running, t.cancel, t.loading = true, cancel, next.full(now)
	active, idle := t.feed.intervals(p.wanted)
	r := reading{store: p.store, src: p.src, part: t.part, full: t.loading, asOf: next.swept, most: p.options.MaxRows}
	r.plan = func(res result) backup.Time {
		next = next.after(res, active, idle, p.options.Refresh)
		if res.canceled {
			return 0
		}
		return backup.TimeOf(next.due)
	}
	p.group.start(func() {
		defer cancel()
		res := t.feed.read(ctx, r)
		p.post(func(m *mail) { m.finished = append(m.finished, finished{t, next, res}) })
	})
}

// finish takes a part back from its pass.
func (p *Poller) finish(t *task, next schedule, res result) {
	p.running--
	t.running, t.loading, t.next, t.busy = false, false, next, res.busy
	if !res.canceled {
		p.doubted(t, res.err)
	}
	if t.stopped && next.whole { // it came to its end in the moment of the stop
		t.stopped = false
		p.store.health(t.part, func(h *Health) { h.Stopped = false })
	}
	p.follow(t)
	if t.renew {
		t.renew = false
		p.renew(t)
	}
	if t.again {
		t.again, t.next.owed, t.next.due = false, true, time.Now()
	}
	p.wait(t)
}

// stop ends the loading of a part. One that has been read to its end, or that is refused,
// does not load: it goes on being kept fresh, and being asked for.
func (p *Poller) stop(part Part) {
	t := p.tasks[part]
	if t == nil || t.stopped || t.next.whole {
		return
	}
	if h, _ := p.store.Snapshot().Health(part); h.Err != nil && h.Err.Kind.Refusal() {
		return
	}
	t.stopped, t.again = true, false
	if t.running {
		t.cancel()
	}
	p.unplan(t)
	p.store.health(part, func(h *Health) { h.Stopped, h.NextAt = true, 0 })
}

// refresh has a part read in full at once. A full pass that runs is as good.
func (p *Poller) refresh(part Part) {
	t := p.tasks[part]
	if t == nil {
		return
	}
	switch {
	case t.loading && !t.stopped:
	case t.running:
		t.again = true
	default:
		t.next.owed, t.next.due = true, time.Now()
	}
	t.stopped = false
	p.wait(t)
}

// idleShare is what the lists that nobody wants may always hold of MaxRows: 1/10. They are
// small beside what is wanted, and costly to read again.
const idleShare = 10

// evict forgets parts that nobody wants, those first that were left first, until the
// rest fits.
func (p *Poller) evict() {
	size := p.store.size()
	if size <= p.options.MaxRows {
		return
	}
	snap, held := p.store.Snapshot(), 0
	var idle []*task
	for _, t := range p.tasks {
		if !t.wanted && !t.running {
			h, _ := snap.Health(t.part)
			idle, held = append(idle, t), held+h.Rows
		}
	}
	most := max(p.options.MaxRows-(size-held), p.options.MaxRows/idleShare)
	slices.SortFunc(idle, func(a, b *task) int { return cmp.Compare(a.left.UnixNano(), b.left.UnixNano()) })
	for _, t := range idle {
		if held <= most {
			return
		}
		h, _ := snap.Health(t.part)
		held -= h.Rows
		p.store.evict(t.part)
		delete(p.tasks, t.part)
	}
}
