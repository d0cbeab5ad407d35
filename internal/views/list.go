package views

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// list is the screen of every table of the catalogue.
type list[V comparable] struct {
	s      *session
	id     ScreenID
	res    *Resource[V]
	target Target
	ctx    context.Context
	cancel context.CancelFunc

	grid     ui.Grid
	columns  []*Column[V] // those in the table, in order
	order    []SortBy
	ask      question[V]  // filter, problems only, focus
	answered compiledFrom // the question that the rows on screen answer
	wide     bool
	source   rowSource[V]
	found    *query.Result[V]
	stay     linger
	slip     slip
	chose    place // before a filter was typed
	work     derivation
	lists    lists // the parts it reads and how they are doing
	pushed   pushed
	sieve    sieve
	hinted   hinted[V]
	aimed    struct { // see aim
		want   string
		target Target
	}
}

// Open makes the screen of a list, or of one thing where the target names one.
func (r *Resource[V]) Open(s *session, t Target) Screen {
	if t.Thing.Kind != "" {
		return r.openThing(s, t)
	}
	l := &list[V]{s: s, id: s.newID(), res: r, target: t, order: slices.Clone(r.Sort)}
	l.ctx, l.cancel = context.WithCancel(s.ctx)
	l.lists.in = t.Scope
	l.ask.text, l.ask.problems, l.sieve.want = t.Filter, t.Only, t.Filter
	l.pickColumns()
	return l
}

func (l *list[V]) ID() ScreenID { return l.id }

// Close ends the list's commands and lets go of rows that only it holds.
func (l *list[V]) Close() {
	l.cancel()
	l.dropSifted()
}

// Target returns the way back here, with the filter as it stands.
func (l *list[V]) Target() Target {
	t := l.target
	t.Note = l.note() // before the filter: it is said of that of the link
	t.View, t.Filter, t.Only = l.res.Name, l.ask.text, l.ask.problems
	return t
}

func (l *list[V]) Crumbs() []string {
	if l.target.Title != "" {
		return []string{l.target.Title, l.res.Name}
	}
	return []string{l.res.Name}
}

// aim is the target, with what the accepted filter says about which lists to read.
func (l *list[V]) aim(e *Env) Target {
	if l.res.Aim == nil || l.sieve.want == "" {
		return l.target
	}
	if l.aimed.want != l.sieve.want {
		l.aimed.want, l.aimed.target = l.sieve.want, l.target
		if f, err := l.res.parse(l.sieve.want, e); err == nil {
			l.aimed.target = l.res.Aim(l.target, f.Terms())
		}
	}
	return l.aimed.target
}

// Needs names the lists that the rows come from, and the ones that AWS filters.
func (l *list[V]) Needs(e *Env) []state.Part {
	if l.res.Parts == nil {
		return nil
	}
	parts := l.res.Parts(e, l.aim(e))
	if l.sieve.heavy {
		return l.res.others(parts)
	}
	if l.pushed.on {
		parts = append(l.res.Parts(e, l.pushed.target), parts...)
	}
	return parts
}

// Refresh takes what changed and starts deriving the rows anew where they did.
func (l *list[V]) Refresh(e *Env) tea.Cmd {
	if l.res.Parts != nil {
		l.weigh(e)
		l.lists.update(e, l.Needs(e))
		l.pushed.update(e, l.lists.read(), func() []state.Part { return l.res.Parts(e, l.pushed.target) })
	}
	l.expireLinger(e)
	return tea.Batch(l.sift(e), l.derive(e))
}

// Back undoes one thing: the load, then the filter, then the marks' absence of one.
func (l *list[V]) Back(e *Env) (tea.Cmd, bool) {
	switch {
	case l.sieve.running:
		l.stopSifting()
		return nil, true
	case l.lists.loading && !l.lists.stopped:
		l.s.b.Poller.Stop(l.Needs(e))
		l.pushed = pushed{} // half of it would stand in for rows that are known
		return l.derive(e), true
	case l.ask.text != l.given() || l.ask.problems:
		l.ask.text, l.ask.problems, l.sieve.want = l.given(), false, l.given()
		l.pickColumns()
		l.pushed = pushed{}
		l.dropSifted()
		return l.Refresh(e), true
	}
	return nil, false
}

// given is what a link filtered by, "" when the operator has let go of it.
func (l *list[V]) given() string {
	if strings.HasPrefix(l.ask.text, l.target.Given) {
		return l.target.Given
	}
	return ""
}

// current returns the row under the cursor, nil in an empty list.
func (l *list[V]) current() *V {
	id, _, ok := l.grid.Cursor()
	if !ok || l.source == nil {
		return nil
	}
	return l.source.At(id)
}

// chosen returns the marked rows, or the one under the cursor without marks.
func (l *list[V]) chosen() []*V {
	var rows []*V
	for id := range l.grid.Marks() {
		if v := l.source.At(id); v != nil {
			rows = append(rows, v)
		}
	}
	if len(rows) == 0 {
		if v := l.current(); v != nil {
			rows = append(rows, v)
		}
	}
	return rows
}
