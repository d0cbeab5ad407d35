package sim

import "slices"

// restoredAndProtected are the resources that a restore made here and that have
// been backed up since.
func (c *call) restoredAndProtected() (all []*resource) {
	made := c.scope.shelves[backups].Load()
	if made == nil {
		return nil
	}
	for _, j := range made.made.jobs.load() {
		if _, ok := j.item().point(c.now); ok && j.resource.restored && !slices.Contains(all, j.resource) {
			all = append(all, j.resource)
		}
	}
	return all
}
