package triage

import "slices"

// key is the key of the cause, without the rest of the diagnosis.
func (r *reading) key(a *about) Key {
	var k Key
	if r.entry != nil {
		k.group = r.entry.groupOf(a)
	}
	if r.entry != nil && slices.ContainsFunc(r.entry.Root, r.entry.parts) { // else the root is not asked for
		if root := r.root(a); r.entry.parts(root.Name) {
			k.name, k.value = root.keyed(), root.Value
		}
	}
	k.shape = r.shape()
	return k
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
