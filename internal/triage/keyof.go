package triage

import "slices"

// told is what the words of a job or point tell of its cause, without the rest of the diagnosis.
type told struct {
	entry  *Entry // nil = unknown
	root   Fact
	rooted bool // else the root was not asked for
}

// key is the key of the cause, and what it hangs on.
func (r *reading) key(a *about) (Key, told) {
	k, t := Key{shape: r.shape()}, told{entry: r.entry}
	if r.entry == nil {
		return k, t
	}
	k.group = r.entry.groupOf(a)
	if slices.ContainsFunc(r.entry.Root, r.entry.parts) {
		if t.root, t.rooted = r.root(a), true; r.entry.parts(t.root.Name) {
			k.name, k.value = t.root.keyed(), t.root.Value
		}
	}
	return k, t
}

// groupOf is the group of a cause of a row: where what is to be done depends on the kind of job,
// kinds are causes of their own.
func (e *Entry) groupOf(a *about) string {
	if e.ByKind && a.job != nil {
		return e.Group + " " + a.job.Kind.String()
	}
	return e.Group
}

// own reports whether a root of that name is the failed job's own thing: two hundred
// stopped databases are one cause with two hundred resources, and no two hundred causes.
func own(name string) bool {
	switch name {
	case "resource", "resource name", "name", "instance", "point", "snapshot", "image", "bucket", "address", "table":
		return true
	}
	return false
}

// parts reports whether causes of e that hang on different things of that name are different
// ones.
func (e *Entry) parts(name string) bool { return e.Apart || !own(name) }
