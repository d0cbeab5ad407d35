package views

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
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
	Left() int
	LookUp(ctx context.Context, in ops.Intent) (ops.Finding, error)
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
	default:
		return nil
	}
}
