package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// openRow makes the page of a row. It stays fresh with the list that the row is of.
func (l *list[V]) openRow(v *V, e *Env) Screen {
	row := *v
	var thing backup.Thing
	if l.res.Thing != nil {
		thing = l.res.Thing(v, e)
	}
	crumb := l.res.crumb(v, e)
	p := newPage(l.s, l.res.Name, crumb, thing)
	p.target = Target{View: l.res.Name, Title: crumb, Thing: thing, Arg: l.target.Arg, Scope: l.target.Scope}
	if l.res.Parts != nil {
		target := l.aim(e)
		p.needs = func(e *Env) []state.Part { return l.res.Parts(e, target) }
	}
	l.res.about(p, &row)
	if p.job != nil {
		p.job.listed = true
	}
	find := l.finder(l.res.Key(v))
	p.facts = func(e *Env) ([]line, bool) {
		fresh := find(e)
		if fresh != nil {
			row = *fresh
		}
		return l.res.lines(&row, e), fresh != nil
	}
	return p
}

// openThing makes the page of a thing that is not a row of an open list. Its row is that
// of a list which is there already, and stays fresh with it, else what AWS says when it is
// asked about the thing.
func (r *Resource[V]) openThing(s *session, t Target) Screen {
	title := t.Title
	if title == "" {
		title = backup.ShortARN(t.Thing.ID)
	}
	p := newPage(s, r.Name, title, t.Thing)
	p.target, p.copyID = t, t.Thing.ID
	p.acts = func(*Env) []ui.Binding { return r.ofThing(s, t.Thing) }
	p.scope = func() backup.Scope { return t.Thing.Scope }
	var row *V
	keep := func(v *V) {
		if row == nil {
			row = new(V)
			r.about(p, row)
		}
		*row = *v
	}
	find := func(*Env) *V { return nil }
	listed := false
	look := func(e *Env) {
		if part, id, v := r.findThing(e, t.Thing); v != nil {
			keep(v)
			listed = true
			p.needs = func(*Env) []state.Part { return []state.Part{part} }
			find = r.follow(func(o state.Part) bool { return o == part }, []string{part.Feed}, uint64(id), r.Key(v))
		}
	}
	look(s.env)
	p.facts = func(e *Env) ([]line, bool) {
		if p.job != nil && !listed {
			look(e) // a job that was started a moment ago turns up in a list
			p.job.listed = listed
		}
		fresh := find(e)
		if fresh == nil && !listed {
			fresh = described[V](p.docs)
		}
		if fresh != nil {
			keep(fresh)
		}
		if row == nil {
			return thingLines(t.Thing, e), true
		}
		return r.lines(row, e), fresh != nil || !listed
	}
	if p.job != nil {
		p.job.listed = listed
		if !listed {
			p.needs = func(e *Env) []state.Part { return p.job.turnsUpIn(e) }
		}
	}
	return p
}

// about tells a page what it is about: the row, whose value may change.
func (r *Resource[V]) about(p *page, row *V) {
	p.copyID = r.idOf(row)
	if j, ok := any(row).(*backup.Job); ok && p.job != nil {
		p.job.row = j
	}
	if pt, ok := any(row).(*backup.RecoveryPoint); ok {
		p.beside = func(e *Env) []state.Part { return scanParts(pt, e) }
	}
	p.record = func() string { return recordJSON(r, row, p.s.env) }
	p.acts = func(e *Env) []ui.Binding { return r.ofRow(p.s, e, func() *V { return row }) }
	if r.URL != nil {
		p.url = func(e *Env) string { return r.URL(row, e) }
	}
	if r.Scope != nil {
		p.scope = func() backup.Scope { return r.Scope(row) }
	}
}

// thingLines are the facts of a thing that nothing but its name is known of.
func thingLines(t backup.Thing, e *Env) []line {
	var lines []line
	add := func(label, value string, to Target, leads bool) {
		if value != "" {
			l := line{label: label, value: value}
			if leads {
				l.link = &to
			}
			lines = append(lines, l)
		}
	}
	account := t.Scope.Account
	if t.Owner != "" {
		account = backup.Intern(t.Owner)
	}
	to, ok := toAccount(func(a *backup.Text) backup.Text { return *a })(&account, e)
	add("Account", string(appendAccount(nil, account, e)), to, ok)
	add("Region", t.Scope.Region.String(), Target{}, false)
	if t.Vault != "" {
		in := backup.VaultRef{Account: account, Region: t.Scope.Region, Name: backup.Intern(t.Vault)}
		if account != t.Scope.Account {
			in.SeenFrom = t.Scope.Account
		}
		to, ok := vaultPage(in)
		add("Vault", t.Vault, to, ok)
	}
	to, ok = planPage(t.Plan, "", t.Scope)
	add("Plan", t.Plan, to, ok)
	return lines
}
