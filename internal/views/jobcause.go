package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/triage"
)

// causeColumn is why a job has a problem, in a few words.
func causeColumn() Column[backup.Job] {
	c := textColumn("cause", "CAUSE", func(*backup.Job) string { return "" }).sized(16, 60, 2).endless().wide()
	c.Text = func(b []byte, j *backup.Job, e *Env) []byte {
		if !j.Problem() {
			return b
		}
		if f := e.Causes.ofJob(j); f != nil {
			return append(b, f.of().Brief.Cause...)
		}
		d := triage.OfJob(j, triage.Context{})
		return append(b, d.Cause...)
	}
	return c.leads(toCause((*causes).ofJob))
}

// toCause leads from a job or a recovery point to the page of its cause.
func toCause[V any](of func(*causes, *V) *failure) func(*V, *Env) (Target, bool) {
	return func(v *V, e *Env) (Target, bool) {
		f := of(e.Causes, v)
		if f == nil {
			return Target{}, false
		}
		return failurePage(f, e)
	}
}

// causeKeyColumn tells the jobs, or the recovery points, of one row of failures from the
// others.
func causeKeyColumn[V any](of func(*causes, *V) *failure) Column[V] {
	c := textColumn("causeKey", "", func(*V) string { return "" })
	c.NoRecord, c.NoPage = true, true
	c.Text = func(b []byte, v *V, e *Env) []byte {
		if f := of(e.Causes, v); f != nil {
			return append(b, f.key...)
		}
		return b
	}
	c.Show = func(b []byte, _ *V, _ *Env) []byte { return b }
	return c
}

// ofJob is the row of failures that a job belongs to, nil where there is none.
func (c *causes) ofJob(j *backup.Job) *failure {
	if c == nil {
		return nil
	}
	return c.byJob[j.ID]
}

// causesVersion changes with the causes where the filter asks for one.
func causesVersion(e *Env, filter string) uint64 {
	if !strings.Contains(filter, "cause") {
		return 0
	}
	return e.Causes.version()
}

// runningColumn and endedColumn tell the jobs that the overview counts. One that has not ended
// is of now.
func runningColumn() Column[backup.Job] {
	c := flagColumn("running", "", func(j *backup.Job) bool { return !j.Terminal() })
	c.NoRecord, c.NoPage = true, true
	c.Show = func(b []byte, _ *backup.Job, _ *Env) []byte { return b }
	return c
}

func endedColumn() Column[backup.Job] {
	return Column[backup.Job]{
		Name: "ended", Kind: query.Time, Moving: true, NoRecord: true, NoPage: true,
		Int: func(j *backup.Job, e *Env) int64 {
			if !j.Terminal() {
				return ms(e.Now)
			}
			return ms(j.Ended())
		},
		Show: func(b []byte, _ *backup.Job, _ *Env) []byte { return b },
	}
}

// startByColumn is the end of the start window, which matters while the job waits.
func startByColumn() Column[backup.Job] {
	c := timeColumn("startBy", "", func(j *backup.Job) backup.Time { return j.StartBy })
	c.Exact = func(b []byte, j *backup.Job, e *Env) []byte {
		if !j.Waits() {
			return b
		}
		return appendExact(b, query.Time, ms(j.StartBy), e)
	}
	return c
}
