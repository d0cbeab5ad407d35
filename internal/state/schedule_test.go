package state

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestSchedule(t *testing.T) {
	start := time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)
	end := start.Add(2 * minute)
	whole := schedule{whole: true, swept: start.Add(-hour), took: minute}
	for name, c := range map[string]struct {
		from   schedule
		result result
		wait   time.Duration
		full   bool // the next pass
	}{
		"idle after a long load":       {schedule{}, result{full: true}, 30 * second, false},
		"busy after a long load":       {schedule{}, result{full: true, busy: true}, 5 * second, false},
		"never more than a quarter":    {schedule{}, result{full: true, always: true}, 8 * minute, false},
		"a short pass keeps the sweep": {whole, result{}, 30 * second, true},
		"an error owes a full pass":    {whole, result{full: true, err: &backup.Error{Kind: backup.Throttled}}, 5 * second, true},
		"a cancelled one is owed":      {schedule{whole: true, swept: end}, result{full: true, canceled: true}, 0, true},
		"a cancelled short one is not": {schedule{whole: true, swept: end}, result{canceled: true}, 0, false},
		"many errors wait a minute":    {schedule{fails: 1000}, result{err: &backup.Error{Kind: backup.Quota}}, minute, true},
	} {
		t.Run(name, func(t *testing.T) {
			c.result.began, c.result.ended = start, end
			next := c.from.after(c.result, 5*second, 30*second, second)
			if got := next.due.Sub(end); got != c.wait {
				t.Errorf("next after %v, want %v", got, c.wait)
			}
			if got := next.full(next.due); got != c.full {
				t.Errorf("next is full: %v", got)
			}
		})
	}
}

func TestSweepsTakeAtMostATwentiethOfTheTime(t *testing.T) {
	start := time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)
	for took, want := range map[time.Duration]time.Duration{second: 10 * minute, minute: 20 * minute, hour: 20 * hour} {
		s := schedule{whole: true, swept: start, took: took}
		if s.full(start.Add(want-1)) || !s.full(start.Add(want)) {
			t.Errorf("a pass of %v is not repeated after %v", took, want)
		}
	}
}
