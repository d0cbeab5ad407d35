package triage

import (
	"os"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// sample is a line of testdata/messages.txt or variants.txt.
type sample struct {
	class Class
	id    string
	job   *backup.Job // nil = pasted
	text  string
}

func samples(t testing.TB) []sample {
	t.Helper()
	return samplesOf(t, "testdata/messages.txt")
}

func samplesOf(t testing.TB, file string) []sample {
	t.Helper()
	var all []sample
	for _, line := range lines(t, file) {
		f := strings.SplitN(line, " ", 4)
		if len(f) != 4 {
			t.Fatalf("odd line %q", line)
		}
		s := sample{class: Class(f[0]), id: f[1], text: f[3]}
		if f[2] != "-" {
			s.job = &backup.Job{State: backup.Intern("FAILED"), Message: backup.Intern(s.text)}
			for _, known := range strings.Split(f[2], ",") {
				name, value, _ := strings.Cut(known, "=")
				switch name {
				case "kind":
					s.job.Kind = map[string]backup.JobKind{"copy": backup.CopyJob, "restore": backup.RestoreJob, "scan": backup.ScanJob}[value]
				case "state":
					s.job.State = backup.Intern(value)
				case "category":
					s.job.Category = backup.Intern(value)
				default:
					t.Fatalf("odd line %q", line)
				}
			}
		}
		all = append(all, s)
	}
	return all
}

func (s *sample) diagnose(text string) Diagnosis {
	if s.job == nil {
		return OfMessage(text)
	}
	j := *s.job
	j.Message = backup.Intern(text)
	return OfJob(&j, Context{})
}

func lines(t testing.TB, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// Of the messages of the reference and of public reports, 95 of 100 get the right class,
// and none a wrong remedy: another entry than its own is only ever none.
func TestMessagesAreDiagnosed(t *testing.T) {
	all := samples(t)
	if len(all) < 120 {
		t.Fatalf("%d messages are too few", len(all))
	}
	right := 0
	for _, s := range all {
		d := s.diagnose(s.text)
		if d.Class == s.class {
			right++
		} else {
			t.Logf("%s is %s %q: %s", s.class, d.Class, d.ID, s.text)
		}
		if d.ID != s.id && d.Known() && d.Confidence != Low {
			t.Errorf("the remedy of %s instead of %s: %s", d.ID, s.id, s.text)
		}
	}
	t.Logf("%d of %d have the right class", right, len(all))
	if right*100 < len(all)*95 {
		t.Errorf("%d of %d have the right class", right, len(all))
	}
}

func TestMessagesAreDiagnosedWhereverTheyStand(t *testing.T) {
	wrong := map[string]int{}
	wrap := map[string]func(string) string{
		"upper case": strings.ToUpper, "lower case": strings.ToLower,
		"broken lines": func(s string) string { return strings.ReplaceAll(s, " ", "\r\n\t ") },
		"a long log": func(s string) string {
			return strings.Repeat("nothing to see here. ", 200) + s + ". " + strings.Repeat("more of it. ", 200)
		},
		"JSON": func(s string) string {
			return `{"level":"error","msg":"job failed: ` + strings.ReplaceAll(s, `"`, `\"`) + `"}`
		},
		"China":    func(s string) string { return strings.ReplaceAll(s, "arn:aws:", "arn:aws-cn:") },
		"GovCloud": func(s string) string { return strings.ReplaceAll(s, "arn:aws:", "arn:aws-us-gov:") },
	}
	for _, s := range samples(t) {
		for name, f := range wrap {
			if d := s.diagnose(f(s.text)); d.ID != s.id {
				wrong[name]++
				t.Errorf("%s: %s is %q: %s", name, s.id, d.ID, s.text)
			}
		}
	}
	if len(wrong) > 0 {
		t.Log(wrong)
	}
}

func TestUnrelatedTextsAreUnknown(t *testing.T) {
	all := lines(t, "testdata/unrelated.txt")
	if len(all) < 60 {
		t.Fatalf("%d texts are too few", len(all))
	}
	for _, text := range all {
		if d := OfMessage(text); d.Class != Unknown || d.Known() || len(d.Remedy) > 0 || d.Shape == "" {
			t.Errorf("%q is %s %q of shape %q", text, d.Class, d.ID, d.Shape)
		}
	}
}

// TestOppositesAreUnknown: a remedy for what is well does harm.
func TestOppositesAreUnknown(t *testing.T) {
	all := lines(t, "testdata/opposites.txt")
	if len(all) < 200 {
		t.Fatalf("%d texts are too few", len(all))
	}
	for _, text := range all {
		if d := OfMessage(text); d.Class != Unknown || d.Known() || len(d.Remedy) > 0 {
			t.Errorf("%q is %s %q", text, d.Class, d.ID)
		}
	}
}
