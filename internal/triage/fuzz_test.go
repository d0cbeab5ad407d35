package triage

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/bkpui/bkpui/internal/backup"
)

// plainLine fails for text that is not one printable line.
func plainLine(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		t.Fatalf("not one clean line: %q", s)
	}
}

// check fails for a diagnosis that no screen could show.
func check(t *testing.T, d *Diagnosis) {
	t.Helper()
	if d.Known() == (d.Class == Unknown) || !d.Known() && len(d.Remedy) > 0 || d.Cause == "" {
		t.Fatalf("%+v", d)
	}
	for _, f := range append(d.Facts, d.Root) {
		plainLine(t, f.Value)
	}
	for _, s := range append(append([]string{d.Meaning, d.Shape}, d.Remedy...), d.Also...) {
		plainLine(t, s)
	}
}

func FuzzOfMessage(f *testing.F) {
	for _, e := range Catalogue() {
		for _, example := range e.Examples {
			f.Add(example)
		}
	}
	f.Add("arn:aws:\x00:\u202e:\xff\xfe:key/…{key} ^$ * arn: :arn:::::")
	f.Fuzz(func(t *testing.T, text string) {
		d := OfMessage(text)
		check(t, &d)
		j := backup.Job{State: backup.Intern("FAILED"), Message: backup.Intern(text), Category: backup.Intern(text), Role: backup.Intern(text)}
		d = OfJob(&j, Context{VaultKey: text, Rule: text, More: []Fact{{"name", text, FromVault}}})
		check(t, &d)
		var r reading
		r.readJob(&j)
		want, _ := r.key(&about{job: &j, c: &Context{VaultKey: text, Rule: text, More: []Fact{{"name", text, FromVault}}}})
		if got := CauseKey(&d.Brief); got != want {
			t.Fatalf("key %q of the diagnosis, %q of the group", got, want)
		}
	})
}

func TestOfTenMegabytesTheBeginningIsRead(t *testing.T) {
	for _, unit := range []string{"a", " ", "arn:aws:kms:", "{", "\\\"", "is not authorized to perform: a:b on resource: arn:aws:", "\xff", "kms key …", "vol-", "é"} {
		text := strings.Repeat(unit, 10<<20/len(unit))
		d := OfMessage(text)
		check(t, &d)
		if head := OfMessage(text[:64<<10]); !reflect.DeepEqual(d, head) {
			t.Errorf("10 MB of %q are read as %+v, their beginning as %+v", unit, d, head)
		}
	}
}
