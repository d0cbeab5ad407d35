package views

import (
	"errors"
	"fmt"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// actionsPart names the table of the journal, which the console's own watch feeds.
func actionsPart() state.Part { return state.Part{Feed: "actions"} }

// actions is the journal as a view: what was done from here, by whom, why, and how it
// ended.
func actions() Opener {
	type action = ops.Action
	return &Resource[action]{
		Name: "actions", Aliases: []string{"act", "journal"}, Number: "9",
		Tip:     "What was changed from here: by whom, why, and how it ended",
		Feeds:   []string{"actions"},
		Parts:   func(*Env, Target) []state.Part { return []state.Part{actionsPart()} },
		Own:     func(b Backend) ([]action, error) { return readActions(b.Changes) },
		Columns: actionColumns(),
		Table:   []string{"age", "time", "kind", "phase", "outcome", "became", "name", "reason", "actor", "account", "region"},
		Sort:    []SortBy{{Column: "age"}},
		Key:     (*action).Key,
		Problem: actionProblem,
		ID:      func(a *action) string { return a.Op.String() },
		Crumb:   func(a *action, _ *Env) string { return a.Kind.String() + " " + a.Name.String() },
		Enter:   actionToJob,
		Links: []Link[action]{
			{"Job", actionToStarted},
			{"Recovery point", func(a *action, _ *Env) (Target, bool) { return actionToThing(a, backup.PointThing) }},
			{"Job", func(a *action, _ *Env) (Target, bool) { return actionToThing(a, backup.JobThing) }},
			{"Resource", func(a *action, _ *Env) (Target, bool) { return actionToThing(a, backup.ResourceThing) }},
		},
		Actions: []Action[action]{
			{ID: "again", Keys: []string{"R"}, Help: "again", Tip: "Open the form of it again, with the values looked up anew", Footer: 80, Why: func(_ *Env, a []*action) string { return noForm(a[0]) }, Run: redoAction},
			{ID: "resend", Help: "resend", Footer: 85, Tip: "Send what has no known outcome once more, with the same token", Why: func(e *Env, a []*action) string { return notOpen(a[0], e) }, Run: resendAction},
		},
		Words: actionWords,
		Notes: unsettledNotes,
		Scope: func(a *action) backup.Scope { return backup.Scope{Account: a.Account, Region: a.Region} },
		Empty: func(*Env, Target) string { return "nothing was changed from here yet" },
	}
}

func actionColumns() []Column[ops.Action] {
	type action = ops.Action
	return []Column[action]{
		ageColumn("age", "AGE", func(a *action) backup.Time { return a.Time }),
		timeColumn("time", "TIME", func(a *action) backup.Time { return a.Time }),
		textColumn("op", "OP", func(a *action) string { return a.Op.String() }).wide(),
		textColumn("phase", "PHASE", func(a *action) string { return a.Phase.String() }).sized(7, 9, 0).dropped(3),
		textColumn("kind", "KIND", func(a *action) string { return a.Kind.String() }).sized(7, 12, 0),
		textColumn("actor", "BY", func(a *action) string { return a.Actor.String() }).sized(8, 40, 1).dropped(5),
		accountColumn(func(a *action) backup.Text { return a.Account }),
		regionColumn(func(a *action) backup.Text { return a.Region }),
		textColumn("target", "TARGET", func(a *action) string { return a.Target.String() }).wide(),
		textColumn("reason", "REASON", func(a *action) string { return a.Reason.String() }).sized(8, 60, 2).dropped(4),
		textColumn("job", "JOB", func(a *action) string { return a.Job }).wide(),
		textColumn("outcome", "OUTCOME", (*action).Word).sized(10, 12, 0).toned(actionTone),
		becameColumn(),
		textColumn("error", "ERROR", func(a *action) string { return a.Error.String() }).labelled("What is known").wide(),
		numberColumn("item", "ITEM", func(a *action) int64 { return int64(a.Item) }).wide(),
		numberColumn("attempt", "TRY", func(a *action) int64 { return int64(a.Attempt) }).wide(),
		textColumn("name", "NAME", func(a *action) string { return a.Name.String() }).sized(12, 40, 2),
	}
}

// actionTone is bad for what AWS refused or came to nothing, and a warning for what nobody
// knows or was never sent. What is being deleted may still turn EXPIRED.
func actionTone(a *ops.Action, _ *Env) ui.Tone {
	switch word := a.Word(); {
	case word == ops.BeingDeleted && a.Phase.String() == string(ops.LookedUp):
		return ui.Busy
	case a.Settled && hasRest(a):
		return ui.Plain
	}
	switch a.Outcome.String() {
	case string(ops.Accepted), string(ops.Found):
		return ui.Good
	case string(ops.Refused), string(ops.Failed):
		return ui.Bad
	case string(ops.Unsure), string(ops.Withheld), string(ops.NotFound), string(ops.CantTell):
		return ui.Warn
	}
	if hasRest(a) {
		return ui.Warn
	}
	return ui.Plain
}

// actionToThing leads to what an action was about, where that is of the kind.
func actionToThing(a *ops.Action, k backup.ThingKind) (Target, bool) {
	if a.Thing != k {
		return Target{}, false
	}
	return actionToTarget(a)
}

// actionToJob leads to the job that an action started, or else to what it was about.
func actionToJob(a *ops.Action, e *Env) (Target, bool) {
	if t, ok := actionToStarted(a, e); ok {
		return t, true
	}
	return actionToTarget(a)
}

// actionToStarted leads to the job that an action started.
func actionToStarted(a *ops.Action, _ *Env) (Target, bool) {
	kind, starts := jobOfKind(ops.Kind(a.Kind.String()))
	if a.Job == "" || !starts {
		return Target{}, false
	}
	in := backup.Scope{Account: a.Account, Region: a.Region}
	return Target{View: "jobs", Title: a.Kind.String() + " " + a.Job, Thing: backup.Thing{Kind: backup.JobThing, Job: kind, Scope: in, ID: a.Job}}, true
}

// jobOfKind is the kind of job that a kind of op starts.
func jobOfKind(k ops.Kind) (backup.JobKind, bool) {
	switch k {
	case ops.Restore:
		return backup.RestoreJob, true
	case ops.Copy:
		return backup.CopyJob, true
	case ops.BackUp:
		return backup.BackupJob, true
	default:
		return 0, false
	}
}

func actionToTarget(a *ops.Action) (Target, bool) {
	if a.Thing == "" || a.Target.Empty() {
		return Target{}, false
	}
	t := backup.Thing{
		Kind: a.Thing, Scope: backup.Scope{Account: a.Account, Region: a.Region}, Owner: a.Owner.String(), Vault: a.Vault.String(), ID: a.Target.String(),
	}
	if a.Kind.String() == string(ops.Validate) {
		t.Job = backup.RestoreJob // what is stopped is a backup
	}
	view := map[backup.ThingKind]string{backup.PointThing: "points", backup.JobThing: "jobs", backup.ResourceThing: "resources"}[a.Thing]
	title := a.Name.String()
	if a.Thing == backup.JobThing {
		title = t.Job.String() + " " + t.ID
	}
	return Target{View: view, Thing: t, Title: title}, view != ""
}

// readActions reads the whole journal, for scripts. Where lines are damaged it returns the others,
// and the first damage.
func readActions(c *Changes) ([]ops.Action, error) {
	if c == nil || c.Journal == nil {
		return nil, nil
	}
	var rows ops.Rows
	all := ops.Batch{Path: c.Journal.Path()}
	var first error
	for r, err := range c.Journal.Records() {
		var damage *ops.Damage
		switch {
		case err == nil:
			all.Records = append(all.Records, r)
		case !errors.As(err, &damage):
			return rows.Add(&all), err
		case first == nil:
			first = fmt.Errorf("%w: bkpui journal verify tells more", err)
		}
	}
	return rows.Add(&all), first
}
