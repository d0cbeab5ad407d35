package views

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// lookupTime bounds one look-up of a form; it goes on without.
const lookupTime = 20 * time.Second

// answered is what a look-up brought.
type answered struct {
	id   string
	take func()
}

// Typing reports that the form has the keys.
func (w *wizard) Typing() bool { return w.stage == filling }

// Type takes a key or a paste into the form.
func (w *wizard) Type(e *Env, msg tea.Msg) (tea.Cmd, bool) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if k.Text != "" && !w.ahead.Takes() { // ctrl keys, which steer the form, are taken at once
			w.s.say(ui.Warn, w.ahead.Words())
			return nil, true
		}
		if b, ok := ui.Find([][]ui.Binding{w.ownKeys()}, k.String()); ok {
			if why := b.Disabled(); why != "" {
				w.s.say(ui.Warn, why)
				return nil, true
			}
			return b.Run(), true
		}
	}
	switch v := w.form.Handle(msg).(type) {
	case ui.FormChanged:
		w.act.set(v.Key, v.Value)
		w.show()
		return tea.Batch(w.inquire(), w.saveDraft()), true
	case ui.FormReset:
		w.act.reset(v.Key)
		w.show()
		return tea.Batch(w.inquire(), w.saveDraft()), true
	case ui.FormLeft:
		w.tidy()
		w.show()
		return w.inquire(), true
	case ui.FormChoices:
		if l, ok := w.act.(diverter); ok {
			if to := l.divert(v.Key, v.Typed); to != "" {
				w.show()
				w.form.Focus(to)
				return tea.Batch(w.inquire(), w.saveDraft()), true
			}
		}
		return w.choose(v.Key, v.Typed), true
	case ui.FormSubmit:
		return w.submit(), true
	case ui.FormCancel:
		w.s.back()
		return nil, true
	}
	return nil, true
}

// diverter is an activity where what is typed into a closed choice may be meant for
// another field; divert sets it and returns that field, "" for none.
type diverter interface {
	divert(key, typed string) string
}

// tidier is an activity that shows what is typed as it is until the field is left.
type tidier interface{ tidy() }

func (w *wizard) tidy() {
	if t, ok := w.act.(tidier); ok {
		t.tidy()
	}
}

// show gives the form its fields as they are now.
func (w *wizard) show() {
	fields := w.act.fields()
	for i := range fields {
		if q, ok := w.act.choices(fields[i].Key); ok && w.asking[q.id] {
			fields[i].Loading = true
		}
	}
	w.form.SetFields(fields)
	if p, ok := w.picker(); ok {
		w.feed(p)
	}
	w.s.dirty = true
}

// inquire asks what the form needs and nobody has asked yet.
func (w *wizard) inquire() tea.Cmd {
	var cmds []tea.Cmd
	for _, q := range w.act.due() {
		cmds = append(cmds, w.ask(q))
	}
	return tea.Batch(cmds...)
}

func (w *wizard) ask(q inquiry) tea.Cmd {
	if w.asking[q.id] {
		return nil
	}
	w.asking[q.id] = true
	ctx, id, l := backup.Urgent(w.ctx), w.id, w.s.b.Changes.Lookup
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, lookupTime)
		defer cancel()
		return result{to: id, value: answered{q.id, q.ask(ctx, l)}}
	}
}

// picking is a picker over the choices of a field.
type picking struct {
	*ui.Picker
	w   *wizard
	key string
}

// choose opens a picker, and looks up what there is to choose from.
func (w *wizard) choose(key, typed string) tea.Cmd {
	f, ok := w.field(key)
	if !ok {
		return nil
	}
	p := &picking{w: w, key: key}
	p.Picker = ui.NewPicker(ui.PickerOptions{
		Title: f.Label, Options: f.Options, Value: f.Value, Text: typed, Multi: f.Kind == ui.ListField, Fixed: f.Closed,
		Done: func(value string, ok bool) tea.Cmd {
			if !ok {
				return nil
			}
			w.act.set(key, value)
			w.tidy()
			w.show()
			return tea.Batch(w.inquire(), w.saveDraft())
		},
	})
	w.s.dialogs = append(w.s.dialogs, p)
	var cmd tea.Cmd
	if q, ok := w.act.choices(key); ok && len(f.Options) == 0 {
		cmd = w.ask(q)
	}
	w.feed(p)
	return cmd
}

// picker is the picker that is open over this form.
func (w *wizard) picker() (*picking, bool) {
	for _, d := range w.s.dialogs {
		if p, ok := d.(*picking); ok && p.w == w {
			return p, true
		}
	}
	return nil, false
}

// feed shows in a picker what is known by now.
func (w *wizard) feed(p *picking) {
	if f, ok := w.field(p.key); ok {
		q, asks := w.act.choices(p.key)
		p.SetOptions(f.Options, asks && w.asking[q.id], f.Refused)
	}
}

func (w *wizard) field(key string) (ui.Field, bool) {
	for _, f := range w.act.fields() {
		if f.Key == key {
			return f, true
		}
	}
	return ui.Field{}, false
}

// submit goes on to the review, or to the first field that keeps from it.
func (w *wizard) submit() tea.Cmd {
	w.tidy()
	w.show()
	if why := w.act.problem(); why != "" {
		w.toFirstNeed()
		w.s.say(ui.Warn, why)
		return nil
	}
	return w.beginReview()
}
