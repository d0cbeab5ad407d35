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

// TestTheNextStartSaysWhatAKilledDeleteNeverSent gives a console the journal of one that
// was killed: three of six points were deleted, and the rest never sent.
func TestTheNextStartSaysWhatAKilledDeleteNeverSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, kept := sim.New(sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}), filepath.Join(t.TempDir(), "journal.jsonl")
		u := startAs(t, 110, 40, world, Options{}, ops.Policy{}, "").after(5 * time.Second).arms()
		u.deletesSix()
		whole, err := os.ReadFile(u.journal.Path())
		if err != nil {
			t.Fatal(err)
		}
		lines := bytes.SplitAfter(whole, []byte("\n"))
		if err := os.WriteFile(kept, bytes.Join(lines[:7], nil), 0o600); err != nil { // begun, three intents, three outcomes
			t.Fatal(err)
		}
		u.leave()
		time.Sleep(10 * time.Minute) // the process that wrote it lives
		sent := len(world.Started())
		next := startAs(t, 80, 24, world, Options{}, ops.Policy{}, "", func(b *Backend) {
			if err := b.Changes.Journal.Use(t.Context(), kept); err != nil {
				t.Fatal(err)
			}
		}).after(5 * time.Second)
		next.sees("delete 6 of Default was broken off: 3 of 6 sent (3 taken), 3 never; 9 shows")
		next.rests(time.Hour).misses("broken off").sees("! see actions: 9") // until somebody looks
		next.press("9").after(time.Second).sees("delete 6 of Default was broken off").misses("see actions")
		next.goes("actions phase:stopped").after(5 * time.Second).sees("6 of Default").press("d").after(time.Second)
		if words := strings.Join(strings.Fields(next.text()), " "); !strings.Contains(words, "its console ended: 3 of 6 sent (3 taken), 3 never: item 4 ami-") {
			t.Errorf("what was never sent is not said:\n%s", next.text())
		}
		next.press("esc").after(time.Second).press("R").after(10*time.Second).sees("review: delete 3 points of Default", "3 recovery points", "! the delete before", "its console ended")
		next.home().goes("actions phase:begun").after(5 * time.Second).press("R").after(time.Second).sees(`R on its line "stopped"`)
		if got := len(world.Started()); got != sent {
			t.Errorf("%d requests were sent at the start", got-sent)
		}
	})
}
