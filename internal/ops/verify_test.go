package ops

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVerifySaysWhereAJournalWasChanged(t *testing.T) {
	j := newJournal(t, 5)
	good := bytes.SplitAfter(read(t, j), []byte("\n"))[:5]
	edit := func(change func(lines [][]byte) [][]byte) []byte {
		return bytes.Join(change(slices.Clone(good)), nil)
	}
	replace := func(n int, old, new string) []byte {
		return edit(func(l [][]byte) [][]byte {
			l[n-1] = bytes.Replace(l[n-1], []byte(old), []byte(new), 1)
			return l
		})
	}
	for _, tc := range []struct {
		name string
		text []byte
		line int
		says string
	}{
		{"a word changed", replace(3, "op-3", "op-9"), 3, "changed after it was written"},
		{"a space added", replace(2, `"op":`, `"op": `), 2, "changed after it was written"},
		{"a hash changed", replace(3, `"prev":"`, `"prev":"00`), 2, "line 3 holds another hash"},
		{"a bit flipped", replace(3, `{"seq"`, `["seq"`), 3, "no record"},
		{"the first line flipped", replace(1, `{"seq"`, `["seq"`), 1, "no record"},
		{"the last line flipped", replace(5, `{"seq"`, `["seq"`), 5, "no record"},
		{"an empty line", edit(func(l [][]byte) [][]byte { return slices.Insert(l, 2, []byte("\n")) }), 3, "no record"},
		{"a line removed", edit(func(l [][]byte) [][]byte { return slices.Delete(l, 2, 3) }), 3, "lines are missing"},
		{"a line doubled", edit(func(l [][]byte) [][]byte { return slices.Insert(l, 3, l[2]) }), 4, "added or moved"},
		{"two lines swapped", edit(func(l [][]byte) [][]byte { l[2], l[3] = l[3], l[2]; return l }), 3, "lines are missing"},
		{"the beginning removed", edit(func(l [][]byte) [][]byte { return l[2:] }), 1, "what came before is missing"},
		{"a line too long", edit(func(l [][]byte) [][]byte {
			l[2] = append(bytes.Repeat([]byte("x"), longest+5), '\n')
			return l
		}), 3, "longer than any record"},
	} {
		write(t, j, tc.text)
		report, err := Verify(t.Context(), j.Path())
		if err != nil || len(report.Faults) == 0 {
			t.Errorf("%s: nothing found: %+v, %v", tc.name, report, err)
			continue
		}
		if f := report.Faults[0]; f.Line != tc.line || !strings.Contains(f.What, tc.says) {
			t.Errorf("%s: %v", tc.name, &f)
		}
	}
}

func TestVerifyTellsATornTailApartAndCannotSeeACutOne(t *testing.T) {
	j := newJournal(t, 3)
	text := read(t, j)
	write(t, j, append(bytes.Clone(text), "half"...))
	report, err := Verify(t.Context(), j.Path())
	if err != nil || report.Torn != 4 || report.Lines != 3 || len(report.Faults) != 0 || report.First.IsZero() || report.Last.IsZero() {
		t.Errorf("%+v, %v", report, err)
	}
	cut := bytes.LastIndexByte(text[:len(text)-1], '\n') + 1
	write(t, j, text[:cut])
	whole(t, j, 2) // as documented
}

func TestVerifyEndsWithItsContextAndNamesAMissingFile(t *testing.T) {
	j := newJournal(t, 3)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Verify(ctx, j.Path()); err == nil {
		t.Error("it did not end")
	}
	if _, err := Verify(t.Context(), j.Path()+".1"); !os.IsNotExist(err) {
		t.Errorf("no file: %v", err)
	}
}

func TestReadingGoesOnAfterDamage(t *testing.T) {
	j := newJournal(t, 4)
	lines := bytes.SplitAfter(read(t, j), []byte("\n"))[:4]
	lines[1] = []byte("garbage\n")
	lines[2] = append(bytes.Repeat([]byte("y"), 3*longest), '\n')
	write(t, j, append(bytes.Join(lines, nil), "torn"...))
	var ops []string
	var damaged []int
	for r, err := range j.Records() {
		var d *Damage
		switch {
		case err == nil:
			ops = append(ops, r.Op)
		case errors.As(err, &d):
			damaged = append(damaged, d.Line)
		default:
			t.Error(err)
		}
	}
	if !slices.Equal(ops, []string{"op-1", "op-4"}) || !slices.Equal(damaged, []int{2, 3}) {
		t.Errorf("read %q, damaged %v", ops, damaged)
	}
	for _, err := range NewJournal(j.Path() + ".1").Records() {
		t.Errorf("a journal that was never written has records, or %v", err)
	}
}

func TestALineIsNeverLongerThanWhatIsRead(t *testing.T) {
	j := newJournal(t, 0)
	huge := strings.Repeat("é\x00\x1b", 4<<20)
	r, err := j.write(t.Context(), Record{Op: "op", Phase: Ended, Name: huge, Message: huge, Reason: huge})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(read(t, j)); n > 64<<10 {
		t.Errorf("the line has %d bytes", n)
	}
	if got := records(t, j); len(got) != 1 || got[0].Seq != r.Seq || !strings.HasSuffix(got[0].Message, "…") {
		t.Errorf("read %d", len(got))
	}
	request := append(append([]byte(`"`), bytes.Repeat([]byte("x"), longest)...), '"')
	if _, err := j.write(t.Context(), Record{Op: "op", Phase: Intended, Request: request}); err == nil {
		t.Error("a record of more than a MiB was written")
	}
	whole(t, j, 1)
}

// memory is a file that is not on a disk: fuzzing is a thousand times faster so.
type memory struct {
	file
	b []byte
}

func (m *memory) ReadAt(b []byte, at int64) (int, error) { return bytes.NewReader(m.b).ReadAt(b, at) }

func (m *memory) Write(b []byte) (int, error) {
	m.b = append(m.b, b...)
	return len(b), nil
}

func (m *memory) Truncate(size int64) error {
	m.b = m.b[:size]
	return nil
}

func (m *memory) Sync() error { return nil }

// FuzzJournal: whatever a file holds, reading does not panic, and writing to it either
// refuses and leaves it, or keeps every whole line and adds one that can be read.
func FuzzJournal(f *testing.F) {
	line := `{"seq":1,"prev":"","time":"2026-01-02T03:04:05.006Z","op":"a","item":1,"attempt":1,"phase":"intent","kind":"restore","actor":{}}` + "\n"
	f.Add([]byte(line))
	f.Add([]byte(line + line + `{"seq":2`))
	f.Add([]byte(line + "garbage\n\x00\x00"))
	f.Add([]byte("\n\n"))
	f.Add([]byte(`{"seq":18446744073709551615,"phase":"x"}` + "\n"))
	f.Add([]byte(`{"seq":9007199254740992,"phase":"x"}` + "\n"))
	f.Add([]byte(`{"seq":1,"phase":"outcome","outcome":"accepted","job":"j","time":"9999-12-31T23:59:59Z"}` + "\n"))
	f.Add([]byte(`{"seq":1,"phase":"intent","operation":"StartRestoreJob","request":{"Metadata":{"a":"${secret:"}}}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var all []Record
		for r, err := range Records(bytes.NewReader(b)) {
			var d *Damage
			switch {
			case err == nil:
				all = append(all, r)
				_, _ = r.Action(), r.Of()
				if c, err := r.Change(); err == nil {
					_, _ = NeedsSecrets(c), Shell{}.Command(r.Scope(), c)
				}
			case !errors.As(err, &d):
				t.Fatal(err)
			}
		}
		Pending(all)
		if _, err := verify(t.Context(), bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
		m := &memory{b: bytes.Clone(b)}
		end, err := readTail(m, int64(len(b)))
		if err != nil {
			return
		}
		j := NewJournal("journal.jsonl")
		j.known = j.path
		acknowledged := b[:bytes.LastIndexByte(b, '\n')+1]
		if err := j.appendTo(m, j.path, end, Record{Seq: end.seq + 1, Op: "new", Phase: Intended}); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(m.b, acknowledged) {
			t.Fatal("an acknowledged line is gone")
		}
		added := bytes.TrimSuffix(m.b[len(acknowledged):], []byte("\n"))
		if r, err := parseRecord(added); end.seq < 1<<53 && (err != nil || r.Seq != end.seq+1 || r.Op != "new") {
			t.Fatalf("the new line: %+v, %v", r, err)
		}
	})
}

// TestDamageIsNamedInAFewWords damages lines of a journal of six, each in its own way.
func TestDamageIsNamedInAFewWords(t *testing.T) {
	t.Parallel()
	cut := func(b []byte) []byte { return b[:len(b)-1] }
	edit := func(lines ...int) func([]byte) []byte {
		return func(b []byte) []byte {
			all := bytes.SplitAfter(b, []byte("\n"))
			for _, n := range lines {
				all[n-1] = []byte("garbage\n")
			}
			return bytes.Join(all, nil)
		}
	}
	for want, damage := range map[string]func([]byte) []byte{
		"":                                           func(b []byte) []byte { return b },
		"line 6 of the journal is damaged":           edit(6),
		"line 2 of the journal is damaged":           func(b []byte) []byte { return bytes.Replace(b, []byte(`"op-2"`), []byte(`"op-9"`), 1) },
		"the last line of the journal is cut":        cut,
		"lines 2, 4 of the journal are damaged":      edit(2, 4),
		"lines 1, 2, 3 … of the journal are damaged": edit(1, 2, 3, 4, 5),
	} {
		j := newJournal(t, 6)
		write(t, j, damage(read(t, j)))
		r, err := j.Verify(t.Context())
		if got := r.DamageWords(); got != want || err != nil {
			t.Errorf("%q, want %q: %+v, %v", got, want, r, err)
		}
	}
	j := newJournal(t, 2) // a letter of the last line, which no hash covers yet
	b := read(t, j)
	at := bytes.LastIndex(b, []byte(`"intent"`))
	b[at+2] = 'M'
	write(t, j, b)
	if r, _ := j.Verify(t.Context()); r.DamageWords() != "line 2 of the journal is damaged" {
		t.Errorf("an intent is hidden: %+v", r)
	}
	if r, err := NewJournal(j.Path() + "none").Verify(t.Context()); err != nil || r.DamageWords() != "" {
		t.Errorf("never written: %+v, %v", r, err)
	}
}

// TestAJournalBelowAFileIsOneThatWasNeverWritten has a file where its folder would be.
func TestAJournalBelowAFileIsOneThatWasNeverWritten(t *testing.T) {
	t.Parallel()
	j := NewJournal(filepath.Join(newJournal(t, 1).Path(), "journal.jsonl"))
	pending, err := j.Pending()
	if _, unverified := j.Verify(t.Context()); err != nil || unverified != nil || len(pending) != 0 {
		t.Errorf("%v, %v, %v", pending, err, unverified)
	}
	if drafts, err := NewDrafts(filepath.Join(j.Path(), "drafts"), "ana", "seat").List(); err != nil || len(drafts) != 0 {
		t.Errorf("drafts: %v, %v", drafts, err)
	}
	var trouble *JournalError
	if _, err := j.write(t.Context(), Record{}); !errors.As(err, &trouble) || trouble.Trouble != Broken {
		t.Errorf("written: %v", err)
	}
}
