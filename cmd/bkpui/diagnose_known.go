package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/triage"
)

// knownOfJob is what the operator knows of the job that a message is of; all may be empty.
type knownOfJob struct {
	kind, category, typ string

	entries map[string]triage.Entry // of the catalogue, by ID; made when they are needed
}

func jobKinds() []backup.JobKind {
	return []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob, backup.ScanJob}
}

func kindNames() []string {
	var names []string
	for _, k := range jobKinds() {
		names = append(names, k.String())
	}
	return names
}

func (k *knownOfJob) check() error {
	if k.kind != "" {
		if err := checkOneOf(k.kind, kindNames()); err != nil {
			return named("--kind", err)
		}
	}
	return nil
}

// doubt is what may be a slip of the hand and need not be: AWS's list of categories is open, so
// that a new one is taken as it is and only said to be unknown here.
func (k *knownOfJob) doubt() string {
	if k.category == "" || triage.KnownCategory(k.category) {
		return ""
	}
	names := triage.Categories()
	doubt := fmt.Sprintf("--category: AWS Backup's documentation has no %q; taken as a new one, which says nothing of the cause\n", k.category)
	if best := query.Nearest(strings.ToUpper(k.category), names); best != "" {
		doubt += "  did you mean " + best + "?\n"
	}
	return doubt + "  it has: " + strings.Join(names, ", ") + "\n"
}

// kinds are those that the job may be of.
func (k *knownOfJob) kinds() []backup.JobKind {
	return slices.DeleteFunc(jobKinds(), func(kind backup.JobKind) bool { return k.kind != "" && kind.String() != k.kind })
}

// diagnose looks a message up. What is known rules causes out, and decides between those
// that are left; what is not known rules nothing out.
func (k *knownOfJob) diagnose(message string) triage.Diagnosis {
	plain := triage.OfMessage(message)
	if k.kind == "" && k.category == "" && k.typ == "" {
		return plain
	}
	var best triage.Diagnosis
	for i, kind := range k.kinds() {
		d := triage.OfJob(&backup.Job{
			Kind: kind, Message: backup.Intern(message), Category: backup.Intern(k.category),
			Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern(k.typ)}),
		}, triage.Context{})
		if i == 0 || d.Confidence > best.Confidence {
			best = d
		}
	}
	if plain.Confidence > best.Confidence && k.allows(plain.ID) {
		return plain
	}
	return best
}

// allows reports whether an entry of the catalogue may be the cause as far as kind and
// type are known.
func (k *knownOfJob) allows(id string) bool {
	if k.entries == nil {
		k.entries = map[string]triage.Entry{}
		for _, e := range triage.Catalogue() {
			k.entries[e.ID] = e
		}
	}
	e, ok := k.entries[id]
	return ok && (k.typ == "" || e.OfType(k.typ)) &&
		(len(e.Kinds) == 0 || slices.ContainsFunc(k.kinds(), func(kind backup.JobKind) bool { return slices.Contains(e.Kinds, kind) }))
}
