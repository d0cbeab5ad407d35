package ops

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Drafts is a folder of drafts, a file each, for their owner's eyes. Its methods block
// for as long as the disk does, and may be called from any goroutine.
type Drafts struct {
	dir, user, host, console string

	mu   sync.Mutex
	revs map[string]uint64 // the last that was saved; gone = deleted
	held map[string]bool   // drafts that this console has open
}

const gone = ^uint64(0)

// NewDrafts returns the drafts in a folder, which is made when the first is saved. user
// and host are written into what is saved.
func NewDrafts(dir, user, host string) *Drafts {
	return &Drafts{dir: dir, user: user, host: host, console: NewID(), revs: map[string]uint64{}, held: map[string]bool{}}
}

// DraftError is why a draft could not be read. The others still are.
type DraftError struct {
	Path string
	Err  error
}

func (e *DraftError) Error() string { return fmt.Sprintf("the draft %s: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *DraftError) Unwrap() error { return e.Err }

// ErrSavedElsewhere is why a draft is not saved: another console has saved it since this
// one read or saved it. What is there stays; under another ID both are kept.
var ErrSavedElsewhere = errors.New("another console has saved it meanwhile")

// Save keeps the draft as it is now, in place of what was kept of it: a crash at any
// moment leaves one or the other. Its Rev is one above what was read or saved before.
// Saving an older one than this console saved last, or a draft that it deleted, does
// nothing.
func (d *Drafts) Save(draft Draft) error {
	if !isID(draft.ID) {
		return fmt.Errorf("save a draft: %q is no ID", draft.ID)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if last, known := d.revs[draft.ID]; known && last > draft.Rev {
		return nil
	}
	base := max(draft.Rev, 1) - 1
	if last, known := d.revs[draft.ID]; known {
		base = max(base, last)
	}
	draft.Saved, draft.User, draft.Host = stampNow(), d.user, d.host
	b, err := draft.encode()
	if err == nil {
		err = d.alone(func() error {
			if there, err := readDraft(d.path(draft.ID)); err == nil && there.Rev > base {
				return fmt.Errorf("%w: %s on %s", ErrSavedElsewhere, there.User, there.Host)
			}
			return replaceFile(d.path(draft.ID), b)
		})
	}
	if err != nil {
		return fmt.Errorf("save a draft: %w", err)
	}
	d.revs[draft.ID] = draft.Rev
	return nil
}

// Delete removes a draft. One that is not there is removed already.
func (d *Drafts) Delete(id string) error {
	if !isID(id) {
		return fmt.Errorf("delete a draft: %q is no ID", id)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := os.Remove(d.path(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete a draft: %w", err)
	}
	d.revs[id] = gone
	return d.release(id)
}

// List returns the drafts, the newest first. What could not be read is told beside, as
// *DraftError or the folder's error; a folder that was never made has none.
func (d *Drafts) List() (drafts []Draft, bad []error) {
	entries, err := os.ReadDir(d.dir)
	if err != nil && !missing(err) {
		bad = append(bad, fmt.Errorf("list the drafts: %w", err))
	}
	for _, e := range entries {
		path := filepath.Join(d.dir, e.Name())
		id, whole := strings.CutSuffix(e.Name(), ".json")
		switch {
		case !whole || !isID(id):
			sweep(path, e)
			d.sweepLease(e.Name())
		case !e.Type().IsRegular():
			bad = append(bad, &DraftError{path, errNotRegular})
		default:
			draft, err := readDraft(path)
			if err == nil && draft.ID != id {
				err = errors.New("it holds another draft")
			}
			if err != nil {
				bad = append(bad, &DraftError{path, err})
				continue
			}
			if l, ok := d.lease(id); ok && l.Console != d.console {
				draft.Open = &l
			}
			drafts = append(drafts, draft)
		}
	}
	slices.SortStableFunc(drafts, func(a, b Draft) int { return cmp.Compare(b.Saved, a.Saved) })
	return drafts, bad
}

func (d *Drafts) path(id string) string { return filepath.Join(d.dir, id+".json") }

// largestDraft is more than any form holds.
const largestDraft = 4 << 20

func readDraft(path string) (Draft, error) {
	f, err := os.Open(path)
	if err != nil {
		return Draft{}, err
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, largestDraft+1))
	switch {
	case err != nil:
		return Draft{}, err
	case len(b) > largestDraft:
		return Draft{}, errors.New("it is too large")
	}
	return parseDraft(b)
}

// unfinished is in the names of files whose writer may have died.
const unfinished = ".unfinished-"

// replaceFile writes a file for its owner's eyes so that there is always a whole one.
func replaceFile(path string, b []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(path)+unfinished)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(dir)
}

// sweep removes what a writer left that died a day ago or longer.
func sweep(path string, e fs.DirEntry) {
	if !strings.Contains(e.Name(), unfinished) {
		return
	}
	if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
		_ = os.Remove(path)
	}
}
