package views

import (
	tea "charm.land/bubbletea/v2"
)

// Handle takes the results of the list's own commands.
func (l *list[V]) Handle(e *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return nil
	}
	switch v := r.value.(type) {
	case derived[V]:
		return l.take(e, r.gen, v)
	case sifted:
		l.siftedAll(r.gen, v)
	case saved:
		l.told(v)
	}
	return nil
}

// Tick lets go of what only stayed for a moment.
func (l *list[V]) Tick(e *Env) tea.Cmd {
	l.expireLinger(e)
	return nil
}

// openJSON opens what AWS says of the row, byte for byte; the record where AWS has
// no call that describes it.
func (l *list[V]) openJSON(v *V, e *Env) tea.Cmd {
	name := l.res.crumb(v, e)
	if l.res.Thing != nil {
		if t := l.res.Thing(v, e); t.Kind != "" {
			l.s.push(newJSONScreen(l.s, l.res.Name, []string{name}, t))
			return nil
		}
	}
	l.s.push(newTextScreen(l.s, []string{name}, "JSON", recordJSON(l.res, v, e)))
	return nil
}
