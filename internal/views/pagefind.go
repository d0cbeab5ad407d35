package views

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// described is the thing's row as AWS answered it, nil before that.
func described[V any](docs []backup.Document) *V {
	for _, d := range docs {
		if v, ok := d.Row.(*V); ok && v != nil {
			return v
		}
	}
	return nil
}

// findThing looks for the row of a thing in the lists that are there.
func (r *Resource[V]) findThing(e *Env, t backup.Thing) (state.Part, state.RowID, *V) {
	if r.Thing == nil {
		return state.Part{}, 0, nil
	}
	for _, feed := range r.Feeds {
		if t.Kind == backup.JobThing && feed != jobFeed(t.Job) {
			continue
		}
		for _, p := range e.Snap.Parts(feed) {
			if p.Scope != t.Scope && !(isOrganization(p) && p.Scope.Region == t.Scope.Region) ||
				t.Kind == backup.PointThing && backup.ParsePointQuery(p.Arg).Vault != t.Vault {
				continue
			}
			if id, v := state.Lookup[V](e.Snap, p, t.ID); v != nil && r.Thing(v, e) == t {
				return p, id, v
			}
			if t.Kind != backup.VaultThing {
				continue
			}
			// Vaults are few, and their key is the ARN.
			for id, v := range state.Select[V](e.Snap, func(o state.Part) bool { return o == p }, feed).All() {
				if r.Thing(v, e) == t {
					return p, id, v
				}
			}
		}
	}
	return state.Part{}, 0, nil
}

// finder returns a function that finds the row under the cursor again in a later snapshot.
func (l *list[V]) finder(key string) func(*Env) *V {
	if l.res.Derive != nil {
		return func(e *Env) *V {
			rows := l.res.Derive(e, l.target)
			if i := slices.IndexFunc(rows, func(v V) bool { return l.res.Key(&v) == key }); i >= 0 {
				return &rows[i]
			}
			return nil
		}
	}
	id, _, _ := l.grid.Cursor()
	keep, feeds := l.lists.keep(), l.res.Feeds
	if l.sieve.heavy {
		keep, feeds = l.sieve.keep(), []string{siftedFeed}
	}
	return l.res.follow(keep, feeds, id, key)
}

// follow returns a function that finds a row again in a later snapshot.
func (r *Resource[V]) follow(keep func(state.Part) bool, feeds []string, id uint64, key string) func(*Env) *V {
	return func(e *Env) *V {
		rows := state.Select[V](e.Snap, keep, feeds...)
		v := rows.At(state.RowID(id))
		if v == nil {
			if moved, ok := rows.Moved(state.RowID(id)); ok {
				id = uint64(moved)
				v = rows.At(moved)
			}
		}
		if v == nil || r.Key(v) != key {
			return nil
		}
		return v
	}
}
