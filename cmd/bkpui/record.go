package main

import (
	"bytes"
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

const (
	recordKeep  = 2000                   // rows of the calls and of the log table
	recordPause = 100 * time.Millisecond // between two batches
)

// recorder brings calls and log lines to the store's tables in batches, so that
// what makes them never waits for the store. Its methods may be called from any
// goroutine.
type recorder struct {
	mu    sync.Mutex
	calls []backup.Call
	lines []backup.LogLine
	more  chan struct{} // capacity 1: something was added
	seq   uint64        // rows published so far; only run touches it
}

func newRecorder() *recorder { return &recorder{more: make(chan struct{}, 1)} }

// call records one attempt of a call to AWS.
func (r *recorder) call(c backup.Call) {
	r.mu.Lock()
	r.calls = appendNewest(r.calls, c)
	r.mu.Unlock()
	r.poke()
}

func (r *recorder) line(l backup.LogLine) {
	r.mu.Lock()
	r.lines = appendNewest(r.lines, l)
	r.mu.Unlock()
	r.poke()
}

func (r *recorder) poke() {
	select {
	case r.more <- struct{}{}:
	default:
	}
}

// appendNewest appends v and forgets the older half of what the table would not
// keep anyway.
func appendNewest[V any](list []V, v V) []V {
	if len(list) >= 2*recordKeep {
		list = append(list[:0], list[recordKeep:]...)
	}
	return append(list, v)
}

// run publishes what comes until ctx ends.
func (r *recorder) run(ctx context.Context, s *state.Store) error {
	pause := time.NewTimer(0)
	defer pause.Stop()
	<-pause.C
	for {
		select {
		case <-r.more:
		case <-ctx.Done():
			return nil
		}
		r.publish(s)
		pause.Reset(recordPause)
		select {
		case <-pause.C:
		case <-ctx.Done():
			return nil
		}
	}
}

func (r *recorder) publish(s *state.Store) {
	r.mu.Lock()
	calls, lines := r.calls, r.lines
	r.calls, r.lines = nil, nil
	r.mu.Unlock()
	if len(calls) > 0 {
		state.Publish(s, state.Part{Feed: "calls"}, numbered[backup.Call](&r.seq), calls, recordKeep)
	}
	if len(lines) > 0 {
		state.Publish(s, state.Part{Feed: "log"}, numbered[backup.LogLine](&r.seq), lines, recordKeep)
	}
}

// numbered gives every row a key of its own: nothing in these tables is ever
// replaced.
func numbered[V any](seq *uint64) func(*V) string {
	return func(*V) string {
		*seq++
		return strconv.FormatUint(*seq, 36)
	}
}

// logHandler makes lines of the log table of log records.
type logHandler struct {
	to    *recorder
	level slog.Level
	text  slog.Handler
	buf   *lineBuffer
}

// lineBuffer holds the text of one record while it is made.
type lineBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func newLogHandler(to *recorder, level slog.Level) slog.Handler {
	buf := &lineBuffer{}
	text := slog.NewTextHandler(buf, &slog.HandlerOptions{Level: level, ReplaceAttr: withoutHead})
	return &logHandler{to, level, text, buf}
}

// withoutHead leaves the message and its attributes: time and level have
// columns of their own.
func withoutHead(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey || a.Key == slog.MessageKey) {
		return slog.Attr{}
	}
	return a
}

func (h *logHandler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level }

func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	h.buf.mu.Lock()
	h.buf.Reset()
	err := h.text.Handle(ctx, r)
	text := r.Message
	if attrs := bytes.TrimSpace(h.buf.Bytes()); len(attrs) > 0 {
		text += " " + string(attrs)
	}
	h.buf.mu.Unlock()
	h.to.line(backup.LogLine{At: backup.TimeOf(r.Time), Level: backup.Intern(r.Level.String()), Text: text})
	return err
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &logHandler{h.to, h.level, h.text.WithAttrs(attrs), h.buf}
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	return &logHandler{h.to, h.level, h.text.WithGroup(name), h.buf}
}
