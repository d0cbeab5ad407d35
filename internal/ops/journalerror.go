package ops

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Trouble is why the journal can't be written.
type Trouble string

// The troubles. Each refuses the action; another path may be free of it.
const (
	Full       Trouble = "the disk is full"
	ReadOnlyFS Trouble = "the file system is read-only"
	Forbidden  Trouble = "it may not be written"
	Held       Trouble = "another writer does not let go of it"
	Unlockable Trouble = "it can't be locked"
	Foreign    Trouble = "the file is no journal"
	Broken     Trouble = "it can't be written"
)

// JournalError is why the journal could not be written, and so why a request was not
// sent, or its outcome not kept. Journal.Use goes on at another path.
type JournalError struct {
	Path    string
	Trouble Trouble
	Err     error
}

// Error says what is wrong, and that another path can be given.
func (e *JournalError) Error() string {
	return fmt.Sprintf("the journal %s: %s (%v); another path can be given", e.Path, e.Trouble, e.Err)
}

// Unwrap returns the cause.
func (e *JournalError) Unwrap() error { return e.Err }

var (
	errNotRegular = errors.New("it is no regular file")
	errUnlockable = errors.New("can't lock")
)

// journalError names the trouble behind err; nil and interruptions stay as they are.
func journalError(path string, err error) error {
	if err == nil || errors.Is(err, errInterrupted) {
		return err
	}
	return &JournalError{path, troubleOf(err), err}
}

// missing reports that there is no such file, nor could be where its folder is none.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func troubleOf(err error) Trouble {
	is := func(targets ...error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
	switch {
	case is(errHeld):
		return Held
	case is(errUnlockable):
		return Unlockable
	case is(errNoJournal, errNotRegular, syscall.EISDIR):
		return Foreign
	case is(syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG):
		return Full
	case is(syscall.EROFS):
		return ReadOnlyFS
	case is(fs.ErrPermission):
		return Forbidden
	}
	return Broken
}
