package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// accounts reads the fleet: one part, with a zero Scope.
func accounts() Feed[backup.Account] {
	return compared(Feed[backup.Account]{
		Name: "accounts", Active: 15 * time.Second, Idle: 5 * time.Minute,
		Key:  (*backup.Account).Key,
		Busy: func(a *backup.Account) bool { return a.Trouble == backup.Credentials },
		Fetch: func(ctx context.Context, src Source, _ Part, _ Since) iter.Seq2[Page[backup.Account], error] {
			return pages(src.Accounts(ctx))
		},
		Again: true,
		adopt: func(next, old *backup.Account) { // until Organizations has told its names again
			if next.State.Empty() && !old.State.Empty() {
				next.Name, next.Email, next.State, next.Joined, next.Management = old.Name, old.Email, old.State, old.Joined, old.Management
			}
		},
	})
}

// regions reads the Regions of an account: Scope{account, ""}.
func regions() Feed[backup.Region] {
	return compared(Feed[backup.Region]{
		Name: "regions", Active: time.Minute, Idle: 10 * time.Minute,
		Key: func(r *backup.Region) string { return r.Name.String() },
		Busy: func(r *backup.Region) bool {
			return r.OptIn.String() == "ENABLING" || r.OptIn.String() == "DISABLING"
		},
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Region], error] {
			return pages(src.Regions(ctx, p.Scope.Account))
		},
	})
}
