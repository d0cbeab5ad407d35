package state

import (
	"context"
	"sync/atomic"

	"github.com/bkpui/bkpui/internal/backup"
)

// firstPage is a context that is urgent until the first page of a list that was never
// read is there: somebody looks at an empty table.
type firstPage struct {
	context.Context
	urgent context.Context
	done   atomic.Bool
}

func firstUrgent(ctx context.Context, never bool) (context.Context, *firstPage) {
	w := &firstPage{Context: ctx, urgent: backup.Urgent(ctx)}
	w.done.Store(!never)
	return w, w
}

// Value returns what the context of the moment holds.
func (w *firstPage) Value(key any) any {
	if w.done.Load() {
		return w.Context.Value(key)
	}
	return w.urgent.Value(key)
}

// arrived notes a page and reports whether it was the one that somebody waits for.
func (w *firstPage) arrived() bool { return !w.done.Swap(true) }
