package triage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// row is a cause in the making.
type row struct {
	jobs   []*backup.Job
	points []*backup.RecoveryPoint
	first  backup.Time
	last   backup.Time
	by     []wording
}

// wording is how often an entry of the catalogue told the cause. Entries of one group
// have one row, and what most of its messages say is its diagnosis.
type wording struct {
	id     string
	count  int
	last   backup.Time
	newest about
}

func (r *row) add(id string, a *about, at backup.Time) {
	if a.job != nil {
		r.jobs = append(r.jobs, a.job)
	} else {
		r.points = append(r.points, a.point)
	}
	if r.first == 0 || at < r.first {
		r.first = at
	}
	r.last = max(r.last, at)
	i := slices.IndexFunc(r.by, func(w wording) bool { return w.id == id })
	if i < 0 {
		i = len(r.by)
		r.by = append(r.by, wording{id: id})
	}
	w := &r.by[i]
	if w.count++; at >= w.last {
		w.last, w.newest = at, *a
	}
}

// newest is the newest job or point with the commonest words.
func (r *row) newest() *about {
	most := &r.by[0]
	for i := range r.by {
		if w := &r.by[i]; w.count > most.count || w.count == most.count && w.last > most.last {
			most = w
		}
	}
	return &most.newest
}

// Causes returns a row for each cause, in the order of need: first what still makes jobs fail
// and somebody must mend once for all of them (a key, a role, a vault, a policy, a quota), then
// what single resources fail by, what passes without anybody, issues, what was stopped, what is
// mended, and recovery points; in each those with most failing resources first, then most jobs.
func (g *Grouper) Causes() []Cause {
	causes := make([]Cause, 0, len(g.rows))
	var t tally
	for k, r := range g.rows {
		c := g.count(k, r, &t)
		g.explain(c, r.newest())
		causes = append(causes, *c)
	}
	return ordered(causes)
}

// explain adds the diagnosis of the job or point that stands for the row.
func (g *Grouper) explain(c *Cause, a *about) {
	if j := a.job; j != nil {
		c.Diagnosis, c.Message = g.read(j).diagnosis(a), j.Message.String()
	} else {
		p := a.point
		c.Diagnosis, _ = OfPoint(p, a.c, g.window.To)
		c.Message = p.More.Get().Message.String()
	}
	c.each = own(c.Diagnosis.Root.Name)
	if len(c.Resources) > 1 && c.each && !c.Diagnosis.apart {
		c.Diagnosis.Root = Fact{}
	}
}

// count makes a cause of a row, without its diagnosis.
func (g *Grouper) count(k Key, r *row, t *tally) *Cause {
	t.reset(g.window.Slices)
	for _, j := range r.jobs {
		t.job(j, g.window)
	}
	for _, p := range r.points {
		t.point(p)
	}
	c := &Cause{Key: k, Jobs: r.jobs, Points: r.points, First: r.first, Last: r.last, Trend: t.trend}
	var kinds [4]bool
	for _, p := range t.places.list {
		c.Of += g.ended[p]
		t.accounts.add(p.scope.Account)
		t.regions.add(p.scope.Region)
		t.scopes.add(p.scope)
		if int(p.kind) < len(kinds) {
			kinds[p.kind] = true
		}
	}
	for kind, met := range kinds {
		if met {
			c.Kinds = append(c.Kinds, backup.JobKind(kind))
		}
	}
	c.Accounts, c.Regions, c.Types = sorted(t.accounts.list), sorted(t.regions.list), sorted(t.types.list)
	c.Scopes = slices.Clone(t.scopes.list)
	slices.SortFunc(c.Scopes, func(a, b backup.Scope) int {
		return cmp.Or(compareTexts(a.Account, b.Account), compareTexts(a.Region, b.Region))
	})
	g.resources(c, t)
	return c
}

// resources counts the resources of a cause, and which of them went well since. One that
// fails under one kind of job fails.
func (g *Grouper) resources(c *Cause, t *tally) {
	for n, of := range t.resources.list {
		since := g.good[of].done
		if t.bad[n].issues {
			since = g.good[of].clean
		}
		t.met = append(t.met, resource{of.resource, of.resource.String(), since <= t.bad[n].at})
	}
	slices.SortFunc(t.met, func(a, b resource) int { return strings.Compare(a.name, b.name) })
	c.Resources = make([]backup.Text, 0, len(t.met))
	for i := 0; i < len(t.met); {
		still, arn := false, t.met[i].arn
		for ; i < len(t.met) && t.met[i].arn == arn; i++ {
			still = still || t.met[i].still
		}
		if still {
			c.Failing++
		} else {
			c.Recovered++
		}
		c.Resources = append(c.Resources, arn)
	}
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
