package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// reading is one pass over a part, as the Poller orders it.
type reading struct {
	store *Store
	src   Source
	part  Part
	full  bool      // everything is to be read, and people are told; else what may have changed
	asOf  time.Time // when the last whole pass began
	most  int       // rows of the store above which the rest of a list that begins with the newest is left out; 0 = no bound
	// plan says when the part is read again; called once, under the store's lock.
	plan func(result) backup.Time
}

// result is how a pass ended.
type result struct {
	err      *backup.Error
	canceled bool // nobody wants it any more
	full     bool // everything was asked for
	always   bool // the part can only be read in full
	busy     bool // a row of the part is still moving
	cut      bool // the rest was left out, since the store is full
	began    time.Time
	ended    time.Time
}

// restarts is how often a list whose page token expired starts again within a pass.
const restarts = 3

// read runs a pass: pages go to the part as they come, the first one ever at once.
func (f Feed[V]) read(ctx context.Context, r reading) result {
	since, always := f.bounds(r)
	res := result{full: since.All(), always: always, began: time.Now()}
	t, never := f.begin(r, res.full)
	ctx, first := firstUrgent(ctx, never)
	var err error
	for try := 0; ; try++ {
		res.cut, err = f.fetch(ctx, r, t, since, first)
		if backup.KindOf(err) != backup.TokenExpired || try == restarts || ctx.Err() != nil {
			break
		}
		if res.full {
			r.store.write(false, t.beginPass)
		}
	}
	res.err, res.canceled, res.ended = errorOf(err, r.part), err != nil && ctx.Err() != nil, time.Now()
	f.end(r, t, &res)
	return res
}

// bounds returns how much a pass has to read, and whether the part can only ever be read
// in full.
func (f Feed[V]) bounds(r reading) (since Since, always bool) {
	if f.Since == nil {
		return Since{}, true
	}
	rows := f.known(r)
	if r.full {
		rows = func(func(*V) bool) {}
	}
	since, ok := f.Since(r.part, rows, backup.TimeOf(r.asOf))
	if r.full || !ok {
		since = Since{}
	}
	return since, !ok
}

// begin announces the pass, and reports whether the part was never read before.
func (f Feed[V]) begin(r reading, full bool) (t *table[V], never bool) {
	expect := 0
	if r.full && f.Expect != nil {
		expect = f.Expect(r.store.Snapshot(), r.part)
	}
	r.store.write(false, func() {
		t = tableOf(r.store, r.part, f.rules())
		h := &t.health
		never = h.ReadAt == 0
		h.Started = backup.TimeOf(time.Now())
		if full {
			t.beginPass()
		}
		if !r.full {
			return
		}
		// Horizon stays until the first page says another: so do the rows that it is of.
		h.Loading, h.Stopped, h.Pages, h.Expect, h.NextAt = true, false, 0, expect, 0
		r.store.touch(t)
	})
	return t, never
}

// known yields the rows of the part as last published.
func (f Feed[V]) known(r reading) iter.Seq[*V] {
	return func(yield func(*V) bool) {
		v, ok := r.store.Snapshot().part(r.part).(*view[V])
		if !ok {
			return
		}
		for _, row := range (Rows[V]{parts: []*view[V]{v}}).All() {
			if !yield(row) {
				return
			}
		}
	}
}

// fetch reads the list once. cut says that its rest was left out.
func (f Feed[V]) fetch(ctx context.Context, r reading, t *table[V], since Since, first *firstPage) (cut bool, err error) {
	for page, err := range f.Fetch(ctx, r.src, r.part, since) {
		if err != nil {
			return false, err
		}
		r.store.write(first.arrived(), func() {
			t.apply(page.Rows)
			t.note(page.Horizon, page.Expect)
			r.store.touch(t)
			cut = f.Newest && since.All() && t.health.Horizon != 0 && r.most > 0 && r.store.rows > r.most
		})
		if cut {
			return true, nil
		}
	}
	return false, ctx.Err()
}

// note records a good answer.
func (h *head) note(horizon backup.Time, expect int) {
	k := &h.health
	k.ReadAt, k.Err, k.Since = backup.TimeOf(time.Now()), nil, 0
	if k.Loading {
		k.Pages++
	}
	if horizon != 0 && (!k.Cut || horizon < k.Horizon) {
		k.Horizon = horizon
	}
	if expect != 0 {
		k.Expect = expect
	}
}

// end says how the pass went, and sweeps after a full one.
func (f Feed[V]) end(r reading, t *table[V], res *result) {
	r.store.write(false, func() {
		h := &t.health
		h.Loading = false
		if res.full {
			t.endPass(res.err == nil && !res.cut)
		}
		switch now := backup.TimeOf(res.ended); {
		case res.canceled:
		case res.err == nil:
			h.ReadAt, h.Err, h.Since = now, nil, 0
			h.Whole = h.Whole || res.full && !res.cut
			h.Cut = !h.Whole && (h.Cut || res.cut)
		default:
			if h.Err == nil || h.Err.Kind != res.err.Kind {
				h.Since = now
			}
			h.Err = res.err
		}
		res.busy = t.busy > 0
		h.NextAt = r.plan(*res)
		r.store.touch(t)
	})
}
