package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

func selections() Opener {
	type sel = backup.Selection
	plan := func(s *sel, _ *Env) (Target, bool) {
		return planPage(s.PlanID.String(), s.PlanName.String(), selectionScope(s))
	}
	return &Resource[sel]{
		Name: "selections", Aliases: []string{"sel", "selection", "assignments"},
		Tip:     "Selections of backup plans: which resources a plan backs up, and with which role",
		Feeds:   []string{"selections"},
		Parts:   func(e *Env, t Target) []state.Part { return planDetailParts(e, t, "selections") },
		Columns: selectionColumns(),
		Table:   []string{"name", "summary", "plan", "roleArn", "account", "region"},
		Sort:    []SortBy{{Column: "place"}, {Column: "plan"}, {Column: "name"}},
		Key: func(s *sel) string {
			return s.Account.String() + "/" + s.Region.String() + "/" + s.PlanID.String() + "/" + s.ID.String()
		},
		ID:    func(s *sel) string { return s.ID.String() },
		Crumb: func(s *sel, _ *Env) string { return s.Name.String() },
		Thing: func(s *sel, _ *Env) backup.Thing {
			return backup.Thing{Kind: backup.SelectionThing, Scope: selectionScope(s), ID: s.ID.String(), Plan: s.PlanID.String()}
		},
		Links: []Link[sel]{
			{"Plan", plan},
			{"Rules of the plan", func(s *sel, _ *Env) (Target, bool) {
				return rulesOf(s.PlanID.String(), s.PlanName.String(), selectionScope(s))
			}},
			{"Jobs of the plan", func(s *sel, e *Env) (Target, bool) {
				return jobsOfPlan(s.PlanID.String(), s.PlanName.String(), selectionScope(s), e)
			}},
		},
		Scope: selectionScope,
		URL:   func(s *sel, _ *Env) string { return planURL(s.PlanID.String(), selectionScope(s)) },
		Empty: func(e *Env, t Target) string {
			if t.Arg != "" {
				return "this plan has no selections: it backs up nothing"
			}
			return "no selections of backup plans" + inScopes(e)
		},
	}
}

func selectionColumns() []Column[backup.Selection] {
	type sel = backup.Selection
	return []Column[sel]{
		accountColumn(func(s *sel) backup.Text { return s.Account }),
		regionColumn(func(s *sel) backup.Text { return s.Region }),
		placeColumn(selectionScope),
		textColumn("planId", "", func(s *sel) string { return s.PlanID.String() }),
		planColumn(func(s *sel) (backup.Scope, backup.Text, backup.Text) { return selectionScope(s), s.PlanID, s.PlanName }).dropped(7),
		textColumn("id", "", func(s *sel) string { return s.ID.String() }),
		textColumn("name", "NAME", func(s *sel) string { return s.Name.String() }).also("selection").sized(12, 40, 2),
		arnColumn("roleArn", "ROLE", func(s *sel) string { return s.Role.String() }).also("role").sized(12, 40, 1).dropped(6),
		timeColumn("created", "CREATED", func(s *sel) backup.Time { return s.Created }).wide(),
		numberColumn("resources", "ARNS", func(s *sel) int64 { return counted(s.Resources) }).wide(),
		numberColumn("excluded", "EXCLUDED", func(s *sel) int64 { return counted(s.Excluded) }).wide(),
		numberColumn("tags", "TAGS", func(s *sel) int64 { return counted(s.Tags) }).wide(),
		numberColumn("conditions", "CONDITIONS", func(s *sel) int64 { return counted(s.Conditions) }).wide(),
		textColumn("summary", "SELECTS", func(s *sel) string { return s.Summary.String() }).sized(20, 80, 3).endless(),
	}
}

func selectionScope(s *backup.Selection) backup.Scope {
	return backup.Scope{Account: s.Account, Region: s.Region}
}
