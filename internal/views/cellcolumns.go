package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// The columns that most views have. A column without a title is on the page, in
// records and in filters, not in the table.

// accountColumn is the account that owns the row: its ID in records, its name on
// screen.
func accountColumn[V any](of func(*V) backup.Text) Column[V] {
	return Column[V]{
		Name: "account", Aliases: []string{"acc"}, Title: "ACCOUNT", Min: 9, Max: 20, Flex: 1, Middle: true, Keep: true,
		Text:  func(b []byte, v *V, _ *Env) []byte { return append(b, of(v).String()...) },
		Show:  func(b []byte, v *V, e *Env) []byte { return append(b, e.AccountName(of(v))...) },
		Exact: func(b []byte, v *V, e *Env) []byte { return appendAccount(b, of(v), e) },
	}
}

// appendAccount appends an account's name and ID.
func appendAccount(b []byte, id backup.Text, e *Env) []byte {
	if name := e.AccountName(id); name != id.String() {
		b = append(append(b, name...), ' ')
	}
	return append(b, id.String()...)
}

// regionColumn is the Region of the row: its short name in tables.
func regionColumn[V any](of func(*V) backup.Text) Column[V] {
	return Column[V]{
		Name: "region", Aliases: []string{"reg"}, Title: "REG", Min: 5, Max: 6, Keep: true,
		Text: func(b []byte, v *V, _ *Env) []byte { return append(b, of(v).String()...) },
		Show: func(b []byte, v *V, _ *Env) []byte { return backup.AppendShortRegion(b, of(v).String()) },
	}
}

// placeColumn is account and Region as errors name them, payments/us-east-1: for
// filters, and for an order by the names that are on screen.
func placeColumn[V any](of func(*V) backup.Scope) Column[V] {
	return Column[V]{
		Name: "place", NoRecord: true, NoPage: true,
		Text: func(b []byte, v *V, e *Env) []byte {
			s := of(v)
			b = append(append(b, e.AccountName(s.Account)...), '/')
			return append(b, s.Region.String()...)
		},
		Show: func(b []byte, _ *V, _ *Env) []byte { return b }, // said by two columns already
	}
}

// seenFromColumn is the account that reads a thing which another one shares.
func seenFromColumn[V any](of func(*V) backup.Text) Column[V] {
	c := accountColumn(of)
	c.Name, c.Aliases, c.Title, c.WideOnly = "seenFrom", []string{"sharedwith"}, "SEEN FROM", true
	return c
}

// textColumn is a word or a name.
func textColumn[V any](name, title string, of func(*V) string) Column[V] {
	return Column[V]{
		Name: name, Title: title, Min: 6, Max: 40, Flex: 1, Middle: true,
		Text: func(b []byte, v *V, _ *Env) []byte { return append(b, of(v)...) },
	}
}

// arnColumn is an Amazon Resource Name: whole in records, its own part in tables.
func arnColumn[V any](name, title string, of func(*V) string) Column[V] {
	c := textColumn(name, title, of)
	c.Show = func(b []byte, v *V, _ *Env) []byte { return appendARN(b, of(v)) }
	return c
}

// resourceColumn is the protected resource: its ARN in records, its ID and name on
// screen.
func resourceColumn[V any](of func(*V) backup.ResourceRef) Column[V] {
	return Column[V]{
		Name: "resourceArn", Aliases: []string{"resource"}, Title: "RESOURCE", Min: 14, Max: 48, Flex: 3, Middle: true,
		Text: func(b []byte, v *V, _ *Env) []byte { return append(b, of(v).ARN.String()...) },
		Show: func(b []byte, v *V, _ *Env) []byte { return appendNamed(b, of(v)) },
	}
}

// flagColumn is yes or no.
func flagColumn[V any](name, title string, of func(*V) bool) Column[V] {
	return Column[V]{
		Name: name, Title: title, Kind: query.Bool, Min: 5,
		Text: func(b []byte, v *V, _ *Env) []byte { return appendBool(b, of(v)) },
	}
}

// timeColumn is a moment, to the millisecond in records.
func timeColumn[V any](name, title string, of func(*V) backup.Time) Column[V] {
	return Column[V]{
		Name: name, Title: title, Kind: query.Time, Min: 19, Drop: 9,
		Int: func(v *V, _ *Env) int64 { return ms(of(v)) },
	}
}

// ageColumn is how long ago a moment was, beside the column of the moment itself. It
// leaves room for the arrow of the order, which it often has.
func ageColumn[V any](name, title string, of func(*V) backup.Time) Column[V] {
	return Column[V]{
		Name: name, Title: title, Kind: query.Age, Min: max(3, len(title)) + 2, Right: true, NoRecord: true, NoPage: true,
		Int: func(v *V, _ *Env) int64 { return ms(of(v)) },
	}
}

// numberColumn is a count; query.None where there is none.
func numberColumn[V any](name, title string, of func(*V) int64) Column[V] {
	return Column[V]{
		Name: name, Title: title, Kind: query.Number, Min: max(6, len(title)), Right: true,
		Int: func(v *V, _ *Env) int64 { return of(v) },
	}
}

// sizeColumn is a number of bytes; query.None where AWS gave none.
func sizeColumn[V any](name, title string, of func(*V) int64) Column[V] {
	c := numberColumn(name, title, of)
	c.Kind, c.Min = query.Bytes, 8
	return c
}

// What follows adjusts a column where it is listed, so that a view reads as one
// table.

func (c Column[V]) sized(low, high, flex int) Column[V] {
	c.Min, c.Max, c.Flex = low, high, flex
	return c
}

func (c Column[V]) dropped(n int) Column[V] {
	c.Drop = n
	return c
}

func (c Column[V]) also(aliases ...string) Column[V] {
	c.Aliases = aliases
	return c
}

func (c Column[V]) labelled(label string) Column[V] {
	c.Label = label
	return c
}

func (c Column[V]) shown(show func([]byte, *V, *Env) []byte) Column[V] {
	c.Show = show
	return c
}

func (c Column[V]) exactly(exact func([]byte, *V, *Env) []byte) Column[V] {
	c.Exact = exact
	return c
}

func (c Column[V]) toned(tone func(*V, *Env) ui.Tone) Column[V] {
	c.Tone = tone
	return c
}

func (c Column[V]) leads(to func(*V, *Env) (Target, bool)) Column[V] {
	c.Link = to
	return c
}

// from says that the column shows nothing but a part that rows have in common.
func (c Column[V]) from(shared *query.Shared[V]) Column[V] {
	c.Shared = shared
	return c
}

// endless lets long values lose their end in place of their middle: for sentences.
func (c Column[V]) endless() Column[V] {
	c.Middle = false
	return c
}

func (c Column[V]) wide() Column[V] {
	c.WideOnly = true
	return c
}
