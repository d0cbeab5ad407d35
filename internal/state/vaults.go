package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// vaults reads the vaults of a scope: its own, then those that others share with it.
func vaults() Feed[backup.Vault] {
	return compared(Feed[backup.Vault]{
		Name: "vaults", Active: 10 * time.Second, Idle: time.Minute,
		Key:  vaultKey,
		Busy: func(v *backup.Vault) bool { return v.State.String() == "CREATING" },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Vault], error] {
			return func(yield func(Page[backup.Vault], error) bool) {
				if forward(src.Vaults(ctx, p.Scope, backup.VaultQuery{}), yield) {
					forward(src.Vaults(ctx, p.Scope, backup.VaultQuery{Shared: true}), yield)
				}
			}
		},
	})
}

// vaultKey tells a vault seen from its owner from the same one seen through a share.
func vaultKey(v *backup.Vault) string {
	if from := v.In.Get().SeenFrom; !from.Empty() {
		return v.ARN.String() + " from " + from.String()
	}
	return v.ARN.String()
}

// resources reads the protected resources of a scope.
func resources() Feed[backup.Resource] {
	return compared(Feed[backup.Resource]{
		Name: "resources", Active: 2 * time.Minute, Idle: 2 * time.Minute,
		Key: func(r *backup.Resource) string { return r.Of.Get().ARN.String() },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Resource], error] {
			return pages(src.Resources(ctx, p.Scope))
		},
	})
}
