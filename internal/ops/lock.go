package ops

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// lockTime is how long another console may hold the file. It takes well under a
// millisecond unless its disk hangs.
const lockTime = 2 * time.Second

var (
	errInterrupted = errors.New("interrupted while waiting for the journal")
	errHeld        = errors.New("its lock was not free for 2 seconds")
	errReplaced    = errors.New("the file is replaced again and again")
)

// locked opens the file at path, takes its lock, calls do, and closes it, which ends
// the lock.
func (j *Journal) locked(ctx context.Context, path string, do func(file) error) error {
	deadline := time.Now().Add(lockTime)
	late := time.NewTimer(lockTime)
	defer late.Stop()
	select {
	case j.turn <- struct{}{}:
		defer func() { <-j.turn }()
	case <-late.C:
		return journalError(path, errHeld)
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", errInterrupted, context.Cause(ctx))
	}
	for {
		f, err := j.open(path)
		if err != nil {
			return journalError(path, err)
		}
		err = guarded(ctx, path, f, deadline, do)
		if err == nil {
			err = f.Close()
		} else {
			_ = f.Close()
		}
		if errors.Is(err, errReplaced) && time.Now().Before(deadline) {
			continue
		}
		return journalError(path, err)
	}
}

// guarded calls do under the lock of f, unless f is no longer the file at path:
// what is written there would be lost.
func guarded(ctx context.Context, path string, f file, deadline time.Time, do func(file) error) error {
	if err := waitLock(ctx, f.Fd(), deadline); err != nil {
		return err
	}
	opened, err := f.Stat()
	if err != nil {
		return err
	}
	if named, err := os.Stat(path); err != nil || !os.SameFile(opened, named) {
		return errReplaced
	}
	return do(f)
}

// waitLock takes the lock, looking for it ever less often until the deadline.
func waitLock(ctx context.Context, fd uintptr, deadline time.Time) error {
	pause := time.NewTimer(0)
	defer pause.Stop()
	for next := time.Millisecond; ; next = min(2*next, 20*time.Millisecond) {
		taken, err := tryLock(fd)
		switch {
		case err != nil:
			return fmt.Errorf("%w: %w", errUnlockable, err)
		case taken:
			return nil
		case !time.Now().Before(deadline):
			return errHeld
		}
		pause.Reset(next)
		select {
		case <-pause.C:
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", errInterrupted, context.Cause(ctx))
		}
	}
}
