package main

import (
	"context"
	"sync/atomic"
)

// sideBySide calls f with 0 to n-1, so many at once. The first error ends it; errDone is
// no error.
func sideBySide(ctx context.Context, n, limit int, f func(context.Context, int) error) error {
	g := newGroup(ctx)
	var next atomic.Int64
	for range min(n, limit) {
		g.run(func(ctx context.Context) error {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := f(ctx, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	_, err := g.end(grace)
	return err
}
