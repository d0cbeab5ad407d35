package views

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// derivation is the state of the command that filters and sorts in the background.
// At most one runs for a list; what changes meanwhile is derived afterwards.
type derivation struct {
	from    compiledFrom // the question it answers
	gen     uint64
	began   backup.Time
	running bool
	stale   bool
	more    bool // rows were still to come when it began
	cancel  context.CancelFunc
	filter  any // of the running one: a new question cancels it
	order   []SortBy
}

// derived is what the command brings back: rows in order, and from where.
type derived[V comparable] struct {
	source rowSource[V]
	found  *query.Result[V]
	err    error
	last   bool
	more   <-chan derived[V]
}

// derive starts finding and sorting the rows as the snapshot and the question
// stand now. It returns at once.
func (l *list[V]) derive(e *Env) tea.Cmd {
	watch := uint64(0)
	if len(l.res.Watches) > 0 {
		watch = e.Snap.FeedVersion(l.res.Watches...)
	}
	if l.res.Version != nil {
		watch += l.res.Version(e, l.ask.text) << 32
	}
	filter, err := l.ask.filter(l.res, e, watch)
	if err != nil {
		return nil // the prompt shows it while it is typed; a stored one was checked
	}
	if l.work.running {
		if l.work.filter == any(filter) && equalOrder(l.work.order, l.order) {
			l.work.stale = true
			return nil
		}
		l.work.cancel() // what it finds is no longer asked for
	}
	l.work.gen++
	ctx, cancel := context.WithCancel(l.ctx)
	l.work = derivation{from: l.ask.from, gen: l.work.gen, began: e.Now, running: true, more: l.lists.loading, cancel: cancel, filter: filter, order: l.order}

	rows := l.rowsNow(e)
	orders := l.res.orders(l.order, e)
	prev := l.found
	more := make(chan derived[V], 1)
	work := func() tea.Msg {
		defer close(more)
		defer cancel()
		source := rows()
		publish := func(r *query.Result[V]) { latest(more, derived[V]{source: source, found: r}) }
		found, err := query.Derive(ctx, prev, source, filter, orders, nil, publish)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		latest(more, derived[V]{source: source, found: found, err: err, last: true})
		return nil
	}
	return tea.Batch(work, l.await(l.work.gen, more))
}

// rowsNow returns a function that a command may call to get the rows of this
// moment: it captures the snapshot, never the list.
func (l *list[V]) rowsNow(e *Env) func() rowSource[V] {
	res, target := l.res, l.target
	if res.Derive != nil {
		prev, _ := l.source.(*computed[V])
		return func() rowSource[V] { return prev.next(res.Key, res.Derive(e, target)) }
	}
	if l.sieve.heavy {
		keep := l.sieve.keep()
		return func() rowSource[V] { return storeRows[V]{state.Select[V](e.Snap, keep, siftedFeed)} }
	}
	keep := l.lists.keep()
	if l.pushed.on {
		filtered := l.pushed.lists.keep()
		if l.pushed.lists.reading == 0 || state.Select[V](e.Snap, filtered, res.Feeds...).Len() > 0 { // until then, what is known already
			keep = filtered
		}
	}
	return func() rowSource[V] { return storeRows[V]{state.Select[V](e.Snap, keep, res.Feeds...)} }
}

// await returns a command that brings the next intermediate or the last result.
func (l *list[V]) await(gen uint64, more <-chan derived[V]) tea.Cmd {
	id := l.id
	return func() tea.Msg {
		d, ok := <-more
		if !ok {
			return nil
		}
		d.more = more
		return result{to: id, gen: gen, value: d}
	}
}

// latest puts d into a channel of capacity one, in place of an older one that was
// not taken yet.
func latest[T any](c chan T, d T) {
	for {
		select {
		case c <- d:
			return
		default:
		}
		select {
		case <-c:
		default:
		}
	}
}

// take shows what a derivation brought, and starts the next where one is due.
func (l *list[V]) take(e *Env, gen uint64, d derived[V]) tea.Cmd {
	if gen != l.work.gen {
		return nil
	}
	if d.err == nil {
		l.lingerOver(e, d)
		l.showFound(d, l.work.from)
		l.comeBack(d.last)
	}
	if !d.last {
		return l.await(gen, d.more)
	}
	l.work.running = false
	if l.work.stale {
		return l.derive(e)
	}
	return nil
}

// orders turns column names into what the query engine sorts by.
func (r *Resource[V]) orders(by []SortBy, e *Env) []query.Order[V] {
	var orders []query.Order[V]
	for _, o := range by {
		for i := range r.Columns {
			if r.Columns[i].Name == o.Column {
				orders = append(orders, query.Order[V]{Field: r.Columns[i].field(e), Desc: o.Desc})
			}
		}
	}
	return orders
}

func equalOrder(a, b []SortBy) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
