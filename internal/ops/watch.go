package ops

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"os"
	"time"
)

// Batch is what came into a journal since the batch before.
type Batch struct {
	Path    string // of the journal
	Anew    bool   // the file is another one, or was cut: what was read before no longer counts
	Records []Record
	Damage  []Damage // lines that are no records
}

// batchSize is how many lines a batch holds at most.
const batchSize = 1000

// Records reads the journal from its beginning; see Records for the errors. One that
// was never written has none.
func (j *Journal) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		f, err := os.Open(j.Path())
		switch {
		case missing(err):
		case err != nil:
			yield(Record{}, err)
		default:
			defer func() { _ = f.Close() }()
			Records(f)(yield)
		}
	}
}

// Watch gives out what is in the journal and then what comes into it, also from other
// consoles, until ctx ends, whose error it returns. It looks at the file's size so
// often, and reads only what is new. What can't be read is tried again: failed is told
// why, nil when it works again.
func (j *Journal) Watch(ctx context.Context, every time.Duration, take func(Batch), failed func(error)) error {
	var w watcher
	var last error
	look := time.NewTicker(every)
	defer look.Stop()
	for {
		err := w.look(ctx, j.Path(), take)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if (err == nil) != (last == nil) || err != nil && err.Error() != last.Error() {
			failed(err)
		}
		last = err
		select {
		case <-look.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// watcher is where reading a journal has come to.
type watcher struct {
	path   string
	file   fs.FileInfo // the file as it was looked at last; nil = there was none
	read   int64       // bytes of whole lines
	number int         // lines
	anew   bool        // the next batch begins another file
}

// look gives out what is new.
func (w *watcher) look(ctx context.Context, path string, take func(Batch)) error {
	info, err := os.Stat(path)
	gone := missing(err)
	if err != nil && !gone {
		return err
	}
	if w.file != nil && (gone || path != w.path || !os.SameFile(info, w.file) || info.Size() < w.read) {
		*w = watcher{anew: true}
	}
	switch {
	case gone && w.anew:
		w.path = path
		w.give(Batch{}, take)
		return nil
	case gone:
		return nil
	}
	w.path, w.file = path, info
	if info.Size() == w.read && !w.anew {
		return nil
	}
	return w.more(ctx, path, take)
}

// more reads from where the last look ended.
func (w *watcher) more(ctx context.Context, path string, take func(Batch)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if _, err := f.Seek(w.read, io.SeekStart); err != nil {
		return err
	}
	in := newLines(f)
	in.number = w.number
	var b Batch
	start := w.read
	for ctx.Err() == nil && in.next() {
		if r, err := in.record(); err != nil {
			b.Damage = append(b.Damage, Damage{in.number, err.Error()})
		} else {
			b.Records = append(b.Records, r)
		}
		w.read, w.number = start+in.size, in.number
		if len(b.Records)+len(b.Damage) == batchSize {
			w.give(b, take)
			b = Batch{}
		}
	}
	w.give(b, take)
	return in.err
}

// give hands a batch out, unless it says nothing.
func (w *watcher) give(b Batch, take func(Batch)) {
	b.Path = w.path
	if b.Anew = w.anew; b.Anew || len(b.Records)+len(b.Damage) > 0 {
		take(b)
	}
	w.anew = false
}
