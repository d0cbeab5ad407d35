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
func (d *desk) operate(what string, keys []tea.KeyPressMsg, done func() bool) []time.Duration {
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
			d.handle(keys[n%len(keys)])
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
		waited := d.operate("whole list", []tea.KeyPressMsg{key("j"), key("j"), key("k")}, func() bool { return src.given.Load() == int64(src.points) })
		d.report(waited)
	}
}

// BenchmarkFilterMillion is a filter over a million points: its first matches on the
// screen, and all of them, while keys are pressed.
func BenchmarkFilterMillion(b *testing.B) {
	d := sitDown(b, newFlood(1_000_000, 30_000, nil), "points")
	for name, filter := range map[string]string{"words": "orders-db-0012", "column": "type:ebs", "number": "size>900GiB", "none": "no-such-point"} {
		b.Run(name, func(b *testing.B) {
			d.b = b
			d.until("whole list", d.answered(1_000_000))
			var first, all, work time.Duration
			var waited []time.Duration
			inPrompt := []tea.KeyPressMsg{{Code: tea.KeyLeft}, {Code: tea.KeyRight}}
			d.measure()
			for range b.N {
				d.handle(key("/"))
				began, before := time.Now(), cpuOfAll()
				d.handle(tea.PasteMsg{Content: filter})
				waited = append(waited, d.operate("first match", inPrompt, d.shows(" of 1,000,000"))...)
				first += time.Since(began)
				waited = append(waited, d.operate("answer", inPrompt, d.answered(-1))...)
				all += time.Since(began)
				work += cpuOfAll() - before
				d.handle(tea.KeyPressMsg{Code: tea.KeyEscape})
				d.handle(tea.KeyPressMsg{Code: tea.KeyEscape})
				d.until("whole list", d.answered(1_000_000))
			}
			b.ReportMetric(milliseconds(first)/float64(b.N), "ms_first")
			b.ReportMetric(milliseconds(all)/float64(b.N), "ms_all")
			b.ReportMetric(milliseconds(work)/float64(b.N), "ms_cpu_all")
			d.report(waited)
		})
	}
}

// BenchmarkSortMillion is another order for a million points, while keys are pressed.
func BenchmarkSortMillion(b *testing.B) {
	d := sitDown(b, newFlood(1_000_000, 30_000, nil), "points")
	d.until("whole list", d.answered(1_000_000))
	var all time.Duration
	var waited []time.Duration
	d.measure()
	for n := range b.N {
		began := time.Now()
		d.sort(SortBy{Column: []string{"resourceArn", "sizeBytes", "status"}[n%3], Desc: n%2 == 0})
		waited = append(waited, d.operate("order", []tea.KeyPressMsg{key("j")}, d.answered(1_000_000))...)
		all += time.Since(began)
	}
	b.ReportMetric(milliseconds(all)/float64(b.N), "ms_all")
	d.report(waited)
}
