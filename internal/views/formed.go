package views

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// model is a form of package restore: a *restore.Form or a *restore.CopyForm.
type model interface {
	Fields() []restore.FieldState
	Field(key string) (restore.FieldState, bool)
	Set(key, value string)
	Default(key string)
	Values() map[string]string
	SetValues(values map[string]string) (lost []string)
	Wants() []restore.Query
	Query(key string) (restore.Query, bool)
	Offer(q restore.Query, choices []restore.Choice, err error)
	Problems() restore.Problems
	SetNow(now backup.Time)
}

// formed is the part of an activity that a model is behind: its fields, its look-ups and
// its draft.
type formed struct {
	s       *session
	in      backup.Scope // where look-ups are made
	model   model
	secrets map[string]string          // as typed, for fields that show stars; kept nowhere else
	typing  struct{ key, text string } // what is being typed: a blank at its end may not be its end
}

func (f *formed) fields() []ui.Field {
	f.model.SetNow(f.s.env.Now)
	var fields []ui.Field
	for _, state := range f.model.Fields() {
		fields = append(fields, f.field(state))
	}
	return fields
}

// set takes what was typed. What stood there before counts as never set, but for the
// name of something new: typed, it stays although a look-up proposes another.
func (f *formed) set(key, value string) {
	f.typing.key, f.typing.text = key, value
	if state, ok := f.model.Field(key); ok && value == state.Preset && !state.New {
		f.model.Default(key)
		return
	}
	f.model.Set(key, value)
}

// reset takes back what was set: the field says what the backup, a look-up or the form
// itself proposes, also where that is still to come.
func (f *formed) reset(key string) {
	f.tidy()
	f.model.Default(key)
}

// tidy shows the value of the field that was left as the model keeps it.
func (f *formed) tidy() { f.typing.key = "" }

// shown is a value as the form shows it: as it was typed where the model leaves nothing
// but blanks out, until the field is left.
func (f *formed) shown(key, value string) string {
	if f.typing.key == key && strings.Join(strings.Fields(f.typing.text), "") == strings.Join(strings.Fields(value), "") {
		return f.typing.text
	}
	return value
}

func (f *formed) due() []inquiry {
	var due []inquiry
	for _, q := range f.model.Wants() {
		due = append(due, f.inquiry(q))
	}
	return due
}

func (f *formed) choices(key string) (inquiry, bool) {
	q, ok := f.model.Query(key)
	if !ok {
		return inquiry{}, false
	}
	return f.inquiry(q), true
}

func (f *formed) inquiry(q restore.Query) inquiry {
	in, m := f.in, f.model
	return inquiry{queryName(q), func(ctx context.Context, l restore.Lookup) func() {
		choices, err := l.Choices(ctx, in, q)
		return func() { m.Offer(q, choices, err) }
	}}
}

// queryName tells look-ups apart.
func queryName(q restore.Query) string {
	name := string(q.Kind)
	for _, fact := range slices.Sorted(maps.Keys(q.Within)) {
		name += " " + fact + "=" + q.Within[fact]
	}
	return name
}

// problem names the first field that keeps from the review, and how many more do.
func (f *formed) problem() string {
	p := f.model.Problems()
	if len(p) == 0 {
		return ""
	}
	words := p[0].Text
	if p[0].Label != "" {
		words = p[0].Label + ": " + words
	}
	if n := len(p) - 1; n > 0 {
		words += "; " + counted2(n, "more field needs", "more fields need") + " something"
	}
	return words
}

func (f *formed) values() map[string]string {
	values := f.model.Values()
	if values == nil {
		values = map[string]string{}
	}
	return values
}

func (f *formed) fill(values map[string]string) {
	if lost := f.model.SetValues(values); len(lost) > 0 {
		f.s.say(ui.Warn, "no longer asked, and left out: "+strings.Join(lost, ", "))
	}
}

// hidden are the secrets, so that no draft holds one under another name.
func (f *formed) hidden() []backup.Secret {
	var secrets []backup.Secret
	for _, word := range f.secrets {
		secrets = append(secrets, backup.NewSecret(word))
	}
	return secrets
}
