package triage

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Grouper makes few causes of many jobs and recovery points. Everything that ended in the
// window belongs into it, what went well too: the rate and the recoveries come from that.
// It takes one row at a time, so that the caller can look at its context between them,
// and belongs to one goroutine. The rows must not change while it is in use.
type Grouper struct {
	window Window
	rows   map[Key]*row
	ended  map[place]int               // jobs that ended in the window
	good   map[outcomeOf]good          // when a resource last went well
	roles  map[backup.Text]backup.Time // when a job with a role began that was completed
	senses *senses                     // of words alike but for names and numbers
	known  map[cached]*reading         // messages that repeat
	held   []held                      // what has no row yet

	spare   reading // of a message that does not repeat
	context Context // of the job or point at hand
}

// Window is what a Grouper counts: from From up to but not including To, in Slices parts
// of the same length for the trend.
type Window struct {
	From, To backup.Time
	Slices   int
}

// place is a kind of job in a scope; kind is pointKind for recovery points.
type place struct {
	kind  backup.JobKind
	scope backup.Scope
}

// pointKind stands where recovery points are counted like a kind of job.
const pointKind backup.JobKind = 255

// outcomeOf is a resource under one kind of job; of backups and copies those into one vault, for what
// goes into another vault, which has another key, lock and policy, mends nothing; of scans that found threats
// the point they were found in, for they stay in it whatever is found in others.
type outcomeOf struct {
	kind     backup.JobKind
	account  backup.Text
	resource backup.Text
	into     backup.Text // the vault that is written to, the point that is infected
	nested   bool        // that succeeded as a part of another job
}

// good is when a job was created that succeeded, and one that was completed at all.
type good struct{ clean, done backup.Time }

// cached is what a reading depends on.
type cached struct {
	kind                                  backup.JobKind
	outcome                               backup.Outcome
	category, message, state, result, typ backup.Text
}

// maxCached bounds the messages that are kept: those that repeat come early.
const maxCached = 4096

// NewGrouper returns an empty Grouper.
func NewGrouper(w Window) *Grouper {
	w.Slices = max(1, w.Slices)
	met := &senses{met: map[masked]sense{}}
	return &Grouper{
		window: w, rows: map[Key]*row{}, ended: map[place]int{}, good: map[outcomeOf]good{}, roles: map[backup.Text]backup.Time{},
		senses: met, known: map[cached]*reading{}, spare: reading{senses: met},
	}
}

// Add takes a job. Jobs that run, or ended outside of the window, are left out. Context
// may be nil; it is asked for what is known about a job that has a problem.
func (g *Grouper) Add(j *backup.Job, context func(*backup.Job) Context) {
	o, at := j.Outcome(), j.Ended()
	if o == backup.Running || at < g.window.From || at >= g.window.To {
		return
	}
	g.ended[placeOf(j)]++
	if of := outcomeOfJob(j); !of.resource.Empty() && (o == backup.Succeeded || o == backup.Issues) {
		of.nested = !j.Parent.Empty()
		g.wentWell(of, j.Created, o)
		if j.Kind == backup.ScanJob {
			of.into = scannedPoint(j)
			g.wentWell(of, j.Created, o)
		}
	}
	if j.Worked() {
		g.roles[j.Role] = max(g.roles[j.Role], j.Created)
	}
	if o == backup.Succeeded {
		return
	}
	a := about{job: j}
	if context != nil {
		g.context = context(j)
		a.c = &g.context
	}
	r := g.read(j)
	k, t := r.key(&a)
	if r.holds(&a) {
		g.held = append(g.held, held{j, context, t, k, clean(a.context().TargetKey)})
		return
	}
	g.row(k).add(t, &a, at)
}

// wentWell notes a job that was completed.
func (g *Grouper) wentWell(of outcomeOf, created backup.Time, o backup.Outcome) {
	was := g.good[of]
	was.done = max(was.done, created)
	if o == backup.Succeeded {
		was.clean = max(was.clean, created)
	}
	g.good[of] = was
}

// AddPoint takes a recovery point, whatever its age and status. One whose problem arose
// outside of the window is left out, unless it lasts: then it is counted whatever the window. Context
// may be nil. The end of the window is when the point was seen so.
func (g *Grouper) AddPoint(p *backup.RecoveryPoint, context func(*backup.RecoveryPoint) Context) {
	g.ended[placeOfPoint(p)]++
	at := arose(p, g.window.To)
	if !lasts(p) && (at < g.window.From || at >= g.window.To) || !g.spare.readPoint(p, g.window.To) {
		return
	}
	a := about{point: p}
	if context != nil {
		g.context = context(p)
		a.c = &g.context
	}
	k, t := g.spare.key(&a)
	g.row(k).add(t, &a, at)
}

// read reads the message of a job, with a memory.
func (g *Grouper) read(j *backup.Job) *reading {
	k := cached{j.Kind, j.Outcome(), j.Category, j.Message, j.State, j.Result, j.Of.Get().Type}
	if r := g.known[k]; r != nil {
		return r
	}
	r := &g.spare
	if len(g.known) == maxCached {
		r.readJob(j)
		return r
	}
	kept := &reading{alike: r.alike, senses: g.senses}
	kept.readJob(j)
	r.alike, kept.alike = kept.alike, nearText{}
	g.known[k] = kept
	return kept
}

// row returns the row of a cause, a new one at its first sight.
func (g *Grouper) row(k Key) *row {
	r := g.rows[k]
	if r == nil {
		// The fact may be a part of a long message, which need not stay for it.
		k.value, k.shape = strings.Clone(k.value), strings.Clone(k.shape)
		r = &row{}
		g.rows[k] = r
	}
	return r
}

func placeOf(j *backup.Job) place {
	return place{j.Kind, backup.Scope{Account: j.Account, Region: j.Region}}
}

func placeOfPoint(p *backup.RecoveryPoint) place {
	in := p.In.Get()
	return place{pointKind, backup.Scope{Account: in.Account, Region: in.Region}}
}

func outcomeOfJob(j *backup.Job) outcomeOf {
	of := outcomeOf{kind: j.Kind, account: j.Account, resource: j.Of.Get().ARN}
	switch j.Kind {
	case backup.CopyJob:
		of.into = j.DestARN
	case backup.BackupJob:
		of.into = j.Vault
	case backup.ScanJob:
		if j.Outcome() == backup.Threats {
			of.into = scannedPoint(j)
		}
	case backup.RestoreJob:
	}
	return of
}

func scannedPoint(j *backup.Job) backup.Text { return backup.Intern(j.PointARN.String()) }
