package state

import (
	"context"
	"errors"
	"sync"

	"github.com/bkpui/bkpui/internal/backup"
)

// gatherLimit is how many lists Gather reads side by side. Each holds one page.
const gatherLimit = 64

// Gather streams parts side by side and hands every page to each, one at a time and
// in no fixed order between parts. Lists that could not be read are returned with the
// reason; the others go on. It ends early with the error of each, of ctx, or of a
// panic in one of its goroutines.
func Gather[V any](ctx context.Context, src Source, parts []Part, each func(Part, []V) error) (map[Part]*backup.Error, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		g      = group{failed: func() { cancel(nil) }}
		mu     sync.Mutex
		failed = map[Part]*backup.Error{}
		queue  = make(chan Part)
	)
	take := func(p Part, rows []V, err error) bool {
		mu.Lock()
		defer mu.Unlock()
		var refusal *backup.Error
		switch {
		case ctx.Err() != nil:
			return false
		case errors.As(err, &refusal):
			failed[p] = refusal
			return false
		case err == nil:
			err = each(p, rows)
		}
		if err != nil {
			cancel(err)
		}
		return err == nil
	}
	for range min(gatherLimit, len(parts)) {
		g.start(func() {
			for p := range queue {
				for rows, err := range Stream[V](ctx, src, p.Feed, p) {
					if !take(p, rows, err) {
						break
					}
				}
			}
		})
	}
	for _, p := range parts {
		select {
		case queue <- p:
		case <-ctx.Done():
		}
	}
	close(queue)
	if err := g.wait(); err != nil {
		return failed, err
	}
	return failed, context.Cause(ctx)
}
