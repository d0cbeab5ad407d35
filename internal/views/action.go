package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// Action is something that can be done to rows of a view: it opens a form, and
// nothing is sent before that is confirmed. One without a key is reached by its name
// after ":" alone.
type Action[V any] struct {
	ID     string   // the name after ":"
	Keys   []string // a capital
	Help   string   // one or two words for the footer
	Tip    string   // one sentence
	Footer int      // priority in the footer
	Many   bool     // acts on all marked rows; else on the one under the cursor
	Group  string   // heading in the help; "" = what changes AWS
	Args   string   // what may follow the name, for RunArgs

	// Why says why it can't be done to these rows, "" when it can.
	Why func(e *Env, rows []*V) string
	// Run opens the form. The rows are copies.
	Run func(s *session, e *Env, rows []*V) tea.Cmd
	// RunArgs is Run with what was typed after the name; nil = nothing may be typed.
	RunArgs func(s *session, e *Env, rows []*V, args string) tea.Cmd
	// OnThing opens the form on the page of a thing that no row is known of; nil = not there.
	OnThing func(s *session, t backup.Thing) tea.Cmd
}

func (a *Action[V]) group() string {
	if a.Group == "" {
		return actionGroup
	}
	return a.Group
}

// actionGroup is the heading of actions in the help.
const actionGroup = "Change"

// binding makes a key of an action; rows says what it would act on, and hold, just before
// it does, that it may.
func (a *Action[V]) binding(s *session, e *Env, rows func() []*V, hold func() bool) ui.Binding {
	var withArgs func(string) tea.Cmd
	if a.RunArgs != nil {
		withArgs = func(args string) tea.Cmd {
			if !hold() {
				return nil
			}
			return a.RunArgs(s, s.env, copies(rows()), args)
		}
	}
	return ui.Binding{
		ID: a.ID, Keys: a.Keys, Help: a.Help, Tip: a.Tip, Group: a.group(), Footer: a.Footer, Args: a.Args, RunArgs: withArgs, Varies: len(rows()) > 0,
		Why: func() string {
			chosen := rows()
			switch {
			case len(chosen) == 0:
				return noRow
			case len(chosen) > 1 && !a.Many:
				return "this is done to one at a time: u unmarks the " + ui.Count(len(chosen)) + " marked"
			case a.Why != nil:
				return a.Why(e, chosen)
			}
			return ""
		},
		Run: func() tea.Cmd {
			if !hold() {
				return nil
			}
			return a.Run(s, s.env, copies(rows()))
		},
	}
}

// actions are the keys of what can be done to the list's rows: the marked ones, also
// those that a filter hides, or the one under the cursor.
func (l *list[V]) actions(e *Env) []ui.Binding {
	var keys []ui.Binding
	for i := range l.res.Actions {
		a := &l.res.Actions[i]
		keys = append(keys, a.binding(l.s, e, l.chosen, l.hold))
	}
	return keys
}

// copies are rows that a form may keep: those of a snapshot belong to it.
func copies[V any](rows []*V) []*V {
	out := make([]*V, len(rows))
	for i, v := range rows {
		row := *v
		out[i] = &row
	}
	return out
}

// ofRow are the actions on the page of a row.
func (r *Resource[V]) ofRow(s *session, e *Env, row func() *V) []ui.Binding {
	var keys []ui.Binding
	for i := range r.Actions {
		a := &r.Actions[i]
		one := func() []*V { return []*V{row()} }
		key := a.binding(s, e, one, func() bool { return true })
		key.Varies = false // a page has one row: what can't be done to it is not offered
		keys = append(keys, key)
	}
	return keys
}

// ofThing are the actions on the page of a thing that no row is known of.
func (r *Resource[V]) ofThing(s *session, t backup.Thing) []ui.Binding {
	var keys []ui.Binding
	for i := range r.Actions {
		if a := &r.Actions[i]; a.OnThing != nil {
			keys = append(keys, ui.Binding{
				ID: a.ID, Keys: a.Keys, Help: a.Help, Tip: a.Tip, Group: actionGroup, Footer: a.Footer,
				Run: func() tea.Cmd { return a.OnThing(s, t) },
			})
		}
	}
	return keys
}

// actionKeys are the view's own keys, for the documentation.
func (r *Resource[V]) actionKeys() []ui.Binding {
	var keys []ui.Binding
	for i := range r.Actions {
		a := &r.Actions[i]
		b := ui.Binding{ID: a.ID, Keys: a.Keys, Help: a.Help, Tip: a.Tip, Group: a.group(), Args: a.Args}
		if a.RunArgs != nil {
			b.RunArgs = func(string) tea.Cmd { return nil } // there is no row here
		}
		keys = append(keys, b)
	}
	return keys
}
