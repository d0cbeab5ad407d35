package views

import (
	"cmp"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// fieldKinds are a form's kinds as the widget has them.
var fieldKinds = map[restore.FieldKind]ui.FieldKind{
	restore.Text: ui.TextField, restore.Number: ui.NumberField, restore.Pick: ui.ChoiceField, restore.YesNo: ui.YesNoField,
	restore.List: ui.ListField, restore.Paths: ui.PathsField, restore.Secret: ui.SecretField, restore.Time: ui.TimeField,
}

// field draws a field of the model as one of the widget's.
func (r *formed) field(f restore.FieldState) ui.Field {
	out := ui.Field{
		Key: f.Key, Label: f.Label, Section: f.Section, Kind: fieldKinds[f.Kind], Value: f.Value, Original: f.Preset,
		Origin: string(f.Origin), Required: f.Required, Problem: f.Problem, Warning: f.Warning, Empty: f.Empty, Refused: f.Refused, Closed: f.Closed,
		ReadOnly: f.Fixed != "", Fixed: f.Fixed, Help: fieldHelp(f, r.s.env),
	}
	if f.Value == "" && f.Required && !(f.Kind == restore.Secret && f.Extra) {
		out.Problem = "" // that it is needed is said where the value would stand
	}
	switch f.Kind {
	case restore.Secret:
		out.Value = cmp.Or(r.secrets[f.Key], f.Value) // which stands for what the point records
	case restore.List:
		out.Value = strings.Join(items(f.Value), "\n")
		out.Original = strings.Join(items(f.Preset), "\n")
	case restore.Text, restore.Number, restore.Pick, restore.YesNo, restore.Paths, restore.Time:
	}
	if f.Kind != restore.Secret && f.Kind != restore.YesNo {
		out.Value = r.shown(f.Key, out.Value)
	}
	if f.Kind == restore.Time {
		out.Options = timesIn(f.Window)
	}
	if f.New { // the names that there are, are those that are taken
		return out
	}
	for _, c := range f.Choices {
		out.Options = append(out.Options, optionOf(c))
	}
	return out
}

// items splits a list as forms keep it.
func items(list string) []string {
	var out []string
	for item := range strings.SplitSeq(list, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// fieldHelp is what stands under the form while the cursor is on a field.
func fieldHelp(f restore.FieldState, e *Env) string {
	var words []string
	if f.Kind == restore.Time && f.Window.To != 0 {
		words = append(words, "from "+e.Clock(f.Window.From)+" to "+e.Clock(f.Window.To)+", or latest")
	}
	for _, s := range []string{f.Help, f.Note} {
		if s != "" && s != f.Fixed { // which stands below
			words = append(words, s)
		}
	}
	return strings.Join(words, ". ")
}

// timesIn are points in time to choose from within a window: its end, and some before
// it, to the minute.
func timesIn(w restore.Window) []ui.Option {
	options := []ui.Option{{Value: restore.Latest, Name: "all that there is"}}
	for _, back := range []time.Duration{15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 3 * 24 * time.Hour, 7 * 24 * time.Hour, 30 * 24 * time.Hour} {
		if at := w.To.Add(-back); w.To != 0 && at > w.From {
			options = append(options, ui.Option{Value: at.Time().UTC().Truncate(time.Minute).Format("2006-01-02T15:04:05Z"), Name: ui.Duration(back) + " before the latest"})
		}
	}
	return options
}

// factOrder are the facts worth a column, the most telling first.
var factOrder = []string{"vpc", "zone", "zones", "free", "state", "type", "engine", "account", "region", "arn"}

// optionOf draws a choice.
func optionOf(c restore.Choice) ui.Option {
	o := ui.Option{Value: c.Value, Name: c.Name, Why: c.Facts["unusable"]}
	for _, name := range factOrder {
		if v := c.Facts[name]; v != "" && len(o.Facts) < 3 && v != c.Value {
			if name == "free" {
				v += " free"
			}
			o.Facts = append(o.Facts, v)
		}
	}
	return o
}
