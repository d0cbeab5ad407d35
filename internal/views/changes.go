package views

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
)

// Changes is what it takes to change AWS from a console. A Backend without it only
// reads.
type Changes struct {
	Lookup  restore.Lookup
	Arming  *ops.Arming
	Runner  Runner
	Drafts  *ops.Drafts
	Journal *ops.Journal
	// Shell says through whose hands a command line goes in that scope, for that reason;
	// nil = those of the default chain.
	Shell func(in backup.Scope, reason string) ops.Shell
}

// Runner sends what was confirmed. *ops.Runner is one.
type Runner interface {
	Demand(op ops.Op, c ops.Circumstances) ops.Demand
	Confirm(op ops.Op, c ops.Circumstances, typed string) (*ops.Confirmed, error)
	Do(ctx context.Context, op *ops.Confirmed, report func(ops.Result)) ([]ops.Result, error)
	GiveUp(op string) // ends the tries of what AWS throttles
	// Rivals are what other consoles of the journal have begun of the same.
	Rivals(op ops.Op) ([]ops.Record, error)
	Left() int
	LookUp(ctx context.Context, in ops.Intent) (ops.Finding, error)
	// Unproven and SettleBroken tell what consoles that ended have left.
	Unproven() ([]ops.Intent, error)
	SettleBroken(ctx context.Context) ([]ops.BrokenOff, error)
	Again(in ops.Intent) (ops.Op, error)
}

// activityOf returns what leads through a kind of change to a thing, nil for a kind
// that no form is made of again.
func (s *session) activityOf(k ops.Kind, t backup.Thing) activity {
	switch k {
	case ops.Restore:
		return newRestoring(s, t)
	case ops.Copy:
		return newCopying(s, t)
	case ops.BackUp:
		return newBackingUp(s, again{of: s.resourceKnown(t), in: t.Scope})
	case ops.SetLifecycle:
		return newLifecycling(s, t)
	case ops.Delete:
		return newDeleting(s, []backup.Thing{t}, []string{backup.ShortARN(t.ID)})
	case ops.Disassociate:
		return newDisassociating(s, t)
	case ops.DetachChild:
		return newDetaching(s, t)
	case ops.Validate:
		return newValidating(s, t, nil)
	default:
		return nil
	}
}

// resourceKnown is what the lists say of a resource, else what its ARN does.
func (s *session) resourceKnown(t backup.Thing) backup.ResourceRef {
	for _, r := range state.Select[backup.Resource](s.env.Snap, nil, "resources").All() {
		if of := r.Of.Get(); of.ARN.String() == t.ID {
			return of
		}
	}
	return backup.ResourceRef{ARN: backup.Intern(t.ID)}
}
