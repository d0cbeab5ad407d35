package ui

import tea "charm.land/bubbletea/v2"

// FieldKind says what a field holds and how it is changed.
type FieldKind uint8

// The kinds of fields.
const (
	TextField   FieldKind = iota
	NumberField           // typed like text; its owner says what is wrong with it
	ChoiceField           // one of Options, or unless Closed what is typed by hand
	YesNoField            // "true", "false", or "" for not decided
	ListField             // entries, each a line of Value
	PathsField            // a list of paths
	SecretField           // drawn as stars; Value only says whether there is one, and typing replaces it
	TimeField             // typed like text
)

// Option is one thing that a field can be set to.
type Option struct {
	Value string   // what the field will hold
	Name  string   // what people call it; "" = nothing but the value
	Facts []string // what else tells it from the others, at most three
	Shown string   // how a form shows it; "" = the value, and what people call it

	// Columns are what a list shows of it instead of value, name and facts, which are
	// searched all the same. Either all options of a field have them or none.
	Columns []string
	Why     string // why it can't be chosen; "" = it can
}

// Field is one line of a form. All text may come from outside.
type Field struct {
	Key      string // names the field; no other of the form has it
	Label    string
	Section  string // heading above the first of several fields with the same one
	Kind     FieldKind
	Value    string
	Sep      string // between the entries of a list; "" = a line break
	Original string // what ctrl+e puts back
	Origin   string // where the value is from: "as backed up", "proposed", "set by you"
	Unit     string // behind the value: "GiB"
	Required bool   // must not stay empty
	Empty    string // what an empty value means: "it is not sent"; "" = nothing to say
	Problem  string // what is wrong, and what to do; "" = nothing known
	Warning  string // what is doubtful, while there is no problem
	Help     string // a sentence or two, shown while the cursor is here
	Note     string // what is known of the value, shown with the help
	ReadOnly bool   // shown, never changed
	Fixed    string // why it is read-only; "" = nothing to say
	Loading  bool   // its options are being looked up
	Refused  string // why they can't be: "ec2:DescribeSubnets denied"
	Options  []Option
	Closed   bool // of a choice: it is one of Options, and typing searches in them
}

// Picker opens a picker over the options of the field. typed is what FormChoices said;
// done gets the new value.
func (f *Field) Picker(typed string, done func(value string, ok bool) tea.Cmd) *Picker {
	return NewPicker(PickerOptions{
		Title: f.Label, Options: f.Options, Value: f.Value, Sep: f.Sep, Text: typed, Multi: f.list(), Fixed: f.Closed,
		Loading: f.Loading, Refused: f.Refused, Done: done,
	})
}

// needs reports whether the operator has something to do here.
func (f *Field) needs() bool {
	return f.Problem != "" || f.Required && f.Value == "" && !f.ReadOnly
}

// replaced reports a field whose value goes whole where somebody begins to type: 7 days and
// 60 typed are 60, and not 760.
func (f *Field) replaced() bool {
	return f.Kind == ChoiceField || f.Kind == TimeField || f.Kind == NumberField
}

// list reports fields of several entries.
func (f *Field) list() bool { return f.Kind == ListField || f.Kind == PathsField }

// typed reports fields that keys are text into.
func (f *Field) typed() bool { return f.Kind != YesNoField && !f.ReadOnly }

// fixed says that the field can't be changed, and why.
func (f *Field) fixed() string {
	if f.Fixed == "" {
		return "this can't be changed"
	}
	return "this can't be changed: " + f.Fixed
}
