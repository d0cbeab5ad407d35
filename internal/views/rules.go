package views

import (
	"strconv"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

func rules() Opener {
	type rule = backup.Rule
	vault := func(r *rule, _ *Env) (Target, bool) {
		return vaultPage(backup.VaultRef{Account: r.Account, Region: r.Region, Name: r.Vault})
	}
	plan := func(r *rule, _ *Env) (Target, bool) {
		return planPage(r.PlanID.String(), r.PlanName.String(), ruleScope(r))
	}
	return &Resource[rule]{
		Name: "rules", Aliases: []string{"rule"},
		Tip:     "Rules of backup plans: schedule in words, next run, windows, lifecycle, copies",
		Feeds:   []string{"rules"},
		Parts:   func(e *Env, t Target) []state.Part { return planDetailParts(e, t, "rules") },
		Columns: ruleColumns(),
		Table:   []string{"name", "schedule", "next", "keeps", "vault", "copies", "plan", "account", "region"},
		Sort:    []SortBy{{Column: "place"}, {Column: "plan"}, {Column: "name"}},
		Key: func(r *rule) string {
			return r.Account.String() + "/" + r.Region.String() + "/" + r.PlanID.String() + "/" + r.ID.String()
		},
		ID:    func(r *rule) string { return r.ID.String() },
		Crumb: func(r *rule, _ *Env) string { return r.Name.String() },
		Thing: func(r *rule, e *Env) backup.Thing {
			t, _ := plan(r, e) // AWS describes a rule with its plan
			return t.Thing
		},
		Links: []Link[rule]{
			{"Vault", vault},
			{"Points in the vault", func(r *rule, _ *Env) (Target, bool) {
				return pointsOfVault(backup.VaultRef{Account: r.Account, Region: r.Region, Name: r.Vault})
			}},
			{"Air-gapped vault", func(r *rule, _ *Env) (Target, bool) { return vaultPage(backup.VaultOfARN(r.AirGappedVault.String())) }},
			{"Plan", plan},
			{"Selections", func(r *rule, _ *Env) (Target, bool) {
				return selectionsOf(r.PlanID.String(), r.PlanName.String(), ruleScope(r))
			}},
			{"Jobs of the plan", func(r *rule, e *Env) (Target, bool) {
				return jobsOfPlan(r.PlanID.String(), r.PlanName.String(), ruleScope(r), e)
			}},
		},
		Scope: ruleScope,
		URL:   func(r *rule, _ *Env) string { return planURL(r.PlanID.String(), ruleScope(r)) },
		Notes: ruleNotes,
		Empty: func(e *Env, t Target) string {
			if t.Arg != "" {
				return "this plan has no rules"
			}
			return "no rules of backup plans" + inScopes(e)
		},
	}
}

func ruleColumns() []Column[backup.Rule] {
	type rule = backup.Rule
	return []Column[rule]{
		accountColumn(func(r *rule) backup.Text { return r.Account }),
		regionColumn(func(r *rule) backup.Text { return r.Region }),
		placeColumn(ruleScope),
		textColumn("planId", "", func(r *rule) string { return r.PlanID.String() }),
		planColumn(func(r *rule) (backup.Scope, backup.Text, backup.Text) { return ruleScope(r), r.PlanID, r.PlanName }).dropped(9),
		textColumn("id", "", func(r *rule) string { return r.ID.String() }),
		textColumn("name", "NAME", func(r *rule) string { return r.Name.String() }).also("rule").sized(10, 30, 2),
		textColumn("schedule", "SCHEDULE", func(r *rule) string { return r.Schedule.String() }).sized(18, 48, 4).endless().shown(appendSchedule).exactly(appendScheduleExact),
		textColumn("timeZone", "", func(r *rule) string { return r.TimeZone.String() }),
		timeColumn("nextExecution", "NEXT AT", func(r *rule) backup.Time { return r.NextRun }).wide(),
		textColumn("vault", "VAULT", func(r *rule) string { return r.Vault.String() }).sized(10, 40, 1).dropped(5),
		arnColumn("airGappedVaultArn", "", func(r *rule) string { return r.AirGappedVault.String() }),
		windowColumn("startWindowMinutes", "Start window", func(r *rule) int32 { return r.StartWindow }, 480),
		windowColumn("completionWindowMinutes", "Completion window", func(r *rule) int32 { return r.CompleteWindow }, 10080),
		numberColumn("coldAfterDays", "", func(r *rule) int64 { return positive(r.ColdAfter) }),
		numberColumn("deleteAfterDays", "", func(r *rule) int64 { return positive(r.DeleteAfter) }),
		numberColumn("copies", "COPIES", func(r *rule) int64 { return int64(r.Copies) }).dropped(7),
		textColumn("copyTo", "COPIES TO", func(r *rule) string { return r.CopyTo.String() }).sized(16, 120, 1).wide(),
		flagColumn("continuous", "PITR", func(r *rule) bool { return r.Continuous }).wide(),
		nextColumn(func(r *rule) backup.Time { return r.NextRun }),
		{
			Name: "keeps", Title: "KEEPS", Min: 8, Max: 22, Flex: 1, NoRecord: true, Label: "Lifecycle",
			Text: func(b []byte, r *rule, _ *Env) []byte { return appendLifecycle(b, r.ColdAfter, r.DeleteAfter) },
		},
	}
}

func ruleScope(r *backup.Rule) backup.Scope {
	return backup.Scope{Account: r.Account, Region: r.Region}
}

// windowColumn is a number of minutes, on the page in words with AWS's default
// where the rule sets none.
func windowColumn(name, label string, of func(*backup.Rule) int32, normal int32) Column[backup.Rule] {
	c := numberColumn(name, "", func(r *backup.Rule) int64 { return positive(of(r)) }).labelled(label)
	c.Exact = func(b []byte, r *backup.Rule, _ *Env) []byte {
		minutes, suffix := of(r), ""
		if minutes <= 0 {
			minutes, suffix = normal, " (the default)"
		}
		return append(ui.AppendDuration(b, time.Duration(minutes)*time.Minute), suffix...)
	}
	return c
}

func appendSchedule(b []byte, r *backup.Rule, _ *Env) []byte {
	return append(b, schedule(r.Schedule.String(), r.TimeZone.String())...)
}

func appendScheduleExact(b []byte, r *backup.Rule, e *Env) []byte {
	b = appendSchedule(b, r, e)
	if x := r.Schedule.String(); x != "" && x != string(b) {
		b = append(append(append(b, "  ["...), x...), ']')
	}
	return b
}

// appendLifecycle appends how long a point is kept, and when it moves to cold
// storage: "365 d, cold 30 d".
func appendLifecycle(b []byte, cold, keep int32) []byte {
	if keep > 0 {
		b = appendDays(b, int64(keep))
	} else {
		b = append(b, "always"...)
	}
	if cold > 0 {
		b = appendDays(append(b, ", cold "...), int64(cold))
	}
	return b
}

func ruleNotes(r *backup.Rule, _ *Env) []string {
	var notes []string
	for i, arn := range strings.Fields(r.CopyTo.String()) {
		to := backup.VaultOfARN(arn)
		words := arn
		if !to.Name.Empty() {
			words = to.Name.String() + " in " + to.Account.String() + "/" + to.Region.String()
		}
		notes = append(notes, "copy "+strconv.Itoa(i+1)+": to "+words)
	}
	return notes
}
