package query

import (
	"context"
	"slices"
	"time"
)

// agesLast is how long decisions about ages stand before every row is looked at
// again.
const agesLast = time.Minute

// Derive works out which rows match f and in what order: by o, then by tie (nil =
// none), then by row ID; without o by row ID alone. tie is called for each comparison
// of rows that o leaves equal: where these are many, a last step of o is ten times as
// fast. Derive belongs in a goroutine of its own, not on the screen's.
//
// From prev, the result before (nil = none), it takes over all it can: when filter
// and order are the same, only the chunks that changed are looked at. The functions
// of fields and tie must not have changed in between. A pass over all rows
// publishes what it has found early and then at most ten times a second, from
// several goroutines but one at a time, first what stands first when the order was
// known. publish may be nil. The error is that of the context, or of a panic in a
// field's function.
func Derive[V any](ctx context.Context, prev *Result[V], rows Rows[V], f *Filter[V], o []Order[V], tie func(a, b *V) int, publish func(*Result[V])) (*Result[V], error) {
	if f.empty() {
		f = nil
	}
	d := &derivation[V]{ctx: ctx, filter: f, order: o, tie: tie, publish: publish, pieces: pieces(rows)}
	if f != nil {
		d.now = f.now().UnixMilli()
	}
	if prev != nil && !prev.done {
		prev = nil
	}
	return d.run(prev)
}

// derivation is one run of Derive.
type derivation[V any] struct {
	ctx     context.Context
	filter  *Filter[V]
	order   []Order[V]
	tie     func(a, b *V) int
	publish func(*Result[V])
	pieces  []piece[V]
	now     int64
}

func (d *derivation[V]) run(prev *Result[V]) (*Result[V], error) {
	ordered := prev != nil && sameOrder(prev.order, d.order)
	filtered := prev != nil && d.sameFilter(prev.filter)
	if filtered {
		d.publish = nil // a part of what is on the screen would be a step back
	}
	full, err := d.full(prev, ordered)
	switch {
	case err != nil:
		return nil, err
	case full != nil && d.filter == nil:
		return full, nil
	case filtered && !d.stale(prev):
		return d.update(prev, full, ordered)
	}
	return d.scan(full)
}

// full brings the unfiltered rows in this order up to date, where prev has them:
// a filter that walks them finds first what stands first, and need not sort.
func (d *derivation[V]) full(prev *Result[V], ordered bool) (*Result[V], error) {
	if !ordered || len(d.order) == 0 {
		return nil, nil
	}
	if prev.filter != nil {
		if prev = prev.full; prev == nil {
			return nil, nil
		}
	}
	all := *d
	all.filter = nil
	return all.update(prev, nil, true)
}

// result starts a result over the current rows.
func (d *derivation[V]) result() *Result[V] {
	return &Result[V]{filter: d.filter, order: d.order, tie: d.tie, at: d.now, pieces: d.pieces, Total: live(d.pieces)}
}

// finish completes a result whose rows are picked, and ordered if they have to be.
func (r *Result[V]) finish() *Result[V] {
	r.count()
	r.done, r.Scanned = true, r.Total
	return r
}

func (d *derivation[V]) sameFilter(f *Filter[V]) bool {
	return (f == nil) == (d.filter == nil) && f.String() == d.filter.String()
}

// stale reports whether too many rows have aged since they were looked at.
func (d *derivation[V]) stale(prev *Result[V]) bool {
	return d.filter != nil && d.filter.ages && d.now-prev.at > agesLast.Milliseconds()
}

// sameOrder reports whether rows that are in order a are in order b now.
func sameOrder[V any](a, b []Order[V]) bool {
	return slices.EqualFunc(a, b, func(x, y Order[V]) bool {
		return x.Field.Name == y.Field.Name && x.Desc == y.Desc && !y.Field.Moving
	})
}
