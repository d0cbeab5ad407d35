package query

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// block is how many rows are worked on between two looks at the context: two
// milliseconds at most, which a key may wait where all processors work.
const block = 2048

// pause lets others run, the screen among them, and says whether to go on.
func pause(ctx context.Context) error {
	runtime.Gosched()
	return ctx.Err()
}

// workers is how many goroutines share a pass: one processor of three and more is left
// to the screen, which gets its turn of two after the next block.
func workers() int {
	n := runtime.GOMAXPROCS(0)
	return min(n, max(2, n-1))
}

// parallel calls do(worker, i) for every i below n, in about that order, by so
// many goroutines. It returns when all have ended, with the first error; a
// panic becomes one.
func parallel(ctx context.Context, workers, n int, do func(worker, i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	var once sync.Once
	var failure error
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for worker := range min(workers, n) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { failure = fmt.Errorf("panic in a query: %v\n%s", p, debug.Stack()) })
					cancel()
				}
			}()
			for i := int(next.Add(1)) - 1; i < n && pause(ctx) == nil; i = int(next.Add(1)) - 1 {
				do(worker, i)
			}
		})
	}
	wg.Wait()
	if failure != nil {
		return failure
	}
	return ctx.Err()
}

// Share calls do(part) for every part below n, in about that order, by as many goroutines
// as may share a pass, and returns when all have ended. The error is that of ctx, when parts
// were left out, or of a panic in do. It belongs in a goroutine of its own, not on the screen's.
func Share(ctx context.Context, n int, do func(part int)) error {
	return parallel(ctx, workers(), n, func(_, part int) { do(part) })
}
