package triage

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// Cause is a row of failures: what is behind some jobs or recovery points.
type Cause struct {
	Key     Key
	Brief   Brief  // Root is that of all jobs and points
	Message string // AWS's words about the newest job or point with the commonest words, as they came

	Jobs   []*backup.Job           // with this cause, as they were given
	Points []*backup.RecoveryPoint // with this cause
	Of     int                     // jobs that ended in the window, of the kinds and scopes that this cause met; of points: all that were given there

	Kinds     []backup.JobKind
	Accounts  []backup.Text
	Regions   []backup.Text
	Types     []backup.Text
	Resources []backup.Text // ARNs, as they were met
	Scopes    []backup.Scope
	Recovered int              // of Resources: with a later success of the same kind of job
	Failing   int              // the others; resources that AWS does not name are in neither
	Infected  []backup.Text    // ARNs of the points in which a scan found threats, and none since that found none
	works     reach            // by what began after Last
	well      []backup.JobKind // those of which a job that began after Last went well
	each      bool             // of Resources each has trouble of its own
	story     *story           // nil = nothing more is known

	First, Last backup.Time // when the first and the last of them ended
	Trend       []int       // jobs by equal slices of the window
}

// Count is how many jobs and points the cause has met.
func (c *Cause) Count() int { return len(c.Jobs) + len(c.Points) }

// reach is how far jobs that went well since tell of those that were not run again.
type reach int

const (
	worksNot    reach = iota // a kind of job that fails has not gone well since
	worksByKind              // each has
	worksByType              // for each type of resource that fails
)

// Works reports whether what still counts as Failing was probably not run again yet: a job of the same
// kind, of another resource that hangs on the same thing, began after the last failure and went well; where a
// role was not trusted any job with it. What a role may do, and who denies it, goes by service: there it is of the same type of resource too.
func (c *Cause) Works() bool {
	needed := worksByKind
	if c.Brief.Class == AccessDenied {
		needed = worksByType
	}
	return c.Failing > 0 && c.works >= needed && !c.each && c.Brief.Root.Value != ""
}

// Well are the kinds of jobs of which one began after the last failure and went well, of a resource that hangs on
// the same thing; none where each has trouble of its own. Kinds of which none was run are not seen to work by it.
func (c *Cause) Well() []backup.JobKind {
	if c.each || c.Brief.Root.Value == "" {
		return nil
	}
	return c.well
}

// Worst reports whether a job failed, missed its window or found threats; false: all were stopped by
// somebody or completed with issues, or there are only points.
func (c *Cause) Worst() bool {
	return slices.ContainsFunc(c.Jobs, func(j *backup.Job) bool {
		o := j.Outcome()
		return o == backup.Failed || o == backup.Missed || o == backup.Threats
	})
}
