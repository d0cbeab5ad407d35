package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// memoryFloor is the memory limit while little is held. It is soft: above it
// the collector works harder, below it no memory is spent on avoiding that.
const memoryFloor = 270 << 20

// limitMemory keeps the runtime's memory limit at 1.3 times what is live, so
// that a million rows stay near their size and the collector is never choked.
// It returns when ctx ends.
func limitMemory(ctx context.Context) error {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for set := int64(0); ; {
		metrics.Read(live)
		if limit := memoryLimit(live[0].Value.Uint64()); limit != set {
			set = limit
			debug.SetMemoryLimit(limit)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// memoryLimit is the limit for so many live bytes.
func memoryLimit(live uint64) int64 {
	return max(memoryFloor, int64(live/10*13))
}
