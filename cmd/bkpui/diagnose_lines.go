package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/triage"
)

// diagnoseLines answers line by line until the input ends. A read can't be broken off:
// after ctx has ended nobody waits for the one under way.
func (a *app) diagnoseLines(ctx context.Context, d *diagnosing) error {
	g := newGroup(ctx)
	g.run(func(ctx context.Context) error {
		if err := a.answerLines(ctx, d); err != nil {
			return err
		}
		return errDone
	})
	_, err := g.end(100 * time.Millisecond)
	return err
}

func (a *app) answerLines(ctx context.Context, d *diagnosing) error {
	answers := newAnswers(a, d.output)
	cut := func() error {
		if err := answers.flush(); err != nil { // the line is named where its answer comes
			return err
		}
		_, err := fmt.Fprintf(a.errs, "bkpui: message %d is longer than %d KiB: what follows is left out\n", answers.n+1, lineKept>>10)
		return err
	}
	for line, err := range messageLines(a.in, answers.flush, cut) {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		found := d.known.diagnose(line)
		if err := answers.add(&found, line); err != nil {
			return err
		}
	}
	return answers.close()
}

// answers writes the answers to many messages.
type answers struct {
	app    *app
	output string
	buf    []byte
	n      int
}

func newAnswers(a *app, output string) *answers {
	if output == "" {
		output = formatJSONL
	}
	return &answers{app: a, output: output}
}

func (w *answers) add(d *triage.Diagnosis, message string) error {
	w.n++
	switch w.output {
	case formatText:
		if w.n > 1 {
			w.buf = append(w.buf, '\n')
		}
		w.buf = append(w.buf, newProse(w.app).diagnosis(d, message)...)
	case formatJSON:
		lead := ",\n"
		if w.n == 1 {
			lead = "[\n"
		}
		w.buf = appendJSON(append(w.buf, lead...), recordOf(d, message), false)
		w.buf = w.buf[:len(w.buf)-1] // the comma stands on the same line
	default:
		w.buf = appendJSON(w.buf, recordOf(d, message), false)
	}
	if len(w.buf) < 32<<10 {
		return nil
	}
	return w.flush()
}

func (w *answers) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	err := w.app.write(w.buf)
	w.buf = w.buf[:0]
	return err
}

func (w *answers) close() error {
	switch {
	case w.output == formatJSON && w.n == 0:
		w.buf = append(w.buf, "[]\n"...)
	case w.output == formatJSON:
		w.buf = append(w.buf, "\n]\n"...)
	}
	return w.flush()
}

// lineKept is how many bytes of a line are read; triage looks at fewer.
const lineKept = 64 << 10

// messageLines yields the lines of in, the first lineKept bytes of each, without what ends
// them. pause is called before it may have to wait for more, cut before a line that was longer.
func messageLines(in io.Reader, pause, cut func() error) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		r := bufio.NewReaderSize(in, 64<<10)
		for {
			if ahead, _ := r.Peek(r.Buffered()); bytes.IndexByte(ahead, '\n') < 0 {
				if err := pause(); err != nil {
					yield("", err)
					return
				}
			}
			line, whole, err := readLine(r)
			if !whole {
				if err := cut(); err != nil {
					yield("", err)
					return
				}
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield("", err)
				return
			}
			if err != nil && line == "" || !yield(line, nil) || err != nil {
				return
			}
		}
	}
}

func readLine(r *bufio.Reader) (text string, whole bool, err error) {
	var line []byte
	whole = true
	for {
		part, err := r.ReadSlice('\n')
		room := lineKept - len(line)
		whole = whole && len(bytes.TrimRight(part, "\r\n")) <= room
		line = append(line, part[:min(len(part), room)]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			line = bytes.TrimSuffix(line, []byte("\n"))
			return string(bytes.TrimSuffix(line, []byte("\r"))), whole, err
		}
	}
}
