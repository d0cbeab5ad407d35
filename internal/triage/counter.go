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
	causes, stories := make([]Cause, len(rows)), make([]story, len(rows))
	err := share.parts(len(rows), func(from, to int) {
		c := counter{Grouper: g}
		for i := from; i < to; i++ {
			causes[i] = c.cause(rows[i], &stories[i])
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
}

// cause makes a cause of a row; its story goes into told.
func (c *counter) cause(of rowOf, told *story) Cause {
	cause := c.count(of.key, of.row)
	*told = story{row: of.row, now: c.window.To, kinds: len(cause.Kinds), resources: len(cause.Resources), infected: cause.Infected}
	cause.story, cause.Message = told, told.message()
	b, ok := told.brief(of.key)
	if !ok {
		b = cause.Diagnosis().Brief
	}
	cause.Brief, cause.each = b, told.each
	if b.Class == AssumeRole && c.roles[backup.Intern(b.Root.Value)] > cause.Last {
		cause.works = max(cause.works, worksByKind) // a role that is trusted is so for every job
	}
	return cause
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
		if n := t.arns.add(of.resource); n == len(t.still) {
			t.still = append(t.still, since <= bad.at)
		} else {
			t.still[n] = t.still[n] || since <= bad.at
		}
	}
	cause.works, cause.well = t.reach(), t.well()
	cause.Resources = slices.Clone(t.arns.list)
	for _, still := range t.still {
		if still {
			cause.Failing++
		} else {
			cause.Recovered++
		}
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
