//go:build !linux

package views

import "time"

var started = time.Now()

// cpu is the time that went by: there is no clock of a thread here.
func cpu() time.Duration { return time.Since(started) }

func cpuOfAll() time.Duration { return 0 }
