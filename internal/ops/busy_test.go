package ops

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// busyUntil is a cloud that throttles what is sent in the first so long.
func busyUntil(d time.Duration) *cloud {
	c, begin := newCloud(), time.Now()
	c.answer = func(int, backup.Change) error {
		if time.Since(begin) < d {
			return &backup.Error{Kind: backup.Throttled, Op: "backup:StartRestoreJob", Message: "Rate exceeded"}
		}
		return nil
	}
	return c
}

func TestAThrottledStartIsTriedAgainWithItsTokenAndStartsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := busyUntil(20 * time.Second)
		r := newRunner(t, c)
		var waited []time.Duration
		results, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), func(res Result) {
			if !res.Again.IsZero() {
				waited = append(waited, time.Until(res.Again))
			}
		})
		if err != nil || results[0].Outcome != Accepted || len(c.jobs) != 1 || !results[0].Again.IsZero() {
			t.Fatalf("%v %+v, %d jobs", err, results, len(c.jobs))
		}
		if want := []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second}; !slices.Equal(waited, want) {
			t.Errorf("waited %v, want %v", waited, want)
		}
		for _, ch := range c.sends() {
			if ch.Token() != c.sends()[0].Token() {
				t.Errorf("another token: %s", ch.Token())
			}
		}
		if got, want := phases(records(t, r.journal)), []string{"intent 1/1", "outcome 1/1 accepted"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

func TestWhatIsThrottledToTheEndMayBeSentOnceMoreAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := busyUntil(5 * time.Minute)
		r := newRunner(t, c)
		begin := time.Now()
		results, _ := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
		if took := time.Since(begin); !results[0].TurnedAway() || took < time.Minute || took > busyFor {
			t.Fatalf("%+v after %s", results, took)
		}
		if pending, err := r.journal.Pending(); err != nil || len(pending) != 0 {
			t.Errorf("nobody needs to look for it: %+v, %v", pending, err)
		}
		away, err := r.journal.Fruitless()
		if err != nil || len(away) != 1 {
			t.Fatal(away, err)
		}
		time.Sleep(5 * time.Minute)
		results, err = r.Do(t.Context(), confirm(t, r, again(t, r, away[0])), nil)
		sends := c.sends()
		if err != nil || results[0].Outcome != Accepted || len(c.jobs) != 1 || sends[len(sends)-1].Token() != sends[0].Token() {
			t.Errorf("%v %+v", err, results)
		}
		if _, err := r.Again(away[0]); !errors.Is(err, ErrSettled) {
			t.Errorf("it may be sent a third time: %v", err)
		}
	})
}

func TestWhatIsThrottledIsNotSentAgainWhenItsTokenMayBeDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := busyUntil(2 * time.Hour)
		r := newRunner(t, c)
		_, _ = r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
		away, _ := r.journal.Fruitless()
		time.Sleep(tokenLife - 3*time.Minute)
		op := again(t, r, away[0])
		sent := len(c.sends())
		results, _ := r.Do(t.Context(), confirm(t, r, op), nil)
		if time.Since(away[0].First.Time()) > tokenLife+time.Second || len(c.sends()) == sent || !results[0].TurnedAway() {
			t.Errorf("sent until %s after the intent: %+v", time.Since(away[0].First.Time()), results)
		}
		time.Sleep(time.Minute)
		if away, _ = r.journal.Fruitless(); len(away) != 1 {
			t.Fatal(away)
		}
		if _, err := r.Again(away[0]); !errors.Is(err, ErrTooLate) {
			t.Error(err)
		}
	})
}

func TestGivingUpEndsTheWaitAndSendsNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := busyUntil(time.Hour)
		r := newRunner(t, c)
		op := restoreOp("orders-db")
		op.Items = append(op.Items, restoreOp("web").Items...)
		confirmed := confirm(t, r, op)
		begin := time.Now()
		go func() {
			time.Sleep(3 * time.Second) // the second wait
			r.GiveUp(op.ID)
			r.GiveUp(op.ID)
		}()
		results, _ := r.Do(t.Context(), confirmed, nil)
		if took := time.Since(begin); took != 3*time.Second || !results[0].TurnedAway() || len(c.sends()) != 3 {
			t.Errorf("%+v after %s, sent %d", results, took, len(c.sends()))
		}
	})
}
