package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

func plans() Opener {
	type plan = backup.Plan
	rules := func(p *plan, _ *Env) (Target, bool) { return rulesOf(p.ID.String(), p.Name.String(), planScope(p)) }
	return &Resource[plan]{
		Name: "plans", Aliases: []string{"pl", "plan"}, Number: "6",
		Tip:     "Backup plans with their rules, selections, last and next runs",
		Feeds:   []string{"plans"},
		Parts:   planParts,
		Columns: planColumns(),
		Table:   []string{"name", "rules", "selections", "lastRun", "next", "account", "region"},
		Sort:    []SortBy{{Column: "place"}, {Column: "name"}},
		Key: func(p *plan) string {
			return p.Account.String() + "/" + p.Region.String() + "/" + p.ID.String()
		},
		ID:    func(p *plan) string { return p.ID.String() },
		Crumb: func(p *plan, _ *Env) string { return p.Name.String() },
		Thing: func(p *plan, _ *Env) backup.Thing {
			t, _ := planPage(p.ID.String(), p.Name.String(), planScope(p))
			return t.Thing
		},
		Enter: rules,
		Links: []Link[plan]{
			{"Rules", rules},
			{"Selections", func(p *plan, _ *Env) (Target, bool) {
				return selectionsOf(p.ID.String(), p.Name.String(), planScope(p))
			}},
			{"Jobs", func(p *plan, e *Env) (Target, bool) {
				return jobsOfPlan(p.ID.String(), p.Name.String(), planScope(p), e)
			}},
			{"Account", toAccount(func(p *plan) backup.Text { return p.Account })},
		},
		Scope: planScope,
		URL:   func(p *plan, _ *Env) string { return planURL(p.ID.String(), planScope(p)) },
		Notes: planNotes,
		Empty: func(e *Env, _ Target) string { return "no backup plans" + inScopes(e) },
	}
}

func planColumns() []Column[backup.Plan] {
	type plan = backup.Plan
	return []Column[plan]{
		accountColumn(func(p *plan) backup.Text { return p.Account }),
		regionColumn(func(p *plan) backup.Text { return p.Region }),
		placeColumn(planScope),
		textColumn("id", "ID", func(p *plan) string { return p.ID.String() }).wide(),
		textColumn("name", "NAME", func(p *plan) string { return p.Name.String() }).also("plan").sized(16, 50, 3),
		textColumn("version", "VERSION", func(p *plan) string { return p.Version.String() }).wide(),
		numberColumn("rules", "RULES", func(p *plan) int64 { return counted(p.Rules) }),
		numberColumn("selections", "SELECTIONS", func(p *plan) int64 { return counted(p.Selections) }),
		timeColumn("lastExecution", "LAST RUN AT", func(p *plan) backup.Time { return p.LastRun }).wide(),

		arnColumn("arn", "", func(p *plan) string { return p.ARN.String() }),
		timeColumn("nextExecution", "NEXT RUN AT", func(p *plan) backup.Time { return p.NextRun }).wide(),
		timeColumn("created", "CREATED", func(p *plan) backup.Time { return p.Created }).wide(),
		timeColumn("deleted", "DELETED", func(p *plan) backup.Time { return p.Deleted }).wide(),
		ageColumn("lastRun", "LAST RUN", func(p *plan) backup.Time { return p.LastRun }),
		nextColumn(func(p *plan) backup.Time { return p.NextRun }),
	}
}

// nextColumn is how long until the next run, from AWS's own preview.
func nextColumn[V any](of func(*V) backup.Time) Column[V] {
	until := func(v *V, e *Env) int64 {
		if t := of(v); t > e.Now {
			return int64(t - e.Now)
		}
		return query.None
	}
	return Column[V]{
		Name: "next", Title: "NEXT", Kind: query.Duration, Min: 7, Right: true, NoRecord: true, NoPage: true, Int: until,
		Show: func(b []byte, v *V, e *Env) []byte {
			if n := until(v, e); n != query.None {
				return appendShort(append(b, "in "...), query.Duration, n, e)
			}
			return appendShort(b, query.Duration, query.None, e)
		},
	}
}

// planColumn is the name of the plan that a rule or a selection belongs to, from the
// plan's own row where AWS does not repeat it.
func planColumn[V any](of func(*V) (in backup.Scope, id, name backup.Text)) Column[V] {
	return Column[V]{
		Name: "plan", Title: "PLAN", Min: 10, Max: 40, Flex: 1, Middle: true,
		Text: func(b []byte, v *V, e *Env) []byte {
			in, id, name := of(v)
			if name.Empty() {
				if _, p := state.Lookup[backup.Plan](e.Snap, state.Part{Feed: "plans", Scope: in}, id.String()); p != nil {
					name = p.Name
				}
			}
			return append(b, name.String()...)
		},
	}
}

func planScope(p *backup.Plan) backup.Scope {
	return backup.Scope{Account: p.Account, Region: p.Region}
}

// rulesOf leads to the rules of a plan.
func rulesOf(id, name string, in backup.Scope) (Target, bool) {
	return Target{View: "rules", Scope: in, Arg: id, Title: name}, id != ""
}

func selectionsOf(id, name string, in backup.Scope) (Target, bool) {
	return Target{View: "selections", Scope: in, Arg: id, Title: name}, id != ""
}

func jobsOfPlan(id, name string, in backup.Scope, e *Env) (Target, bool) {
	if id == "" {
		return Target{}, false
	}
	return jobsIn(e, "jobs", in, name, exactly("planId", id)), true
}

func planNotes(p *backup.Plan, _ *Env) []string {
	var notes []string
	switch id := p.ID.String(); {
	case strings.HasPrefix(id, "orgs/"):
		notes = append(notes, "made by a backup policy of the organisation: it can be changed there only")
	case strings.HasPrefix(id, "aws/efs/"):
		notes = append(notes, "the automatic plan of Amazon EFS")
	}
	if !p.Deleted.IsZero() {
		notes = append(notes, "this plan was deleted; its recovery points stay until their retention ends")
	}
	return notes
}
