package state

import (
	"context"
	"iter"

	"github.com/bkpui/bkpui/internal/backup"
)

// Source is where rows come from: AWS. Every sequence yields pages as they arrive, of
// which the rows are the receiver's until it asks for the next. An error is
// a *backup.Error and ends its sequence. Methods may be called from any goroutine.
type Source interface {
	// Accounts yields the fleet; a row may come again when more is known of it.
	Accounts(ctx context.Context) iter.Seq2[[]backup.Account, error]
	// Regions yields the Regions of an account (Account API: ListRegions, or those given).
	Regions(ctx context.Context, account backup.Text) iter.Seq2[[]backup.Region, error]
	// Vaults yields ListBackupVaults.
	Vaults(ctx context.Context, in backup.Scope, q backup.VaultQuery) iter.Seq2[[]backup.Vault, error]
	// Points yields ListRecoveryPointsByBackupVault, or …ByResource without q.Vault.
	Points(ctx context.Context, in backup.Scope, q backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error]
	// Resources yields ListProtectedResources.
	Resources(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Resource, error]
	// Plans yields ListBackupPlans, then the same rows again with their counts.
	Plans(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Plan, error]
	// Rules yields those of GetBackupPlan.
	Rules(ctx context.Context, in backup.Scope, plan string) iter.Seq2[[]backup.Rule, error]
	// Selections yields ListBackupSelections, then the same rows again with what
	// GetBackupSelection adds.
	Selections(ctx context.Context, in backup.Scope, plan string) iter.Seq2[[]backup.Selection, error]
	// Jobs yields ListBackupJobs, ListCopyJobs, ListRestoreJobs or ListScanJobs.
	Jobs(ctx context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error]
	// RestoreKeys yields which key a restore job needs, in one row.
	RestoreKeys(ctx context.Context, in backup.Scope, q backup.RestoreKeyQuery) iter.Seq2[[]backup.RestoreKey, error]
	// Summaries yields the daily counts of ListBackupJobSummaries, ListCopyJobSummaries or
	// ListRestoreJobSummaries.
	Summaries(ctx context.Context, in backup.Scope, kind backup.JobKind) iter.Seq2[[]backup.JobSummary, error]
}
