package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// TestOnlyWhatFailedIsFailing: what was stopped or completed with issues says so, in words and by its sign.
func TestOnlyWhatFailedIsFailing(t *testing.T) {
	e := bareEnv()
	of := func(states ...string) []*backup.Job {
		var jobs []*backup.Job
		for _, s := range states {
			j := &backup.Job{State: backup.Intern(s)}
			if s == "COMPLETED" {
				j.Category = backup.Intern("TAGS_NOT_COPIED")
			}
			jobs = append(jobs, j)
		}
		return jobs
	}
	for _, c := range []struct {
		jobs                 []*backup.Job
		failing, recovered   int
		words, table, counts string
	}{
		{of("FAILED", "ABORTED"), 2, 1, "2 failing, 1 recovered", "✗ 2 failing", "✗ 2/9 22.2%"},
		{of("EXPIRED"), 1, 0, "1 failing", "✗ 1 failing", "✗ 1/9 11.1%"},
		{of("COMPLETED", "PARTIAL"), 12, 0, "12 with issues", "! 12 issues", "! 2/9 22.2%"},
		{of("COMPLETED"), 1, 3, "1 with issues, 3 recovered", "! 1 issue", "! 1/9 11.1%"},
		{of("ABORTED", "CANCELED"), 2, 0, "2 stopped", "■ 2 stopped", "■ 2/9 22.2%"},
		{of("ABORTED", "PARTIAL"), 2, 0, "2 with issues", "! 2 issues", "! 2/9 22.2%"},
		{of("ABORTED"), 0, 1, "recovered", "✓ recovered", "■ 1/9 11.1%"},
	} {
		f := &failure{Cause: &triage.Cause{Jobs: c.jobs, Of: 9, Failing: c.failing, Recovered: c.recovered}}
		if got := nowWords(f); got != c.words {
			t.Errorf("%q, want %q", got, c.words)
		}
		if got := strings.TrimSpace(string(appendNow(nil, f, e))); got != c.table {
			t.Errorf("in the table %q, want %q", got, c.table)
		}
		if got := countWords(f, 30, e); got != c.counts {
			t.Errorf("on the overview %q, want %q", got, c.counts)
		}
	}
}
