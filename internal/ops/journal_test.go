package ops

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

var errFull = &fs.PathError{Op: "write", Path: "journal.jsonl", Err: syscall.ENOSPC}

// newJournal returns a journal with n records.
func newJournal(t *testing.T, n int) *Journal {
	t.Helper()
	j := NewJournal(filepath.Join(t.TempDir(), "bkpui", "journal.jsonl"))
	for i := range n {
		put(t, j, fmt.Sprint("op-", i+1))
	}
	return j
}

func put(t *testing.T, j *Journal, op string) Record {
	t.Helper()
	r, err := j.write(t.Context(), Record{Op: op, Item: 1, Attempt: 1, Phase: Intended, Kind: Restore})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t *testing.T, j *Journal) []byte {
	t.Helper()
	b, err := os.ReadFile(j.Path())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, j *Journal, b []byte) {
	t.Helper()
	if err := os.WriteFile(j.Path(), b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func whole(t *testing.T, j *Journal, lines int) Report {
	t.Helper()
	report, err := Verify(t.Context(), j.Path())
	if err != nil || len(report.Faults) > 0 || report.Torn != 0 || report.Lines != lines {
		t.Errorf("verify: %+v, %v; want %d whole lines", report, err, lines)
	}
	return report
}

func TestEveryLineIsNumberedAndHoldsTheHashOfTheOneBefore(t *testing.T) {
	j := newJournal(t, 3)
	lines := bytes.Split(bytes.TrimSuffix(read(t, j), []byte("\n")), []byte("\n"))
	prev := ""
	for i, line := range lines {
		if want := fmt.Sprintf(`{"seq":%d,"prev":"%s","time":"20`, i+1, prev); !bytes.HasPrefix(line, []byte(want)) {
			t.Errorf("line %d: %s", i+1, line)
		}
		prev = sumOf(line)
	}
	whole(t, j, 3)
	info, err := os.Stat(j.Path())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(filepath.Dir(j.Path())); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode of the folder %v, %v", info.Mode(), err)
	}
}

func TestAHundredWritersMakeOneChain(t *testing.T) {
	j := newJournal(t, 0)
	other := NewJournal(j.Path()) // another console
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			if _, err := []*Journal{j, other}[i%2].write(context.Background(), Record{Op: fmt.Sprint(i), Phase: Ended}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	whole(t, j, 100)
}

func TestATornLineIsCutOffAndTheNextRecordSaysSo(t *testing.T) {
	for _, torn := range []string{"{", `{"seq":3,"prev":"x"`, "\x00\x00\x00", strings.Repeat("x", 200_000)} {
		j := newJournal(t, 2)
		acknowledged := read(t, j)
		write(t, j, append(bytes.Clone(acknowledged), torn...))
		if r := put(t, j, "op-3"); r.Seq != 3 || r.Note != fmt.Sprintf("cut off %d bytes after the last whole line", len(torn)) {
			t.Errorf("%.20q: %+v", torn, r)
		}
		if !bytes.HasPrefix(read(t, j), acknowledged) {
			t.Errorf("%.20q: an acknowledged line is gone", torn)
		}
		if report := whole(t, j, 3); len(report.Mended) != 1 || report.Mended[0] != 3 {
			t.Errorf("%.20q: mended %v", torn, report.Mended)
		}
	}
}

func TestATornFirstLineIsCutOff(t *testing.T) {
	for _, torn := range []string{`{"se`, `{"seq":1,"prev":"","time":"2026`, "\x00\x00"} {
		j := newJournal(t, 1)
		write(t, j, []byte(torn))
		if r := put(t, j, "op-1"); r.Seq != 1 || r.Note == "" {
			t.Errorf("%q: %+v", torn, r)
		}
		whole(t, j, 1)
	}
}

func TestADamagedLastLineIsKeptAndCounted(t *testing.T) {
	j := newJournal(t, 2)
	before := append(read(t, j), "garbage\n\n"...)
	write(t, j, before)
	r := put(t, j, "op-5")
	if r.Seq != 5 || r.Note != "2 damaged lines before this one" || !bytes.HasPrefix(read(t, j), before) {
		t.Errorf("%+v", r)
	}
	report, err := Verify(t.Context(), j.Path())
	if err != nil || len(report.Faults) != 2 || report.Faults[0].Line != 3 || report.Faults[1].Line != 4 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestAnotherFileIsNeverTouched(t *testing.T) {
	for _, text := range []string{
		"export PATH=/usr/bin", "one\ntwo\n", "one\ntwo", "\n", `{"seq":0}` + "\n", `{"seq":1,"prev":"x"`,
		strings.Repeat("x", 5<<20), strings.Repeat("x\n", 3<<20),
	} {
		j := newJournal(t, 1)
		write(t, j, []byte(text))
		_, err := j.write(t.Context(), Record{Op: "x", Phase: Intended})
		var trouble *JournalError
		if !errors.As(err, &trouble) || trouble.Trouble != Foreign {
			t.Errorf("%.20q: %v", text, err)
		}
		if string(read(t, j)) != text {
			t.Errorf("%.20q was changed", text)
		}
	}
}

func TestEveryTroubleIsNamedAndOffersAnotherPath(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want Trouble
	}{
		{syscall.ENOSPC, Full},
		{syscall.EDQUOT, Full},
		{syscall.EFBIG, Full},
		{syscall.EROFS, ReadOnlyFS},
		{syscall.EACCES, Forbidden},
		{syscall.EPERM, Forbidden},
		{syscall.EIO, Broken},
	} {
		for _, fail := range []string{"open", "write", "sync"} {
			j := newJournal(t, 1)
			before := read(t, j)
			j.open = failing(fail, tc.err, 0)
			_, err := j.write(t.Context(), Record{Op: "x", Phase: Intended})
			var trouble *JournalError
			if !errors.As(err, &trouble) || trouble.Trouble != tc.want || trouble.Path != j.Path() || !errors.Is(err, tc.err) {
				t.Fatalf("%s %v: %v", fail, tc.err, err)
			}
			if s := err.Error(); !strings.Contains(s, string(tc.want)) || !strings.Contains(s, "another path") {
				t.Errorf("%s %v says %q", fail, tc.err, s)
			}
			if !bytes.Equal(read(t, j), before) {
				t.Errorf("%s %v left something behind", fail, tc.err)
			}
		}
	}
	j := newJournal(t, 1)
	for path, want := range map[string]Trouble{filepath.Dir(j.Path()): Foreign, filepath.Join(j.Path(), "below"): Broken, os.DevNull: Foreign} {
		_, err := NewJournal(path).write(t.Context(), Record{Op: "x", Phase: Intended})
		var trouble *JournalError
		if !errors.As(err, &trouble) || trouble.Trouble != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAShortWriteIsTakenBack(t *testing.T) {
	j := newJournal(t, 2)
	before := read(t, j)
	open := j.open
	j.open = failing("write", syscall.ENOSPC, 40)
	if _, err := j.write(t.Context(), Record{Op: "x", Phase: Intended}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error: %v", err)
	}
	if !bytes.Equal(read(t, j), before) {
		t.Error("a part of the line is left")
	}
	j.open = open
	if r := put(t, j, "op-3"); r.Seq != 3 || r.Note != "" {
		t.Errorf("%+v", r)
	}
	whole(t, j, 3)
}

func TestTwoSecondsOfAnothersLockRefuse(t *testing.T) {
	j := newJournal(t, 1)
	f, err := os.Open(j.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if taken, err := tryLock(f.Fd()); !taken || err != nil {
		t.Fatal(taken, err)
	}
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now()
		j := NewJournal(j.Path()) // its channel is of the bubble
		_, err := j.write(t.Context(), Record{Op: "x", Phase: Intended})
		var trouble *JournalError
		if !errors.As(err, &trouble) || trouble.Trouble != Held {
			t.Errorf("error: %v", err)
		}
		if took := time.Since(begin); took < lockTime || took > lockTime+100*time.Millisecond {
			t.Errorf("it took %s", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begin = time.Now()
		if _, err := j.write(ctx, Record{Op: "x", Phase: Intended}); !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &trouble) {
			t.Errorf("interrupted: %v", err)
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("an interrupted wait took %s", took)
		}
	})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	put(t, j, "op-2")
	whole(t, j, 2)
}

func TestAFileThatWasReplacedMeanwhileIsOpenedAgain(t *testing.T) {
	j := newJournal(t, 1)
	open, opened := j.open, 0
	j.open = func(path string) (file, error) {
		f, err := open(path)
		if opened++; opened == 1 { // after it was opened another one takes its place
			if err := os.Rename(path, path+".1"); err != nil {
				t.Error(err)
			}
		}
		return f, err
	}
	if r := put(t, j, "op-1"); r.Seq != 1 || opened != 2 {
		t.Errorf("%+v, opened %d times", r, opened)
	}
	whole(t, j, 1)
}

func TestUseGoesOnAtAnotherPath(t *testing.T) {
	j := newJournal(t, 1)
	first := j.Path()
	if err := j.Use(t.Context(), filepath.Join(first, "below")); err == nil || j.Path() != first {
		t.Errorf("an impossible path: %v, now at %s", err, j.Path())
	}
	next := filepath.Join(t.TempDir(), "elsewhere", "journal.jsonl")
	if err := j.Use(t.Context(), next); err != nil || j.Path() != next {
		t.Fatalf("%v, now at %s", err, j.Path())
	}
	if r := put(t, j, "op-1"); r.Seq != 1 {
		t.Errorf("%+v", r)
	}
	whole(t, j, 1)
	whole(t, NewJournal(first), 1)
}

// failing opens files that fail in one way. Of what is written some bytes still get
// through.
func failing(what string, err error, through int) func(string) (file, error) {
	return func(path string) (file, error) {
		if what == "open" {
			return nil, &fs.PathError{Op: "open", Path: path, Err: err}
		}
		f, openErr := openFile(path)
		return &brokenFile{f, what, err, through}, openErr
	}
}

type brokenFile struct {
	file
	what    string
	err     error
	through int
}

func (f *brokenFile) Write(b []byte) (int, error) {
	if f.what != "write" {
		return f.file.Write(b)
	}
	n, _ := f.file.Write(b[:f.through])
	return n, f.err
}

func (f *brokenFile) Sync() error {
	if f.what == "sync" {
		return f.err
	}
	return f.file.Sync()
}

// TestAJournalThatOthersMayReadIsTakenFromThem has a mode of 0644, as a restored copy may.
func TestAJournalThatOthersMayReadIsTakenFromThem(t *testing.T) {
	j := newJournal(t, 1)
	if err := os.Chmod(j.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := whole(t, j, 1); r.Mode != 0o644 {
		t.Errorf("verify: mode %v", r.Mode)
	}
	put(t, j, "op-2")
	if r := whole(t, j, 2); r.Mode != 0o600 {
		t.Errorf("mode %v after writing", r.Mode)
	}
}
