package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// memoryFloor is the memory limit while little is held. It is soft: above it
// the collector works harder, below it no memory is spent on avoiding that.
const memoryFloor = 256 << 20

// startPercent has the collector wait for 32 MB at the start instead of 4: the
// tables of the SDK and one frame come to more than 4, and nothing of it is garbage
// yet. A collection then only delays the first frame.
const startPercent = 800

// limitMemory keeps the runtime's memory limit at 1.25 times what is live, so
// that a million rows stay near their size and the collector is never choked.
// It returns when ctx ends.
func limitMemory(ctx context.Context) error {
	set := memoryLimit(0)
	debug.SetMemoryLimit(set)
	percent := debug.SetGCPercent(startPercent)
	started := sync.OnceFunc(func() { debug.SetGCPercent(percent) })
	defer started()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		started()
		metrics.Read(live)
		if limit := memoryLimit(live[0].Value.Uint64()); limit != set {
			set = limit
			debug.SetMemoryLimit(limit)
		}
	}
}

// memoryLimit is the limit for so many live bytes.
func memoryLimit(live uint64) int64 {
	return max(memoryFloor, int64(live/4*5))
}
