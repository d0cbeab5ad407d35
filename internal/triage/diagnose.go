package triage

import (
	"errors"

	"github.com/bkpui/bkpui/internal/backup"
)

// OfMessage diagnoses a message that somebody pasted, such as the words of a job, of an
// SDK or of a command line.
func OfMessage(text string) Diagnosis {
	var r reading
	r.read(text, asked{})
	return r.diagnosis(&about{})
}

// OfJob diagnoses a job. That of a job without a problem, without words, is unknown.
func OfJob(j *backup.Job, c Context) Diagnosis {
	var r reading
	r.readJob(j)
	return r.diagnosis(&about{job: j, c: &c})
}

// OfError diagnoses an answer of AWS. An error that no answer is behind is read by its
// words.
func OfError(err error, c Context) Diagnosis {
	var e *backup.Error
	switch {
	case err == nil:
		return Diagnosis{Brief: Brief{Class: Unknown}}
	case !errors.As(err, &e):
		return OfMessage(err.Error())
	}
	text := e.Message
	if e.Code != "" {
		text = e.Code + ": " + text
	}
	var r reading
	r.read(text, asked{})
	if r.entry == nil {
		r.fall("error " + string(e.Kind))
	}
	c.More = append(errorFacts(e), c.More...)
	d := r.diagnosis(&about{c: &c})
	if e.Remedy != "" {
		d.Remedy = append([]string{clean(e.Remedy)}, d.Remedy...)
	}
	return d
}

// errorFacts are the facts in the fields of an error.
func errorFacts(e *backup.Error) []Fact {
	return []Fact{
		{"action", e.Action, FromError},
		{"policy kind", e.Policy, FromError},
		{"operation", e.Op, FromError},
		{"account", e.Scope.Account.String(), FromError},
		{"region", e.Scope.Region.String(), FromError},
		{"scope", scopeFact(e.Scope.Account, e.Scope.Region), FromError},
		{"request", e.RequestID, FromError},
	}
}
