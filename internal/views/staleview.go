package views

import (
	"strconv"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// staleView lists what looks unprotected by its own rule's measure.
func staleView() Opener {
	type row = staleRow
	return staleOpener{&Resource[row]{
		Name: "stale", Aliases: []string{"overdue"},
		Tip:     "Resources without a good backup for twice the interval of their rule, assumed from the schedule that their jobs name",
		Feeds:   []string{jobFeed(backup.BackupJob)},
		Parts:   staleParts,
		Derive:  staleRows,
		Watches: []string{jobFeed(backup.BackupJob)},
		Columns: staleColumns(),
		Table:   []string{"worked", "resourceArn", "resourceType", "interval", "failedSince", "lastJobState", "rule", "account", "region"},
		Sort:    []SortBy{{Column: "since"}},
		Key: func(r *row) string {
			return r.Account.String() + "/" + r.Region.String() + "/" + r.Of.Get().ARN.String()
		},
		ID:    func(r *row) string { return r.Of.Get().ARN.String() },
		Crumb: func(r *row, _ *Env) string { return resourceWords(r.Of.Get()) },
		Enter: staleJobs,
		Links: []Link[row]{
			{"Backup jobs", staleJobs},
			{"Recovery points", func(r *row, _ *Env) (Target, bool) { return pointsOfResource(r.Of.Get(), staleScope(r)) }},
			{"Resource", func(r *row, _ *Env) (Target, bool) { return resourcePage(r.Of.Get(), staleScope(r)) }},
			{"Plan", func(r *row, _ *Env) (Target, bool) {
				by := r.By.Get()
				return planPage(by.PlanID.String(), by.PlanName.String(), staleScope(r))
			}},
			{"Account", toAccount(func(r *row) backup.Text { return r.Account })},
		},
		Scope: staleScope,
		URL:   func(r *row, _ *Env) string { return resourceURL(r.Of.Get().ARN.String(), staleScope(r)) },
		Notes: staleNotes,
		Empty: func(e *Env, _ Target) string {
			return "no resource looks stale" + inScopes(e) + ": each was backed up within twice the interval of its rule, or its jobs name no schedule"
		},
	}}
}

// staleOpener opens the list. Its records are of all the jobs that AWS still lists.
type staleOpener struct{ *Resource[staleRow] }

// get reads the backup jobs into memory, since a resource is stale by what all of them say,
// and writes the resources.
func (v staleOpener) get(g *getRun) error {
	if err := g.readJobs(Target{}, 0, jobFeed(backup.BackupJob)); err != nil {
		return err
	}
	return v.Resource.get(g)
}

func staleColumns() []Column[staleRow] {
	type row = staleRow
	resource := resourceColumn(func(r *row) backup.ResourceRef { return r.Of.Get() })
	worked := ageColumn("worked", "LAST GOOD", func(r *row) backup.Time { return r.Worked })
	worked.Tone = func(*row, *Env) ui.Tone { return ui.Warn }
	return []Column[row]{
		accountColumn(func(r *row) backup.Text { return r.Account }),
		regionColumn(func(r *row) backup.Text { return r.Region }),
		resource,
		textColumn("resourceType", "TYPE", func(r *row) string { return r.Of.Get().Type.String() }).sized(6, 24, 1).dropped(5).also("type"),
		worked,
		timeColumn("lastGoodBackup", "", func(r *row) backup.Time { return r.Worked }).labelled("Last good backup begun").also("workedAt"),
		timeColumn("since", "", func(r *row) backup.Time { return r.Since }).labelled("Stale since, or first job known"),
		{
			Name: "interval", Title: "EVERY", Label: "Interval of the rule", Kind: query.Duration, Min: 6, Right: true,
			Int: func(r *row, _ *Env) int64 { return positive(r.Gap.Milliseconds()) },
		},
		numberColumn("failedSince", "FAILED", func(r *row) int64 { return int64(r.Tried) }).labelled("Jobs that went otherwise since").also("tried"),
		textColumn("lastJobState", "LAST JOB", func(r *row) string { return r.LastState.String() }).sized(9, 18, 0).dropped(6).also("last"),
		timeColumn("lastJobCreated", "", func(r *row) backup.Time { return r.Last }).labelled("Last job made").also("lastAt"),
		textColumn("rule", "RULE", func(r *row) string { return r.By.Get().RuleName.String() }).sized(8, 30, 1).dropped(8),
		textColumn("plan", "PLAN", func(r *row) string { return r.By.Get().PlanName.String() }).wide(),
		textColumn("schedule", "", func(r *row) string { return schedule(r.By.Get().Schedule.String(), "") }),
	}
}

func staleScope(r *staleRow) backup.Scope { return backup.Scope{Account: r.Account, Region: r.Region} }

// staleJobs leads to the backup jobs of the resource.
func staleJobs(r *staleRow, e *Env) (Target, bool) {
	of := r.Of.Get()
	if of.ARN.Empty() {
		return Target{}, false
	}
	return jobsIn(e, "bj", staleScope(r), resourceWords(of), exactly("resourceArn", of.ARN.String())), true
}

func staleNotes(r *staleRow, e *Env) []string {
	notes := []string{"assumed: for twice the interval of its rule no backup job of it came to a good end; the interval is the longest time between two runs of the schedule that its jobs name"}
	if r.Worked.IsZero() {
		notes = append(notes, "none of the jobs that AWS still lists (30 days) came to a good end")
	}
	switch {
	case r.Tried == 0 && e.Now.Sub(r.Last) > staleAfter*r.Gap:
		notes = append(notes, "no job was even started since: it may be deleted, or no plan selects it any more")
	case r.Tried > 0:
		notes = append(notes, strconv.Itoa(int(r.Tried))+" of its jobs failed, missed their window or were stopped since")
	}
	return notes
}
