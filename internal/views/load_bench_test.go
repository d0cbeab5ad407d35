package views

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// frame is how long one lasts: the console draws 120 a second.
const frame = time.Second / 120

// operate handles what comes, and presses keys at a steady pace, until work is done.
// It returns how long keys waited for their frame.
func (d *desk) operate(what string, keys []string, done func() bool) []time.Duration {
	d.b.Helper()
	pressed := make(chan time.Time)
	ctx, cancel := context.WithCancel(d.ctx)
	defer cancel()
	go func() {
		tick := time.NewTicker(23 * time.Millisecond) // in no step with what is told ten times a second
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
			select {
			case pressed <- time.Now():
			case <-ctx.Done():
				return
			}
		}
	}()
	var waited []time.Duration
	late := time.After(2 * time.Minute)
	for n := 0; !done(); {
		var msg tea.Msg
		select {
		case at := <-pressed:
			d.handle(key(keys[n%len(keys)]))
			waited = append(waited, time.Since(at))
			d.idle()
			n++
			continue
		case msg = <-d.msgs:
		case <-late:
			d.b.Fatalf("no %s in time; on the screen:\n%s", what, d.frame)
		}
		d.handle(msg)
	}
	return waited
}

// BenchmarkStepWhileLoading is Update with View while the pages of a million points
// stream in, 50 of them a second.
func BenchmarkStepWhileLoading(b *testing.B) {
	for range b.N {
		gate := make(chan struct{})
		src := newFlood(1_000_000, 30_000, gate)
		d := sitDown(b, src, "points")
		go func() {
			tick := time.NewTicker(20 * time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-tick.C:
				case <-d.ctx.Done():
					return
				}
				select {
				case gate <- struct{}{}:
				case <-d.ctx.Done():
					return
				}
			}
		}()
		d.until("first rows", d.shows("1,000 of"))
		d.measure()
		waited := d.operate("whole list", []string{"j", "j", "k"}, func() bool { return src.given.Load() == int64(src.points) })
		d.report(waited)
	}
}

// BenchmarkFilterMillion is a filter over a million points: its first matches on the
// screen, and all of them, while keys are pressed.
func BenchmarkFilterMillion(b *testing.B) {
	d := sitDown(b, newFlood(1_000_000, 30_000, nil), "points")
	d.until("whole list", d.shows("1,000,000"))
	var first, all time.Duration
	var waited []time.Duration
	d.measure()
	for range b.N {
		for _, k := range "/orders-db-0012" {
			d.handle(key(string(k)))
		}
		d.until("answer", func() bool { return !d.shows("searching")() && d.shows(" of 1,000,000")() })
		for range len("orders-db-0012") {
			d.handle(tea.KeyPressMsg{Code: tea.KeyBackspace})
		}
		d.until("whole list", func() bool { return !d.shows(" of 1,000,000")() && d.shows("1,000,000")() })
		for _, k := range "size>900GiB" {
			d.handle(key(string(k)))
		}
		began := time.Now()
		d.handle(key(" "))
		d.until("first match", d.shows(" of 1,000,000"))
		first += time.Since(began)
		waited = append(waited, d.operate("answer", []string{" "}, func() bool { return !d.shows("searching")() && d.shows(" of 1,000,000")() })...)
		all += time.Since(began)
		d.handle(tea.KeyPressMsg{Code: tea.KeyEscape})
		d.handle(tea.KeyPressMsg{Code: tea.KeyEscape})
		d.until("whole list", func() bool { return !d.shows(" of 1,000,000")() && d.shows("1,000,000")() })
	}
	b.ReportMetric(milliseconds(first)/float64(b.N), "ms_first")
	b.ReportMetric(milliseconds(all)/float64(b.N), "ms_all")
	d.report(waited)
}
