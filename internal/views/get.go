package views

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// GetOptions say what `bkpui get` writes.
type GetOptions struct {
	View   string
	Filter string
	Sort   string // a column; "-created" = descending; "" = as AWS answers
	Output string // one of Formats
	Limit  int    // rows; 0 = all
	Window string // one of Windows, for failures; "" = 24h
}

// UsageError is a wrong word on the command line, said so that it can be mended.
type UsageError struct{ Msg string }

func (e *UsageError) Error() string { return e.Msg }

// PartialError says that some lists could not be read. What could be was written.
type PartialError struct{ Lists int }

func (e *PartialError) Error() string {
	return fmt.Sprintf("%d lists could not be read", e.Lists)
}

// getRun is one `bkpui get`.
type getRun struct {
	ctx     context.Context
	b       Backend
	o       GetOptions
	out     io.Writer
	errs    io.Writer
	env     *Env
	refused map[state.Part]*backup.Error
	read    map[state.Part]bool // to the end, or a page of it
}

// Get writes the rows of a view as they are read. Rows of csv, json, jsonl and yaml
// are not kept unless they are sorted. It returns a *UsageError for what can't be
// asked, and a *PartialError after naming on errs the lists that could not be read.
func Get(ctx context.Context, b Backend, o GetOptions, out, errs io.Writer) error {
	views := Catalog()
	v, ok := findView(views, o.View)
	if !ok {
		return &UsageError{unknownView(views, o.View).Error()}
	}
	if !v.Info().Records {
		return &UsageError{fmt.Sprintf("%s is a screen; it has no records", v.Info().Name)}
	}
	if err := v.Check(o.Filter, strings.TrimPrefix(o.Sort, "-")); err != nil {
		return &UsageError{err.Error()}
	}
	if _, ok := v.(failuresView); o.Window != "" && !ok {
		return &UsageError{v.Info().Name + " takes no --window; filter it: --filter 'created>=2026-11-01'"}
	}
	g := &getRun{ctx: ctx, b: b, o: o, out: out, errs: errs, refused: map[state.Part]*backup.Error{}, read: map[state.Part]bool{}}
	if g.b.Store == nil {
		g.b.Store = state.NewStore()
	}
	g.env = &Env{Snap: g.b.Store.Snapshot(), Fleet: &Fleet{}, Theme: ui.NewTheme("dark", true, true), Zone: time.UTC, refused: g.refused, read: g.read}
	g.env.Now = backup.TimeOf(time.Now())
	if !v.Info().Own {
		if err := g.fleet(); err != nil {
			return err
		}
	}
	if err := v.get(g); err != nil {
		return err
	}
	return g.report()
}

// fleet reads the accounts and their Regions, on which every other list hangs.
func (g *getRun) fleet() error {
	if err := gather(g, []state.Part{accountsPart()}, publish(g, (*backup.Account).Key)); err != nil {
		return err
	}
	g.observe()
	return g.regions()
}

func (g *getRun) regions() error {
	err := gather(g, g.env.Fleet.parts()[1:], publish(g, func(r *backup.Region) string { return r.Name.String() }))
	g.observe()
	return err
}

// prepare reads the lists that the parts of a view are computed from.
func (g *getRun) prepare(parts []state.Part) error {
	var vaults, plans []state.Part
	for _, p := range parts {
		switch p.Feed {
		case "vaults":
			vaults = append(vaults, p)
		case "plans":
			plans = append(plans, p)
		}
	}
	err := errors.Join(
		gather(g, vaults, publish(g, vaultKey)),
		gather(g, plans, publish(g, func(p *backup.Plan) string { return p.ID.String() })),
	)
	g.observe()
	return err
}

func (g *getRun) observe() {
	g.b.Store.Flush()
	next := *g.env
	next.Snap = g.b.Store.Snapshot()
	next.Fleet = fleetOf(next.Snap, nil)
	g.env = &next
}

// publish puts pages into the store, for lists that others hang on.
func publish[V comparable](g *getRun, key func(*V) string) func(state.Part, []V) error {
	return func(p state.Part, rows []V) error {
		state.Publish(g.b.Store, p, key, rows, 1<<30)
		return nil
	}
}

// gather streams parts side by side and remembers which could not be read. The
// error is one of each, or of the context.
func gather[V comparable](g *getRun, parts []state.Part, each func(state.Part, []V) error) error {
	failed, err := state.Gather(g.ctx, g.b.Source, parts, func(p state.Part, rows []V) error {
		g.read[p] = true
		return each(p, rows)
	})
	maps.Copy(g.refused, failed)
	for _, p := range parts {
		g.read[p] = g.read[p] || failed[p] == nil
	}
	return err
}

// errEnough ends a run that has all the rows that were asked for.
var errEnough = errors.New("enough")

// get writes the records of a view.
func (r *Resource[V]) get(g *getRun) error {
	w, err := newRecordWriter(g.o.Output, r.recordColumns(), g.out)
	if err != nil {
		return err
	}
	filter, err := r.parse(strings.TrimSpace(r.always(g.env)+" "+g.o.Filter), g.env)
	if err != nil {
		return &UsageError{err.Error()}
	}
	sink := &recordSink[V]{g: g, w: w, filter: filter}
	if g.o.Sort != "" {
		sink.sorted = newSortedSink(r, g)
	}
	if err := r.rows(g, sink); err != nil && !errors.Is(err, errEnough) {
		return errors.Join(err, w.close())
	}
	if err := sink.finish(); err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return w.close()
}

// rows reads all rows of the view, asking again account by account where the
// organisation's list was refused.
func (r *Resource[V]) rows(g *getRun, sink *recordSink[V]) error {
	if r.Own != nil {
		rows, err := r.Own(g.b)
		if err != nil {
			return err
		}
		return sink.add(state.Part{}, rows)
	}
	if r.Derive != nil {
		return sink.add(state.Part{}, r.Derive(g.env, Target{}))
	}
	target := Target{View: r.Name}
	if r.Aim != nil && sink.filter != nil {
		target = r.Aim(target, sink.filter.Terms())
	}
	if r.Push != nil && sink.filter != nil {
		target, _ = r.Push(target, sink.filter.Terms())
	}
	done := map[state.Part]bool{}
	for {
		var own, others []state.Part
		for _, p := range r.Parts(g.env, target) {
			switch {
			case done[p]:
			case slices.Contains(r.Feeds, p.Feed):
				own = append(own, p)
			default:
				others, done[p] = append(others, p), true
			}
		}
		switch {
		case len(others) > 0: // they tell what further lists there are
			if err := g.prepare(others); err != nil {
				return err
			}
		case len(own) > 0:
			for _, p := range own {
				done[p] = true
			}
			if err := gather(g, own, sink.add); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

// report names every list that could not be read, each cause once.
func (g *getRun) report() error {
	failed := g.troubles()
	for _, t := range failed {
		fmt.Fprintln(g.errs, "bkpui: "+ui.Clean(troubleLine(g.env, t)))
	}
	switch {
	case len(failed) == 0:
		return nil
	case !g.anything():
		return errors.New("nothing could be read")
	}
	return &PartialError{len(failed)}
}

// troubles are the lists that could not be read, and the accounts that no list reaches.
// What is wrong with an account is not said again of its lists.
func (g *getRun) troubles() []trouble {
	all := fleetTroubles(g.env)
	type cause struct {
		in      backup.Scope
		op, why string
	}
	said := map[cause]bool{}
	for _, t := range all {
		said[cause{in: backup.Scope{Account: t.part.Scope.Account}, why: string(t.err.Kind) + t.err.Message}] = true
	}
	for _, p := range slices.SortedFunc(maps.Keys(g.refused), compareParts) {
		err := g.refused[p]
		if p.Feed == "accounts" || p.Feed == "regions" || isOrganization(p) && refuses(err) {
			continue // the fleet's own are there, the organisation's was read account by account instead
		}
		why := string(err.Kind) + err.Message
		here, everywhere := cause{p.Scope, err.Op, why}, cause{in: backup.Scope{Account: p.Scope.Account}, why: why}
		if err.Kind == backup.Credentials {
			here = everywhere // they are missing in every Region, for every call
		}
		if !said[here] && !said[everywhere] {
			all = append(all, trouble{part: p, err: err})
		}
		said[here] = true
	}
	return all
}

// anything reports whether anything could be read: a list, or where none was asked for an
// account.
func (g *getRun) anything() bool {
	asked := false
	for p, whole := range g.read {
		if p.Feed != "accounts" && p.Feed != "regions" {
			if asked = true; whole {
				return true
			}
		}
	}
	return !asked && slices.ContainsFunc(g.env.Fleet.Accounts, func(a backup.Account) bool {
		_, failed := accountTrouble(g.env, &a)
		return !failed && !a.Skipped
	})
}
