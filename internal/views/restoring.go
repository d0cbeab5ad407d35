package views

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// specField chooses between the ways in which a point can be restored.
const specField = "@as"

// neverField says at the top of a form that what it asks for is not sent.
const neverField = "@never"

// restoring is a restore as a wizard leads through it.
type restoring struct {
	formed
	of       backup.Thing
	point    restore.Point
	metadata map[string]string
	specs    []restore.Spec
	form     *restore.Form
	from     map[string]restore.Origin // of what is to be filled in, as the form had it that it comes from
	sourced  *restore.Form             // what was backed up has been looked up for it
	moment   restore.Moment            // of the data that the request asks for
	novelty  string                    // of what it makes or writes into: what the checks say of its being there
	seen     bool                      // what it writes into: a look found it
	doubt    ui.Tone
}

// restorePoint opens the wizard that restores a recovery point.
func restorePoint(s *session, t backup.Thing) { s.push(newWizard(s, newRestoring(s, t), nil)) }

func newRestoring(s *session, t backup.Thing) *restoring {
	return &restoring{formed: formed{s: s, in: t.Scope, secrets: map[string]string{}}, of: t}
}

func (r *restoring) kind() ops.Kind      { return ops.Restore }
func (r *restoring) thing() backup.Thing { return r.of }
func (r *restoring) title() string       { return "restore " + pointName(r.point, r.of) }

// pointName is how people know what a recovery point is of.
func pointName(p restore.Point, t backup.Thing) string {
	switch {
	case p.ResourceName != "":
		return p.ResourceName
	case p.ResourceARN != "":
		return backup.ShortARN(p.ResourceARN)
	}
	return backup.ShortARN(t.ID)
}

// load asks about the point and its metadata.
func (r *restoring) load(ctx context.Context, l restore.Lookup) (func(), error) {
	point, err := l.Point(ctx, r.of)
	if err != nil {
		return nil, err
	}
	metadata, err := l.Metadata(ctx, r.of)
	if err != nil {
		return nil, err
	}
	return func() {
		r.point, r.metadata = point, metadata
		r.specs = restore.SpecsFor(point, metadata)
		r.use(r.specs[0])
	}, nil
}

// use begins the form of one way to restore; what was typed into fields of the same
// key stays.
func (r *restoring) use(spec restore.Spec) {
	var values map[string]string
	var from map[string]restore.Origin
	if r.form != nil {
		values, from = r.form.Values(), r.form.Origins()
	}
	r.form = restore.NewForm(spec, r.point, r.metadata, r.of.Scope, r.s.env.Now)
	r.model = r.form
	if len(values) > 0 {
		r.form.SetValues(values)
		r.form.Vouch(from)
	}
	for key, word := range r.secrets {
		r.form.SetSecret(key, backup.NewSecret(word))
	}
}

func (r *restoring) fields() []ui.Field {
	fields := r.formed.fields()
	if why := r.never(); why != "" && len(fields) > 0 {
		says := ui.Field{Key: neverField, Label: "Sent from here", Section: fields[0].Section, Kind: ui.TextField, ReadOnly: true, Fixed: why}
		says.Value = "never: this console shows the command"
		says.Original = says.Value
		fields = append([]ui.Field{says}, fields...)
	}
	if len(r.specs) > 1 {
		fields = append([]ui.Field{r.way()}, fields...)
	}
	return fields
}

// way is the field that chooses between several ways to restore.
func (r *restoring) way() ui.Field {
	f := ui.Field{
		Key: specField, Label: "Restore as", Section: "What", Kind: ui.ChoiceField, Closed: true, Value: r.form.Spec().Title,
		Original: r.specs[0].Title, Help: "what AWS Backup can make of this recovery point",
	}
	for _, s := range r.specs {
		f.Options = append(f.Options, ui.Option{Value: s.Title})
	}
	return f
}

func (r *restoring) set(key, value string) {
	if key == specField {
		for _, s := range r.specs {
			if s.Title == value && s.Name != r.form.Spec().Name {
				r.use(s)
			}
		}
		return
	}
	if f, ok := r.form.Field(key); ok && f.Kind == restore.Secret {
		r.secrets[key] = value
		r.form.SetSecret(key, backup.NewSecret(value))
		return
	}
	r.formed.set(key, value)
	if f, ok := r.form.Field(key); ok && f.Kind == restore.Secret { // it turned out to be one
		r.secrets[key] = value
	}
}

func (r *restoring) reset(key string) {
	if key == specField {
		r.set(key, r.specs[0].Title)
		return
	}
	delete(r.secrets, key)
	r.formed.reset(key)
}

func (r *restoring) due() []inquiry {
	due := r.formed.due()
	form := r.form
	if kind, id, ok := form.Source(); ok && r.sourced != form {
		due = append(due, inquiry{"source", func(ctx context.Context, l restore.Lookup) func() {
			c, err := l.Find(ctx, r.of.Scope, kind, id)
			return func() { form.Found(c, err); r.sourced = form }
		}})
	}
	return due
}

// closedDown takes over the values that AWS's restore testing infers.
func (r *restoring) closedDown() inquiry {
	form := r.form
	return inquiry{safeValues, func(ctx context.Context, l restore.Lookup) func() {
		m, err := l.Inferred(ctx, r.of)
		return func() {
			if err != nil {
				r.s.say(ui.Warn, "no safe values: "+remedied(err))
				return
			}
			r.s.say(ui.Plain, tookOver(form.UseInferred(m)))
		}
	}}
}

// tookOver says which fields have another value now, also those that are not in sight.
func tookOver(changed []restore.Difference) string {
	if len(changed) == 0 {
		return "every field has AWS's closed-down value already"
	}
	var labels []string
	for _, d := range changed {
		labels = append(labels, d.Label)
	}
	return "AWS's closed-down value now: " + strings.Join(labels, ", ")
}

// judge says of a name that is to be new, or of what is written into, what the checks
// found: no more than they prove.
func (r *restoring) judge(found []restore.Finding) {
	t := r.form.Target()
	r.novelty, r.doubt, r.seen = ", which is to be new", ui.Plain, false
	switch {
	case t.Effect == restore.WritesInto && t.Kind != "":
		r.novelty = "; whether that exists is being looked up"
	case t.Effect != restore.MakesNew:
		r.novelty = "; whether that exists is not looked up"
	}
	for _, f := range found {
		switch name, _, _ := strings.Cut(f.Check, ":"); {
		case name == "target" && t.Effect == restore.WritesInto:
			switch r.seen = t.Kind != "" && (f.Outcome == restore.OK || f.Outcome == restore.Warning); {
			case r.seen:
				r.novelty = ", which exists"
			case f.Outcome == restore.Blocks:
				r.novelty = ", which is not there: see the checks"
			case t.Kind != "":
				r.novelty = "; whether that exists could not be looked up: see the checks"
			}
		case t.Effect != restore.MakesNew:
		case f.Outcome == restore.Blocks && (name == "target" || name == restore.RunningCheck().Name):
			r.novelty, r.doubt = ", which is not free: see the checks", ui.Warn
			return
		case f.Outcome == restore.OK && name == "target":
			r.novelty = ", which is new"
		}
	}
}

func (r *restoring) never() string { return r.form.Spec().LineOnly }

func (r *restoring) items() ([]ops.Item, error) {
	request, err := r.form.Request()
	if err != nil {
		return nil, err
	}
	r.moment = r.form.Moment()
	return []ops.Item{{Change: request, Thing: r.of, Name: pointName(r.point, r.of), Into: r.form.Target().ID}}, nil
}

func (r *restoring) values() map[string]string {
	values := r.formed.values()
	values[specField] = r.form.Spec().Name
	return values
}

func (r *restoring) fill(values map[string]string) {
	if spec, ok := restore.SpecNamed(values[specField], r.point, r.metadata); ok && spec.Name != r.form.Spec().Name {
		r.use(spec)
	}
	rest := maps.Clone(values)
	delete(rest, specField)
	r.formed.fill(rest)
	r.form.Vouch(r.from)
	r.from = nil
}

// origins says where values are from that nobody typed.
func (r *restoring) origins() map[string]string {
	from := map[string]string{}
	for key, o := range r.form.Origins() {
		if o != restore.SetByYou {
			from[key] = string(o)
		}
	}
	return from
}

func (r *restoring) vouch(from map[string]string) {
	r.from = map[string]restore.Origin{}
	for key, word := range from {
		if o := restore.Origin(word); o == restore.SafeDefault || o == restore.AsSent { // a file may say anything
			r.from[key] = o
		}
	}
}

// recall takes an earlier request over; what it kept secret has to be typed again.
func (r *restoring) recall(request []byte) {
	var sent backup.StartRestoreJob
	if json.Unmarshal(request, &sent) != nil {
		return
	}
	if spec, ok := restore.SpecSent(&sent, r.point, r.metadata); ok && spec.Name != r.form.Spec().Name {
		r.use(spec)
	}
	r.form.UseRequest(&sent)
}
