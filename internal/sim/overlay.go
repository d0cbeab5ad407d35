package sim

import (
	"sync"
	"sync/atomic"
)

// An overlay is what requests left behind over the world that the seed gives. Jobs
// that were started, and the recovery points they make, stand on shelves beside the
// streams; what was done to jobs and points that are there anyway is an edit. While
// nothing was changed it costs one comparison a stream and item.
type overlay struct {
	// order is held by a request while it changes something: what it checked still
	// holds when it acts.
	order    sync.Mutex
	queues   map[*resource]*job // by resource: the last backup or copy in the queue
	tokens   tokenTable
	restored map[string]*resource // by ARN: what restores made

	changed atomic.Bool  // there are edits
	mu      sync.RWMutex // guards what follows, and is never held while order is taken
	edits   map[uint64]*edit
	gone    map[*vault][]absence

	record    record
	denials   deleteDenials
	keptApart atomic.Bool // copies between accounts are switched off
}

// edited is what requests did to the item; nil when nothing.
func (it item) edited() *edit {
	o := &it.s.scope.w.overlay
	if !o.changed.Load() {
		return nil
	}
	o.mu.RLock()
	defer o.mu.RUnlock()
	return o.edits[it.code()]
}

// change notes what a request does to the item. Only who holds overlay.order may
// call it.
func (it item) change(do func(*edit)) {
	o := &it.s.scope.w.overlay
	var e edit
	if before := it.edited(); before != nil {
		e = *before
	}
	do(&e)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.edits == nil {
		o.edits = map[uint64]*edit{}
	}
	o.edits[it.code()] = &e
	o.changed.Store(true)
}

// An absence is a recovery point that a request removed, until it would have gone
// by itself.
type absence struct{ from, to int64 }

// leaves notes that the point is no longer counted in its vault.
func (p point) leaves(at int64) {
	o := &p.s.scope.w.overlay
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.gone == nil {
		o.gone = map[*vault][]absence{}
	}
	to := p.deletes
	if to == 0 {
		to = 1<<63 - 1
	}
	o.gone[p.vault] = append(o.gone[p.vault], absence{at, to})
}

// missing is how many points of the vault requests have removed that would still be
// there.
func (v *vault) missing(now int64) (n int64) {
	o := &v.scope.w.overlay
	o.mu.RLock()
	defer o.mu.RUnlock()
	for _, a := range o.gone[v] {
		if now >= a.from && now < a.to {
			n++
		}
	}
	return n
}
