package state

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// group owns goroutines. The first panic in one of them is its error.
type group struct {
	wg     sync.WaitGroup
	once   sync.Once
	failed func() // called once, at the first panic
	err    error
}

// start runs fn in a goroutine of the group.
func (g *group) start(fn func()) { g.wg.Go(guard(g.fail, fn)) }

func (g *group) fail(err error) {
	g.once.Do(func() {
		g.err = err
		g.failed()
	})
}

// wait waits for every goroutine and returns the first panic.
func (g *group) wait() error {
	g.wg.Wait()
	return g.err
}

// guard returns fn with its panics given to fail. Every goroutine of this package runs
// under it: a panic elsewhere would end the program with the terminal left raw.
func guard(fail func(error), fn func()) func() {
	return func() {
		defer func() {
			if p := recover(); p != nil {
				fail(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		fn()
	}
}
