package triage

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// jobOf returns the job that an entry's examples belong to.
func jobOf(e *Entry, message string) *backup.Job {
	j := &backup.Job{State: backup.Intern("FAILED"), Message: backup.Intern(message)}
	of := backup.ResourceRef{}
	if len(e.Kinds) > 0 {
		j.Kind = e.Kinds[0]
	}
	if len(e.Types) > 0 {
		of.Type = backup.Intern(e.Types[0])
	}
	if len(e.Categories) > 0 {
		j.Category = backup.Intern(e.Categories[0])
	}
	j.Of = backup.RefTo(of)
	return j
}

func TestEveryExampleIsDiagnosedByItsEntry(t *testing.T) {
	for _, e := range Catalogue() {
		for _, example := range e.Examples {
			if d := OfJob(jobOf(&e, example), Context{}); d.ID != e.ID {
				t.Errorf("%s: %q is diagnosed as %q", e.ID, example, d.ID)
			}
			if len(e.Kinds)+len(e.Types)+len(e.Categories) > 0 || e.InJob {
				continue
			}
			if d := OfMessage("2026-03-04T01:02:03Z job 17 ended:\n" + strings.ToUpper(example) + "\n(end of log)"); d.ID != e.ID {
				t.Errorf("%s: upper case, wrapped: %q is diagnosed as %q", e.ID, example, d.ID)
			}
		}
	}
}

func TestEveryEntryIsWhole(t *testing.T) {
	id, hole := regexp.MustCompile(`^[a-z0-9_]+$`), regexp.MustCompile(`\{[^}]*\}`)
	classes, seen := map[Class]bool{}, map[string]bool{}
	for _, c := range Classes() {
		classes[c] = true
	}
	for _, e := range Catalogue() {
		switch {
		case !id.MatchString(e.ID), seen[e.ID]:
			t.Errorf("%q: the ID is odd or not the only one", e.ID)
		case !classes[e.Class] || e.Class == Unknown:
			t.Errorf("%s: class %q", e.ID, e.Class)
		case e.Cause == "" || slices.ContainsFunc(strings.Split(e.Cause, "\n"), func(c string) bool { return len(c) > 48+len("{?never began}") }) || e.Meaning == "" || len(e.Remedy) == 0 || len(e.Examples) == 0 || len(e.Patterns) == 0:
			t.Errorf("%s: no short cause, meaning, remedy, example or pattern", e.ID)
		}
		seen[e.ID] = true
		if e.Open != "" && ready().entry(e.Open) == nil {
			t.Errorf("%s: there is no %q", e.ID, e.Open)
		}
		if fillFirst(e.Meaning, nil) == "" || fillFirst(e.Cause, nil) == "" {
			t.Errorf("%s: the meaning needs a fact", e.ID)
		}
		if len(fillAll(e.Remedy, nil)) == 0 {
			t.Errorf("%s: no step is left without facts", e.ID)
		}
		for _, text := range append(append([]string{e.Meaning}, e.Remedy...), e.Also...) {
			if rest := hole.ReplaceAllString(text, ""); strings.ContainsAny(rest, "{}|") || strings.TrimSpace(text) != text {
				t.Errorf("%s: odd template %q", e.ID, text)
			}
		}
		for _, p := range e.Patterns {
			if p != lower(p) || clean(p) != p {
				t.Errorf("%s: pattern %q is not as messages are compared", e.ID, p)
			}
		}
	}
}

func TestEveryPatternHasAWordToFindItBy(t *testing.T) {
	x := ready()
	for i := range x.patterns {
		n := 0
		for range x.patterns[i].words {
			n++
		}
		if n == 0 {
			t.Errorf("pattern %d of %s has no whole word", i, x.entries[x.patterns[i].entry].ID)
		}
	}
}

// TestOurWordsAreASCII: what is said of a cause is printed in every terminal, as it stands.
func TestOurWordsAreASCII(t *testing.T) {
	for _, e := range append(fallbackEntries(), Catalogue()...) {
		for _, words := range append(append([]string{e.ID, e.Cause, e.Meaning}, e.Remedy...), e.Also...) {
			for _, r := range words {
				if r > 126 {
					t.Errorf("%s: %q in %q", e.ID, r, words)
				}
			}
		}
	}
}
