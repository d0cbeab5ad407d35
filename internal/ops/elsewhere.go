package ops

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A console that goes on in another file leaves a note of it beside the journal that it was
// started with, so that the next start knows where intents may be. The note is a symbolic
// link: where a disk is full, as it is when this is needed, there is mostly room for one yet.

const otherMark = ".other-"

// keptFor is how long a note stays of a journal that nobody writes and that has no open
// intent.
const keptFor = 7 * 24 * time.Hour

// Note leaves a note of the file that is used now. None is needed of the one that the
// console was started with.
func (j *Journal) Note() error {
	path := j.Path()
	if path == j.home {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(j.home), 0o700); err != nil {
		return err
	}
	err := os.Symlink(path, j.home+otherMark+sumOf([]byte(path))[:8])
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// Elsewhere is a journal that an earlier console went on in.
type Elsewhere struct {
	Path string
	Open int   // intents without a known outcome, and what AWS took without saying its end
	Err  error // why it can't be read; fs.ErrNotExist: it is gone, which is said once
}

// Elsewhere returns the journals that notes were left of, but for the one that is used now,
// and those in which there is nothing to see to. It writes to none of them.
func (j *Journal) Elsewhere() []Elsewhere {
	notes, err := filepath.Glob(globbed(j.home) + otherMark + "*")
	if err != nil {
		return nil
	}
	var all []Elsewhere
	for _, note := range notes {
		path, err := os.Readlink(note)
		if err != nil || path == j.Path() {
			continue
		}
		e := Elsewhere{Path: path}
		info, err := os.Stat(path)
		if err == nil {
			var p *ledger
			if p, err = NewJournal(path).ledger(); err == nil {
				e.Open = len(p.open) + len(p.taken)
			}
		}
		e.Err = err
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && e.Open == 0 && time.Since(info.ModTime()) > keptFor:
			_ = os.Remove(note) // what can't be removed is said again
		}
		if e.Open > 0 || e.Err != nil {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Elsewhere) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// globbed is a path as a pattern that matches it alone.
func globbed(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// String says what is there to see to, and how.
func (e Elsewhere) String() string {
	switch {
	case errors.Is(e.Err, fs.ErrNotExist):
		return "the journal " + e.Path + ", used before, is gone: what it had open can't be told"
	case e.Err != nil:
		return fmt.Sprintf("the journal %s, used before, can't be read: %v", e.Path, e.Err)
	case e.Open == 1:
		return "the journal " + e.Path + ", used before, has 1 action without a known outcome: :journal-path " + e.Path
	}
	return fmt.Sprintf("the journal %s, used before, has %d actions without a known outcome: :journal-path %s", e.Path, e.Open, e.Path)
}
