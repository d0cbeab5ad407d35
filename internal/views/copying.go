package views

import (
	"context"
	"encoding/json"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// copying is a copy to another vault as a wizard leads through it.
type copying struct {
	formed
	of    backup.Thing
	point restore.Point
	form  *restore.CopyForm

	metadata map[string]string
	version  uint64      // of the lists of vaults that the form was made of
	vaults   []ui.Option // of the form
}

func newCopying(s *session, t backup.Thing) *copying {
	return &copying{formed: formed{s: s, in: t.Scope}, of: t}
}

func (c *copying) kind() ops.Kind      { return ops.Copy }
func (c *copying) thing() backup.Thing { return c.of }
func (c *copying) title() string       { return "copy " + pointName(c.point, c.of) }

func (c *copying) load(ctx context.Context, l restore.Lookup) (func(), error) {
	point, err := l.Point(ctx, c.of)
	if err != nil {
		return nil, err
	}
	metadata, err := l.Metadata(ctx, c.of) // which tells Multi-AZ clusters apart
	if err != nil {
		metadata = nil
	}
	return func() {
		c.point, c.metadata = point, metadata
		c.refresh(c.s.env)
	}, nil
}

// refresh makes the form of the vaults that are known by now; what was typed stays.
func (c *copying) refresh(e *Env) bool {
	version := e.Snap.FeedVersion("vaults")
	if c.form != nil && c.version == version {
		return false
	}
	fresh := restore.NewCopyForm(c.point, c.metadata, vaultsKnown(e), c.of.Scope, e.Now)
	if c.form != nil {
		fresh.UseForm(c.form)
	}
	c.form, c.model, c.version, c.vaults = fresh, fresh, version, nil
	return true
}

// divert takes a number typed where it is asked how long a copy is kept for the days.
func (c *copying) divert(key, typed string) string {
	if n, err := strconv.Atoi(typed); key != restore.KeepField || err != nil || n < 1 {
		return ""
	}
	c.set(restore.KeepField, restore.KeepDays)
	c.set(restore.DaysField, typed)
	return restore.DaysField
}

func (c *copying) fields() []ui.Field {
	fields := c.formed.fields()
	for i := range fields {
		if f := &fields[i]; f.Key == restore.DestinationField {
			if f.Options = c.destinations(f.Options); f.Value != "" && f.Problem == "" {
				f.Help = f.Value // what is shown may leave it out
			}
		}
	}
	return fields
}

// destinations draws the vaults by where they are and how they hold what is in them.
func (c *copying) destinations(options []ui.Option) []ui.Option {
	if c.vaults != nil {
		return c.vaults
	}
	state, _ := c.form.Field(restore.DestinationField)
	for i, v := range state.Choices {
		account := c.s.env.AccountName(backup.Intern(v.Facts["account"]))
		dot := " " + c.s.env.Theme.Sign(ui.Dot) + " "
		options[i].Columns = []string{account, v.Facts["region"], v.Name, v.Facts["holds"], v.Facts["days"]}
		options[i].Shown = account + dot + v.Facts["region"] + dot + v.Name
		options[i].Facts = []string{v.Facts["account"]}
	}
	c.vaults = options
	return options
}

func (c *copying) never() string { return "" }

func (c *copying) items() ([]ops.Item, error) {
	request, err := c.form.Request()
	if err != nil {
		return nil, err
	}
	return []ops.Item{{Change: request, Thing: c.of, Name: pointName(c.point, c.of)}}, nil
}

func (c *copying) plan(e *Env) (restore.Plan, []restore.Check) {
	request, err := c.form.Request()
	if err != nil {
		request = &backup.StartCopyJob{RecoveryPointArn: c.point.ARN}
	}
	p := c.form.Plan(request)
	p.Now, p.By, p.Jobs = e.Now, c.s.sender(c.of.Scope), jobsKnown(e, c.of.Scope)
	return p, restore.CopyChecks()
}

func (c *copying) about(e *Env) []ui.Block {
	to := backup.VaultOfARN(c.form.Value(restore.DestinationField))
	facts := ui.Facts{
		{Label: "Copies", Value: c.point.Type + " " + pointName(c.point, c.of), Tone: ui.Strong},
		{Label: "from", Value: c.point.Vault + " in " + e.AccountName(c.of.Scope.Account) + "/" + c.of.Scope.Region.String()},
		{Label: "to", Value: to.Name.String() + " in " + e.AccountName(to.Account) + "/" + to.Region.String()},
		{Label: "with data of", Value: ui.ExactTime(c.point.Created.Time(), e.Now.Time())},
		{Label: "kept", Value: c.form.KeptUntil()},
	}
	if b, ok := c.form.Binding(); ok {
		tone := ui.Plain
		if b.Binds {
			tone = ui.Warn
		}
		facts = append(facts, ui.Fact{Label: "the copy", Value: b.String(), Tone: tone})
	}
	return []ui.Block{append(facts, ui.Fact{Label: "note", Value: "AWS can't cancel a copy once it has begun", Tone: ui.Muted})}
}

func (c *copying) circumstances(e *Env) ops.Circumstances {
	to := backup.VaultOfARN(c.form.Value(restore.DestinationField))
	out := ops.Circumstances{Account: e.AccountName(to.Account)}
	b, known := c.form.Binding()
	if out.Binding = binding(to.Name.String(), b); !known { // nothing is known of the vault: it may bind
		out.Binding = &ops.Binding{Vault: to.Name.String(), Until: c.form.Lifetime().DeleteAt}
	}
	return out
}

// binding is how what is made in a vault is bound there, nil where it is not.
func binding(vault string, b restore.Binding) *ops.Binding {
	switch {
	case b.Binds:
		return &ops.Binding{Vault: vault, Until: b.Until}
	case b.Because == "governance lock":
		return &ops.Binding{Vault: vault, Until: b.Until, Removable: true}
	}
	return nil
}

// recall takes an earlier request over.
func (c *copying) recall(request []byte) {
	var sent backup.StartCopyJob
	if json.Unmarshal(request, &sent) == nil {
		c.form.UseRequest(&sent)
	}
}

// copyPoint opens the wizard that copies a recovery point.
func copyPoint(s *session, t backup.Thing) tea.Cmd {
	return s.change(func() { s.push(newWizard(s, newCopying(s, t), nil)) })
}
