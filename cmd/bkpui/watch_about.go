package main

import (
	"context"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// aboutJob asks AWS what stands around a job that did not end well: the keys of its vaults, the
// rule behind it, what was submitted to a restore. A job that ended well is not asked about.
func aboutJob(ctx context.Context, client *aws.Client, t backup.Thing, j *backup.Job) triage.Context {
	if !j.Problem() {
		return triage.Context{}
	}
	unread := map[backup.VaultRef]string{}
	around := triage.Around{
		Vault: func(in backup.VaultRef) *backup.Vault {
			v, err := vaultNow(ctx, client, in)
			if err != nil && backup.KindOf(err) != backup.NotFound {
				unread[in] = string(backup.KindOf(err))
			}
			return v
		},
		Unseen: func(in backup.VaultRef) (bool, string) { return false, unread[in] },
		Rule: func(in backup.Scope, plan, rule backup.Text) *backup.Rule {
			for rows, err := range client.Rules(ctx, in, plan.String()) {
				for i := range rows {
					if err == nil && rows[i].ID == rule {
						return &rows[i]
					}
				}
			}
			return nil // a plan that is gone, or that may not be read, leaves what the job says of it
		},
		Restore: func(j *backup.Job) (*backup.RestoreKey, bool) {
			for rows, err := range client.RestoreKeys(ctx, t.Scope, backup.RestoreKeyOf(j)) {
				if err != nil || len(rows) == 0 {
					break // a key that nobody tells leaves what the job says of itself
				}
				return &rows[0], false
			}
			return nil, false
		},
	}
	return around.Context(j)
}

// vaultNow asks AWS for a vault.
func vaultNow(ctx context.Context, client *aws.Client, in backup.VaultRef) (*backup.Vault, error) {
	t := backup.Thing{Kind: backup.VaultThing, Scope: in.Reader(), ID: in.Name.String()}
	for d := range client.Describe(ctx, t) { // the first answer is the vault itself
		v, _ := d.Row.(*backup.Vault)
		return v, d.Err
	}
	return nil, nil
}
