package triage

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// several are all the jobs and points of a cause: what is said of it is told by one of them,
// and must not sound as if it were about that one alone.
type several struct {
	jobs    []*backup.Job
	points  []*backup.RecoveryPoint
	denials denials
	names   naming // of the restores
}

// over is what several jobs make of the facts of the one: the templates of e name "this (and 3
// others)".
func (s *several) over(e *Entry, a *about, known facts) (more facts) {
	add := func(name string, others int) {
		if f, ok := known.get(name); ok && others > 0 {
			f.Value += " (and " + counted(int32(others), "other") + ")"
			more = append(more, f)
		}
	}
	if len(s.denials.actions) > 1 {
		more = append(more, Fact{"action", s.denials.words(), FromMessage})
	}
	add("principal", len(s.denials.principals)-1)
	add("denied resource", len(s.denials.resources)-1)
	if len(s.jobs)+len(s.points) < 2 {
		return more
	}
	for _, name := range e.says {
		if f, ok := known.get(name); !ok || !s.own(a, name, f.Value) {
			continue
		}
		values := map[string]bool{}
		for _, j := range s.jobs {
			note(values, jobFact(j, name))
		}
		for _, p := range s.points {
			note(values, pointFact(p, name))
		}
		add(name, len(values)-1)
	}
	return more
}

// own reports whether a value is what the row of the job or point itself says.
func (s *several) own(a *about, name, value string) bool {
	of, _ := a.fact(name)
	return of != "" && (clean(of) == value)
}

// factsSaid are those of jobFacts that e's templates name. The caller of a call is its role.
func (e *Entry) factsSaid() (names []string) {
	for _, name := range jobFacts {
		in := func(text string) bool {
			return strings.Contains(text, "{"+name+"|") || strings.Contains(text, "{"+name+"=") || strings.Contains(text, "{"+name+"}") ||
				name == "role" && strings.Contains(text, "{caller|")
		}
		if in(e.Cause) || in(e.Meaning) || slices.ContainsFunc(e.Remedy, in) || slices.ContainsFunc(e.Also, in) {
			names = append(names, name)
		}
	}
	return names
}

// when appends to told, which is empty, what templates ask the rows for: that a job is of a kind
// where one is, and anything else where it is true of all of them.
func (s *several) when(a *about, told facts) facts {
	told = a.when(told)
	var seen set[situation]
	if a.job != nil {
		seen.add(situationOf(a.job))
	}
	for _, j := range s.jobs {
		if met := len(seen.list); seen.add(situationOf(j)) == met {
			told = told.and((&about{job: j}).when(nil))
		}
	}
	if len(s.jobs) > 0 {
		told = append(slices.DeleteFunc(told, func(f Fact) bool { return f.Name == "fits now" }), s.fits(a)...)
	}
	return append(told, s.names.facts()...)
}

// and is what is true of both.
func (f facts) and(other facts) facts {
	var both facts
	for _, have := range f {
		too, ok := other.get(have.Name)
		if strings.HasSuffix(have.Name, " job") || ok && (too.Value == have.Value || strings.HasPrefix(have.Name, "no ") || strings.HasPrefix(have.Name, "own ") || strings.HasPrefix(have.Name, "written ") || strings.HasSuffix(have.Name, "began")) {
			both = append(both, have)
		}
	}
	for _, have := range other {
		if _, ok := both.get(have.Name); !ok && strings.HasSuffix(have.Name, " job") {
			both = append(both, have)
		}
	}
	return both
}

// situation is what when depends on.
type situation struct {
	kind   backup.JobKind
	typ    backup.Text
	missed string
	copied copied
}

// copied is who copies from where to where.
type copied struct {
	in       backup.Scope
	to, role backup.Text
}

func situationOf(j *backup.Job) situation {
	at := situation{kind: j.Kind, typ: j.Of.Get().Type, missed: missedWindow(j)}
	if j.Kind == backup.CopyJob {
		at.copied = copied{backup.Scope{Account: j.Account, Region: j.Region}, j.DestARN, j.Role}
	}
	return at
}
