package restore

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/bkpui/bkpui/internal/backup"
)

// Problem is what keeps a form from being sent.
type Problem struct {
	Key   string // of the field; "" = of the whole
	Label string
	Text  string // what to do about it
}

// Problems is the error of a form that cannot be sent yet.
type Problems []Problem

// Error lists the problems.
func (p Problems) Error() string {
	var words []string
	for _, one := range p {
		words = append(words, strings.TrimPrefix(one.Label+": "+one.Text, ": "))
	}
	return strings.Join(words, "; ")
}

// Fields returns what the form asks with the values as they are, in order.
func (f *Form) Fields() []FieldState {
	var states []FieldState
	for _, fl := range f.fields {
		if f.shown(fl) {
			states = append(states, f.state(fl))
		}
	}
	return states
}

// Field returns one field, ok false where it is not shown.
func (f *Form) Field(key string) (s FieldState, ok bool) {
	if fl := f.field(key); fl != nil && f.shown(fl) {
		return f.state(fl), true
	}
	return FieldState{}, false
}

func (f *Form) state(fl *Field) FieldState {
	s := FieldState{
		Key: fl.Key, Label: fl.Label, Section: fl.Section, Help: fl.Help, Kind: fl.Kind, Empty: fl.Empty, Items: fl.Items,
		Original: f.asBackedUp(fl), Required: f.required(fl) || f.again[fl.Key], Fixed: f.fixed(fl), Extra: fl.extra, New: fl.New,
	}
	if fl.Unset != nil {
		s.Empty = fl.Unset(f)
	}
	if f.again[fl.Key] {
		s.Help += "; typed and emptied, it is left out"
	}
	s.Value, s.Origin = f.value(fl)
	s.Preset, _ = f.preset(fl)
	if fl.Kind == Secret {
		s.Original, s.Preset = "", ""
	}
	if fl.Kind == Number {
		s.Min, s.Max = f.limits(fl)
	}
	s.Closed = fl.closed()
	for _, option := range fl.Options {
		s.Choices = append(s.Choices, Choice{Value: option})
	}
	if fl.Window != nil {
		s.Window = fl.Window(f)
		s.Note = s.Window.Known
	}
	if q, ok := f.query(fl); ok {
		var o offer
		o, s.Asked = f.answer(fl)
		s.Query, s.Lookup, s.Refused = q, true, whyRefused(o.err)
		if s.Choices == nil {
			s.Choices = o.choices
		} else {
			s.Choices = append(s.Choices, o.choices...)
		}
	}
	var note string
	s.Problem, s.Warning, note = f.judge(fl, s.Value, s.Origin)
	if s.Note == "" {
		s.Note = note
	}
	return s
}

// judge says what is wrong with, doubtful of and known of a value.
func (f *Form) judge(fl *Field, value string, o Origin) (problem, warning, note string) {
	if o == NotCarried {
		was := f.asBackedUp(fl)
		from := f.foreign(fl, was)
		if slices.Contains(fl.Options, was) || was == backedUpValue { // a word that stands for what it was
			was = fl.Label + " as backed up"
		}
		warning = fmt.Sprintf("%s is of %s and means nothing here", was, from)
	}
	switch {
	case fl.Kind == Secret:
		secret, ok := f.secret(fl)
		switch {
		case f.again[fl.Key]:
			problem = typeAgain
		case !ok && f.required(fl):
			problem = "give it again: a backup holds no secrets"
		case ok && fl.Check != nil:
			problem = fl.Check(f, secret.Reveal())
		}
		return problem, warning, ""
	case value == "" && f.required(fl):
		if o == NotCarried {
			return "choose one here: " + warning, "", ""
		}
		return "needed: " + fl.Help, "", f.told(fl, o)
	case value == "":
		return "", warning, f.told(fl, o)
	case f.fixed(fl) != "":
		return "", "", f.fixed(fl)
	}
	if problem = f.malformed(fl, value); problem != "" {
		return problem, "", ""
	}
	if fl.New {
		problem, note = f.taken(fl, value)
		return problem, "", note
	}
	problem, warning = f.lost(fl, value)
	if problem == "" && warning == "" && fl.Doubt != nil {
		warning = fl.Doubt(f, value)
	}
	if problem == "" && warning == "" && fl.Kind == Pick && fl.Open && !slices.Contains(fl.Options, value) {
		warning = "AWS documents " + strings.Join(fl.Options, ", ")
	}
	return problem, warning, f.told(fl, o)
}

// told says where a value comes from that the backup does not record, or why there
// is none.
func (f *Form) told(fl *Field, o Origin) string {
	switch {
	case o == LookedUp && fl.Fact != "":
		return "the backup does not record it: this is how the original is now"
	case o != NotRecorded || fl.Fact == "" || !f.asked:
	case backup.KindOf(f.missing) == backup.NotFound:
		return "the backup does not record it, and the original is gone"
	case f.missing != nil:
		return "the backup does not record it, and the original could not be looked up: " + string(backup.KindOf(f.missing))
	}
	return ""
}

// malformed says what is wrong with the text of a value.
func (f *Form) malformed(fl *Field, value string) string {
	if backup.SecretRefs(value) > 0 {
		return "${secret: stands for a password and cannot be part of a value"
	}
	if !fl.extra && fl.Kind != Paths && strings.ContainsFunc(value, unicode.IsControl) {
		return "it holds a control character"
	}
	if what := f.inTheWay(fl); what != "" {
		return "what AWS returned as " + what + " is no JSON object, and cannot be changed here"
	}
	switch fl.Kind {
	case Number:
		lo, hi := f.limits(fl)
		n, err := strconv.ParseInt(value, 10, 64)
		switch {
		case err != nil:
			return "a whole number is needed"
		case n < lo:
			return "at least " + strconv.FormatInt(lo, 10)
		case hi > 0 && n > hi:
			return "at most " + strconv.FormatInt(hi, 10)
		}
	case YesNo:
		if value != "true" && value != "false" {
			return "yes or no"
		}
	case Pick:
		if fl.closed() && !slices.Contains(fl.Options, value) {
			return "one of " + strings.Join(fl.Options, ", ")
		}
	case List, Paths:
		if n := len(fl.split(value)); fl.Items > 0 && n > fl.Items {
			return fmt.Sprintf("at most %d; there are %d", fl.Items, n)
		}
	case Time:
		if problem := fl.Window(f).refuses(value); problem != "" {
			return problem
		}
	case Text, Secret:
	}
	if fl.Check != nil {
		return fl.Check(f, value)
	}
	return ""
}

// Problems returns what keeps the form from being sent, in the order of the fields.
func (f *Form) Problems() Problems {
	var found Problems
	for _, fl := range f.fields {
		if !f.shown(fl) {
			continue
		}
		v, o := f.value(fl)
		if text, _, _ := f.judge(fl, v, o); text != "" {
			found = append(found, Problem{fl.Key, fl.Label, text})
		}
	}
	return append(found, f.overall(f.metadata())...)
}

// most is how many bytes metadata may have (AWS Backup Developer Guide, EFS).
const most = 200_000

// overall says what is wrong with the metadata as a whole.
func (f *Form) overall(metadata map[string]string) Problems {
	var found Problems
	size, refs := 0, 0
	for key, value := range metadata {
		size += len(key) + len(value)
		refs += backup.SecretRefs(value)
	}
	if size > most {
		found = append(found, Problem{Text: fmt.Sprintf("the metadata has %d bytes: AWS takes %d", size, most)})
	}
	if refs > f.secretsSent() {
		found = append(found, Problem{Text: "a value that AWS returned holds ${secret:, which stands for a password: it cannot be sent"})
	}
	if f.spec.Check != nil {
		if text := f.spec.Check(f, metadata); text != "" {
			found = append(found, Problem{Text: text})
		}
	}
	return found
}
