package views

import (
	"context"
	"fmt"
	"iter"
	"sync/atomic"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// flood is a source with one vault of many points, as fast as they can be taken:
// what is measured over it is the console and nothing else.
type flood struct {
	points    int
	resources int
	gate      chan struct{} // a page for every receive; nil = at once
	given     atomic.Int64  // points so far
	began     backup.Time
}

const floodPage = 1000

func newFlood(points, resources int, gate chan struct{}) *flood {
	return &flood{points: points, resources: resources, gate: gate, began: backup.TimeOf(time.Now())}
}

func (f *flood) scope() backup.Scope { return backup.In("111122223333", "eu-west-1") }

func (f *flood) Accounts(context.Context) iter.Seq2[[]backup.Account, error] {
	return one(backup.Account{ID: f.scope().Account, Name: backup.Intern("prod"), Home: true})
}

func (f *flood) Regions(context.Context, backup.Text) iter.Seq2[[]backup.Region, error] {
	return one(backup.Region{Account: f.scope().Account, Name: f.scope().Region, OptIn: backup.Intern("ENABLED")})
}

func (f *flood) vault() backup.VaultRef {
	return backup.VaultRef{Account: f.scope().Account, Region: f.scope().Region, Name: backup.Intern("prod-daily"), Type: backup.Intern("BACKUP_VAULT")}
}

func (f *flood) Vaults(_ context.Context, _ backup.Scope, q backup.VaultQuery) iter.Seq2[[]backup.Vault, error] {
	if q.Shared {
		return none[backup.Vault]
	}
	return one(backup.Vault{In: backup.RefTo(f.vault()), ARN: backup.Intern("arn:aws:backup:eu-west-1:111122223333:backup-vault:prod-daily"), Points: int64(f.points)})
}

// Points yields the newest first, as AWS does.
func (f *flood) Points(ctx context.Context, _ backup.Scope, q backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error] {
	return func(yield func([]backup.RecoveryPoint, error) bool) {
		if q.CreatedAfter != 0 {
			return
		}
		in, names, rows := backup.RefTo(f.vault()), make([]string, floodPage), make([]backup.RecoveryPoint, floodPage)
		for from := 0; from < f.points; from += floodPage {
			if f.gate != nil {
				select {
				case <-f.gate:
				case <-ctx.Done():
				}
			}
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			n := min(floodPage, f.points-from)
			for i := range n {
				names[i] = fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%017x", uint64(from+i)*0x9E3779B97F4A7C15>>4)
			}
			arns := backup.PackARNs(names[:n])
			for i := range n {
				rows[i] = f.point(from+i, in, arns[i])
			}
			f.given.Add(int64(n))
			if !yield(rows[:n], nil) {
				return
			}
		}
	}
}

func (f *flood) point(i int, in backup.Ref[backup.VaultRef], arn backup.ARN) backup.RecoveryPoint {
	r := i % f.resources
	created := f.began.Add(-time.Duration(i) * 30 * time.Second)
	status := "COMPLETED"
	if i%997 == 0 {
		status = "EXPIRED"
	}
	return backup.RecoveryPoint{
		ARN: arn, In: in, Status: backup.Intern(status),
		Of: backup.RefTo(backup.ResourceRef{
			ARN:  backup.Intern(fmt.Sprintf("arn:aws:ec2:eu-west-1:111122223333:volume/vol-%017x", r)),
			Name: backup.Intern(fmt.Sprintf("orders-db-%05d", r)), Type: backup.Intern([]string{"EBS", "EC2", "S3", "EFS"}[r%4]),
		}),
		Created: created, Completed: created.Add(10 * time.Minute), DeleteAt: created.Add(2 * 365 * 24 * time.Hour),
		SizeBytes: int64(i%4096+1) << 28, SizeKnown: true, Encrypted: true,
	}
}

func (f *flood) Resources(context.Context, backup.Scope) iter.Seq2[[]backup.Resource, error] {
	return none[backup.Resource]
}

func (f *flood) Plans(context.Context, backup.Scope) iter.Seq2[[]backup.Plan, error] {
	return none[backup.Plan]
}

func (f *flood) Rules(context.Context, backup.Scope, string) iter.Seq2[[]backup.Rule, error] {
	return none[backup.Rule]
}

func (f *flood) Summaries(context.Context, backup.Scope, backup.JobKind) iter.Seq2[[]backup.JobSummary, error] {
	return none[backup.JobSummary]
}

func (f *flood) Selections(context.Context, backup.Scope, string) iter.Seq2[[]backup.Selection, error] {
	return none[backup.Selection]
}

func (f *flood) Jobs(context.Context, backup.Scope, backup.JobKind, backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return none[backup.Job]
}

func one[V any](v V) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) { yield([]V{v}, nil) }
}

func none[V any](func([]V, error) bool) {}

func (f *flood) RestoreKeys(context.Context, backup.Scope, backup.RestoreKeyQuery) iter.Seq2[[]backup.RestoreKey, error] {
	return none[backup.RestoreKey]
}
