package sim

import (
	"cmp"
	"iter"
)

// A span selects items: created in [from, to], of one resource when arn is set,
// after (older than) the one a page ended with.
type span struct {
	from, to int64
	arn      string
	after    mark
	started  int64 // instead of from, for jobs that requests started: they may run for days
}

// A mark is an item's place in an order that never changes: newest first, then
// by stream, then by number among what requests started. No two items share one.
type mark struct {
	At     int64 `json:"t"`
	Stream int   `json:"s"`
	Number int   `json:"n,omitempty"`
}

func (m mark) set() bool { return m.At != 0 }

func (it item) mark() mark { return mark{At: it.at, Stream: it.s.id, Number: it.number()} }

func (m mark) before(o mark) bool {
	return cmp.Or(cmp.Compare(m.At, o.At), cmp.Compare(m.Stream, o.Stream), cmp.Compare(m.Number, o.Number)) < 0
}

// A cursor walks a stream from its newest item to its oldest.
type cursor struct {
	item
	n     int
	only  int // the member asked for, -1 = all
	base  int64
	from  int64
	first int64  // number of the oldest item of a windowed stream
	rows  []item // of a shelf, the older ones than this
}

// newest places a cursor at the newest item in the span; false when there is none.
func (s *stream) newest(sp span, now int64) (cursor, bool) {
	if s.made != nil {
		return s.made.newest(sp)
	}
	c := cursor{item: item{s: s}, n: s.size(), only: -1, from: max(sp.from, s.since)}
	if c.n == 0 || sp.to < c.from {
		return c, false
	}
	if s.window > 0 {
		c.seek(now)
		c.first = int64(c.wave)*int64(c.n) + int64(c.index) - int64(s.window) + 1
	}
	if sp.arn != "" && s.random == 0 {
		if c.only = s.memberOf(sp.arn); c.only < 0 {
			return c, false
		}
	}
	c.seek(sp.to)
	return c, c.valid()
}

// seek goes to the newest item at or before t.
func (c *cursor) seek(t int64) {
	c.wave = c.s.sched.before(t - c.s.delay)
	c.base = c.s.start(c.wave)
	step := max(c.s.spread/int64(c.n), 16)
	c.index = int(min((t-c.base)/step, int64(c.n-1)))
	if c.only >= 0 {
		c.index = c.s.indexOf(c.wave, c.only)
	}
	c.child = c.s.children(c.wave, c.index)
	c.place()
	for c.at > t {
		c.next()
	}
}

func (c *cursor) place() {
	c.at = c.base + c.s.offset(c.wave, c.index, c.n) + int64(c.child)
}

func (c *cursor) next() {
	if c.made != nil {
		c.nextOnShelf()
		return
	}
	if c.child > 0 {
		c.child--
		c.at--
		return
	}
	c.index--
	if c.index < 0 || c.only >= 0 {
		c.wave--
		c.base = c.s.start(c.wave)
		c.index = c.n - 1
		if c.only >= 0 {
			c.index = c.s.indexOf(c.wave, c.only)
		}
	}
	c.child = c.s.children(c.wave, c.index)
	c.place()
}

func (c *cursor) valid() bool {
	return c.at >= c.from && int64(c.wave)*int64(c.n)+int64(c.index) >= c.first
}

// items merges streams, newest first.
func items(streams []*stream, sp span, now int64) iter.Seq[item] {
	sp.to = min(sp.to, now)
	if sp.after.set() {
		sp.to = min(sp.to, sp.after.At)
	}
	return func(yield func(item) bool) {
		var h cursors
		for _, s := range streams {
			c, ok := s.newest(sp, now)
			for ok && sp.after.set() && !c.mark().before(sp.after) {
				c.next()
				ok = c.valid()
			}
			if ok {
				h = append(h, c)
			}
		}
		for i := len(h)/2 - 1; i >= 0; i-- {
			h.sink(i)
		}
		for len(h) > 0 {
			if !yield(h[0].item) {
				return
			}
			if h[0].next(); !h[0].valid() {
				h[0] = h[len(h)-1]
				h = h[:len(h)-1]
			}
			h.sink(0)
		}
	}
}

// cursors are a heap with the newest item on top.
type cursors []cursor

func (h cursors) before(i, j int) bool {
	return h[i].at > h[j].at || h[i].at == h[j].at && h[j].mark().before(h[i].mark())
}

func (h cursors) sink(i int) {
	for {
		top := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h.before(child, top) {
				top = child
			}
		}
		if top == i {
			return
		}
		h[i], h[top] = h[top], h[i]
		i = top
	}
}
