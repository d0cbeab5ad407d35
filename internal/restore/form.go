package restore

import (
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Form is a restore being filled in. It asks nothing and knows no clock: what is
// looked up is offered to it, and everything it says follows from what it was given.
// It belongs to one goroutine.
type Form struct {
	spec     Spec
	point    Point
	in       backup.Scope
	from     backup.Scope // where the backup was made
	now      backup.Time
	opened   backup.Time
	original map[string]string // as AWS returned it
	cased    map[string]string // its keys by their lower-cased form
	docs     map[string]any    // JSON values of original that fields reach into, by key
	backedUp map[*Field]string // what asBackedUp found
	dropped  []Drop            // keys of original that are not sent, with why
	fields   []*Field
	set      map[string]setting
	before   Sent // of those, what an earlier restore was sent with
	secrets  map[string]backup.Secret
	again    map[string]bool // secrets that were set once and are kept nowhere: they have to be typed again
	offers   map[string]offer
	answered []string // their queries, in the order in which they came
	source   Choice   // what was backed up, as it is now
	asked    bool     // the source has been looked up
	missing  error    // why it could not be
}

// setting is a value that is no preset.
type setting struct {
	value  string
	origin Origin
}

// NewForm starts a form with the defaults for a recovery point: metadata is what
// GetRecoveryPointRestoreMetadata returned, in is where the request will be sent.
func NewForm(s Spec, p Point, metadata map[string]string, in backup.Scope, now backup.Time) *Form {
	f := &Form{
		spec: s, point: p, in: in, now: now, opened: now, original: maps.Clone(metadata), cased: cased(metadata),
		docs: map[string]any{}, backedUp: map[*Field]string{}, set: map[string]setting{}, secrets: map[string]backup.Secret{}, again: map[string]bool{},
		offers: map[string]offer{},
	}
	if f.original == nil {
		f.original = map[string]string{}
	}
	f.from = madeIn(p, metadata, in)
	for i := range s.Fields {
		f.fields = append(f.fields, &s.Fields[i])
	}
	f.sort()
	arrange(f.fields)
	f.fields = append(f.fields, accessFields(&f.spec)...)
	return f
}

// sort looks at every key that AWS returned: one of the fields', dropped, or carried
// through as a field of its own.
func (f *Form) sort() {
	owned := map[string]bool{}
	for _, fl := range f.fields {
		base, _ := fl.path()
		owned[f.keyOf(base)] = true
	}
	for _, key := range slices.Sorted(maps.Keys(f.original)) {
		if owned[key] {
			continue
		}
		why, drop := f.spec.dropped(key)
		switch {
		case drop:
		case f.spec.Only:
			why, drop = "this way of restoring does not take it", true
		case strings.HasPrefix(key, "@"):
			why, drop = "no key of AWS begins with @", true
		case f.field(key) != nil || f.twin(key):
			why, drop = "there is another key of that name", true
		}
		if drop {
			f.dropped = append(f.dropped, Drop{key, why})
			continue
		}
		fl := extraField(key, f.original[key])
		f.bind(fl)
		f.fields = append(f.fields, fl)
	}
}

// twin reports whether a field has the key in another case.
func (f *Form) twin(key string) bool {
	for _, fl := range f.fields {
		if base, _ := fl.path(); strings.EqualFold(base, key) {
			return true
		}
	}
	return false
}

// extraField is a field that no guide knows, with what the point records there.
func extraField(key, was string) *Field {
	fl := &Field{
		Key: key, Label: key, Section: backSection, Kind: Text, Empty: "it is not sent",
		Help: "no guide knows this key: it is sent as it stands. ctrl+k hides it, if it is a secret", plain: true, extra: true, Doubt: intoWhatIsThere(key),
	}
	if backup.SecretStands(key, was) || (was == "" || was == "null") && backup.NamesSecret(key) {
		fl.hide()
	}
	return fl
}

// String names the form; what is typed into it may be secret.
func (f *Form) String() string { return f.spec.Name + " of " + f.point.ARN }

// GoString keeps %#v from printing what was typed.
func (f *Form) GoString() string { return f.String() }

// Spec returns what the form was made for.
func (f *Form) Spec() Spec { return f.spec }

// Point returns the recovery point.
func (f *Form) Point() Point { return f.point }

// In returns where the request will be sent.
func (f *Form) In() backup.Scope { return f.in }

// SetNow moves the form's clock, on which the windows of points in time hang.
func (f *Form) SetNow(now backup.Time) { f.now = now }

func (f *Form) field(key string) *Field {
	for _, fl := range f.fields {
		if fl.Key == key {
			return fl
		}
	}
	return nil
}

// Value returns the current value of a field, "" where there is none or it is not
// shown.
func (f *Form) Value(key string) string {
	fl := f.field(key)
	if fl == nil || !f.shown(fl) {
		return ""
	}
	v, _ := f.value(fl)
	return v
}

// Is reports whether a yes/no field is shown and says yes.
func (f *Form) Is(key string) bool { return f.Value(key) == "true" }

func (f *Form) shown(fl *Field) bool { return fl.Shown == nil || fl.Shown(f) }

// Set sets a field. Values are kept as typed, but for case where AWS ignores it;
// Problems tells what is wrong with them. A key that no guide knows is one for a secret as
// soon as one stands there. Unknown keys, secrets and what cannot be changed are
// left alone.
func (f *Form) Set(key, value string) {
	fl := f.field(key)
	if fl == nil || fl.Kind == Secret || f.fixed(fl) != "" {
		return
	}
	if fl.extra && backup.SecretStands(key, value) {
		f.Hide(key)
		f.SetSecret(key, backup.NewSecret(value))
		return
	}
	value = fl.normal(value)
	f.set[key] = setting{value, f.before.Origin(key, value)}
}

// SetSecret sets a field of kind Secret; an empty one clears it, so that what the point
// records is not sent either.
func (f *Form) SetSecret(key string, s backup.Secret) {
	fl := f.field(key)
	if fl == nil || fl.Kind != Secret {
		return
	}
	delete(f.again, key)
	if _, recorded := f.kept(fl); s.Empty() && !recorded {
		delete(f.secrets, key)
		return
	}
	f.secrets[key] = s
}

// Default takes back what was set.
func (f *Form) Default(key string) {
	delete(f.set, key)
	delete(f.secrets, key)
	delete(f.again, key)
}

// Add adds a key to a form without a guide, and reports whether there was none.
func (f *Form) Add(key string) bool {
	if !f.spec.Unguided || key == "" || strings.HasPrefix(key, "@") || f.field(key) != nil || f.twin(key) {
		return false
	}
	if _, drop := f.spec.dropped(key); drop {
		return false
	}
	fl := extraField(key, "")
	fl.Section = addedSection
	access := len(f.fields)
	for access > 0 && strings.HasPrefix(f.fields[access-1].Key, "@") {
		access--
	}
	f.fields = slices.Insert(f.fields, access, fl)
	return true
}

// UseInferred takes the closed-down values of restore testing over
// (GetRestoreTestingInferredMetadata), all but generated names, and returns what
// changed.
func (f *Form) UseInferred(metadata map[string]string) []Difference {
	return f.use(metadata, SafeDefault)
}

func (f *Form) use(metadata map[string]string, o Origin) []Difference {
	other := &Form{original: metadata, cased: cased(metadata), docs: map[string]any{}}
	var changed []Difference
	for _, fl := range f.fields {
		v, ok := other.recorded(fl.Key, fl)
		if !ok || fl.New || fl.Kind == Secret || f.fixed(fl) != "" {
			continue
		}
		was, _ := f.value(fl)
		if v = fl.normal(v); v == was || fl.extra && backup.SecretStands(fl.Key, v) {
			continue
		}
		f.set[fl.Key] = setting{v, o}
		changed = append(changed, Difference{fl.Key, fl.Label, was, v, string(o)})
	}
	return changed
}
