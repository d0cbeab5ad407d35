package triage

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// several are all the jobs and points of a cause: what is said of it is told by one of them,
// and must not sound as if it were about that one alone.
type several struct {
	jobs    []*backup.Job
	points  []*backup.RecoveryPoint
	denials denials
}

// over puts what several jobs make of facts before those of the one job: the templates of e
// name "this (and 3 others)".
func (s *several) over(e *Entry, a *about, known facts) (all facts, many bool) {
	all = make(facts, 0, len(known)+4)
	add := func(name string, others int) {
		if f, ok := known.get(name); ok && others > 0 {
			f.Value += " (and " + counted(int32(others), "other") + ")"
			all = append(all, f)
		}
	}
	if len(s.denials.actions) > 1 {
		all = append(all, Fact{"action", s.denials.words(), FromMessage})
	}
	add("principal", len(s.denials.principals)-1)
	add("denied resource", len(s.denials.resources)-1)
	for _, name := range jobFacts {
		if !e.says(name) {
			continue
		}
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
	return append(all, known...), len(all) > 0
}

// own reports whether a value is what the row of the job or point itself says.
func (s *several) own(a *about, name, value string) bool {
	of, _ := a.fact(name)
	return of != "" && (clean(of) == value)
}

// says reports whether e's templates name a fact. The caller of a call is its role.
func (e *Entry) says(name string) bool {
	in := func(text string) bool {
		return strings.Contains(text, "{"+name+"|") || strings.Contains(text, "{"+name+"=") || strings.Contains(text, "{"+name+"}") ||
			name == "role" && strings.Contains(text, "{caller|")
	}
	if in(e.Cause) || in(e.Meaning) {
		return true
	}
	for _, steps := range [...][]string{e.Remedy, e.Also} {
		for _, step := range steps {
			if in(step) {
				return true
			}
		}
	}
	return false
}

// when is what templates ask the rows for: that a job is of a kind where one is, and anything
// else where it is true of all of them.
func (s *several) when(a *about) facts {
	told := a.when()
	seen := map[situation]bool{}
	if a.job != nil {
		seen[situationOf(a.job)] = true
	}
	for _, j := range s.jobs {
		if at := situationOf(j); !seen[at] {
			seen[at] = true
			told = told.and((&about{job: j}).when())
		}
	}
	return told
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
