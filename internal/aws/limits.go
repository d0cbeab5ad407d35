package aws

import (
	"context"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/bkpui/bkpui/internal/backup"
)

// scopeCeiling is what AWS documents for all operations of AWS Backup together,
// in calls a second for an account in a Region (AWS General Reference: AWS Backup
// endpoints and quotas).
const scopeCeiling = 50

// ceiling returns AWS's documented calls a second of an operation. Copy, scan and
// summary operations are not documented; they count as 5.
func ceiling(op string) float64 {
	switch op {
	case "backup:ListBackupJobs", "backup:ListRestoreJobs", "backup:ListBackupPlans", "backup:ListBackupPlanVersions",
		"backup:ListBackupSelections", "backup:ListBackupVaults", "backup:ListProtectedResources",
		"backup:ListRecoveryPointsByBackupVault", "backup:ListRecoveryPointsByResource", "backup:ListTags":
		return 20
	case "backup:DescribeBackupJob", "backup:DescribeRecoveryPoint", "backup:DescribeRestoreJob", "backup:GetBackupPlan",
		"backup:GetBackupSelection", "backup:GetBackupVaultAccessPolicy", "backup:GetBackupVaultNotifications",
		"backup:GetRecoveryPointRestoreMetadata", "backup:GetSupportedResourceTypes":
		return 15
	case "backup:DescribeProtectedResource", "backup:DeleteRecoveryPoint":
		return 10
	case "cloudtrail:LookupEvents":
		return 2
	}
	switch service, _, _ := strings.Cut(op, ":"); service {
	case "sts":
		return 100
	case "ec2", "iam", "kms", "cloudformation":
		return 20 // below what they document, or are known to bear; asked when a person waits
	}
	return 5
}

// limiter paces the calls of one scope to one service, attempt by attempt. It
// stays within the ceilings: the steady rate and the burst of a bucket add up to
// the ceiling, so that no second ever sees more calls.
type limiter struct {
	all *rate.Limiter

	mu      sync.Mutex
	ops     map[string]*rate.Limiter
	slowed  float64 // the share of the full rate in force, 1 = all of it
	changed time.Time
}

const (
	fullRate  = scopeCeiling / 2
	slowest   = 0.2             // of the full rate: the least that AWS documents for any operation
	slowEvery = 2 * time.Second // throttled answers that come together count once
	ahead     = time.Second     // how far an urgent call may go ahead of the pace
)

func newLimiter() *limiter {
	return &limiter{all: rate.NewLimiter(fullRate, scopeCeiling-fullRate), ops: map[string]*rate.Limiter{}, slowed: 1}
}

// wait blocks until op may be called. A call that a person waits for spends its
// token without waiting, which makes the others wait longer.
func (l *limiter) wait(ctx context.Context, op string) error {
	for _, bucket := range []*rate.Limiter{l.bucket(op), l.all} {
		if !backup.IsUrgent(ctx) {
			if err := bucket.Wait(ctx); err != nil {
				return err
			}
			continue
		}
		if d := bucket.Reserve().Delay() - ahead; d > 0 {
			if err := sleep(ctx, d); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *limiter) bucket(op string) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.ops[op]
	if !ok {
		top := ceiling(op)
		steady := top * 3 / 4
		b = rate.NewLimiter(rate.Limit(steady), max(1, int(top-steady)))
		l.ops[op] = b
	}
	return b
}

// throttled halves the pace of the whole scope.
func (l *limiter) throttled() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := time.Now(); now.Sub(l.changed) >= slowEvery {
		l.set(max(slowest, l.slowed/2), now)
	}
}

// answered lets the pace recover, an eighth of the full one every two seconds
// without throttling.
func (l *limiter) answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.slowed == 1 {
		return
	}
	if now := time.Now(); now.Sub(l.changed) >= slowEvery {
		l.set(min(1, l.slowed+0.125), now)
	}
}

func (l *limiter) set(share float64, now time.Time) {
	l.slowed, l.changed = share, now
	l.all.SetLimit(rate.Limit(fullRate * share))
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
