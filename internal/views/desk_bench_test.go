package views

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// desk runs a console as Bubble Tea does, one message at a time with View after
// each, and keeps what each took.
type desk struct {
	b      *testing.B
	model  tea.Model
	store  *state.Store
	msgs   chan tea.Msg
	ctx    context.Context
	frame  string
	frames int
	took   []time.Duration // of Update with its View, by the clock
	spent  []time.Duration // the same, of the processor
	bare   []time.Duration // a tenth of a millisecond of nothing, in between, by the clock
}

// sitDown starts a console on a source, 120×40, until the benchmark ends.
func sitDown(b *testing.B, src state.Source, command string) *desk {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	store := state.NewStore()
	poller := state.NewPoller(store, src, state.Feeds(), state.PollerOptions{})
	ran := make(chan error, 1)
	go func() { ran <- poller.Run(ctx) }()
	b.Cleanup(func() {
		cancel()
		if err := <-ran; err != nil {
			b.Error(err)
		}
	})
	d := &desk{b: b, store: store, msgs: make(chan tea.Msg), ctx: ctx}
	d.model = New(ctx, Backend{Store: store, Poller: poller, Source: src}, Options{Name: "bench", Theme: "dark", Command: command})
	d.run(d.model.Init())
	d.handle(tea.WindowSizeMsg{Width: 120, Height: 40})
	return d
}

// run runs a command as Bubble Tea does.
func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				d.run(c)
			}
			return
		}
		if msg != nil {
			select {
			case d.msgs <- msg:
			case <-d.ctx.Done():
			}
		}
	}()
}

// handle is one turn of Bubble Tea's loop.
func (d *desk) handle(msg tea.Msg) time.Duration {
	began, before := time.Now(), cpu()
	m, cmd := d.model.Update(msg)
	v := m.View()
	took := time.Since(began)
	d.took, d.spent = append(d.took, took), append(d.spent, cpu()-before)
	d.model = m
	if v.Content != d.frame {
		d.frame = v.Content
		d.frames++
	}
	d.run(cmd)
	return took
}

// idle works a tenth of a millisecond at nothing: how much longer that takes is what
// the machine adds to everything.
func (d *desk) idle() {
	began := time.Now()
	for time.Since(began) < 100*time.Microsecond {
	}
	d.bare = append(d.bare, time.Since(began))
}

// measure starts to measure anew. The goroutine stays on its thread from now on.
func (d *desk) measure() {
	runtime.LockOSThread()
	d.took, d.spent, d.bare = nil, nil, nil
}

// report gives the slowest hundredth of the turns, and of the keys.
func (d *desk) report(waited []time.Duration) {
	runtime.UnlockOSThread()
	d.b.ReportMetric(milliseconds(quantile(d.spent, 0.5)), "ms_cpu_p50")
	d.b.ReportMetric(milliseconds(quantile(d.spent, 0.99)), "ms_cpu_p99")
	d.b.ReportMetric(milliseconds(quantile(d.took, 0.99)), "ms_p99")
	d.b.ReportMetric(milliseconds(quantile(d.bare, 0.99)), "ms_p99_bare")
	d.b.ReportMetric(float64(quantile(waited, 0.99))/float64(frame), "frames_p99_key")
}

// until handles what comes until the condition holds.
func (d *desk) until(what string, done func() bool) {
	d.b.Helper()
	late := time.After(2 * time.Minute)
	for !done() {
		select {
		case msg := <-d.msgs:
			d.handle(msg)
		case <-late:
			d.b.Fatalf("no %s in time; on the screen:\n%s", what, d.frame)
		}
	}
}

// shows reports whether text is on the screen.
func (d *desk) shows(text string) func() bool {
	return func() bool { return strings.Contains(d.frame, text) }
}

// list is the list of points on the screen.
func (d *desk) list() *list[backup.RecoveryPoint] {
	return d.model.(*root).s.top().(*list[backup.RecoveryPoint])
}

// answered reports whether the list shows all that there is for its question: n rows,
// any number with −1.
func (d *desk) answered(n int) func() bool {
	return func() bool {
		l := d.list()
		return !l.work.running && l.found.Done() && (n < 0 || l.found.Len() == n)
	}
}

// sort has the list in another order.
func (d *desk) sort(by SortBy) {
	l, s := d.list(), d.model.(*root).s
	l.order = []SortBy{by}
	d.run(l.derive(s.env))
}

// key is a key as the terminal sends it.
func key(k string) tea.KeyPressMsg {
	r := []rune(k)[0]
	return tea.KeyPressMsg{Code: r, Text: k}
}

// quantile returns what so much of the times stays below.
func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
