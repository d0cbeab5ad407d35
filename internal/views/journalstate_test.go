package views

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// journalOf is the journal of a console that was killed seconds after it had sent a restore.
func journalOf(t *testing.T, world *sim.World, faults string, lines int) []byte {
	t.Helper()
	u := startAs(t, 100, 30, world, Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
	u.after(10 * time.Second).arms().press("R").after(10 * time.Second).submits().after(15 * time.Second).press("enter").after(time.Second)
	phrase := u.phrase()
	u.befalls(faults).types(phrase).press("enter").after(5 * time.Second)
	b, err := os.ReadFile(u.journal.Path())
	if err != nil || bytes.Count(b, []byte("\n")) != lines {
		t.Fatal(string(b), err)
	}
	u.leave()
	u.befalls("")
	return b
}

// TestDamageInTheJournalIsSaidAtTheStart hides an open intent by a few bytes.
func TestDamageInTheJournalIsSaidAtTheStart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, path := sim.New(oneAccount()), filepath.Join(t.TempDir(), "journal.jsonl")
		b := journalOf(t, world, "", 2)
		hidden := bytes.Replace(b[:bytes.IndexByte(b, '\n')+1], []byte(`"phase"`), []byte(`@@@@@@@`), 1)
		if err := os.WriteFile(path, append(b, hidden...), 0o600); err != nil {
			t.Fatal(err)
		}
		u := startAs(t, 140, 30, world, Options{}, ops.Policy{}, "", func(b *Backend) {
			if err := b.Changes.Journal.Use(t.Context(), path); err != nil {
				t.Fatal(err)
			}
		}).after(5 * time.Second)
		u.sees("line 3 of the journal is damaged; an intent may be hidden: run bkpui journal verify", "! journal damaged: 9")
		u.rests(10 * time.Minute).misses("an intent may be hidden").sees("! journal damaged: 9")
		u.press("9").after(time.Second).sees("an intent may be hidden", "! line 3 damaged: bkpui journal verify").misses("journal damaged: 9")
	})
}

// TestAnotherJournalIsLookedThroughAndNotForgotten has a console that went on in another file,
// and was killed while sending there, start again.
func TestAnotherJournalIsLookedThroughAndNotForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, other := sim.New(oneAccount()), filepath.Join(t.TempDir(), "x.jsonl")
		b := journalOf(t, world, "hang=100%@StartRestoreJob", 1)
		u := startAs(t, 140, 30, world, Options{}, ops.Policy{}, "").after(20 * time.Second)
		home := u.journal.Path()
		u.goes("journal-path " + other).after(time.Second).sees("the journal goes on in " + other).leave()
		if notes, _ := filepath.Glob(home + ".other-*"); len(notes) != 1 {
			t.Errorf("notes: %v", notes)
		}
		if err := os.WriteFile(other, b, 0o600); err != nil {
			t.Fatal(err)
		}
		next := startAs(t, 140, 30, world, Options{}, ops.Policy{}, "", func(b *Backend) {
			j := b.Changes.Journal
			home := j.Path()
			for _, err := range []error{j.Use(t.Context(), other), j.Note(), j.Use(t.Context(), home)} {
				if err != nil {
					t.Fatal(err)
				}
			}
		}).after(time.Second)
		next.sees("used before, has 1 action without a known", "! journal: 9").press("9").after(time.Second).sees("another journal has open actions: :journal-path")
		next.press("1").goes("journal-path "+other).after(5*time.Second).sees("1 action of before has no known outcome; 9 shows it", "! 1 unknown: 9")
		if b, err := os.ReadFile(other); err != nil || !strings.Contains(string(b), `"phase":"lookup"`) {
			t.Errorf("nobody looked: %s, %v", b, err)
		}
	})
}
