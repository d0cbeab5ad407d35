package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// jobs is every job in one live table; the other four are its kinds alone.
func jobs() Opener {
	r := jobResource("jobs", "Backup, copy, restore and scan jobs, newest first", jobFeeds()...)
	r.Aliases, r.Number = []string{"j", "job"}, "3"
	return r
}

func backupJobs() Opener {
	r := jobResource("bj", "Backup jobs", jobFeed(backup.BackupJob))
	r.Aliases = []string{"backups", "backupjobs", "backup-jobs"}
	return r
}

func copyJobs() Opener {
	r := jobResource("cj", "Copy jobs, between vaults, Regions and accounts", jobFeed(backup.CopyJob))
	r.Aliases = []string{"copies", "copyjobs", "copy-jobs"}
	return r
}

func restoreJobs() Opener {
	r := jobResource("rj", "Restore jobs", jobFeed(backup.RestoreJob))
	r.Aliases = []string{"restores", "restorejobs", "restore-jobs"}
	return r
}

func scanJobs() Opener {
	r := jobResource("sj", "Malware scan jobs", jobFeed(backup.ScanJob))
	r.Aliases = []string{"scans", "scanjobs", "scan-jobs"}
	return r
}

// jobResource describes the jobs of some feeds.
func jobResource(name, tip string, feeds ...string) *Resource[backup.Job] {
	table := []string{"age", "kind", "resourceType", "resourceArn", "state", "percentDone", "left", "rate", "account", "region"}
	if len(feeds) == 1 {
		table = append(table[:1], table[2:]...) // all are of one kind
	}
	return &Resource[backup.Job]{
		Name: name, Tip: tip,
		Feeds:        feeds,
		Parts:        func(e *Env, t Target) []state.Part { return jobParts(e, t, feeds...) },
		Columns:      jobColumns(),
		Version:      causesVersion,
		Table:        table,
		Sort:         []SortBy{{Column: "age"}},
		Key:          jobKey,
		Push:         pushJobs,
		Problem:      func(j *backup.Job, e *Env) bool { return j.Problem() || looksStuck(j, e.told(j)) },
		ProblemMoves: true,
		Linger:       (*backup.Job).Terminal,
		ID:           func(j *backup.Job) string { return j.ID },
		Crumb:        func(j *backup.Job, _ *Env) string { return j.Kind.String() + " " + j.ID },
		Thing:        func(j *backup.Job, _ *Env) backup.Thing { return jobThing(j) },
		Links:        jobLinks(),
		Actions:      jobActions(),

		ProblemTable: []string{"age", "resourceArn", "state", "message", "account", "region"},

		Scope: jobScope,
		URL:   func(j *backup.Job, _ *Env) string { return jobURL(j) },
		Notes: jobNotes,
		Led:   jobLed(),
		Empty: func(e *Env, _ Target) string {
			return "no " + jobWords(feeds) + " in the last 30 days: AWS keeps lists of jobs for 30 days" + inScopes(e)
		},
	}
}

func jobWords(feeds []string) string {
	if len(feeds) > 1 {
		return "jobs"
	}
	return feeds[0][:len(feeds[0])-len("-jobs")] + " jobs"
}

func jobKey(j *backup.Job) string {
	return j.Account.String() + "/" + j.Region.String() + "/" + j.Kind.String() + "/" + j.ID
}

func jobScope(j *backup.Job) backup.Scope { return backup.Scope{Account: j.Account, Region: j.Region} }

func jobThing(j *backup.Job) backup.Thing {
	return backup.Thing{Kind: backup.JobThing, Scope: jobScope(j), ID: j.ID, Job: j.Kind}
}

// jobPage leads to the page of a job, jobTarget to that of one that only its name is known of.
func jobPage(j *backup.Job) Target { return jobTarget(jobThing(j)) }

func jobTarget(t backup.Thing) Target {
	return Target{View: "jobs", Thing: t, Title: t.Job.String() + " " + t.ID}
}

func jobColumns() []Column[backup.Job] {
	type job = backup.Job
	return []Column[job]{
		accountColumn(func(j *job) backup.Text { return j.Account }).leads(toAccount(func(j *job) backup.Text { return j.Account })),
		regionColumn(func(j *job) backup.Text { return j.Region }),
		textColumn("kind", "KIND", func(j *job) string { return j.Kind.String() }).sized(7, 7, 0),
		textColumn("id", "JOB", func(j *job) string { return j.ID }).wide(),
		textColumn("state", "STATE", func(j *job) string { return j.State.String() }).also("status").sized(17, 18, 0).shown(appendJobState).toned(jobTone),
		{
			Name: "percentDone", Aliases: []string{"percent", "progress"}, Title: "PROGRESS", Label: "Progress", Kind: query.Percent,
			Min: 14, Max: 60, Flex: 3, Tone: progressTone,
			Int: func(j *job, _ *Env) int64 { return jobDone(j) }, Show: appendJobProgress, Exact: appendJobProgressExact,
		},
		resourceColumn(func(j *job) backup.ResourceRef { return j.Of.Get() }).leads(jobToResource),
		textColumn("resourceType", "TYPE", func(j *job) string { return j.Of.Get().Type.String() }).also("type").sized(6, 24, 1).dropped(5),
		textColumn("vault", "VAULT", func(j *job) string { return j.Vault.String() }).sized(8, 40, 1).wide().leads(jobToVault),
		arnColumn("destinationVaultArn", "TO VAULT", func(j *job) string { return j.DestARN.String() }).also("to", "destination").sized(8, 40, 1).wide().leads(jobToDestination),
		arnColumn("pointArn", "POINT", func(j *job) string { return j.PointARN.String() }).also("point").wide().leads(jobToPoint),
		timeColumn("created", "CREATED", func(j *job) backup.Time { return j.Created }).dropped(11).wide(),
		timeColumn("completed", "COMPLETED", func(j *job) backup.Time { return j.Completed }).wide(),
		sizeColumn("sizeBytes", "SIZE", func(j *job) int64 { return positive(j.SizeBytes) }).also("size").wide(),
		sizeColumn("bytesTransferred", "MOVED", func(j *job) int64 { return positive(j.Transferred) }).also("transferred").wide(),
		textColumn("message", "MESSAGE", func(j *job) string { return j.Message.String() }).sized(20, 200, 3).endless().wide(),
		textColumn("messageCategory", "CATEGORY", func(j *job) string { return j.Category.String() }).also("category").wide(),
		arnColumn("createdResourceArn", "MADE", func(j *job) string { return madeResource(j) }).wide(),

		// Not of the records that every version has.
		textColumn("resourceName", "", func(j *job) string { return j.Of.Get().Name.String() }),
		copiedColumn(),
		textColumn("parentId", "", func(j *job) string { return j.Parent.String() }).leads(jobToParent),
		textColumn("planId", "", func(j *job) string { return j.By.Get().PlanID.String() }).leads(jobToPlan),
		textColumn("plan", "PLAN", func(j *job) string { return j.By.Get().PlanName.String() }).wide(),
		textColumn("rule", "RULE", func(j *job) string { return j.By.Get().RuleName.String() }).wide(),
		arnColumn("roleArn", "", func(j *job) string { return j.Role.String() }).also("role"),
		causeColumn(), causeKeyColumn((*causes).ofJob),
		textColumn("result", "RESULT", func(j *job) string { return j.Result.String() }).wide(),
		timeColumn("started", "STARTED", startedAt).wide(),
		startByColumn(),
		timeColumn("expectedEnd", "", func(j *job) backup.Time { return j.ExpectedEnd }),

		// Computed.
		runningColumn(), endedColumn(),
		ageColumn("age", "AGE", func(j *job) backup.Time { return j.Created }),
		{
			Name: "elapsed", Moving: true, Title: "ELAPSED", Kind: query.Duration, Min: 7, Right: true, WideOnly: true, NoRecord: true,
			Int: func(j *job, e *Env) int64 { return jobElapsed(j, e.told(j).Now) },
		},
		{
			Name: "left", Moving: true, Title: "LEFT", Label: "Time left", Kind: query.Duration, Min: 4, Right: true, Drop: 7, NoRecord: true,
			Int: func(j *job, e *Env) int64 { return leftOf(j, e) }, Show: appendLeft,
		},
		{
			Name: "rate", Moving: true, Title: "RATE", Kind: query.Bytes, Min: 10, Right: true, Drop: 8, NoRecord: true,
			Int: func(j *job, e *Env) int64 { return rateOf(j, e) }, Show: appendRate, Exact: appendRate,
		},
	}
}

// madeResource is the resource that a restore made.
func madeResource(j *backup.Job) string {
	if j.Kind == backup.RestoreJob {
		return j.DestItem.String()
	}
	return ""
}

// copiedColumn is that point, which AWS names while the copy still runs.
func copiedColumn() Column[backup.Job] {
	c := arnColumn("createdPointArn", "", madePoint).leads(jobToCopy)
	c.Label = "Destination point"
	return c
}

// madePoint is the recovery point that a copy makes.
func madePoint(j *backup.Job) string {
	if j.Kind == backup.CopyJob {
		return j.DestItem.String()
	}
	return ""
}

// startedAt is zero while a job waits: AWS dates its initiation, which is not that it runs.
func startedAt(j *backup.Job) backup.Time {
	if j.Waits() {
		return 0
	}
	return j.Started
}
