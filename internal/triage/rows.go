package triage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// row is a cause in the making.
type row struct {
	jobs        []*backup.Job
	points      []*backup.RecoveryPoint
	places      map[place]struct{}
	resources   map[outcomeOf]lastBad
	types       map[backup.Text]struct{}
	first, last backup.Time
	newest      *backup.Job
	newestPoint *backup.RecoveryPoint
	around      Context // of the newest
	trend       []int
}

// lastBad is the newest job of a resource with the cause.
type lastBad struct {
	at     backup.Time // created
	issues bool        // it was completed, with issues
}

func newRow(slices int) *row {
	return &row{
		places: map[place]struct{}{}, resources: map[outcomeOf]lastBad{}, types: map[backup.Text]struct{}{}, trend: make([]int, slices),
	}
}

func (r *row) job(j *backup.Job, c Context, where place, of outcomeOf, w Window) {
	at := endOf(j)
	r.jobs = append(r.jobs, j)
	r.places[where] = struct{}{}
	if t := j.Of.Get().Type; !t.Empty() {
		r.types[t] = struct{}{}
	}
	if bad, seen := r.resources[of]; !of.resource.Empty() && (!seen || j.Created >= bad.at) {
		r.resources[of] = lastBad{j.Created, j.Outcome() == backup.Issues}
	}
	if r.first == 0 || at < r.first {
		r.first = at
	}
	if r.newest == nil || at >= r.last {
		r.newest, r.around = j, c
	}
	r.last = max(r.last, at)
	if span := int64(w.To - w.From); span > 0 {
		r.trend[min(int64(len(r.trend)-1), int64(at-w.From)*int64(len(r.trend))/span)]++
	}
}

func (r *row) point(p *backup.RecoveryPoint, c Context, where place) {
	r.points = append(r.points, p)
	r.places[where] = struct{}{}
	of := p.Of.Get()
	if !of.Type.Empty() {
		r.types[of.Type] = struct{}{}
	}
	if !of.ARN.Empty() {
		r.resources[outcomeOf{pointKind, where.scope.Account, of.ARN}] = lastBad{}
	}
	at := max(p.Created, p.Completed, p.DeleteAt)
	if r.first == 0 || at < r.first {
		r.first = at
	}
	if r.newestPoint == nil || at >= r.last {
		r.newestPoint, r.around = p, c
	}
	r.last = max(r.last, at)
}

// Causes returns a row for each cause: those that still fail first, then by how many
// resources, then the newest.
func (g *Grouper) Causes() []Cause {
	causes := make([]Cause, 0, len(g.rows))
	for k, r := range g.rows {
		causes = append(causes, g.cause(k, r))
	}
	slices.SortFunc(causes, func(a, b Cause) int {
		return cmp.Or(
			-cmp.Compare(min(1, a.Failing), min(1, b.Failing)), -cmp.Compare(a.Failing, b.Failing),
			-cmp.Compare(a.Count(), b.Count()), -cmp.Compare(a.Last, b.Last), strings.Compare(a.Key.String(), b.Key.String()),
		)
	})
	return causes
}

func (g *Grouper) cause(k Key, r *row) Cause {
	c := Cause{Key: k, Jobs: r.jobs, Points: r.points, First: r.first, Last: r.last, Trend: r.trend}
	if r.newest != nil {
		c.Diagnosis, c.Message = OfJob(r.newest, r.around), r.newest.Message.String()
	} else {
		c.Diagnosis, _ = OfPoint(r.newestPoint, r.around, g.window.To)
		c.Message = r.newestPoint.More.Get().Message.String()
	}
	accounts, regions := map[backup.Text]struct{}{}, map[backup.Text]struct{}{}
	scopes := map[backup.Scope]struct{}{}
	var kinds [4]bool
	for p := range r.places {
		c.Of += g.ended[p]
		accounts[p.scope.Account], regions[p.scope.Region], scopes[p.scope] = struct{}{}, struct{}{}, struct{}{}
		if int(p.kind) < len(kinds) {
			kinds[p.kind] = true
		}
	}
	for kind, met := range kinds {
		if met {
			c.Kinds = append(c.Kinds, backup.JobKind(kind))
		}
	}
	c.Accounts, c.Regions, c.Types = sortedTexts(accounts), sortedTexts(regions), sortedTexts(r.types)
	for s := range scopes {
		c.Scopes = append(c.Scopes, s)
	}
	slices.SortFunc(c.Scopes, func(a, b backup.Scope) int {
		return cmp.Or(compareTexts(a.Account, b.Account), compareTexts(a.Region, b.Region))
	})
	g.resources(&c, r)
	return c
}

// resources counts the resources of a cause, and which of them went well since.
func (g *Grouper) resources(c *Cause, r *row) {
	failing := map[backup.Text]bool{}
	for of, bad := range r.resources {
		since := g.good[of].done
		if bad.issues {
			since = g.good[of].clean
		}
		failing[of.resource] = failing[of.resource] || since <= bad.at
	}
	for arn, still := range failing {
		if c.Resources = append(c.Resources, arn); still {
			c.Failing++
		} else {
			c.Recovered++
		}
	}
	slices.SortFunc(c.Resources, compareTexts)
}

func compareTexts(a, b backup.Text) int { return strings.Compare(a.String(), b.String()) }
