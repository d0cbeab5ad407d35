package query

import (
	"bytes"
	"cmp"
)

// comparer compares rows of one result by its whole order: each step of it, then
// tie, then the row ID. It holds scratch memory and belongs to one goroutine.
type comparer[V any] struct {
	r    *Result[V]
	a, b []byte
}

func newComparer[V any](r *Result[V]) *comparer[V] { return &comparer[V]{r: r} }

// By compares rows by one step of an order, then by tie, as Derive does: for those that have
// rows and no table. What it returns belongs to one goroutine.
func By[V any](o Order[V], tie func(a, b *V) int) func(a, b *V) int {
	var c comparer[V]
	return func(a, b *V) int {
		if d := c.step(&o, a, b); d != 0 {
			return d
		}
		return tie(a, b)
	}
}

// compare orders two rows; equal means the same row.
func (c *comparer[V]) compare(x, y ref) int {
	if x == y {
		return 0
	}
	if d := c.values(c.r.row(x), c.r.row(y)); d != 0 {
		return d
	}
	return cmp.Compare(x, y)
}

// values orders two rows by what they say.
func (c *comparer[V]) values(x, y *V) int {
	for i := range c.r.order {
		if d := c.step(&c.r.order[i], x, y); d != 0 {
			return d
		}
	}
	if c.r.tie != nil {
		return c.r.tie(x, y)
	}
	return 0
}

// step compares by one field. What is absent stands last in either direction.
func (c *comparer[V]) step(o *Order[V], x, y *V) int {
	var d int
	var noX, noY bool
	if o.Field.words() {
		c.a = foldIn(o.Field.Text(c.a[:0], x))
		c.b = foldIn(o.Field.Text(c.b[:0], y))
		noX, noY = len(c.a) == 0, len(c.b) == 0
		d = bytes.Compare(c.a, c.b)
	} else {
		a, b := o.Field.Int(x), o.Field.Int(y)
		noX, noY = a == None, b == None
		d = cmp.Compare(a, b)
		if o.Field.Kind == Age {
			d = -d // the older a thing is, the higher its age
		}
	}
	switch {
	case noX != noY:
		if noX {
			return 1
		}
		return -1
	case o.Desc:
		return -d
	}
	return d
}
