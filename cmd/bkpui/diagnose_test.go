package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
	"unicode"

	"github.com/bkpui/bkpui/internal/triage"
)

// denied is a message whose parts are facts whatever the catalogue says of it.
const denied = "User: arn:aws:sts::111122223333:assumed-role/BackupRole/AWSBackup is not authorized to perform: kms:Decrypt on resource: " +
	"arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab with an explicit deny in a service control policy"

// tryIn is try with something on standard input.
func tryIn(t *testing.T, ctx context.Context, in io.Reader, args ...string) (status int, out, errs string) {
	t.Helper()
	home := t.TempDir()
	var o, e bytes.Buffer
	a := &app{env: environment{"XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}, in: in, out: &o, errs: &e}
	a.places = findPlaces(a.env)
	status = a.run(ctx, args)
	return status, o.String(), e.String()
}

// known is an example of an entry of the catalogue that needs nothing but its words.
func known(t *testing.T) (id, message string) {
	t.Helper()
	for _, e := range triage.Catalogue() {
		if len(e.Examples) > 0 && len(e.Categories) == 0 {
			if d := triage.OfMessage(e.Examples[0]); d.ID == e.ID && len(d.Remedy) > 1 {
				return e.ID, e.Examples[0]
			}
		}
	}
	t.Fatal("no entry of the catalogue has an example")
	return "", ""
}

func readDiagnosis(t *testing.T, text string) (d diagnosisRecord) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return d
}

func TestDiagnoseSaysCauseRemedyAndFacts(t *testing.T) {
	id, message := known(t)
	want := triage.OfMessage(message)
	for _, args := range [][]string{{}, {"-o", "jsonl"}, {"-o", "json"}} {
		status, out, errs := try(t, t.Context(), nil, append([]string{"diagnose", message}, args...)...)
		d := readDiagnosis(t, out)
		if status != exitDone || errs != "" || d.ID != id || d.Class != want.Class || d.Cause != want.Cause || d.Message != message ||
			len(d.Remedy) != len(want.Remedy) || d.Confidence != want.Confidence.String() {
			t.Errorf("%v: exit status %d, %q, %s", args, status, errs, out)
		}
		if lines := strings.Count(out, "\n"); (lines == 1) != (len(args) == 0 || args[1] == "jsonl") {
			t.Errorf("%v: %d lines", args, lines)
		}
	}
	_, out, _ := try(t, t.Context(), nil, "diagnose", denied)
	for _, field := range []string{`"class":`, `"cause":`, `"remedy":[`, `"confidence":`, `{"name":"action","value":"kms:Decrypt","source":"message"}`, `"denial":{"principal":"arn:aws:sts::111122223333:assumed-role/BackupRole/AWSBackup"`, `"policy":"service control policy"`} {
		if !strings.Contains(out, field) {
			t.Errorf("no %s in %s", field, out)
		}
	}
}

func TestDiagnoseTextIsForReading(t *testing.T) {
	_, message := known(t)
	want := triage.OfMessage(message)
	status, out, _ := try(t, t.Context(), nil, "diagnose", message, "-o", "text")
	for _, s := range []string{want.Cause, "confidence", "  1. ", "  2. ", "AWS says"} {
		if !strings.Contains(out, s) {
			t.Errorf("exit status %d, no %q in\n%s", status, s, out)
		}
	}
	_, out, _ = try(t, t.Context(), nil, "diagnose", denied, "-o", "text")
	for _, s := range []string{"a Deny in the service control policy", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "(message)"} {
		if !strings.Contains(out, s) {
			t.Errorf("no %q in\n%s", s, out)
		}
	}
	for line := range strings.Lines(out) {
		long := func(word string) bool { return len(word) > 40 } // it stays whole
		if line = strings.TrimSuffix(line, "\n"); len(line) > pageWidth && !slices.ContainsFunc(strings.Fields(line), long) {
			t.Errorf("a line of %d cells: %s", len(line), line)
		}
	}
}

func TestAnUnknownMessageIsAnAnswerAndNoGuess(t *testing.T) {
	status, out, errs := try(t, t.Context(), nil, "diagnose", "the flux capacitor of arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0 is at 88")
	d := readDiagnosis(t, out)
	if status != exitDone || errs != "" || d.Class != triage.Unknown || d.ID != "" || d.Remedy == nil || len(d.Remedy) != 0 || d.Shape != "the flux capacitor of <arn> is at <n>" {
		t.Errorf("exit status %d, %q, %s", status, errs, out)
	}
}

func TestDiagnoseAnswersEachLineAsItComes(t *testing.T) {
	in, feed := io.Pipe()
	read, out := io.Pipe()
	a := &app{env: environment{}, in: in, out: out, errs: io.Discard}
	status := make(chan int, 1)
	go func() { status <- a.run(t.Context(), []string{"diagnose", "-"}) }()
	answers := json.NewDecoder(read)
	for _, line := range []string{"one", "", "two\r", denied} {
		if _, err := io.WriteString(feed, line+"\n"); err != nil {
			t.Fatal(err)
		}
		var d diagnosisRecord
		if err := answers.Decode(&d); err != nil || d.Message != strings.TrimSuffix(line, "\r") {
			t.Fatalf("%q, %v", d.Message, err)
		}
	}
	_ = feed.Close()
	if got := <-status; got != exitDone {
		t.Errorf("exit status %d", got)
	}
}

func TestALineOfAnyLengthIsOneMessage(t *testing.T) {
	long := denied + strings.Repeat(" and so on", 1<<20)
	for _, in := range []io.Reader{
		strings.NewReader(long + "\nshort\n" + long),
		iotest.HalfReader(strings.NewReader(long + "\nshort\n" + long)),
	} {
		status, out, errs := tryIn(t, t.Context(), in, "diagnose", "-")
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if status != exitDone || len(lines) != 3 {
			t.Fatalf("exit status %d, %d lines, %s", status, len(lines), errs)
		}
		if !strings.Contains(errs, "message 1 is longer than 64 KiB") || strings.Contains(errs, "message 2") || !strings.Contains(errs, "message 3") {
			t.Errorf("what is cut is not said: %q", errs)
		}
		if d := readDiagnosis(t, lines[0]); len(d.Message) != lineKept || d.Denial == nil || d.Denial.Action != "kms:Decrypt" {
			t.Errorf("%d bytes kept, %+v", len(d.Message), d.Denial)
		}
		if d := readDiagnosis(t, lines[1]); d.Message != "short" {
			t.Errorf("%q after a long line", d.Message)
		}
	}
	if status, _, errs := tryIn(t, t.Context(), iotest.ErrReader(io.ErrUnexpectedEOF), "diagnose", "-"); status != exitFailed || errs == "" {
		t.Errorf("an input that breaks: exit status %d, %q", status, errs)
	}
}

func TestJSONOfManyMessagesIsOneArray(t *testing.T) {
	for in, want := range map[string]int{"": 0, "a": 1, "a\nb\n\nc\n": 4} {
		status, out, _ := tryIn(t, t.Context(), strings.NewReader(in), "diagnose", "-", "-o", "json")
		var all []diagnosisRecord
		if err := json.Unmarshal([]byte(out), &all); err != nil || len(all) != want || status != exitDone {
			t.Errorf("%q: %d records, %v, exit status %d", in, len(all), err, status)
		}
	}
}

func TestWhatAMessageHoldsNeverActsOnTheTerminal(t *testing.T) {
	hostile := "key \x1b]0;owned\a \u009b2J \u202e denied \x7f \U000e0041 \x00"
	for _, format := range []string{"text", "json", "jsonl"} {
		_, out, _ := tryIn(t, t.Context(), strings.NewReader(hostile+"\n"), "diagnose", "-", "-o", format)
		for _, r := range out {
			if r != '\n' && !unicode.IsPrint(r) {
				t.Errorf("%s: %U in %q", format, r, out)
			}
		}
		if format == "jsonl" {
			if d := readDiagnosis(t, out); d.Message != hostile {
				t.Errorf("%q, want %q", d.Message, hostile)
			}
		}
	}
}

func TestASignalEndsDiagnoseWhileItWaits(t *testing.T) {
	in, feed := io.Pipe()
	defer func() { _ = feed.Close() }()
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(10*time.Millisecond, func() { cancel(signalError{syscall.SIGINT}) })
	began := time.Now()
	if status, _, _ := tryIn(t, ctx, in, "diagnose", "-"); status != 130 || time.Since(began) > 2*time.Second {
		t.Errorf("exit status %d after %s", status, time.Since(began))
	}
}

// TestACategoryThatNobodyKnowsIsTakenAndSaid: AWS's list is open, and a slip of the hand looks
// like a new one.
func TestACategoryThatNobodyKnowsIsTakenAndSaid(t *testing.T) {
	for category, says := range map[string]string{
		"accessdenied": "", "Kms_Key_Error": "", "MISCELLANEOUS": "",
		"KMS_KEY_EROR": "did you mean KMS_KEY_ERROR?", "BLAH": "it has: ACCESS_DENIED, ACCESS_KEY_ERROR",
	} {
		status, out, errs := try(t, t.Context(), nil, "diagnose", "words that nobody has seen", "--category", category)
		if status != exitDone || !strings.Contains(out, `"class"`) {
			t.Errorf("%s: exit status %d: %s", category, status, out)
		}
		if (errs != "") != (says != "") || !strings.Contains(errs, says) {
			t.Errorf("%s: standard error is %q, want %q", category, errs, says)
		}
	}
}

// TestATypeIsKnownInAnySpelling: s3 is S3.
func TestATypeIsKnownInAnySpelling(t *testing.T) {
	for _, e := range triage.Catalogue() {
		for _, typ := range e.Types {
			for _, message := range e.Examples {
				as := func(typ string) string {
					k := knownOfJob{typ: typ}
					d := k.diagnose(message)
					return d.ID
				}
				if got, want := as(strings.ToLower(typ)), as(typ); got != want {
					t.Errorf("--type %s: %q, --type %s: %q: %s", strings.ToLower(typ), got, typ, want, message)
				}
			}
		}
	}
}

func TestNothingToLookUpIsSaidSo(t *testing.T) {
	if _, out, _ := try(t, t.Context(), nil, "diagnose", "  ", "-o", "text"); !strings.Contains(out, "no words that could be looked up") || strings.Contains(out, "shape") {
		t.Error(out)
	}
}

func TestWhatIsKnownOfTheJobDecides(t *testing.T) {
	const words = "words that nobody has seen"
	_, out, _ := try(t, t.Context(), nil, "diagnose", words, "--category", "ACCESS_DENIED")
	if d := readDiagnosis(t, out); d.Class != triage.AccessDenied || d.Confidence != "low" {
		t.Errorf("%s", out)
	}
	// What is left out rules nothing out: a message alone is found with its kind and type too.
	for _, e := range triage.Catalogue() {
		for _, message := range e.Examples {
			alone := triage.OfMessage(message)
			if !alone.Known() || alone.ID != e.ID || alone.Confidence != triage.High {
				continue
			}
			k := knownOfJob{kind: "backup"}
			if len(e.Kinds) > 0 {
				k.kind = e.Kinds[0].String()
			}
			if d := k.diagnose(message); d.Class != alone.Class {
				t.Errorf("--kind %s: %s, want %s: %s", k.kind, d.ID, e.ID, message)
			}
		}
	}
}

func TestDiagnoseNeedsNoConfig(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "bkpui"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "bkpui", "config.yaml"), []byte("a: [b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := try(t, t.Context(), []string{"XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home, "BKPUI_OUTPUT=text"}, "diagnose", "x")
	if status != exitDone || !strings.Contains(out, "AWS says") {
		t.Errorf("exit status %d, %q, %q", status, out, errs)
	}
	if files, _ := filepath.Glob(filepath.Join(home, "bkpui", "*.log")); len(files) > 0 {
		t.Errorf("files: %v", files)
	}
}
