package triage

import "github.com/bkpui/bkpui/internal/backup"

// about is the row that a reading is of, and what the caller knows of it.
type about struct {
	job   *backup.Job
	point *backup.RecoveryPoint
	c     *Context // nil = nothing
}

// noContext is what is known where nobody knows anything. It never changes.
var noContext Context

// context is what the caller knows.
func (a *about) context() *Context {
	if a.c == nil {
		return &noContext
	}
	return a.c
}

// keep makes a copy of b, which may be used again.
func (a *about) keep(b *about) {
	c := a.c
	if *a = *b; b.c == nil {
		return
	}
	if c == nil {
		c = new(Context)
	}
	*c, a.c = *b.c, c
}

// fact returns what the row says of that name.
func (a *about) fact(name string) (value string, from Source) {
	switch {
	case a.job != nil:
		return jobFact(a.job, name), FromJob
	case a.point != nil:
		return pointFact(a.point, name), FromPoint
	}
	return "", ""
}

// addTo appends every fact of the row, then of the context.
func (a *about) addTo(f *facts) {
	if a.job != nil {
		for _, name := range jobFacts {
			value := jobFact(a.job, name)
			f.addClean(f.nameOf(name, value), value, FromJob)
		}
	}
	if a.point != nil {
		for _, name := range pointFacts {
			f.addClean(name, pointFact(a.point, name), FromPoint)
		}
	}
	for more := range a.known {
		f.addClean(more.Name, more.Value, more.From)
	}
}

// jobsRole is the name of the fact that is the role of a job, where its message tells of the
// role of somebody else.
const jobsRole = "job's role"

// nameOf is what a fact of a job is called beside those of its message: "" for a role that has
// another name there.
func (f *facts) nameOf(name, value string) string {
	if name != "role" {
		return name
	}
	for _, have := range *f {
		if have.Value == value {
			return ""
		}
	}
	for _, told := range [...]string{name, "principal"} {
		if _, ok := f.get(told); ok {
			return jobsRole
		}
	}
	return name
}

// known yields what the caller knows. A restore names the key that it encrypts with, or needs that
// of the recovery point alone: that of the vault or of what was backed up is another one.
func (a *about) known(yield func(Fact) bool) {
	for f := range a.context().each {
		if a.restores() && (f.Name == "key" && f.From != FromRestore && f.From != FromRestored || f.Name == KeyUnread && f.From == FromLists) {
			continue
		}
		if !yield(f) {
			return
		}
	}
}

func (a *about) restores() bool { return a.job != nil && a.job.Kind == backup.RestoreJob }

// unread reports whether the key is unknown because what tells it can't be read.
func (a *about) unread() bool {
	return a.context().Unasked != "" || a.context().Unread != "" && !a.restores()
}

// seeks reports whether a fact of that name is being looked up.
func (a *about) seeks(name string) bool {
	seeking := a.context().Seeking
	if a.restores() {
		seeking = a.context().Restoring
	}
	return name == "key" && seeking
}
