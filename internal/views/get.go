package views

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// GetOptions say what `bkpui get` writes.
type GetOptions struct {
	View   string
	Filter string
	Sort   string // a column; "-created" = descending; "" = as AWS answers
	Output string // one of Formats
	Limit  int    // rows; 0 = all
	Window string // one of Windows, for failures; "" = 24h
	Points *bool  // failures: the recovery points of every vault too; nil = no, and say so
}

// UsageError is a wrong word on the command line, said so that it can be mended.
type UsageError struct{ Msg string }

func (e *UsageError) Error() string { return e.Msg }

// PartialError says that some lists could not be read. What could be was written.
type PartialError struct{ Lists int }

func (e *PartialError) Error() string {
	return fmt.Sprintf("%d lists could not be read", e.Lists)
}

// Recorded returns the names of the views that Get serves.
func Recorded() []string {
	var names []string
	for _, v := range Catalog() {
		if info := v.Info(); info.Records {
			names = append(names, info.Name)
		}
	}
	return names
}

// noRecords says what to ask for in place of a view that only the console has.
func noRecords(view string) string {
	instead := map[string]string{
		"overview": "its parts have: failures, stale, jobs",
		"health":   "every get names on standard error what it could not read, and exits with 3; accounts says which answer",
		"drafts":   "actions has what was sent",
		"calls":    "they are kept while a console runs, and :save writes them",
		"logs":     "bkpui info says where the file is, in JSON lines",
	}
	words := view + " is a screen of the console; it has no records"
	if there := instead[view]; there != "" {
		words += ": " + there
	}
	return words
}

// getRun is one `bkpui get`.
type getRun struct {
	ctx     context.Context
	b       Backend
	o       GetOptions
	out     io.Writer
	errs    io.Writer
	env     *Env
	refused map[state.Part]*backup.Error
	read    map[state.Part]bool // to the end, or a page of it
}

// Get writes the rows of a view as they are read. Rows of csv, json, jsonl and yaml
// are not kept unless they are sorted. It returns a *UsageError for what can't be
// asked, and a *PartialError after naming on errs the lists that could not be read.
func Get(ctx context.Context, b Backend, o GetOptions, out, errs io.Writer) error {
	views := Catalog()
	v, ok := findView(views, o.View)
	if !ok {
		return &UsageError{unknownView(views, o.View).Error()}
	}
	if !v.Info().Records {
		return &UsageError{noRecords(v.Info().Name)}
	}
	if o.Sort == "-" {
		return &UsageError{"--sort - names no column: -size sorts by size, the largest first"}
	}
	if err := v.Check(o.Filter, strings.TrimPrefix(o.Sort, "-")); err != nil {
		return &UsageError{err.Error()}
	}
	if strings.Contains(strings.ToLower(o.Filter), "causekey") {
		return &UsageError{"causeKey is a row of the console's failures, which no record of a single thing has; the jobs of each are in: bkpui get failures -o json --filter 'key=\"…\"'"}
	}
	if _, ok := v.(failuresView); o.Window != "" && !ok {
		return &UsageError{v.Info().Name + " takes no --window; filter it: --filter 'created>=2026-11-01'"}
	}
	if _, ok := v.(failuresView); o.Points != nil && !ok {
		return &UsageError{v.Info().Name + " takes no --points, which adds recovery points to failures; bkpui get points lists them"}
	}
	g := &getRun{ctx: ctx, b: b, o: o, out: out, errs: errs, refused: map[state.Part]*backup.Error{}, read: map[state.Part]bool{}}
	if g.b.Store == nil {
		g.b.Store = state.NewStore()
	}
	g.env = &Env{Snap: g.b.Store.Snapshot(), Fleet: &Fleet{}, Theme: ui.NewTheme("dark", true, true), Zone: time.UTC, refused: g.refused, read: g.read}
	g.env.Now = backup.TimeOf(time.Now())
	if !v.Info().Own {
		if err := g.fleet(); err != nil {
			return err
		}
	}
	if err := v.get(g); err != nil {
		return err
	}
	return g.report()
}
