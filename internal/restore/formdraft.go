package restore

import (
	"maps"
	"slices"
)

// Values returns what was set, for a draft: secrets are not in it, nor what follows
// from the recovery point.
func (f *Form) Values() map[string]string {
	values := make(map[string]string, len(f.set))
	for key, s := range f.set {
		values[key] = s.value
	}
	return values
}

// SetValues sets the values of a draft anew and returns the keys that the form no
// longer has.
func (f *Form) SetValues(values map[string]string) (lost []string) {
	clear(f.set)
	for _, key := range slices.Sorted(maps.Keys(values)) {
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
