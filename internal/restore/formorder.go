package restore

import (
	"cmp"
	"slices"
)

// sections are the headings of forms in the order in which they are asked: what is
// brought back and where to, what it becomes there, and last who does it.
func sections() []string {
	return []string{
		"What", "Target", "Instance", "Database", "File system", "Settings", "Network", "Active Directory", "Storage", "Encryption",
		"Groups", "Performance", "Retention", "Magnetic store writes", "Archive", "Maintenance", "Left out unless set",
		backSection, addedSection, "Access",
	}
}

// The headings of what no guide knows.
const (
	backSection  = "As AWS returned it"
	addedSection = "Added"
)

// arrange puts the fields of a heading together, those that are always needed first.
func arrange(fields []*Field) {
	order := sections()
	late := func(fl *Field) int {
		if fl.Required && fl.Shown == nil {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(fields, func(a, b *Field) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Section), slices.Index(order, b.Section)), cmp.Compare(late(a), late(b)))
	})
}
