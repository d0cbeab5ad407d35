package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// group runs the parts of a program together: the first that ends with an error,
// or panics, ends all. The zero group is not valid; see newGroup.
type group struct {
	ctx  context.Context
	stop context.CancelCauseFunc
	wait sync.WaitGroup
}

// errDone ends a group whose work is done.
var errDone = errors.New("done")

// panicError is a panic, caught before it could leave the terminal raw.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

func newGroup(ctx context.Context) *group {
	g := &group{}
	g.ctx, g.stop = context.WithCancelCause(ctx)
	return g
}

// run starts f. Its context ends when the group does; what f returns then does
// not count.
func (g *group) run(f func(context.Context) error) {
	g.wait.Go(func() {
		defer g.catch()
		if err := f(g.ctx); err != nil {
			g.stop(err)
		}
	})
}

// catch turns a panic of the goroutine that defers it into the group's error.
func (g *group) catch() {
	if v := recover(); v != nil {
		g.stop(&panicError{v, debug.Stack()})
	}
}

// end waits until a part fails or all have ended, and then for the others as long
// as grace. It returns whether all have ended, and the first error, nil when the
// work was done.
func (g *group) end(grace time.Duration) (ended bool, err error) {
	all := make(chan struct{})
	go func() {
		g.wait.Wait()
		close(all)
	}()
	select {
	case <-all:
	case <-g.ctx.Done():
	}
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case <-all:
		ended = true
	case <-late.C:
	}
	err = context.Cause(g.ctx)
	g.stop(nil)
	if errors.Is(err, errDone) {
		err = nil
	}
	return ended, err
}
