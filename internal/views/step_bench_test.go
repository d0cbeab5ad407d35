package views

import (
	"testing"
	"time"
)

// BenchmarkStep is a cursor step, from the key to the frame, in a list of a million
// points and in one of a thousand, in turns.
func BenchmarkStep(b *testing.B) {
	large := sitDown(b, newFlood(1_000_000, 30_000, nil), "points")
	small := sitDown(b, newFlood(1_000, 30, nil), "points")
	large.until("whole list", large.shows("1,000,000"))
	small.until("whole list", small.shows("1,000"))
	keys := []string{"j", "j", "j", "k"}
	large.measure()
	small.measure()
	b.ReportAllocs()
	var slow, fast time.Duration
	n := 0
	for b.Loop() {
		k := key(keys[n%len(keys)])
		large.handle(k)
		small.handle(k)
		slow += last(large.spent)
		fast += last(small.spent)
		n++
	}
	b.ReportMetric(milliseconds(slow)/float64(n), "ms_cpu/step")
	b.ReportMetric(float64(slow)/float64(fast), "x_1k_rows")
}

func last(times []time.Duration) time.Duration { return times[len(times)-1] }
