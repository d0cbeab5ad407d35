package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// tally is what happened in one scope within the window.
type tally struct {
	jobs    int // that ended in the window
	failed  int // failed or missed
	ended   int // stopped by somebody: no failure, and no success
	issues  int // completed with issues
	running int
	stuck   int           // of the running ones, look so
	stale   int           // resources whose protection looks stale
	err     *backup.Error // a list that can't be read
	reading bool          // a list is not there yet
	stopped bool          // a list will not be, since the operator stopped it
}

// worse orders scopes by what needs an operator first.
func (t *tally) worse() int {
	switch {
	case t == nil:
		return 0
	case t.failed > 0:
		return 1_000_000 + t.failed
	case t.err != nil:
		return 500_000
	case t.stale > 0:
		return 200_000 + t.stale
	case t.issues+t.ended+t.stuck > 0:
		return 100_000 + t.issues + t.ended + t.stuck
	case t.running > 0:
		return 1
	}
	return 0
}

// leastWrong is from where on a scope needs an operator.
const leastWrong = 100_000

func (t *tally) wrong() bool { return t.worse() >= leastWrong }

// health marks the cells that a list can't be read for, or not yet. A list of the whole
// organisation speaks for every account of its Region.
func (s *summary) health(e *Env, p state.Part, cells map[backup.Scope]*tally) {
	h := e.Health(p)
	mark := func(c *tally) {
		if h.Err != nil {
			c.err = h.Err
		}
		known := h.Whole || h.Err != nil || !h.Horizon.IsZero() && h.Horizon <= e.Now.Add(-overviewWindow)
		c.reading = c.reading || !known && !h.Stopped
		c.stopped = c.stopped || !known && h.Stopped
	}
	if c := cells[p.Scope]; c != nil && !isOrganization(p) {
		mark(c)
		return
	}
	for sc, c := range cells {
		if sc.Region == p.Scope.Region {
			mark(c)
		}
	}
}

func (s *summary) count(c *tally, j *backup.Job, since backup.Time) {
	o := j.Outcome()
	c.count(j, o, since)
	s.total.count(j, o, since)
	if o == backup.Running {
		s.counts[j.Kind]++
		s.running = append(s.running, *j)
	}
}

// count counts a job of that outcome: one that runs, or ended since then.
func (t *tally) count(j *backup.Job, o backup.Outcome, since backup.Time) {
	switch {
	case o == backup.Running:
		t.running++
	case j.Ended() >= since:
		t.add(o)
	}
}

// add counts a job that ended within the window.
func (t *tally) add(o backup.Outcome) {
	t.jobs++
	switch o {
	case backup.Succeeded:
	case backup.Issues:
		t.issues++
	case backup.Stopped:
		t.ended++
	default:
		t.failed++
	}
}
