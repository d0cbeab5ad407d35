package triage

import (
	"errors"

	"github.com/bkpui/bkpui/internal/backup"
)

// OfMessage diagnoses a message that somebody pasted, such as the words of a job, of an
// SDK or of a command line.
func OfMessage(text string) Diagnosis {
	r := read(text, asked{})
	return r.diagnosis()
}

// OfJob diagnoses a job. That of a job without a problem, without words, is unknown.
func OfJob(j *backup.Job, c Context) Diagnosis {
	r := readJob(j)
	r.facts.ofJob(j)
	r.facts.ofContext(&c)
	return r.diagnosis()
}

// OfError diagnoses an answer of AWS. An error that no answer is behind is read by its words.
func OfError(err error, c Context) Diagnosis {
	var e *backup.Error
	switch {
	case err == nil:
		return Diagnosis{Class: Unknown}
	case !errors.As(err, &e):
		return OfMessage(err.Error())
	}
	text := e.Message
	if e.Code != "" {
		text = e.Code + ": " + text
	}
	r := read(text, asked{})
	if r.entry == nil {
		r.fall("error " + string(e.Kind))
	}
	r.facts.addClean("action", e.Action, FromError)
	r.facts.addClean("policy kind", e.Policy, FromError)
	r.facts.addClean("operation", e.Op, FromError)
	r.facts.text("account", e.Scope.Account, FromError)
	r.facts.text("region", e.Scope.Region, FromError)
	if e.Scope != (backup.Scope{}) {
		r.facts.addClean("scope", e.Scope.String(), FromError)
	}
	r.facts.addClean("request", e.RequestID, FromError)
	r.facts.ofContext(&c)
	d := r.diagnosis()
	if e.Remedy != "" {
		d.Remedy = append([]string{clean(e.Remedy)}, d.Remedy...)
	}
	return d
}

// reading is what a message says: the entry that knows it and the facts in it.
type reading struct {
	words  words
	entry  *Entry // nil = unknown
	facts  facts
	denial Denial
	loose  bool // the words are not known, so that only their shape groups them
}

// read looks a message up and takes its facts.
func read(text string, a asked) reading {
	w := wordsOf(text)
	r := reading{words: w}
	entry, caps := ready().find(w.low, a)
	r.entry, r.loose = entry, entry == nil
	for _, c := range caps {
		r.facts.add(c.name, w.text[c.start:c.end], FromMessage)
	}
	if d, ok := denialIn(w); ok {
		r.denial = d
		r.facts.ofDenial(&d)
	}
	r.facts.ofText(w)
	return r
}

// readJob reads the message of a job. Where no entry knows the words, AWS's own category
// tells the class, and then the state does.
func readJob(j *backup.Job) reading {
	category := j.Category.String()
	r := read(j.Message.String(), asked{true, j.Kind, category, j.Of.Get().Type.String()})
	if r.entry == nil && category != "" {
		r.fall("category " + plain(category))
	}
	if r.entry == nil {
		r.fall("state " + lower(j.State.String()))
	}
	return r
}

// plain is a category as the fallbacks are named: "AccessDenied" and "ACCESS_DENIED" are
// "accessdenied".
func plain(category string) string {
	b := make([]byte, 0, len(category))
	for i := range len(category) {
		if category[i] != '_' {
			b = append(b, category[i])
		}
	}
	return lower(string(b))
}

// fall takes an entry that something else than words tells.
func (r *reading) fall(by string) { r.entry = ready().fallback[by] }

// root is what the cause hangs on.
func (r *reading) root() Fact {
	if r.entry == nil {
		return Fact{}
	}
	for _, name := range r.entry.Root {
		if f, ok := r.facts.get(name); ok {
			return f
		}
	}
	return Fact{}
}

// shape is what groups words that are not known.
func (r *reading) shape() string {
	if !r.loose {
		return ""
	}
	return shapeOf(r.words.low)
}

// key is the key of the cause, without the rest of the diagnosis.
func (r *reading) key() Key {
	var k Key
	if r.entry != nil {
		k.group = r.entry.Group
	}
	root := r.root()
	k.name, k.value, k.shape = root.Name, root.Value, r.shape()
	return k
}

func (r *reading) diagnosis() Diagnosis {
	d := Diagnosis{Class: Unknown, Facts: r.facts, Shape: r.shape()}
	if r.denial != (Denial{}) {
		d.Denial = &r.denial
	}
	e := r.entry
	if e == nil {
		d.Cause = "not in the catalogue"
		if r.words.text == "" {
			d.Cause = "AWS gives no reason"
		}
		return d
	}
	d.ID, d.Cause, d.Class, d.Confidence, d.group = e.ID, e.Cause, e.Class, e.Confidence, e.Group
	d.Meaning, _ = fill(e.Meaning, r.facts)
	d.Remedy, d.Also = fillAll(e.Remedy, r.facts), fillAll(e.Also, r.facts)
	d.Root = r.root()
	return d
}
