//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package ops

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock of an open file that its other users take as well. The
// lock ends with the file, also when the process is killed.
func tryLock(fd uintptr) (taken bool, err error) {
	for {
		switch err := syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB); {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, nil
		default:
			return false, os.NewSyscallError("flock", err)
		}
	}
}

// unlock ends the lock while the file stays open.
func unlock(fd uintptr) error { return syscall.Flock(int(fd), syscall.LOCK_UN) }

// syncDir makes the names within a folder last a power loss. Some file systems
// have no such call, and need none.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
