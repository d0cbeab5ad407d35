package query

import (
	"context"
	"sync"
	"time"
)

// When a pass over all rows shows what it has: a quick one only at its end.
const (
	firstPublish = 10 * time.Millisecond
	nextPublish  = 100 * time.Millisecond
	publishShare = 9 // a look in between takes a tenth of the time at most
)

// pass is a pass over all rows by several goroutines, in steps that are numbered
// in the order in which their rows are shown.
type pass struct {
	workers int
	steps   int
	do      func(worker, step int)
	publish func(steps int) // with all steps before that number done; nil = none

	mu    sync.Mutex
	ended []bool
	whole int // steps done without a gap
	next  time.Time
}

func (p *pass) run(ctx context.Context) error {
	p.ended = make([]bool, p.steps)
	p.next = time.Now().Add(firstPublish)
	return parallel(ctx, p.workers, p.steps, func(worker, step int) {
		p.do(worker, step)
		p.done(step)
	})
}

func (p *pass) done(step int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended[step] = true
	for p.whole < p.steps && p.ended[p.whole] {
		p.whole++
	}
	if p.publish == nil || p.whole == p.steps || time.Now().Before(p.next) {
		return
	}
	began := time.Now()
	p.publish(p.whole)
	p.next = time.Now().Add(max(nextPublish, publishShare*time.Since(began)))
}

// clones makes a filter for every worker, all at the same moment.
func (d *derivation[V]) clones() []*Filter[V] {
	filters := make([]*Filter[V], workers())
	for i := range filters {
		filters[i] = d.filter.clone(d.now)
	}
	return filters
}

const stepPieces = block / pieceRows

// scan looks at every row in the order of IDs, as fast as memory gives them. In
// full, when not nil, the order is known; else what matches is sorted.
func (d *derivation[V]) scan(full *Result[V]) (*Result[V], error) {
	r := d.result()
	r.full = full
	if d.filter != nil {
		r.picked = make([]bitmap, len(r.pieces))
		if err := d.scanPieces(r, d.head(full)); err != nil {
			return nil, err
		}
	}
	if err := d.arrange(r, nil); err != nil {
		return nil, err
	}
	return r.finish(), nil
}

func (d *derivation[V]) scanPieces(r *Result[V], head []ref) error {
	filters := d.clones()
	p := pass{
		workers: len(filters),
		steps:   (len(r.pieces) + stepPieces - 1) / stepPieces,
		do: func(worker, step int) {
			for i := step * stepPieces; i < min((step+1)*stepPieces, len(r.pieces)); i++ {
				r.picked[i] = pick(filters[worker], &r.pieces[i], 0, nil)
			}
		},
	}
	if d.publish != nil {
		p.publish = func(steps int) { d.publishPart(r, min(steps*stepPieces, len(r.pieces)), head) }
	}
	return p.run(d.ctx)
}

// head finds what stands first of all that matches, so that the top of the screen
// is right from the first look on.
func (d *derivation[V]) head(full *Result[V]) []ref {
	if full == nil || d.publish == nil {
		return nil
	}
	var out []ref
	filter := d.filter.clone(d.now)
	for _, x := range full.refs[:min(block, len(full.refs))] {
		if filter.Match(full.row(x)) {
			out = append(out, x)
		}
	}
	return out
}

// sortWhile is how many matches are worth sorting for a look in between.
const sortWhile = 50_000

// publishPart shows what the first n pieces gave, and the head.
func (d *derivation[V]) publishPart(r *Result[V], n int, head []ref) {
	part := d.result()
	part.full = r.full
	part.picked = make([]bitmap, len(r.pieces))
	copy(part.picked, r.picked[:n])
	part.count()
	part.Scanned = live(r.pieces[:n])
	if r.full == nil && len(d.order) > 0 && part.Len() > sortWhile || d.arrange(part, head) != nil {
		return
	}
	part.count()
	d.publish(part)
}

// arrange orders the rows that a result shows. head is shown besides.
func (d *derivation[V]) arrange(r *Result[V], head []ref) error {
	switch {
	case len(d.order) == 0:
		return nil
	case r.full == nil:
		r.refs = r.shown(make([]ref, 0, r.Len()), 0, len(r.pieces))
		return sortRefs(d.ctx, r, r.refs)
	}
	r.refs = append([]ref{}, head...)
	rest := r.full.refs
	if head != nil {
		rest = rest[min(block, len(rest)):]
	}
	for i, x := range rest {
		if i%block == 0 {
			if err := pause(d.ctx); err != nil {
				return err
			}
		}
		if r.has(x) {
			r.refs = append(r.refs, x)
		}
	}
	if head != nil {
		r.pickRefs()
	}
	return nil
}
