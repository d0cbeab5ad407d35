package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// plans reads the plans of a scope. The counts come after the list.
func plans() Feed[backup.Plan] {
	return compared(Feed[backup.Plan]{
		Name: "plans", Active: 2 * time.Minute, Idle: 2 * time.Minute,
		Key: func(r *backup.Plan) string { return r.ID.String() },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Plan], error] {
			return pages(src.Plans(ctx, p.Scope))
		},
		Again: true,
		adopt: func(next, old *backup.Plan) { // until they are counted again
			if next.Version != old.Version {
				return
			}
			if next.Rules < 0 {
				next.Rules, next.NextRun = old.Rules, old.NextRun
			}
			if next.Selections < 0 {
				next.Selections = old.Selections
			}
		},
	})
}

// rulesOfPlans reads the rules of the plan in Arg.
func rulesOfPlans() Feed[backup.Rule] {
	return compared(Feed[backup.Rule]{
		Name: "rules", Active: 2 * time.Minute, Idle: 2 * time.Minute,
		Key: func(r *backup.Rule) string { return r.ID.String() + "/" + r.Name.String() },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Rule], error] {
			return pages(src.Rules(ctx, p.Scope, p.Arg))
		},
	})
}

// selections reads the resource assignments of the plan in Arg. What they select comes
// after the list; it never changes, since AWS has no operation to change a selection.
func selections() Feed[backup.Selection] {
	return compared(Feed[backup.Selection]{
		Name: "selections", Active: 2 * time.Minute, Idle: 2 * time.Minute,
		Key: func(r *backup.Selection) string { return r.ID.String() },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Selection], error] {
			return pages(src.Selections(ctx, p.Scope, p.Arg))
		},
		Again: true,
		adopt: func(next, old *backup.Selection) {
			if next.Resources < 0 {
				next.Resources, next.Excluded, next.Tags, next.Conditions = old.Resources, old.Excluded, old.Tags, old.Conditions
				next.Summary = old.Summary
			}
		},
	})
}
