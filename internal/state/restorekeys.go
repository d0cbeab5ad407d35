package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// restoreKeys reads which key the restore job in Arg needs, a RestoreKeyQuery. That never changes, but
// a refusal may.
func restoreKeys() Feed[backup.RestoreKey] {
	return compared(Feed[backup.RestoreKey]{
		Name: "restore-keys", Active: time.Hour, Idle: time.Hour,
		Key: func(r *backup.RestoreKey) string { return r.Job },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.RestoreKey], error] {
			return pages(src.RestoreKeys(ctx, p.Scope, backup.ParseRestoreKeyQuery(p.Arg)))
		},
	})
}
