//go:build linux

package views

import (
	"syscall"
	"time"
	"unsafe"
)

// cpu is what the processor has worked for this thread so far, so that others on the
// machine do not count.
func cpu() time.Duration { return clock(3) } // CLOCK_THREAD_CPUTIME_ID

// cpuOfAll is the same for all threads together.
func cpuOfAll() time.Duration { return clock(2) } // CLOCK_PROCESS_CPUTIME_ID

func clock(id uintptr) time.Duration {
	var t syscall.Timespec
	if _, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		return 0
	}
	return time.Duration(t.Nano())
}
