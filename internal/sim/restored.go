package sim

import (
	"sync"
	"sync/atomic"
	"time"
)

// What restores make is in the inventory when they have ended well. Until then its
// name is taken.
type arrivals struct {
	n   atomic.Int32 // how many are on the way
	mu  sync.Mutex
	all []*arrival
}

type arrival struct {
	thing
	at int64
}

// expect announces a thing that a restore will have made by then.
func (s *scope) expect(t thing, at int64) {
	s = s.real()
	s.arrivals.mu.Lock()
	defer s.arrivals.mu.Unlock()
	s.arrivals.all = append(s.arrivals.all, &arrival{t, at})
	s.arrivals.n.Add(1)
}

// arrive puts what has been made by now into the inventory, which is not locked.
func (s *scope) arrive() {
	if s.arrivals.n.Load() == 0 {
		return
	}
	s.arrivals.mu.Lock()
	defer s.arrivals.mu.Unlock()
	now, left := time.Now().UnixMilli(), s.arrivals.all[:0:0]
	s.things.mu.Lock()
	defer s.things.mu.Unlock()
	for _, a := range s.arrivals.all {
		if now < a.at {
			left = append(left, a)
			continue
		}
		s.things.put(&a.thing)
		s.arrivals.n.Add(-1)
	}
	s.arrivals.all = left
}

// expects says whether a restore is making a thing of that name.
func (s *scope) expects(kind, id string) bool {
	s = s.real()
	if s.arrivals.n.Load() == 0 {
		return false
	}
	s.arrivals.mu.Lock()
	defer s.arrivals.mu.Unlock()
	for _, a := range s.arrivals.all {
		if a.kind == kind && a.id == id {
			return true
		}
	}
	return false
}

// taken says whether a name is not free for a restore: something has it, or will.
func (s *scope) taken(kind, id string) bool { return s.holds(kind, id) || s.expects(kind, id) }
