package state

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// jobOverlap covers the seconds that AWS takes to list a new job.
const jobOverlap = 5 * time.Minute

// jobs reads the jobs of one kind; Arg is a JobQuery. All the jobs of a scope, or of
// the organisation, are read by fetchAll; a narrower list is read as AWS gives it, in full
// each time, since a job may leave it.
func jobs(name string, kind backup.JobKind) Feed[backup.Job] {
	return compared(Feed[backup.Job]{
		Name: name, Active: 5 * time.Second, Idle: 30 * time.Second, Brisk: true, Newest: true,
		Key:   func(j *backup.Job) string { return j.ID },
		Busy:  func(j *backup.Job) bool { return !j.Terminal() },
		adopt: func(next, old *backup.Job) { next.ID = old.ID },
		Fetch: func(ctx context.Context, src Source, p Part, since Since) iter.Seq2[Page[backup.Job], error] {
			r := jobReader{ctx, src, p.Scope, kind, backup.ParseJobQuery(p.Arg)}
			switch {
			case !since.All():
				return r.news(since)
			case r.narrow():
				return pages(r.list(r.q))
			default:
				return r.all()
			}
		},
		Since: func(p Part, rows iter.Seq[*backup.Job], asOf backup.Time) (Since, bool) {
			r := jobReader{kind: kind, q: backup.ParseJobQuery(p.Arg)}
			if r.narrow() {
				return Since{}, false
			}
			return jobsSince(kind, rows, asOf), true
		},
		List: func(ctx context.Context, src Source, p Part) iter.Seq2[Page[backup.Job], error] {
			return pages(src.Jobs(ctx, p.Scope, kind, backup.ParseJobQuery(p.Arg)))
		},
	})
}

// jobStates are the words that a kind's state filter knows, without the good end
// (AWS Backup API: ListBackupJobs, ListCopyJobs, ListRestoreJobs, ListScanJobs).
func jobStates(kind backup.JobKind) (running, bad []string) {
	switch kind {
	case backup.BackupJob:
		return []string{"RUNNING", "CREATED", "PENDING", "ABORTING"}, []string{"FAILED", "ABORTED", "EXPIRED", "PARTIAL"}
	case backup.CopyJob:
		return []string{"RUNNING", "CREATED"}, []string{"FAILED", "PARTIAL"}
	case backup.RestoreJob:
		return []string{"RUNNING", "PENDING"}, []string{"FAILED", "ABORTED"}
	default:
		return []string{"RUNNING", "CREATED"}, []string{"FAILED", "COMPLETED_WITH_ISSUES", "CANCELED"}
	}
}

// jobsSince asks for what was created or completed after the newest such moments by
// AWS's clock, and for the states in which jobs still are.
func jobsSince(kind backup.JobKind, rows iter.Seq[*backup.Job], asOf backup.Time) Since {
	var created, completed backup.Time
	var states []string
	for j := range rows {
		created, completed = max(created, j.Created), max(completed, j.Completed)
		if s := j.State.String(); !j.Terminal() && !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	if len(states) > 0 {
		states = append(states, "RUNNING") // where they go next
	}
	running, _ := jobStates(kind)
	since := Since{
		Created:   watermark(created, asOf).Add(-jobOverlap),
		Completed: watermark(completed, asOf).Add(-jobOverlap),
	}
	for _, s := range running {
		if slices.Contains(states, s) {
			since.States = append(since.States, s)
		}
	}
	if !byCreation(kind) {
		since.Created = 0
		since.States = running // nothing else finds a new one
	}
	return since
}

// byCreation reports whether AWS filters this kind by creation date; ListScanJobs
// does not.
func byCreation(kind backup.JobKind) bool { return kind != backup.ScanJob }
