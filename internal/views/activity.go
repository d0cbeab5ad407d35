package views

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// activity is one thing that can be done to AWS, as a wizard leads through it: what
// has to be known, the form, the checks, and the request. It belongs to the UI
// goroutine; only what load and inquiries are given runs elsewhere.
type activity interface {
	kind() ops.Kind
	title() string // of the breadcrumb: "restore vol-0c4f…"
	thing() backup.Thing

	// load asks what the form needs, in a command, and returns what takes it over.
	load(ctx context.Context, l restore.Lookup) (take func(), err error)
	// fields are the form as it stands.
	fields() []ui.Field
	// set takes what was typed into a field.
	set(key, value string)
	// reset takes back what was set: the field holds its original again.
	reset(key string)
	// due are the look-ups that the form needs as it stands.
	due() []inquiry
	// choices is the look-up behind a field; false: it has none.
	choices(key string) (inquiry, bool)

	// problem says why there is nothing to review yet, "" when there is.
	problem() string
	// never says why the console shows the command and does not send it, "" where it does.
	never() string
	// items are the requests, with empty tokens.
	items() ([]ops.Item, error)
	// plan is what the checks look at.
	plan(e *Env) (restore.Plan, []restore.Check)
	// about is what the review says beside the request and the checks; the first block
	// stands above the checks.
	about(e *Env) []ui.Block
	// circumstances decide what must be typed.
	circumstances(e *Env) ops.Circumstances

	// values are the form as a draft keeps it, and fill takes them back; secrets are
	// never among them.
	values() map[string]string
	fill(values map[string]string)
	hidden() []backup.Secret
}

// inquiry is one look-up for a form.
type inquiry struct {
	id  string // two with the same ID ask the same
	ask func(ctx context.Context, l restore.Lookup) (take func())
}
