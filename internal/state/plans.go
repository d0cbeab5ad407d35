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

// selections reads the resource assignments of the plan in Arg.
func selections() Feed[backup.Selection] {
	return compared(Feed[backup.Selection]{
		Name: "selections", Active: 2 * time.Minute, Idle: 2 * time.Minute,
		Key: func(r *backup.Selection) string { return r.ID.String() },
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.Selection], error] {
			return pages(src.Selections(ctx, p.Scope, p.Arg))
		},
	})
}
