package main

import (
	"context"
	"iter"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
)

// there returns the client when it is made.
func (l *late) there(ctx context.Context) (*aws.Client, error) {
	select {
	case <-l.ready:
		return l.client, nil
	case <-ctx.Done():
		return nil, &backup.Error{Kind: backup.Canceled, Op: "start", Unsent: true, Err: ctx.Err()}
	}
}

// ask is one question to the client, as soon as it is there.
func ask[V any](ctx context.Context, l *late, question func(*aws.Client) (V, error)) (V, error) {
	c, err := l.there(ctx)
	if err != nil {
		var none V
		return none, err
	}
	return question(c)
}

// Send is ops.API's.
func (l *late) Send(ctx context.Context, in backup.Scope, purpose string, change backup.Change) (backup.Receipt, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.Receipt, error) { return c.Send(ctx, in, purpose, change) })
}

// Identity is ops.API's.
func (l *late) Identity(ctx context.Context, in backup.Scope) (string, error) {
	return ask(ctx, l, func(c *aws.Client) (string, error) { return c.Identity(ctx, in) })
}

// Jobs is state.Source's, for ops.Finder.
func (l *late) Jobs(ctx context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return func(yield func([]backup.Job, error) bool) {
		c, err := l.there(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		c.Jobs(ctx, in, kind, q)(yield)
	}
}

// wake has the jobs of a scope read again: something was started there.
func (l *late) wake(in backup.Scope, k ops.Kind) {
	feeds := map[ops.Kind]string{ops.Restore: "restore-jobs", ops.Copy: "copy-jobs", ops.BackUp: "backup-jobs", ops.Stop: "backup-jobs", ops.Validate: "restore-jobs"}
	if feed := feeds[k]; feed != "" {
		l.Refresh([]state.Part{{Feed: feed, Scope: in}})
	}
}

// shell is through whose hands a command line goes that does the same.
func (l *late) shell(in backup.Scope, reason string) ops.Shell {
	select {
	case <-l.ready:
		profile, role, session := l.client.Hands(in, reason)
		return ops.Shell{Profile: profile, Role: role, Session: session}
	default:
		return ops.Shell{}
	}
}

// The others are restore.Lookup's.

// Point waits for the client and asks it.
func (l *late) Point(ctx context.Context, t backup.Thing) (backup.PointDetail, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.PointDetail, error) { return c.Point(ctx, t) })
}

// Metadata waits for the client and asks it.
func (l *late) Metadata(ctx context.Context, t backup.Thing) (map[string]string, error) {
	return ask(ctx, l, func(c *aws.Client) (map[string]string, error) { return c.Metadata(ctx, t) })
}

// Inferred waits for the client and asks it.
func (l *late) Inferred(ctx context.Context, t backup.Thing) (map[string]string, error) {
	return ask(ctx, l, func(c *aws.Client) (map[string]string, error) { return c.Inferred(ctx, t) })
}

// Choices waits for the client and asks it.
func (l *late) Choices(ctx context.Context, in backup.Scope, q backup.ChoiceQuery) ([]backup.Choice, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.Choice, error) { return c.Choices(ctx, in, q) })
}

// Find waits for the client and asks it.
func (l *late) Find(ctx context.Context, in backup.Scope, kind backup.ChoiceKind, id string) (backup.Choice, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.Choice, error) { return c.Find(ctx, in, kind, id) })
}

// Role waits for the client and asks it.
func (l *late) Role(ctx context.Context, in backup.Scope, arn string) (backup.Role, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.Role, error) { return c.Role(ctx, in, arn) })
}

// Simulate waits for the client and asks it.
func (l *late) Simulate(ctx context.Context, in backup.Scope, principal string, actions []string, resource string, conditions map[string]string) ([]backup.Verdict, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.Verdict, error) {
		return c.Simulate(ctx, in, principal, actions, resource, conditions)
	})
}

// Key waits for the client and asks it.
func (l *late) Key(ctx context.Context, in backup.Scope, arn string) (backup.Key, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.Key, error) { return c.Key(ctx, in, arn) })
}

// OptIn waits for the client and asks it.
func (l *late) OptIn(ctx context.Context, in backup.Scope) (map[string]bool, error) {
	return ask(ctx, l, func(c *aws.Client) (map[string]bool, error) { return c.OptIn(ctx, in) })
}

// Vault waits for the client and asks it.
func (l *late) Vault(ctx context.Context, in backup.Scope, arn string) (backup.VaultDetail, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.VaultDetail, error) { return c.Vault(ctx, in, arn) })
}

// Organization waits for the client and asks it.
func (l *late) Organization(ctx context.Context, in backup.Scope) (backup.OrganizationDetail, error) {
	return ask(ctx, l, func(c *aws.Client) (backup.OrganizationDetail, error) { return c.Organization(ctx, in) })
}

// Restores waits for the client and asks it.
func (l *late) Restores(ctx context.Context, in backup.Scope, since backup.Time) ([]backup.Job, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.Job, error) { return c.Restores(ctx, in, since) })
}

// RestoreMetadata waits for the client and asks it.
func (l *late) RestoreMetadata(ctx context.Context, in backup.Scope, job string) (map[string]string, error) {
	return ask(ctx, l, func(c *aws.Client) (map[string]string, error) { return c.RestoreMetadata(ctx, in, job) })
}

// Newer waits for the client and asks it.
func (l *late) Newer(ctx context.Context, t backup.Thing, resource string, since backup.Time) ([]backup.RecoveryPoint, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.RecoveryPoint, error) { return c.Newer(ctx, t, resource, since) })
}

// Holds waits for the client and asks it.
func (l *late) Holds(ctx context.Context, t backup.Thing) ([]string, error) {
	return ask(ctx, l, func(c *aws.Client) ([]string, error) { return c.Holds(ctx, t) })
}

// ScanJobs waits for the client and asks it.
func (l *late) ScanJobs(ctx context.Context, t backup.Thing) ([]backup.Job, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.Job, error) { return c.ScanJobs(ctx, t) })
}
