package triage

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// sameMasked fails where a text and what is left of it when it is masked are not the same to the catalogue.
func sameMasked(t *testing.T, text string) {
	t.Helper()
	low := wordsOf(text).low
	hides := string(hides().over(nil, low))
	if len(hides) != len(low) {
		t.Fatalf("%q is %q", low, hides)
	}
	for _, kind := range []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob, backup.ScanJob} {
		var a, b nearText
		of := asked{job: true, kind: kind}
		plain, masked := lookUp(low, of, &a), lookUp(hides, of, &b)
		if plain.entry != masked.entry || plain.near != masked.near || !slices.Equal(plain.found, masked.found) {
			t.Fatalf("%q: %+v\nis not what %q is: %+v", low, plain, hides, masked)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, text := range wordsWithDigits() {
		f.Add(text)
	}
	f.Fuzz(sameMasked)
}

// wordsWithDigits are the examples, and what every pattern finds, with digits in and around what it asks for.
func wordsWithDigits() []string {
	all := []string{"0", "é1 vol-é2"}
	holes := regexp.MustCompile(`\{[^}]*\}`)
	for _, e := range Catalogue() {
		for _, text := range e.Examples {
			all = append(all, text, strings.ReplaceAll(text, " ", "1 "), strings.ReplaceAll(text, " ", " 1"), strings.ReplaceAll(text, "e", "7"))
		}
		for _, pattern := range e.Patterns {
			pattern = strings.Trim(pattern, "^$*")
			all = append(all, strings.ReplaceAll(holes.ReplaceAllString(pattern, "the'd1"), " ", " the "))
			pattern = holes.ReplaceAllString(pattern, "x1")
			for _, gap := range []string{" ", " 0 ", " x1n't ", " don'1t ", " if1's "} {
				text := strings.ReplaceAll(pattern, "…", gap)
				all = append(all, text, text+"2x", text+"-b1", text+"-1b", strings.ReplaceAll(text, " ", " the "), strings.ReplaceAll(text, " ", " the'1t "),
					strings.ReplaceAll(text, " ", " the ")+": x1not authorized to perform: ec2:x", strings.ReplaceAll(text, " ", " the ")+": not authorized to perform2:x")
			}
		}
	}
	return all
}

func TestAMaskedTextIsTheSameToEveryPattern(t *testing.T) {
	for _, text := range wordsWithDigits() {
		sameMasked(t, text)
	}
}

// TestNoPatternAsksForWhatIsHidden: else a masked run could pass for a word of it.
func TestNoPatternAsksForWhatIsHidden(t *testing.T) {
	for run := range hides().told {
		if strings.Trim(run, string(hidden)) == "" {
			t.Errorf("a pattern has %s", run)
		}
	}
}

// TestMessagesThatDifferInIDsAreLookedUpOnce: else a bad night takes seconds to group.
func TestMessagesThatDifferInIDsAreLookedUpOnce(t *testing.T) {
	jobs := failedJobs(20_000)
	g := NewGrouper(day())
	for i := range jobs {
		g.Add(&jobs[i], nil)
	}
	if n := len(g.senses.met); n > len(Catalogue())*8 {
		t.Errorf("%d sentences", n)
	}
	for _, j := range jobs[:2000] {
		var r reading
		r.readJob(&j)
		if got := g.read(&j); got.entry != r.entry || got.near != r.near || got.open != r.open || !slices.Equal(got.caught, r.caught) {
			t.Fatalf("%q: %+v, not %+v", j.Message, got, r)
		}
	}
}
