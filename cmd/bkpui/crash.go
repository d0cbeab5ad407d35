package main

import (
	"os"
	"path/filepath"
	"runtime/debug"
)

// keepCrash has the runtime write what it says at its own end (a fault that no
// recover sees) to a file, beside standard error, where the screen would hide
// it. The returned func ends that, and removes the file if nothing was written.
func keepCrash(path string) (end func()) {
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return func() {}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return func() {}
	}
	err = debug.SetCrashOutput(file, debug.CrashOptions{})
	_ = file.Close() // the runtime has its own copy
	if err != nil {
		return func() {}
	}
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		if info, err := os.Stat(path); err == nil && info.Size() == 0 {
			_ = os.Remove(path)
		}
	}
}
