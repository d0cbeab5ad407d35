package ops

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Journal is the file that every intent is in before its request is sent, one JSON
// line an event, each with the hash of the line before. Several consoles may write
// the same file. Its methods may be called from any goroutine.
//
// The line is in the file and synced when a method that writes returns without an
// error; after an error it is not, as far as the disk obeys.
type Journal struct {
	open func(path string) (file, error)
	turn chan struct{} // holds one while a goroutine of this process writes

	home string // the path that it was made with

	mu    sync.Mutex
	path  string
	known string // the path whose folder is known to be on disk
}

// file is what a journal is written to: an *os.File.
type file interface {
	io.ReaderAt
	io.Writer
	Stat() (fs.FileInfo, error)
	Truncate(size int64) error
	Sync() error
	Fd() uintptr
	Close() error
}

// NewJournal returns the journal at path. The file is made when it is first written.
func NewJournal(path string) *Journal {
	return &Journal{open: openFile, turn: make(chan struct{}, 1), home: path, path: path}
}

// openFile opens the file for reading and appending, and makes it and its folder
// where they are missing, for their owner alone.
func openFile(path string) (file, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errNotRegular // opening a pipe would hang
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().Perm()&0o077 != 0 {
		_ = f.Chmod(0o600) // of another owner it stays; Verify remarks on it
	}
	return f, nil
}

// Path returns where the journal is.
func (j *Journal) Path() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.path
}

// Use goes on in another file, for when this one can't be written. It is tried
// first, and writes nothing yet. The file before stays as it is, its open intents too; Note
// keeps the next start from forgetting this one.
func (j *Journal) Use(ctx context.Context, path string) error {
	err := j.locked(ctx, path, func(f file) error {
		_, err := tailOf(f)
		return err
	})
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.path = path
	return nil
}

// write appends the record as the next line and returns it as it was written. Its
// errors are *JournalError, or the context's.
func (j *Journal) write(ctx context.Context, r Record) (Record, error) {
	path := j.Path()
	err := j.locked(ctx, path, func(f file) error {
		t, err := tailOf(f)
		if err != nil {
			return err
		}
		r.Seq, r.Prev, r.Time, r.Note = t.seq+1, t.sum, stampNow(), t.note()
		return j.appendTo(f, path, t, r)
	})
	return r, err
}

func tailOf(f file) (tail, error) {
	info, err := f.Stat()
	if err != nil {
		return tail{}, err
	}
	return readTail(f, info.Size())
}

// appendTo writes one line behind t and syncs it. What can't be written whole is
// taken back.
func (j *Journal) appendTo(f file, path string, t tail, r Record) error {
	line, err := r.line()
	if err != nil {
		return err
	}
	if t.torn > 0 {
		if err := f.Truncate(t.size); err != nil {
			return err
		}
	}
	n, err := f.Write(line)
	if err == nil && n < len(line) {
		err = io.ErrShortWrite
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = j.settle(path, t.size == 0)
	}
	if err != nil {
		return errors.Join(err, f.Truncate(t.size))
	}
	return nil
}

// settle makes the file's name last a power loss: once for each path, and again
// for a file that is new.
func (j *Journal) settle(path string, fresh bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.known == path && !fresh {
		return nil
	}
	dir := filepath.Dir(path)
	if err := syncDir(dir); err != nil {
		return fmt.Errorf("sync the folder: %w", err)
	}
	_ = syncDir(filepath.Dir(dir)) // it may be new as well; it may not be ours to read
	j.known = path
	return nil
}
