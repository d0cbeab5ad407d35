package views

import (
	"fmt"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Info says what the catalogue knows of the view.
func (r *Resource[V]) Info() Info {
	i := Info{Name: r.Name, Aliases: r.Aliases, Number: r.Number, Tip: r.Tip, Records: !r.ScreenOnly, Own: r.Own != nil, Problems: r.Problem != nil}
	for k := range r.Columns {
		c := &r.Columns[k]
		i.Fields = append(i.Fields, FieldInfo{Name: c.Name, Aliases: c.Aliases, Kind: c.Kind, Record: !c.NoRecord})
	}
	return i
}

// emptyEnv is a session in which nothing is known yet, for checking words.
func emptyEnv() *Env {
	return &Env{
		Now: backup.TimeOf(time.Now()), Snap: state.NewStore().Snapshot(), Fleet: &Fleet{},
		Theme: ui.NewTheme("dark", true, true), Zone: time.UTC,
	}
}

// Check tells what is wrong with a filter or the name of a column to sort by.
func (r *Resource[V]) Check(filter, sort string) error {
	if _, err := r.parse(filter, emptyEnv()); err != nil {
		return err
	}
	if err := query.Whole(filter); err != nil {
		return err
	}
	if sort != "" && r.column(sort) == nil {
		return r.unknownColumn(sort)
	}
	return nil
}

func (r *Resource[V]) unknownColumn(name string) error {
	var names []string
	for i := range r.Columns {
		names = append(names, r.Columns[i].Name)
	}
	if near := query.Nearest(name, names); near != "" {
		return fmt.Errorf("%s has no column %q; did you mean %s?", r.Name, name, near)
	}
	return fmt.Errorf("%s has no column %q; there are: %s", r.Name, name, strings.Join(names, ", "))
}

// Complete returns what may stand in place of a filter typed so far.
func (r *Resource[V]) Complete(e *Env, filter string) []string {
	return query.Complete(filter, len(filter), r.fields(e), func(string) []string { return nil })
}
