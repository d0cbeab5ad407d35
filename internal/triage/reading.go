package triage

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// reading is what a message says, and whom it is about: the entry that knows it, and where
// more facts can be had.
type reading struct {
	words  words
	entry  *Entry // nil = unknown
	caught facts  // what the entry's pattern captured
	near   bool   // in another wording than the entry has
	loose  bool   // the words are not known, so that only their shape groups them
	open   string // what AWS says it may be besides

	facts  facts // of the words, captures first; valid once taken
	denial Denial
	taken  bool

	senses     *senses  // of the words met before, nil = none
	known, row facts    // at hand for diagnosisOf
	alike      nearText // at hand for a text in other words
}

// read looks a message up. It reuses what r had, so that it may be called in a loop.
func (r *reading) read(text string, a asked) {
	*r = reading{words: wordsOf(text), caught: r.caught[:0], facts: r.facts[:0], senses: r.senses, known: r.known[:0], row: r.row[:0], alike: r.alike}
	is := r.senses.look(r.words.low, a, &r.alike)
	entry, found := is.entry, is.found
	r.entry, r.near, r.loose = entry, is.near, entry == nil
	between := "" // what the pattern leaves out
	if last := len(found) - 1; last >= 0 {
		r.open, between = hedge(r.words, found[last].end), r.words.low[found[last].start:found[last].end]
	}
	if entry != nil && entry.Open != "" && (r.open != "" || strings.Contains(between, " or ")) {
		r.entry, r.open = ready().entry(entry.Open), ""
	}
	for _, c := range found {
		r.caught.add(c.name, r.words.text[c.start:c.end], FromMessage)
	}
}

// readJob reads the message of a job. Where no entry knows the words, AWS's own category
// tells the class, and then the state does.
func (r *reading) readJob(j *backup.Job) {
	switch { // what its message, if it has one, does not tell
	case j.Outcome() == backup.Threats:
		r.found(j, malwareScan)
		return
	case j.Invalid():
		r.found(j, notValid)
		return
	case j.Untested():
		r.found(j, notValidated)
		return
	}
	category := j.Category.String()
	r.read(j.Message.String(), asked{true, j.Kind, category, j.Of.Get().Type.String()})
	if r.entry == nil && category != "" {
		r.fall("category " + plain(category))
	}
	if r.entry == nil {
		r.fall("state " + lower(j.State.String()))
	}
}

// found takes an entry about what was found in what a job made or read; the message is somebody's words.
func (r *reading) found(j *backup.Job, by string) {
	r.read("", asked{})
	r.words, r.loose = wordsOf(j.Message.String()), false
	r.fall(by)
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

// take takes the facts out of the words.
func (r *reading) take() {
	if r.taken {
		return
	}
	r.taken = true
	r.facts = append(r.facts[:0], r.caught...)
	if d, ok := denialIn(r.words); ok {
		r.denial = d
		r.facts.ofDenial(&d)
	}
	r.facts.ofText(r.words, &r.denial)
}

// root is what the cause hangs on: of the entry's names the first that is known. It has a
// name and no value while that is being looked up.
func (r *reading) root(a *about) Fact {
	if r.entry == nil {
		return Fact{}
	}
	for _, name := range r.entry.Root {
		if a.context().blamed != "" && (name == blamedKey || name == "key") {
			return a.blamed()
		}
		if name == blamedKey {
			continue
		}
		if f, ok := r.caught.get(name); ok {
			return f
		}
		if inWords(name) {
			r.take()
			if f, ok := r.facts.get(name); ok {
				return a.whole(f)
			}
			if _, named := r.facts.get("principal"); named && name == "role" { // that of the job is somebody else's
				continue
			}
		}
		if value, from := a.fact(name); value != "" {
			return Fact{name, clean(value), from}
		}
		for f := range a.known {
			if f.Name == name {
				f.Value = clean(f.Value)
				return f
			}
		}
		if a.seeks(name) {
			return Fact{Name: name}
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

// confidence is how sure the entry is with those facts. That something was not reached
// says little without what was to be reached, and nothing of AWS where that is another's.
func (e *Entry) confidence(known facts) Confidence {
	if !e.Reached {
		return e.Confidence
	}
	for _, name := range [...]string{"endpoint", "operation"} {
		if _, ok := known.get(name); ok {
			return e.Confidence
		}
	}
	if _, ok := known.get("host"); ok {
		return min(e.Confidence, Medium)
	}
	return Low
}

// unknownCause is the cause of words that no entry knows, and of none.
func unknownCause(silent bool) string {
	if silent {
		return "AWS gives no reason"
	}
	return "not in the catalogue"
}

// diagnosis is all that is known.
func (r *reading) diagnosis(a *about) Diagnosis { return r.diagnosisOf(a, nil) }

// diagnosisOf is the diagnosis by one row of a cause that several have; nil = of that row alone.
func (r *reading) diagnosisOf(a *about, of *several) Diagnosis {
	r.take()
	r.row = r.row[:0]
	for _, f := range r.facts {
		r.row = append(r.row, a.whole(f))
	}
	a.addTo(&r.row)
	all := slices.Clone(r.row)
	d := Diagnosis{Brief: Brief{Class: Unknown, Cause: unknownCause(r.words.text == ""), Shape: r.shape()}, Facts: all}
	if r.denial != (Denial{}) {
		denial := r.denial
		d.Denial = &denial
	}
	e := r.entry
	if e == nil {
		return d
	}
	known := r.known[:0] // the first of a name counts
	if of == nil {
		known = append(a.when(known), a.naming().facts()...)
	} else {
		more := of.over(e, a, all)
		known, d.Several = append(of.when(a, known), more...), len(more) > 0
	}
	if a.context().blamed != "" && !slices.Contains(e.Root, blamedKey) { // it speaks of one key
		known = append(known, a.blamed())
	}
	known = append(known, all...)
	r.known = known
	d.take(e, a)
	d.Confidence = e.confidence(all)
	if r.near || r.open != "" {
		d.Confidence = min(d.Confidence, Medium)
	}
	d.actions = e.Actions
	d.Cause, d.Meaning = fillFirst(e.Cause, known), fillFirst(e.Meaning, known)
	d.Remedy, d.Also = fillAll(e.Remedy, known), fillAll(e.Also, known)
	if r.open != "" {
		d.Also = append([]string{"AWS leaves open whether it is this: “… " + r.open + "”"}, d.Also...)
	}
	d.Root = r.root(a)
	return d
}
