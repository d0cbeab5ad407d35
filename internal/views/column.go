package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// Column is one fact of a row, said once: the table, the page, the filter, the
// order, the export and `bkpui get` all read it from here.
type Column[V any] struct {
	Name    string   // in records and filters, lowerCamel: "deleteAt"
	Aliases []string // other names that a filter may use
	Title   string   // of the table column; empty = not in the table
	Label   string   // on the page of the thing; empty = Name in words
	Kind    query.Kind

	Text  func([]byte, *V, *Env) []byte // the exact value: kinds Text and Bool ("true", "false")
	Int   func(*V, *Env) int64          // the exact value of the other kinds; query.None = AWS gave none
	Show  func([]byte, *V, *Env) []byte // short form for the table; nil = the usual one of the kind
	Exact func([]byte, *V, *Env) []byte // form for the page; nil = the exact value with its unit
	List  func([]byte, *V) []byte       // the values as a JSON array, for JSON and YAML; nil = Text or Int; CSV and tables have those
	Tone  func(*V, *Env) ui.Tone        // nil = plain
	Link  func(*V, *Env) (Target, bool) // on the page: what the value leads to

	Shared *query.Shared[V] // what Text, Int and Show look at and nothing else, where rows have it in common

	Min, Max, Flex int  // width in cells; see ui.GridColumn
	Drop           int  // higher leaves first when the width shrinks; 0 never
	Keep           bool // stays in sight while the others scroll
	Right, Middle  bool // right-aligned; long values lose their middle
	Moving         bool // the value changes with the clock: elapsed, time left
	WideOnly       bool // in the table only after `w`
	NoRecord       bool // not a field of records: an age beside its time, a sign
	NoTable        bool // not in the table of records: for programs alone
	NoPage         bool // not a line of the page
	Nested         bool // Text is JSON, which records take as it is
}

// field returns the column as the query engine reads it, at the moment of e.
func (c *Column[V]) field(e *Env) query.Field[V] {
	f := query.Field[V]{Name: c.Name, Aliases: c.Aliases, Kind: c.Kind, Moving: c.Moving, Shared: c.Shared}
	if c.Text != nil {
		f.Text = func(b []byte, v *V) []byte { return c.Text(b, v, e) }
	}
	if c.Int != nil {
		f.Int = func(v *V) int64 { return c.Int(v, e) }
	}
	if c.Show != nil {
		f.Show = func(b []byte, v *V) []byte { return c.Show(b, v, e) }
	}
	return f
}

// appendCell appends what the table shows.
func (c *Column[V]) appendCell(b []byte, v *V, e *Env) []byte {
	switch {
	case c.Show != nil:
		return c.Show(b, v, e)
	case c.Int != nil:
		return appendShort(b, c.Kind, c.Int(v, e), e)
	default:
		return c.Text(b, v, e)
	}
}

// appendExact appends what the page shows: the exact value with its unit.
func (c *Column[V]) appendExact(b []byte, v *V, e *Env) []byte {
	if c.Exact != nil {
		return c.Exact(b, v, e)
	}
	if c.Int != nil {
		return appendExact(b, c.Kind, c.Int(v, e), e)
	}
	return c.Text(b, v, e)
}

// ms is a time as the query engine counts it.
func ms(t backup.Time) int64 {
	if t.IsZero() {
		return query.None
	}
	return int64(t)
}
