package views

import (
	"context"
	"maps"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// doing is an activity of few fields or none: deleting, stopping, a lifecycle … What is
// particular of each is in its functions; all of them run on the UI goroutine but look
// and guard.
type doing struct {
	s    *session
	k    ops.Kind
	of   backup.Thing // the first of things
	name string       // "delete 3 points of prod-daily"
	what string       // of many: whose points they are and since when; "" = not known

	told string  // where the values of the form are from, and what came of that; "" = nothing to say
	tone ui.Tone // of told

	typed map[string]string // by field
	sent  restore.Sent      // of those, what an earlier action was sent with
	known any               // what look brought

	look   func(ctx context.Context, l restore.Lookup) (any, error) // what the form needs; nil = nothing
	asks   func(d *doing) []ui.Field
	wrong  func(d *doing) string // why there is nothing to review yet
	change func(d *doing) []ops.Item
	checks func(d *doing) []restore.Check
	plans  func(d *doing) restore.Plan // what the checks look at; nil = they know by themselves
	head   func(d *doing, e *Env) ui.Facts
	stakes func(d *doing, e *Env) ops.Circumstances

	ahead []backup.Thing                                // went first, in an op before this one
	goOn  func(ahead []backup.Thing, left []int) *doing // with what was left of this; nil = never
}

func (d *doing) kind() ops.Kind      { return d.k }
func (d *doing) thing() backup.Thing { return d.of }
func (d *doing) title() string       { return d.name }

func (d *doing) load(ctx context.Context, l restore.Lookup) (func(), error) {
	if d.look == nil {
		return func() {}, nil
	}
	known, err := d.look(ctx, l)
	if err != nil {
		return nil, err
	}
	return func() { d.known = known }, nil
}

// value is what a field holds: what was typed, else its preset.
func (d *doing) value(key string) string {
	if v, ok := d.typed[key]; ok {
		return v
	}
	if d.asks != nil {
		for _, f := range d.asks(d) {
			if f.Key == key {
				return f.Original
			}
		}
	}
	return ""
}

func (d *doing) fields() []ui.Field {
	if d.asks == nil {
		return nil
	}
	fields := d.asks(d)
	for i := range fields {
		f := &fields[i]
		f.Value = f.Original
		if v, ok := d.typed[f.Key]; ok && v != f.Original {
			f.Value, f.Origin = v, string(d.sent.Origin(f.Key, v))
		}
	}
	return fields
}

func (d *doing) set(key, value string) {
	if d.typed == nil {
		d.typed = map[string]string{}
	}
	d.typed[key] = value
}

func (d *doing) reset(key string)               { delete(d.typed, key) }
func (d *doing) due() []inquiry                 { return nil }
func (d *doing) choices(string) (inquiry, bool) { return inquiry{}, false }
func (d *doing) hidden() []backup.Secret        { return nil }
func (d *doing) values() map[string]string      { return maps.Clone(d.typed) }
func (d *doing) fill(values map[string]string)  { d.typed = maps.Clone(values) }

func (d *doing) problem() string {
	for _, f := range d.fields() {
		switch {
		case f.Problem != "":
			return f.Label + ": " + f.Problem
		case f.Required && f.Value == "":
			return f.Label + " is needed"
		}
	}
	if d.wrong != nil {
		return d.wrong(d)
	}
	return ""
}

func (d *doing) never() string { return "" }

func (d *doing) items() ([]ops.Item, error) { return d.change(d), nil }

func (d *doing) plan(e *Env) (restore.Plan, []restore.Check) {
	p := restore.Plan{Scope: d.of.Scope, Now: e.Now}
	if d.plans != nil {
		p = d.plans(d)
	}
	p.By, p.Jobs = d.s.sender(d.of.Scope), jobsKnown(e, d.of.Scope)
	if d.checks == nil {
		return p, nil
	}
	return p, d.checks(d)
}

func (d *doing) about(e *Env) []ui.Block { return []ui.Block{d.head(d, e)} }

func (d *doing) circumstances(e *Env) ops.Circumstances {
	c := ops.Circumstances{}
	if d.stakes != nil {
		c = d.stakes(d, e)
	}
	if c.Account == "" {
		c.Account = e.AccountName(d.of.Scope.Account)
	}
	return c
}

// known of a doing, as what look brought.
func knownOf[V any](d *doing) V {
	v, _ := d.known.(V)
	return v
}

// guarded makes a check of a guard of package restore, which looks at the point anew.
func guarded(t backup.Thing, name string, guard func(ctx context.Context, l restore.Lookup, p restore.Point) []restore.Finding) restore.Check {
	return restore.Check{Name: name, Run: func(ctx context.Context, l restore.Lookup, _ restore.Plan) []restore.Finding {
		p, err := l.Point(ctx, t)
		if err != nil {
			what, remedy := problemWords(err)
			out := restore.CannotTell
			if backup.KindOf(err) == backup.NotFound {
				out, what = restore.Blocks, "it is gone"
			}
			return []restore.Finding{{Check: name, Outcome: out, Evidence: what, Remedy: remedy, Source: "backup:DescribeRecoveryPoint"}}
		}
		return guard(ctx, l, p)
	}}
}

// place is where a thing is, for the head of a review.
func (e *Env) place(in backup.Scope) string {
	return e.AccountName(in.Account) + "/" + in.Region.String()
}
