package views

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestADeletionOfBeforeIsLookedAtUntilItsEndWhileTheActionsShowIt gives a console the journal
// of one that was killed while AWS was deleting three points, which takes AWS an hour.
func TestADeletionOfBeforeIsLookedAtUntilItsEndWhileTheActionsShowIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, kept := sim.New(sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}), filepath.Join(t.TempDir(), "journal.jsonl")
		world.DeletesTake(time.Hour)
		u := startAs(t, 110, 40, world, Options{}, ops.Policy{}, "").after(5 * time.Second).arms()
		u.deletesSix()
		whole, err := os.ReadFile(u.journal.Path())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(kept, bytes.Join(bytes.SplitAfter(whole, []byte("\n"))[:7], nil), 0o600); err != nil {
			t.Fatal(err)
		}
		u.leave()
		time.Sleep(10 * time.Minute) // the process that wrote it lives
		sent := len(world.Started())
		next := startAs(t, 110, 40, world, Options{}, ops.Policy{}, "", func(b *Backend) {
			if err := b.Changes.Journal.Use(t.Context(), kept); err != nil {
				t.Fatal(err)
			}
		}).after(5 * time.Second).sees("3 points still DELETING: 9 goes on")
		began := next.session().looking.last
		if next.after(5 * time.Minute); next.session().looking.last != began {
			t.Error("it is looked at while nobody looks")
		}
		next.press("9").after(5 * time.Minute)
		if l := next.session().looking; !l.last.After(began) || l.open != 3 || l.pause != lookOnLast {
			t.Errorf("it is not looked at ever less often while it is shown: %+v", l)
		}
		next.misses(" gone").rests(time.Hour).goes("actions kind:delete outcome:gone").after(5*time.Second).sees("6 of ", "lookup   gone", "intent   gone")
		if l := next.session().looking; l.open != 0 {
			t.Errorf("it has an end, and is looked at all the same: %+v", l)
		}
		if got := len(world.Started()); got != sent {
			t.Errorf("%d requests were sent", got-sent)
		}
	})
}

// TestWhatALookOnFoundIsSaid: an end, whichever, and nothing while there is none.
func TestWhatALookOnFoundIsSaid(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 20, Jobs: 20}, func(u *user) {
		s := u.session()
		for want, m := range map[string]lookedBack{
			"2 points that were DELETING are gone":                   {gone: 2, ongoing: 1},
			"1 deletion of before was taken and has come to nothing": {failed: 1, gone: 1},
			"the journal can't be read or written: disk on fire":     {err: errors.New("disk on fire")},
			"": {ongoing: 3},
		} {
			s.note = notice{}
			if s.heedLookOn(lookedOn{m}); s.note.text != want {
				t.Errorf("says %q, want %q", s.note.text, want)
			}
		}
	})
}
