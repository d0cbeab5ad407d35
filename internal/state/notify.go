package state

import (
	"context"
	"slices"
	"time"
)

// pacer remembers when the store last published and last told its readers. It is
// guarded by the Store's lock.
type pacer struct {
	published time.Time
	told      time.Time
	news      bool // a snapshot that the readers were not told of
	armed     bool // settle will run again by itself
}

// Subscribe returns a channel that says that there is a new Snapshot: at once after a
// quiet time, then at most ten times a second. What is not received in time is not
// repeated. The channel is closed when ctx ends.
func (s *Store) Subscribe(ctx context.Context) <-chan struct{} {
	ch := make(chan struct{}, 1)
	s.mu.Lock()
	s.readers = append(s.readers, ch)
	s.mu.Unlock()
	context.AfterFunc(ctx, guard(s.fail, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.readers = slices.DeleteFunc(s.readers, func(c chan struct{}) bool { return c == ch })
		close(ch)
	}))
	return ch
}

// settle publishes and tells the readers, or arranges to do so as soon as the pace
// allows. The lock must be held.
func (s *Store) settle(urgent bool) {
	now := time.Now()
	if len(s.dirty) > 0 && (urgent || now.Sub(s.published) >= pace) {
		s.publish()
		s.published, s.news = now, true
	}
	if s.news && now.Sub(s.told) >= pace {
		s.told, s.news = now, false
		for _, ch := range s.readers {
			select {
			case ch <- struct{}{}:
			default:
			}
		}
	}
	s.arm(now)
}

func (s *Store) arm(now time.Time) {
	if s.armed || !s.news && len(s.dirty) == 0 {
		return
	}
	next := s.told
	if len(s.dirty) > 0 && (!s.news || s.published.Before(next)) {
		next = s.published
	}
	s.armed = true
	time.AfterFunc(next.Add(pace).Sub(now), guard(s.fail, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.armed = false
		s.settle(false)
	}))
}

// fail keeps the first panic of a goroutine of the store for Poller.Run to return.
func (s *Store) fail(err error) {
	select {
	case s.broken <- err:
	default:
	}
}
