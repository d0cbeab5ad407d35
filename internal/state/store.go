package state

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Store holds the current Snapshot and lets writers make the next one. All methods
// may be called from any goroutine.
type Store struct {
	now atomic.Pointer[Snapshot]

	names sync.RWMutex // guards numbers
	// numbers of the parts that are known; a part that was evicted gets a new one when it
	// comes back, so that RowIDs never name another row.
	numbers map[Part]uint32

	mu     sync.Mutex // the writer's; guards what follows
	tables map[Part]writer
	places []int // by feed: the next place in it
	dirty  []writer
	rows   int // in all parts
	pacer
	readers []chan struct{}
	broken  chan error // a panic in one of the store's own goroutines; capacity 1
}

// writer is a table[V], whatever V is.
type writer interface {
	common() *head
	view() partView
}

// head is what all tables have in common. It is guarded by the Store's lock.
type head struct {
	part        Part
	number      uint32
	health      Health
	live        int
	counted     int  // of live, in Store.rows
	rowsChanged bool // since the last publish
	dirty       bool
	evicted     bool
}

func (h *head) common() *head { return h }

// NewStore returns an empty store.
func NewStore() *Store {
	s := &Store{numbers: map[Part]uint32{}, tables: map[Part]writer{}, broken: make(chan error, 1)}
	s.now.Store(&Snapshot{store: s})
	return s
}

// Snapshot returns what is known now. It never waits.
func (s *Store) Snapshot() *Snapshot { return s.now.Load() }

// write runs fn, which may change tables and must touch each that it changed. The
// change is published within pace; with urgent, at once.
func (s *Store) write(urgent bool, fn func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fn()
	s.settle(urgent)
}

// Flush publishes at once what was written so far, for those who read what they
// have just written.
func (s *Store) Flush() { s.write(true, func() {}) }

// touch marks a table as changed.
func (s *Store) touch(w writer) {
	h := w.common()
	s.rows += h.live - h.counted
	h.counted = h.live
	if !h.dirty {
		h.dirty = true
		s.dirty = append(s.dirty, w)
	}
}

// tableOf returns the table of a part, made if need be. The lock must be held.
func tableOf[V any](s *Store, p Part, r rules[V]) *table[V] {
	if t, ok := s.tables[p].(*table[V]); ok {
		return t
	}
	t := &table[V]{head: head{part: p, number: s.register(p)}, rules: r.byKey()}
	s.tables[p] = t
	s.touch(t)
	return t
}

// register gives a part a number.
func (s *Store) register(p Part) uint32 {
	feed := -1
	now := s.Snapshot()
	for i := range now.feeds {
		if now.feeds[i].name == p.Feed {
			feed = i
		}
	}
	if feed < 0 {
		feed = len(now.feeds)
		next := &Snapshot{store: s, version: now.version, feeds: append(slices.Clone(now.feeds), feedView{name: p.Feed})}
		s.now.Store(next)
		s.places = append(s.places, 0)
	}
	number := uint32(feed+1)<<feedShift | uint32(s.places[feed])
	s.places[feed]++
	s.names.Lock()
	s.numbers[p] = number
	s.names.Unlock()
	return number
}

func (s *Store) number(p Part) (uint32, bool) {
	s.names.RLock()
	defer s.names.RUnlock()
	n, ok := s.numbers[p]
	return n, ok
}

// lookup asks the index of a table for a key.
func (s *Store) lookup(t keyed, key string) (uint32, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return t.lookup(key)
}

type keyed interface {
	lookup(key string) (uint32, bool)
}

// health changes the health of a part that is known.
func (s *Store) health(p Part, change func(*Health)) {
	s.write(false, func() {
		if w, ok := s.tables[p]; ok {
			change(&w.common().health)
			s.touch(w)
		}
	})
}

// evict forgets a part and its rows.
func (s *Store) evict(p Part) {
	s.write(false, func() {
		w, ok := s.tables[p]
		if !ok {
			return
		}
		h := w.common()
		h.evicted, h.live, h.rowsChanged = true, 0, true
		s.touch(w)
		delete(s.tables, p)
		s.names.Lock()
		delete(s.numbers, p)
		s.names.Unlock()
	})
}

// Drop forgets a part that its owner published and needs no longer.
func (s *Store) Drop(p Part) { s.evict(p) }

// size returns the number of rows in all parts.
func (s *Store) size() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows
}

// publish makes the next snapshot of what changed. The lock must be held.
func (s *Store) publish() {
	now := s.Snapshot()
	next := &Snapshot{store: s, version: now.version + 1, feeds: slices.Clone(now.feeds)}
	for _, w := range s.dirty {
		h := w.common()
		var v partView
		if !h.evicted {
			v = w.view()
		}
		f := &next.feeds[h.number>>feedShift-1]
		f.set(int(h.number&placeMask), v, next.version)
		if h.rowsChanged {
			f.rows = next.version
		}
		h.dirty, h.rowsChanged = false, false
	}
	clear(s.dirty)
	s.dirty = s.dirty[:0]
	s.now.Store(next)
}

// pace is how often the store publishes and says so.
const pace = 100 * time.Millisecond
