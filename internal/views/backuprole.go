package views

import (
	"cmp"
	"context"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
)

// usualRole is a role that a backup of a resource may be made as, and where it is from;
// vault is where the backup went that it is from, "" = from none.
type usualRole struct{ arn, origin, note, vault string }

// usualRoleOf is the role of the resource's last backup that went well, else AWS Backup's
// default role where the account has it; zero for none. Where the jobs can't be read the
// role stays to be chosen.
func usualRoleOf(ctx context.Context, src state.Source, like again, roles []restore.Choice) usualRole {
	var last backup.Job
	q := backup.JobQuery{Resource: like.of.ARN.String(), State: "COMPLETED"}
	for page, err := range src.Jobs(ctx, like.in, backup.BackupJob, q) {
		for _, j := range page {
			if j.Role.Empty() || j.Outcome() != backup.Succeeded || like.shut && j.Vault.String() == like.vault {
				continue
			}
			if j.Created > last.Created {
				last = j
			}
		}
		if err != nil || !last.Role.Empty() { // AWS lists the newest first
			break
		}
	}
	if !last.Role.Empty() {
		at := cmp.Or(last.Completed, last.Created).Time().Format("2006-01-02 15:04 UTC")
		return usualRole{last.Role.String(), "last good backup", "that of its last good backup, " + at, last.Vault.String()}
	}
	if role := restore.DefaultRoleOf(roles); role != "" {
		return usualRole{role, string(restore.LookedUp), "AWS Backup's default role; no good backup of the resource is known", ""}
	}
	return usualRole{}
}
