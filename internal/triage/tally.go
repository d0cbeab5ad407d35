package triage

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// lastBad is the newest job of a resource with a cause.
type lastBad struct {
	at     backup.Time // created
	issues bool        // it was completed, with issues or threats
	parent bool        // it has parts, which may be of the same resource
	typ    backup.Text // of the resource
}

// tally is what a row has met. It is used again for the next row.
type tally struct {
	places    set[place]
	resources set[outcomeOf]
	bad       []lastBad // by resource
	types     set[backup.Text]
	accounts  set[backup.Text]
	regions   set[backup.Text]
	scopes    set[backup.Scope]
	arns      set[backup.Text]
	still     []bool   // of arns, whether it did not go well since
	failing   set[way] // in which a resource was not well since
	works     set[way] // in which one began after the last failure
	trend     []int
}

// way is how a thing is used: what works for one kind of job on one service says nothing of others.
type way struct {
	kind backup.JobKind
	typ  backup.Text
}

// reset forgets what the row before has met; the next one has so many jobs and points.
func (t *tally) reset(slices, n int) {
	t.resources.most, t.arns.most = n, n
	t.places.reset()
	t.resources.reset()
	t.arns.reset()
	t.types.reset()
	t.accounts.reset()
	t.regions.reset()
	t.scopes.reset()
	t.failing.reset()
	t.works.reset()
	t.bad, t.still, t.trend = t.bad[:0], t.still[:0], make([]int, slices)
}

func (t *tally) job(j *backup.Job, w Window) {
	t.places.add(placeOf(j))
	if typ := j.Of.Get().Type; !typ.Empty() {
		t.types.add(typ)
	}
	if of := outcomeOfJob(j); !of.resource.Empty() {
		o := j.Outcome()
		t.fails(of, lastBad{j.Created, o == backup.Issues || o == backup.Threats, j.IsParent, j.Of.Get().Type})
	}
	if span := int64(w.To - w.From); span > 0 {
		t.trend[int64(j.Ended()-w.From)*int64(len(t.trend))/span]++
	}
}

func (t *tally) point(p *backup.RecoveryPoint) {
	where, of := placeOfPoint(p), p.Of.Get()
	t.places.add(where)
	if !of.Type.Empty() {
		t.types.add(of.Type)
	}
	if !of.ARN.Empty() {
		t.fails(outcomeOf{kind: pointKind, account: where.scope.Account, resource: of.ARN}, lastBad{})
	}
}

// reach is how far what works again covers what fails.
func (t *tally) reach() reach {
	all := worksByType
	for _, f := range t.failing.list {
		switch {
		case slices.Contains(t.works.list, f):
		case slices.ContainsFunc(t.works.list, func(w way) bool { return w.kind == f.kind }):
			all = worksByKind
		default:
			return worksNot
		}
	}
	if len(t.works.list) == 0 {
		return worksNot
	}
	return all
}

// well are the kinds of jobs of which one began after the last failure and went well.
func (t *tally) well() []backup.JobKind {
	var kinds []backup.JobKind
	for _, w := range t.works.list {
		if !slices.Contains(kinds, w.kind) {
			kinds = append(kinds, w.kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

func (t *tally) fails(of outcomeOf, bad lastBad) {
	switch n := t.resources.add(of); {
	case n == len(t.bad):
		t.bad = append(t.bad, bad)
	case bad.at >= t.bad[n].at:
		bad.parent = bad.parent || t.bad[n].parent
		t.bad[n] = bad
	case bad.parent:
		t.bad[n].parent = true
	}
}
