package triage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Causes returns a row for each cause, in the order of need: first what still makes jobs fail
// and somebody must mend once for all of them (a key, a role, a vault, a policy, a quota), then
// what single resources fail by, what passes without anybody, issues, what was stopped, what is
// mended, and recovery points; in each those with most failing resources first, then most jobs.
// share may be nil; the error is its own.
func (g *Grouper) Causes(share Share) ([]Cause, error) {
	g.settle()
	rows := make([]rowOf, 0, len(g.rows))
	for k, r := range g.rows {
		rows = append(rows, rowOf{k, r})
	}
	causes := make([]Cause, len(rows))
	err := share.parts(len(rows), func(from, to int) {
		c := counter{Grouper: g}
		for i := from; i < to; i++ {
			causes[i] = c.cause(rows[i])
		}
	})
	if err != nil {
		return nil, err
	}
	order(causes, g.window.To)
	return causes, nil
}

// rowOf is a row with its key.
type rowOf struct {
	key Key
	row *row
}

// counter makes causes of rows, one after the other. Several may work on one Grouper.
type counter struct {
	*Grouper
	tally tally
	words reading // of the message at hand
}

func (c *counter) cause(of rowOf) Cause {
	cause := c.count(of.key, of.row)
	c.explain(&cause, of.row)
	if d := &cause.Diagnosis; d.Class == AssumeRole && c.roles[backup.Intern(d.Root.Value)] > cause.Last {
		cause.works = max(cause.works, worksByKind) // a role that is trusted is so for every job
	}
	return cause
}

// explain adds the diagnosis of the job or point that stands for the row, as that of all.
func (c *counter) explain(cause *Cause, r *row) {
	a, all := r.newest(), several{r.jobs, r.points, r.denials(), r.names}
	if j := a.job; j != nil {
		c.words.readJob(j)
		if e := c.words.entry; e != nil && len(e.Kinds) > 0 && len(cause.Kinds) > 1 {
			c.words.entry = ready().ofAllKinds(e)
		}
		cause.Message = j.Message.String()
	} else {
		c.words.readPoint(a.point, c.window.To)
		cause.Message = a.point.More.Get().Message.String()
	}
	cause.Diagnosis, cause.Denied = c.words.diagnosisOf(a, &all), all.denials.actions
	cause.each = own(cause.Diagnosis.Root.Name)
	if len(cause.Resources) > 1 && cause.each && !cause.Diagnosis.apart {
		cause.Diagnosis.Root = Fact{}
	}
}

// count makes a cause of a row, without its diagnosis.
func (c *counter) count(k Key, r *row) Cause {
	t := &c.tally
	t.reset(c.window.Slices, len(r.jobs)+len(r.points))
	for _, j := range r.jobs {
		t.job(j, c.window)
	}
	for _, p := range r.points {
		t.point(p)
	}
	cause := Cause{Key: k, Jobs: r.jobs, Points: r.points, First: r.first, Last: r.last, Trend: t.trend}
	var kinds [4]bool
	for _, p := range t.places.list {
		cause.Of += c.ended[p]
		t.accounts.add(p.scope.Account)
		t.regions.add(p.scope.Region)
		t.scopes.add(p.scope)
		if int(p.kind) < len(kinds) {
			kinds[p.kind] = true
		}
	}
	for kind, met := range kinds {
		if met {
			cause.Kinds = append(cause.Kinds, backup.JobKind(kind))
		}
	}
	cause.Accounts, cause.Regions, cause.Types = sorted(t.accounts.list), sorted(t.regions.list), sorted(t.types.list)
	cause.Scopes = slices.Clone(t.scopes.list)
	slices.SortFunc(cause.Scopes, func(a, b backup.Scope) int {
		return cmp.Or(compareTexts(a.Account, b.Account), compareTexts(a.Region, b.Region))
	})
	c.resources(&cause)
	return cause
}

// resources counts the resources of a cause, and which of them went well since. One that
// fails under one kind of job fails.
func (c *counter) resources(cause *Cause) {
	t := &c.tally
	for n, of := range t.resources.list {
		since, bad := c.well(of, t.bad[n]), &t.bad[n]
		switch {
		case of.kind == pointKind: // nothing runs there
		case since > cause.Last:
			t.works.add(way{of.kind, bad.typ})
		case since <= bad.at:
			t.failing.add(way{of.kind, bad.typ})
			if of.kind == backup.ScanJob && !of.into.Empty() {
				cause.Infected = append(cause.Infected, of.into)
			}
		}
		t.met = append(t.met, resource{of.resource, of.resource.String(), since <= bad.at})
	}
	cause.works, cause.well = t.reach(), t.well()
	slices.SortFunc(t.met, func(a, b resource) int { return strings.Compare(a.name, b.name) })
	cause.Resources = make([]backup.Text, 0, len(t.met))
	for i := 0; i < len(t.met); {
		still, arn := false, t.met[i].arn
		for ; i < len(t.met) && t.met[i].arn == arn; i++ {
			still = still || t.met[i].still
		}
		if still {
			cause.Failing++
		} else {
			cause.Recovered++
		}
		cause.Resources = append(cause.Resources, arn)
	}
}

// well is when a resource last went well in the way that mends such a job. A part of a composite does
// not mend the whole.
func (c *counter) well(of outcomeOf, bad lastBad) backup.Time {
	last := c.good[of]
	if of.nested = true; !bad.parent {
		part := c.good[of]
		last = good{max(last.clean, part.clean), max(last.done, part.done)}
	}
	if bad.issues {
		return last.clean
	}
	return last.done
}

// sorted is a copy of list in order.
func sorted(list []backup.Text) []backup.Text {
	list = slices.Clone(list)
	slices.SortFunc(list, compareTexts)
	return list
}

func compareTexts(a, b backup.Text) int {
	if a == b {
		return 0
	}
	return strings.Compare(a.String(), b.String())
}
