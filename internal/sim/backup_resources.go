package sim

import (
	"maps"
	"slices"
)

// protects says whether a resource is backed up in the scope.
func (s *scope) protects(arn string) bool {
	for _, home := range s.homes {
		home.load()
		if _, ok := home.byARN[arn]; ok {
			return true
		}
	}
	return false
}

// writeMetadata writes a map of strings in the order of its keys.
func (c *call) writeMetadata(name string, values map[string]string) {
	c.out.object(name, func() {
		for _, key := range slices.Sorted(maps.Keys(values)) {
			c.out.member(key)
			c.out.b = appendQuoted(c.out.b, values[key])
		}
	})
}

func (c *call) writeCounts(name string, counts map[string]int64) {
	c.out.object(name, func() {
		for _, key := range slices.Sorted(maps.Keys(counts)) {
			c.out.number(key, counts[key])
		}
	})
}
