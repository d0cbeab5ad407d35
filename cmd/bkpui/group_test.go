package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheFirstThatEndsEndsAll(t *testing.T) {
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		part func(context.Context) error
		want error
	}{
		"error": {func(context.Context) error { return broken }, broken},
		"done":  {func(context.Context) error { return errDone }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGroup(t.Context())
			g.run(func(ctx context.Context) error { <-ctx.Done(); return errors.New("too late to count") })
			g.run(c.part)
			if ended, err := g.end(time.Minute); !errors.Is(err, c.want) || !ended {
				t.Errorf("%v, ended %t", err, ended)
			}
		})
	}
}

func TestAPanicIsTheGroupsErrorWithItsStack(t *testing.T) {
	g := newGroup(t.Context())
	g.run(func(context.Context) error { panic("on purpose") })
	_, err := g.end(time.Minute)
	var bug *panicError
	if !errors.As(err, &bug) || !strings.Contains(string(bug.stack), "group_test.go") {
		t.Errorf("%v", err)
	}
}

func TestAPartThatHangsDoesNotHoldTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, free := newGroup(t.Context()), make(chan struct{})
		g.run(func(context.Context) error { <-free; return nil })
		g.stop(errDone)
		start := time.Now()
		if ended, err := g.end(grace); err != nil || ended || time.Since(start) != grace {
			t.Errorf("%v, ended %t after %v", err, ended, time.Since(start))
		}
		close(free)
	})
}

func TestMemoryLimitFollowsWhatIsLive(t *testing.T) {
	for _, of := range []struct {
		live, beside uint64
		want         int64
	}{
		{0, 0, memoryFloor},
		{100 << 20, memoryBeside, memoryFloor},
		{1000 << 20, memoryBeside, 1250 << 20},
		{100 << 20, memoryBeside + 200<<20, memoryFloor + 1200<<20}, // the heap has as much as before, and five times that for garbage
	} {
		if got := memoryLimit(of.live, of.beside); got/10 != of.want/10 {
			t.Errorf("%d live, %d beside: %d, want %d", of.live, of.beside, got, of.want)
		}
	}
}
