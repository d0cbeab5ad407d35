package state

import (
	"container/heap"
	"context"
	"slices"
	"sync"
	"time"
)

// PollerOptions bound what a Poller does.
type PollerOptions struct {
	Refresh time.Duration // no part is read more often than this, unless Refresh asks; 0 = 5 s
	MaxRows int           // above, parts that nobody wants are evicted, oldest first, and older jobs are left out; 0 = 1,200,000
}

// Poller keeps the parts that are wanted fresh. One goroutine, that of Run, keeps
// the plan; a part costs a goroutine only while it is read. Its methods may be called from
// any goroutine and do not wait.
type Poller struct {
	store   *Store
	src     Source
	feeds   map[string]AnyFeed
	options PollerOptions

	mu   sync.Mutex
	mail mail
	wake chan struct{}

	// Of Run's goroutine:
	ctx     context.Context //nolint:containedctx // the context of Run, for the passes it starts
	group   group
	tasks   map[Part]*task
	plan    timetable // those whose time has not come
	ready   timetable // those whose time has come, while too many others are read
	running int
	round   uint64 // of Want
	wanted  int    // lists that the last Want named
}

// passesAtOnce is how many parts are read at a time: four lists of every scope of 50 accounts
// in 10 Regions. Each takes 60 kB while it waits for AWS, and of a fleet ten times as large the
// answers that come in at the same time would keep a key waiting.
const passesAtOnce = 2048

// mail is what the plan has to be told.
type mail struct {
	wanted   []Part
	want     bool // wanted is new
	refresh  []Part
	stop     []Part
	finished []finished
}

type finished struct {
	task *task
	next schedule
	res  result
}

// NewPoller returns a Poller that fills store from src. Nothing happens before Run.
func NewPoller(store *Store, src Source, feeds []AnyFeed, o PollerOptions) *Poller {
	if o.Refresh <= 0 {
		o.Refresh = 5 * time.Second
	}
	if o.MaxRows <= 0 {
		o.MaxRows = 1_200_000
	}
	p := &Poller{store: store, src: src, options: o, feeds: map[string]AnyFeed{}, wake: make(chan struct{}, 1), tasks: map[Part]*task{}}
	p.plan.first, p.ready.first = soonest, foremost
	for _, f := range feeds {
		p.feeds[f.name()] = f
	}
	return p
}

// Want says which parts are wanted now: all of them, every time. A pass over a part
// that no longer is ends; its rows stay.
func (p *Poller) Want(parts []Part) {
	p.post(func(m *mail) { m.wanted, m.want = slices.Clone(parts), true })
}

// Refresh reads parts in full now, whatever was planned, and ends a Stop.
func (p *Poller) Refresh(parts []Part) {
	p.post(func(m *mail) { m.refresh = append(m.refresh, parts...) })
}

// Stop ends the loading of parts: what is read in full, or was to be, is not read again
// before Refresh. Parts that are only kept fresh go on.
func (p *Poller) Stop(parts []Part) {
	p.post(func(m *mail) { m.stop = append(m.stop, parts...) })
}

func (p *Poller) post(fn func(*mail)) {
	p.mu.Lock()
	fn(&p.mail)
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Run reads what is wanted until ctx ends and every pass has. It returns nil then, or
// the panic that ended it early. It may be called once.
func (p *Poller) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p.ctx, p.group.failed = ctx, cancel
	guard(p.group.fail, p.loop)()
	cancel()
	return p.group.wait()
}

func (p *Poller) loop() {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-p.ctx.Done():
			return
		case err := <-p.store.broken:
			p.group.fail(err)
			return
		case <-p.wake:
		case <-timer.C:
		}
		p.read()
		p.startDue(time.Now())
		p.evict()
		if p.plan.Len() > 0 {
			timer.Reset(time.Until(p.plan.tasks[0].next.due))
		}
	}
}

// read takes the mail: first how things went, then what people want.
func (p *Poller) read() {
	p.mu.Lock()
	m := p.mail
	p.mail = mail{}
	p.mu.Unlock()
	for _, f := range m.finished {
		p.finish(f.task, f.next, f.res)
	}
	if m.want {
		p.want(m.wanted)
	}
	for _, part := range m.stop {
		p.stop(part)
	}
	for _, part := range m.refresh {
		p.refresh(part)
	}
}

// startDue starts what is due, in the order in which it is wanted where not all can.
func (p *Poller) startDue(now time.Time) {
	for p.plan.Len() > 0 && !p.plan.tasks[0].next.due.After(now) {
		heap.Push(&p.ready, heap.Pop(&p.plan))
	}
	for p.ready.Len() > 0 && p.running < passesAtOnce {
		p.start(heap.Pop(&p.ready).(*task), now)
	}
}
