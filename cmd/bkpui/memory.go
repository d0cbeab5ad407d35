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
const memoryFloor = 240 << 20

// startPercent has the collector wait for 32 MB at the start instead of 4: the
// tables of the SDK and one frame come to more than 4, and nothing of it is garbage
// yet. A collection then only delays the first frame.
const startPercent = 800

// limitMemory keeps the runtime's memory limit at 1.25 times what is live, so
// that a million rows stay near their size and the collector is never choked.
// It returns when ctx ends.
func limitMemory(ctx context.Context) error {
	set := memoryLimit(0, 0)
	debug.SetMemoryLimit(set)
	percent := debug.SetGCPercent(startPercent)
	started := sync.OnceFunc(func() { debug.SetGCPercent(percent) })
	defer started()
	var now memoryNow
	tick := time.NewTicker(2 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
		started()
		now.read()
		if limit := memoryLimit(now.live, now.beside); limit != set {
			set = limit
			debug.SetMemoryLimit(limit)
		}
	}
}

// memoryNow is what the runtime holds, in bytes.
type memoryNow struct {
	live   uint64 // of the heap, at the last collection
	beside uint64 // stacks and the runtime's own tables
}

func (m *memoryNow) read() {
	s := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"},
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/unused:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(s)
	m.live, m.beside = s[0].Value.Uint64(), s[1].Value.Uint64()
	for _, heap := range s[2:] {
		m.beside -= min(m.beside, heap.Value.Uint64())
	}
}

// memoryBeside is how much there is beside the heap in a quiet hour.
const memoryBeside = 48 << 20

// memoryGarbage is how many bytes of garbage may lie for each byte of stacks above that: the
// answers that thousands of calls leave between two collections.
const memoryGarbage = 5

// memoryLimit is the limit for so many live bytes and so many beside the heap. The runtime's
// limit is on all of them: what the stacks of thousands of calls take must not be taken from the
// heap, and their answers are garbage by the time the next ones come. With as much again for
// garbage, the collector took half of all that a fleet of 5,000 scopes took.
func memoryLimit(live, beside uint64) int64 {
	return max(memoryFloor, int64(live/4*5)) + (1+memoryGarbage)*int64(max(beside, memoryBeside)-memoryBeside)
}
