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
