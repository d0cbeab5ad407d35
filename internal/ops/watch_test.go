package ops

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// seen collects what Watch gives out.
type seen struct {
	ops    []string
	damage []Damage
	anew   int
}

func (s *seen) take(b Batch) {
	if b.Anew {
		s.anew++
		s.ops, s.damage = nil, nil
	}
	for _, r := range b.Records {
		s.ops = append(s.ops, r.Op)
	}
	s.damage = append(s.damage, b.Damage...)
}

func TestWatchGivesOutWhatAnyConsoleWrites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal(t, 0)
		other := NewJournal(j.Path())
		var s seen
		var failures []error
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- j.Watch(ctx, time.Second, s.take, func(err error) { failures = append(failures, err) })
		}()
		sees := func(what string, anew int, ops ...string) {
			t.Helper()
			time.Sleep(time.Second)
			synctest.Wait()
			if !slices.Equal(s.ops, ops) || s.anew != anew {
				t.Errorf("%s: %q, anew %d times", what, s.ops, s.anew)
			}
		}
		sees("no file", 0)
		put(t, j, "mine")
		put(t, other, "theirs")
		sees("two lines", 0, "mine", "theirs")
		sees("nothing new", 0, "mine", "theirs")
		write(t, j, append(read(t, j), `{"seq":3,"torn`...))
		sees("a torn line", 0, "mine", "theirs")
		put(t, other, "third")
		sees("mended", 0, "mine", "theirs", "third")
		if err := os.Remove(j.Path()); err != nil {
			t.Fatal(err)
		}
		sees("removed", 1)
		put(t, j, "new")
		sees("a new file", 1, "new")
		if err := os.Rename(j.Path(), j.Path()+".1"); err != nil {
			t.Fatal(err)
		}
		put(t, other, "rotated")
		sees("replaced between two looks", 2, "rotated")
		if err := j.Use(t.Context(), t.TempDir()+"/other.jsonl"); err != nil {
			t.Fatal(err)
		}
		var text []byte
		for i := range 2*batchSize + 1 {
			line, err := Record{Seq: uint64(i + 1), Op: "op", Phase: Intended}.line()
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, line...)
		}
		write(t, j, text)
		time.Sleep(time.Second)
		synctest.Wait()
		if len(s.ops) != 2*batchSize+1 || s.anew != 3 {
			t.Errorf("another path: %d ops, anew %d times", len(s.ops), s.anew)
		}
		write(t, j, append(read(t, j), "garbage\n"...))
		time.Sleep(time.Second)
		synctest.Wait()
		if len(s.damage) != 1 || s.damage[0].Line != 2*batchSize+2 {
			t.Errorf("damage: %v", s.damage)
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
		if len(failures) != 0 {
			t.Errorf("failures: %v", failures)
		}
	})
}

func TestWatchTellsOnceWhyItCannotReadAndWhenItCanAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal(t, 1)
		loop := t.TempDir() + "/loop"
		if err := os.Symlink(loop, loop); err != nil {
			t.Fatal(err)
		}
		good := j.Path()
		j.path = loop // a path that stat refuses
		var s seen
		var failures []error
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- j.Watch(ctx, time.Second, s.take, func(err error) { failures = append(failures, err) })
		}()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if len(failures) != 1 || failures[0] == nil {
			t.Fatalf("failures: %v", failures)
		}
		if err := j.Use(ctx, good); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if len(failures) != 2 || failures[1] != nil || !slices.Equal(s.ops, []string{"op-1"}) {
			t.Errorf("failures: %v, ops %q", failures, s.ops)
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	})
}
