package views

import (
	"syscall"
	"time"
	"unsafe"
)

// cpu is what the processor has worked for this thread so far, so that others on the
// machine do not count.
func cpu() time.Duration {
	const thread = 3 // CLOCK_THREAD_CPUTIME_ID
	var t syscall.Timespec
	if _, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, thread, uintptr(unsafe.Pointer(&t)), 0); errno != 0 {
		return 0
	}
	return time.Duration(t.Nano())
}
