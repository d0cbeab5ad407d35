package restore

import (
	"maps"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// What a draft has of secrets: that there was one at a key, or that the one of the point was
// taken out there.
const (
	secretAt  = "@secret:"
	emptiedAt = "@emptied:"
)

// Values returns what was set, for a draft: of secrets only at which keys there were some.
// What follows from the recovery point is not in it.
func (f *Form) Values() map[string]string {
	values := make(map[string]string, len(f.set))
	for key, s := range f.set {
		values[key] = s.value
	}
	for key := range f.again {
		values[secretAt+key] = ""
	}
	for key, s := range f.secrets {
		at := secretAt
		if s.Empty() {
			at = emptiedAt
		}
		values[at+key] = ""
	}
	return values
}

// SetValues sets the values of a draft anew and returns the keys that the form no
// longer has. Secrets have to be typed again.
func (f *Form) SetValues(values map[string]string) (lost []string) {
	clear(f.set)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if secret, ok := strings.CutPrefix(key, secretAt); ok {
			if !f.askAgain(secret) {
				lost = append(lost, secret)
			}
			continue
		}
		if emptied, ok := strings.CutPrefix(key, emptiedAt); ok {
			f.Hide(emptied)
			f.SetSecret(emptied, backup.Secret{})
			continue
		}
		if f.field(key) == nil && !f.Add(key) {
			lost = append(lost, key)
			continue
		}
		f.Set(key, values[key])
	}
	return lost
}

// Origins says where the values that were set are from.
func (f *Form) Origins() map[string]Origin {
	from := make(map[string]Origin, len(f.set))
	for key, s := range f.set {
		from[key] = s.origin
	}
	return from
}

// Vouch says where values that were set anew are from, as another form of the same resource
// had it.
func (f *Form) Vouch(from map[string]Origin) {
	for key, o := range from {
		s, ok := f.set[key]
		if !ok {
			continue
		}
		if o == AsSent {
			f.before = f.before.With(key, s.value)
		}
		f.set[key] = setting{s.value, o}
	}
}
