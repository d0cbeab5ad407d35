package views

import (
	"errors"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

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
	if r.Told != nil {
		if err := r.Told(g, r.asked(filter)); err != nil {
			return err
		}
		if filter, err = r.parse(strings.TrimSpace(r.always(g.env)+" "+g.o.Filter), g.env); err != nil { // it knows more now
			return err
		}
	}
	sink := &recordSink[V]{g: g, w: w, filter: filter}
	if g.o.Sort != "" {
		sink.sorted = newSortedSink(r, g)
	}
	var failed error
	for _, step := range []func() error{func() error { return r.rows(g, sink) }, sink.finish, w.close} {
		err := step()
		if same := err != nil && failed != nil && err.Error() == failed.Error(); !same && !errors.Is(err, errEnough) {
			failed = errors.Join(failed, err) // what could be read is written
		}
	}
	return failed
}

// asked is the target of what a filter keeps.
func (r *Resource[V]) asked(filter *query.Filter[V]) Target {
	t := Target{View: r.Name}
	if r.Aim != nil && filter != nil {
		t = r.Aim(t, filter.Terms())
	}
	if r.Push != nil && filter != nil {
		t, _ = r.Push(t, filter.Terms())
	}
	return t
}

// rows reads all rows of the view, asking again account by account where the
// organisation's list was refused.
func (r *Resource[V]) rows(g *getRun, sink *recordSink[V]) error {
	if r.Own != nil {
		rows, err := r.Own(g.b)
		return errors.Join(sink.add(state.Part{}, rows), err)
	}
	if r.Derive != nil {
		return sink.add(state.Part{}, r.Derive(g.env, Target{}))
	}
	target := r.asked(sink.filter)
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
