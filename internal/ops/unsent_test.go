package ops

import (
	"errors"
	"slices"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatNeverLeftIsNotSentAndNothingIsLookedFor fails to get the write role before the
// second of three points.
func TestWhatNeverLeftIsNotSentAndNothingIsLookedFor(t *testing.T) {
	t.Parallel()
	noRole := &backup.Error{Kind: backup.Unreachable, Op: "sts:AssumeRole", Message: "connection refused", Unsent: true}
	c := newCloud()
	c.answer = func(n int, _ backup.Change) error {
		if n == 1 {
			return noRole
		}
		return nil
	}
	r := newRunner(t, c)
	op := deleteOp(c, 3)
	results, err := r.Do(t.Context(), confirm(t, r, op), nil)
	if !errors.Is(err, ErrStopped) || results[1].Sent || results[1].Outcome != "" || !errors.Is(results[1].Err, noRole) || results[2].Sent {
		t.Errorf("%v: %+v", err, results)
	}
	want := []string{"begun 0/0", "intent 1/1", "outcome 1/1 accepted", "intent 2/1", "outcome 2/1 not sent", "stopped 0/0"}
	if got := phases(records(t, r.journal)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if pending, err := r.journal.Pending(); err != nil || len(pending) != 0 {
		t.Errorf("pending %v, %v", pending, err)
	}
}
