package state

import (
	"context"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// summaryEvery is how often the daily counts are read: AWS makes them once a day, some
// time after midnight UTC.
const summaryEvery = 10 * time.Minute

// summaries reads the daily counts of one kind of jobs in the 14 days before today:
// some hundred rows in a part. It is read in full, while a screen holds it.
func summaries(name string, kind backup.JobKind) Feed[backup.JobSummary] {
	return compared(Feed[backup.JobSummary]{
		Name: name, Active: summaryEvery, Idle: summaryEvery,
		Key: func(s *backup.JobSummary) string {
			return string(s.From.AppendRFC3339(nil)) + " " + s.State.String() + " " + s.Category.String()
		},
		Fetch: func(ctx context.Context, src Source, p Part, _ Since) iter.Seq2[Page[backup.JobSummary], error] {
			return pages(src.Summaries(ctx, p.Scope, kind))
		},
	})
}
