package state

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestSubscribersHearAtOnceAndThenTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewStore()
		ctx, cancel := context.WithCancel(t.Context())
		changed := s.Subscribe(ctx)
		heard := 0
		go func() {
			for range changed {
				heard++
			}
		}()
		time.Sleep(time.Second)
		n := 0
		put := func(count int, every time.Duration) {
			for range count {
				Publish(s, shelf, nil, []item{{id(n), n}}, 0)
				n++
				time.Sleep(every)
				synctest.Wait()
			}
		}
		put(1, 0)
		if heard != 1 || s.Snapshot().Version() != 1 {
			t.Errorf("a change after a quiet time: heard %d times, version %d", heard, s.Snapshot().Version())
		}
		put(1000, time.Millisecond)
		if heard < 10 || heard > 12 || s.Snapshot().Version() > 12 {
			t.Errorf("in a second: heard %d times, version %d", heard, s.Snapshot().Version())
		}
		time.Sleep(time.Second)
		synctest.Wait()
		last := heard
		if got := Select[item](s.Snapshot(), nil, "items").Len(); got != n {
			t.Errorf("%d rows of %d are published", got, n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if heard != last {
			t.Error("something was heard although nothing changed")
		}
		cancel()
		synctest.Wait()
		if len(s.readers) != 0 {
			t.Error("the reader is still there")
		}
		put(1, time.Second)
		if heard != last {
			t.Error("heard after the end")
		}
	})
}

func TestASlowSubscriberHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := NewStore()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		changed := s.Subscribe(ctx)
		for i := range 50 {
			Publish(s, shelf, nil, []item{{id(i), i}}, 0)
			time.Sleep(200 * time.Millisecond)
		}
		if len(changed) != 1 {
			t.Errorf("%d notices wait, want one", len(changed))
		}
	})
}
