package views

import (
	"context"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// begunJobs are the jobs that changes have started: those confirmed here, which are followed
// to their end wherever the operator goes, and those of the last day in the journal, which
// are looked at while the actions are on the screen. It belongs to the UI goroutine.
type begunJobs struct {
	all   map[backup.Thing]*begunJob
	busy  bool   // a look is under way: one at a time
	noted uint64 // the version of the journal's table of which the rows were taken up
}

// begunJob is one of them.
type begunJob struct {
	name  string // "restore prod-db"; "" = nobody here confirmed it, and its end is not said
	kind  ops.Kind
	row   *backup.Job // as AWS told last; nil = not yet
	seen  backup.Time // when
	asked time.Time
	pause time.Duration // until it is asked about again
}

// How long after a look the next one is: at first, and at last.
const (
	begunFirst = 15 * time.Second
	begunLast  = 2 * time.Minute
	begunOld   = 24 * time.Hour // an action whose job nobody looks at any more
)

// begunLook is what AWS told of one; row nil = nothing.
type begunLook struct {
	of  backup.Thing
	row *backup.Job
}

// begun follows a job that was confirmed here.
func (s *session) begun(job backup.Thing, kind ops.Kind, title string) {
	s.jobsBegun.note(job, &begunJob{name: title, kind: kind, asked: time.Now(), pause: begunFirst})
}

func (b *begunJobs) note(job backup.Thing, as *begunJob) {
	if b.all == nil {
		b.all = map[backup.Thing]*begunJob{}
	}
	if had, ok := b.all[job]; ok && as.name == "" || ok && had.row != nil && had.row.Terminal() {
		return
	}
	b.all[job] = as
}

// followBegun takes what lists tell that are read anyway, and asks about one whose time has
// come.
func (s *session) followBegun() {
	b, onActions := &s.jobsBegun, s.top().Target().View == "actions"
	if onActions {
		s.noteBegun()
	}
	for job, j := range b.all {
		if j.row != nil && j.row.Terminal() || j.name == "" && !onActions {
			continue
		}
		if row, at := s.listed(job); row != nil && (at > j.seen || row.Terminal()) {
			s.heedBegun(begunLook{job, row}, at)
			continue
		}
		if b.busy || time.Since(j.asked) < j.pause {
			continue
		}
		b.busy, j.asked = true, time.Now()
		j.pause = min(max(2*j.pause, begunFirst), begunLast)
		ctx, ask := s.ctx, s.b.Describe
		s.later(func() tea.Msg { return begunLook{job, describeJob(ctx, ask, job)} })
	}
}

// describeJob asks once about a job.
func describeJob(ctx context.Context, ask Describer, job backup.Thing) *backup.Job {
	for d := range ask.Describe(ctx, job) {
		row, _ := d.Row.(*backup.Job)
		return row
	}
	return nil
}

// listed is the job as a list has it, and when that was read.
func (s *session) listed(job backup.Thing) (*backup.Job, backup.Time) {
	for _, p := range jobParts(s.env, Target{Scope: job.Scope}, jobFeed(job.Job)) {
		if _, j := state.Lookup[backup.Job](s.env.Snap, p, job.ID); j != nil {
			return j, s.env.Health(p).ReadAt
		}
	}
	return nil, 0
}

// noteBegun takes up the jobs of the journal's last day, which another console may have
// started, or this one before it was started anew.
func (s *session) noteBegun() {
	b := &s.jobsBegun
	v := s.env.Snap.FeedVersion(actionsPart().Feed)
	if b.noted == v {
		return
	}
	b.noted = v
	for _, a := range state.Select[ops.Action](s.env.Snap, nil, actionsPart().Feed).All() {
		if t, ok := actionToStarted(a, s.env); ok && s.env.Now.Sub(a.Time) < begunOld {
			b.note(t.Thing, &begunJob{kind: ops.Kind(a.Kind.String())})
		}
	}
}

// lookedAtBegun is the end of a look.
func (s *session) lookedAtBegun(m begunLook) {
	if s.jobsBegun.busy = false; m.row != nil {
		s.heedBegun(m, s.env.Now)
	}
}

// heedBegun keeps what was told, and says the end of what was confirmed here: what went well
// for a moment, anything else until somebody looks.
func (s *session) heedBegun(m begunLook, at backup.Time) {
	j := s.jobsBegun.all[m.of]
	if j == nil || j.row != nil && j.row.Terminal() {
		return
	}
	row := *m.row
	j.row, j.seen = &row, at
	next := *s.env
	next.begun = maps.Clone(s.env.begun)
	if next.begun == nil {
		next.begun = map[backup.Thing]seenJob{}
	}
	next.begun[m.of] = seenJob{&row, at}
	s.env, s.dirty = &next, true
	if j.name == "" || !row.Terminal() {
		return
	}
	s.seen.see(m.of, row.State.String(), at)
	n := end{words: j.name + " ended: " + row.State.String()}
	if message := row.Message.String(); message != "" {
		n.words += ", " + message
	}
	if row.Problem() {
		n.brief = string(j.kind) + " " + row.State.String()
	}
	before := s.top().Target().Thing == m.of
	s.later(s.tellEnd(n, before))
	if n.brief == "" {
		s.later(s.ring())
	}
}

// seenJob is a job that a change started, as it was told of at a time.
type seenJob struct {
	row *backup.Job
	at  backup.Time
}

// becameColumn is what the job became that an action started, as this console has seen it.
func becameColumn() Column[ops.Action] {
	of := func(a *ops.Action, e *Env) (seenJob, bool) {
		t, ok := actionToStarted(a, e)
		if !ok {
			return seenJob{}, false
		}
		seen, ok := e.begun[t.Thing]
		return seen, ok
	}
	c := textColumn("became", "JOB IS", func(*ops.Action) string { return "" }).labelled("The job is").sized(14, 26, 1)
	c.Drop, c.NoRecord, c.Moving, c.Middle = 2, true, true, false
	c.Text = func(b []byte, a *ops.Action, e *Env) []byte {
		seen, ok := of(a, e)
		switch {
		case !ok:
			return b
		case seen.row.Terminal():
			b = append(appendJobState(b, seen.row, e), ' ')
			return ui.AppendAge(b, e.Now.Sub(seen.row.Ended()))
		}
		b = append(appendJobState(b, seen.row, e), ", seen "...)
		return append(ui.AppendAge(b, e.Now.Sub(seen.at)), " ago"...)
	}
	c.Tone = func(a *ops.Action, e *Env) ui.Tone {
		if seen, ok := of(a, e); ok {
			return jobTone(seen.row, e)
		}
		return ui.Plain
	}
	return c
}
