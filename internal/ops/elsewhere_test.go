package ops

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestAJournalElsewhereIsNotForgotten goes on in another file and leaves an intent open there.
func TestAJournalElsewhereIsNotForgotten(t *testing.T) {
	t.Parallel()
	home, other := filepath.Join(t.TempDir(), "st[a]te", "journal.jsonl"), filepath.Join(t.TempDir(), "x.jsonl")
	j := NewJournal(home)
	if err := j.Note(); err != nil || len(j.Elsewhere()) > 0 {
		t.Fatal(j.Elsewhere(), err)
	}
	if err := j.Use(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	for range 2 { // again it is the same note
		if err := j.Note(); err != nil {
			t.Fatal(err)
		}
	}
	put(t, j, "op-1")
	if got := j.Elsewhere(); len(got) > 0 {
		t.Errorf("it is the one in use: %v", got)
	}
	next := NewJournal(home)
	got := next.Elsewhere()
	if len(got) != 1 || got[0].Path != other || got[0].Open != 1 || !strings.Contains(got[0].String(), ":journal-path "+other) {
		t.Fatalf("%v", got)
	}
	if _, err := j.write(t.Context(), Record{Op: "op-1", Item: 1, Attempt: 1, Phase: Ended, Kind: Restore, Outcome: Refused}); err != nil {
		t.Fatal(err)
	}
	if got := next.Elsewhere(); len(got) > 0 {
		t.Errorf("nothing is open: %v", got)
	}
	put(t, j, "op-2") // whoever uses it may go on
	if got := next.Elsewhere(); len(got) != 1 {
		t.Errorf("%v", got)
	}
	if err := os.Remove(other); err != nil {
		t.Fatal(err)
	}
	if got := next.Elsewhere(); len(got) != 1 || !errors.Is(got[0].Err, fs.ErrNotExist) {
		t.Errorf("%v", got)
	}
	if got := next.Elsewhere(); len(got) > 0 {
		t.Errorf("it is gone, and said again: %v", got)
	}
}

// TestTheNoteOfASettledJournalGoesAwayInTime leaves a journal alone for eight days.
func TestTheNoteOfASettledJournalGoesAwayInTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	j := NewJournal(filepath.Join(dir, "journal.jsonl"))
	other := filepath.Join(dir, "other", "x.jsonl")
	if err := errors.Join(j.Use(t.Context(), other), j.Note()); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-8 * 24 * time.Hour)
	for _, at := range []time.Time{time.Now(), old} {
		if err := os.Chtimes(other, at, at); err != nil {
			t.Fatal(err)
		}
		if got := NewJournal(j.home).Elsewhere(); len(got) > 0 {
			t.Error(got)
		}
		notes, _ := filepath.Glob(j.home + otherMark + "*")
		if kept := len(notes) == 1; kept == at.Equal(old) {
			t.Errorf("of %v: %v", at, notes)
		}
	}
}
