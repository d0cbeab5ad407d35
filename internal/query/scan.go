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
	p.publish(p.whole)
	p.next = time.Now().Add(nextPublish)
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

// scan looks at every row in the order of IDs, then sorts those that match.
func (d *derivation[V]) scan() (*Result[V], error) {
	r := d.result()
	if d.filter != nil {
		if err := d.scanPieces(r); err != nil {
			return nil, err
		}
	}
	if err := d.sort(r); err != nil {
		return nil, err
	}
	return r.finish(), nil
}

func (d *derivation[V]) scanPieces(r *Result[V]) error {
	r.picked = make([]bitmap, len(r.pieces))
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
		p.publish = func(steps int) { d.publishScan(r, steps*stepPieces) }
	}
	return p.run(d.ctx)
}

// sortWhile is how many matches are worth sorting for a look in between.
const sortWhile = 50_000

// publishScan shows what the first pieces gave.
func (d *derivation[V]) publishScan(r *Result[V], n int) {
	part := d.result()
	part.picked = make([]bitmap, len(r.pieces))
	copy(part.picked, r.picked[:n])
	part.count()
	part.Scanned = live(r.pieces[:n])
	if len(d.order) > 0 && part.Len() > sortWhile || d.sort(part) != nil {
		return
	}
	d.publish(part)
}

// sort orders the rows that a result shows.
func (d *derivation[V]) sort(r *Result[V]) error {
	if len(d.order) == 0 {
		return nil
	}
	r.refs = r.shown(make([]ref, 0, r.Len()), 0, len(r.pieces))
	return sortRefs(d.ctx, r, r.refs)
}

// walk looks at every row in the order that is known already.
func (d *derivation[V]) walk(full *Result[V]) (*Result[V], error) {
	r := d.result()
	r.full = full
	filters := d.clones()
	found := make([][]ref, (len(full.refs)+block-1)/block)
	p := pass{
		workers: len(filters),
		steps:   len(found),
		do: func(worker, step int) {
			var out []ref
			for _, x := range full.refs[step*block : min((step+1)*block, len(full.refs))] {
				if filters[worker].Match(full.row(x)) {
					out = append(out, x)
				}
			}
			found[step] = out
		},
	}
	if d.publish != nil {
		p.publish = func(steps int) {
			part := d.result()
			part.gather(found[:steps])
			part.count()
			part.Scanned = steps * block
			d.publish(part)
		}
	}
	if err := p.run(d.ctx); err != nil {
		return nil, err
	}
	r.gather(found)
	return r.finish(), nil
}

// gather joins what the steps of a walk found.
func (r *Result[V]) gather(found [][]ref) {
	n := 0
	for _, f := range found {
		n += len(f)
	}
	r.refs = make([]ref, 0, n)
	for _, f := range found {
		r.refs = append(r.refs, f...)
	}
	r.pickRefs()
}
