package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// journalText is a journal of n lines.
func journalText(t *testing.T, n int) (text, sum string) {
	t.Helper()
	var b strings.Builder
	for i := range n {
		line, err := json.Marshal(map[string]any{"seq": i + 1, "prev": sum, "time": "2026-11-03T04:05:06.789Z", "op": fmt.Sprint("op-", i+1), "phase": "intent"})
		if err != nil {
			t.Fatal(err)
		}
		sum = fmt.Sprintf("%x", sha256.Sum256(line))
		b.Write(append(line, '\n'))
	}
	return b.String(), sum
}

func TestJournalVerifySaysWhetherAndWhere(t *testing.T) {
	good, sum := journalText(t, 3)
	for _, c := range []struct {
		name, text string
		status     int
		out, errs  string
		mode       os.FileMode
	}{
		{"whole", good, exitDone, "whole, 3 lines from 2026-11-03T04:05:06Z", "", 0},
		{"the last hash", good, exitDone, "number 3, hash " + sum, "", 0},
		{"empty", "", exitDone, "empty", "", 0},
		{"torn", good + "{", exitDone, "\ntorn: 1 bytes after the last whole line", "", 0},
		{"cut afterwards", good[:len(good)-9], exitDone, "what stood there may have been sent", "", 0},
		{"changed", strings.Replace(good, "op-2", "op-9", 1), exitFailed, "line 2: it was changed", "first at line 2", 0},
		{"hostile", good + "\x1b[2J\n", exitFailed, "line 4: it is no record", "first at line 4", 0},
		{"read by others", good, exitDone, "whole, 3 lines", "", 0o044},
	} {
		path := filepath.Join(t.TempDir(), "journal.jsonl")
		if err := os.WriteFile(path, []byte(c.text), c.mode|0o600); err != nil {
			t.Fatal(err)
		}
		status, out, errs := try(t, t.Context(), nil, "journal", "verify", path)
		if others := strings.Contains("\n"+out, "\nmode: 0644 lets others at it"); others != (c.mode != 0) {
			t.Errorf("%s: %q", c.name, out)
		}
		out = "\n" + out
		if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(errs, c.errs) || c.errs == "" && errs != "" {
			t.Errorf("%s: %d %q %q", c.name, status, out, errs)
		}
		if strings.Contains(out+errs, "\x1b") {
			t.Errorf("%s: an escape reaches the terminal", c.name)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != c.text {
			t.Errorf("%s: verifying changed the file: %v", c.name, err)
		}
	}
}

func TestJournalVerifyReadsTheConsolesOwn(t *testing.T) {
	state := t.TempDir()
	status, _, errs := try(t, t.Context(), []string{"XDG_STATE_HOME=" + state}, "journal", "verify")
	path := filepath.Join(state, "bkpui", "journal.jsonl")
	if status != exitFailed || !strings.Contains(errs, path) {
		t.Errorf("no journal: %d %q", status, errs)
	}
	if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) {
		t.Error("verifying made a folder")
	}
	good, _ := journalText(t, 1)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(good), 0o400); err != nil {
		t.Fatal(err)
	}
	if status, out, errs := try(t, t.Context(), []string{"XDG_STATE_HOME=" + state}, "journal", "verify"); status != exitDone || !strings.Contains(out, path) {
		t.Errorf("%d %q %q", status, out, errs)
	}
}

func TestJournalAsksForWhatToDo(t *testing.T) {
	for says, args := range map[string][]string{
		"bkpui journal verify": {"journal"}, "verify --help": {"journal", "verify", "a", "b"}, `got "check"`: {"journal", "check"},
	} {
		if status, out, errs := try(t, t.Context(), nil, args...); status != exitUsage || out != "" || !strings.Contains(errs, says) {
			t.Errorf("%q: %d %q %q", args, status, out, errs)
		}
	}
}

// TestGetActionsReadsTheJournal: a script that asks what was changed must not hear "nothing".
func TestGetActionsReadsTheJournal(t *testing.T) {
	good, _ := journalText(t, 3)
	for _, c := range []struct {
		name, text string
		status     int
		lines      int
		errs       string
	}{
		{"whole", good, exitDone, 3, ""},
		{"damaged", good + "{}\n", exitFailed, 3, "line 4"},
		{"none", "", exitDone, 0, ""},
	} {
		for _, sort := range [][]string{nil, {"--sort=time"}} {
			state := t.TempDir()
			if err := errors.Join(os.Mkdir(filepath.Join(state, "bkpui"), 0o700), os.WriteFile(filepath.Join(state, "bkpui", "journal.jsonl"), []byte(c.text), 0o600)); err != nil {
				t.Fatal(err)
			}
			status, out, errs := try(t, t.Context(), []string{"XDG_STATE_HOME=" + state}, append([]string{"get", "actions", "-o", "jsonl"}, sort...)...)
			if status != c.status || strings.Count(out, `"op":"op-`) != c.lines || !strings.Contains(errs, c.errs) {
				t.Errorf("%s %s: %d %q %q", c.name, sort, status, out, errs)
			}
		}
	}
}
