package sim

import (
	"maps"
	"slices"
)

// What is asked of items whether the seed gives them or a request started them.

// vault is where the item's point lands.
func (it item) vault() *vault {
	if it.made != nil {
		return it.made.vault
	}
	return it.s.vault
}

// role is what AWS Backup works with for the item.
func (it item) role() string {
	if it.made != nil {
		return it.made.role
	}
	return it.s.scope.role
}

// lifecycle is for how many days the item's point is kept, and after how many it
// turns cold; 0 is always and never.
func (it item) lifecycle() (keep, cold int) {
	if it.made != nil {
		return it.made.keep, it.made.cold
	}
	return it.s.keep, it.s.cold
}

// children is the number of things nested in the item.
func (it item) children() int {
	switch {
	case it.child > 0:
		return 0
	case it.made != nil:
		return it.made.children
	}
	return it.s.children(it.wave, it.index)
}

// member says which of the things nested in the resource the item is about, 0 = the
// whole. A nested item is about its own; a restore or copy may be about one alone.
func (it item) member() int {
	if it.made != nil && it.child == 0 {
		return it.made.member
	}
	return it.child
}

// born is the item at the time of the point that it makes: a copy's is that of what
// it copies.
func (it item) born() item {
	if it.made != nil {
		it.at = it.made.born + int64(it.child)
	}
	return it
}

// startWindow is how long the job may wait to start, in milliseconds.
func (it item) startWindow() int64 {
	if it.made != nil {
		return it.made.startIn
	}
	return it.s.startWindow()
}

// origin is the vault that a copied point comes from.
func (it item) origin() *vault {
	if it.made != nil {
		return it.made.source.vault
	}
	return it.s.source.vault
}

// tags of the point: those of its resource, and what the rule, request or source adds.
func (p point) tags() map[string]string {
	tags := p.resource().tags()
	switch {
	case p.made != nil && p.s.kind == copies:
		return p.made.source.tags()
	case p.made != nil:
		maps.Copy(tags, p.made.tags)
	case p.s.rule != nil:
		tags["made-by"] = p.s.rule.name
	}
	return tags
}

// indexStatus of a point that a request made: indexed when it asked for that.
func (j *job) indexStatus(p point) string {
	if j.index && p.status == pointCompleted {
		return "ACTIVE"
	}
	return ""
}

// staysUnencrypted says whether a copy of an unencrypted point is unencrypted,
// whatever the key of its vault.
func (p point) staysUnencrypted() bool {
	return slices.Contains([]string{"Aurora", "DocumentDB", "Neptune"}, p.resource().kind.name)
}
