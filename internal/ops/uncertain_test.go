package ops

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestAnUncertainRequestIsLookedForAndWhatWasFoundIsWritten(t *testing.T) {
	for _, tc := range []struct {
		name    string
		taken   bool // by AWS
		refuse  func(string) error
		want    Verdict
		outcome string // the last line
		pending int
	}{
		{"taken", true, nil, Found, "lookup 1/1 found", 0},
		{"not taken", false, nil, NotFound, "lookup 1/1 not found", 1},
		{"no look allowed", true, func(string) error { return &backup.Error{Kind: backup.AccessDenied} }, CantTell, "lookup 1/1 can't tell", 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			if c.refuse = tc.refuse; tc.taken {
				c.lose = lost
			} else {
				c.answer = lost
			}
			r := newRunner(t, c)
			results, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
			if err != nil || results[0].Outcome != Unsure || results[0].Finding.Verdict != tc.want || len(c.sends()) != 1 {
				t.Errorf("%s: %+v, %v, sent %d", tc.name, results, err, len(c.sends()))
			}
			if tc.taken && tc.want == Found && results[0].Job() != "job-1" {
				t.Errorf("%s: job %q", tc.name, results[0].Job())
			}
			got := phases(records(t, r.Journal()))
			if want := []string{"intent 1/1", "outcome 1/1 uncertain", tc.outcome}; !slices.Equal(got, want) {
				t.Errorf("%s: journal %q", tc.name, got)
			}
			if pending, err := r.journal.Pending(); err != nil || len(pending) != tc.pending {
				t.Errorf("%s: pending %+v, %v", tc.name, pending, err)
			}
		})
	}
}

func TestTheRestIsNotSentWhileOneIsUncertain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.answer = lost
		r := newRunner(t, c)
		op := restoreOp("a")
		op.Items = append(op.Items, restoreOp("b").Items...)
		if _, err := r.Do(t.Context(), confirm(t, r, op), nil); !errors.Is(err, ErrStopped) || len(c.sends()) != 1 {
			t.Errorf("not taken: %v, sent %d", err, len(c.sends()))
		}
		c.answer, c.lose = nil, func(n int, ch backup.Change) error {
			if n == 1 {
				return lost(n, ch)
			}
			return nil
		}
		op = restoreOp("c")
		op.Items = append(op.Items, restoreOp("d").Items...)
		if _, err := r.Do(t.Context(), confirm(t, r, op), nil); err != nil || len(c.sends()) != 3 {
			t.Errorf("taken and found: %v, sent %d", err, len(c.sends()))
		}
	})
}

func TestARefusalOfAllStopsAndARefusalOfOneDoesNot(t *testing.T) {
	for kind, sent := range map[backup.Kind]int{
		backup.Invalid: 3, backup.Conflict: 3, backup.NotFound: 3, backup.Quota: 3,
		backup.AccessDenied: 1, backup.Credentials: 1, backup.RegionOff: 1, backup.Unsupported: 1,
	} {
		c := newCloud()
		c.answer = func(n int, _ backup.Change) error {
			if n == 0 {
				return &backup.Error{Kind: kind, Message: "no"}
			}
			return nil
		}
		r := newRunner(t, c)
		op := restoreOp("a")
		op.Items = append(op.Items, restoreOp("b").Items[0], restoreOp("c").Items[0])
		results, err := r.Do(t.Context(), confirm(t, r, op), nil)
		if len(c.sends()) != sent || (err == nil) != (sent == 3) || results[0].Outcome != Refused {
			t.Errorf("%s: sent %d, %v", kind, len(c.sends()), err)
		}
	}
}

func TestALateJobIsFoundByLookingAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.lose = lost
		looks := 0
		c.refuse = func(op string) error { // AWS lists it after some seconds
			if op != "Jobs" {
				return nil
			}
			if looks++; looks < 4 {
				return &backup.Error{Kind: backup.Unreachable}
			}
			return nil
		}
		r := newRunner(t, c)
		begin := time.Now()
		results, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
		if err != nil || results[0].Finding.Verdict != Found || time.Since(begin) != 7*time.Second {
			t.Errorf("%v %+v after %s", err, results, time.Since(begin))
		}
	})
}

func TestAnEndInTheMiddleOfALookIsNoFinding(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.answer = lost
		r := newRunner(t, c)
		ctx, cancel := contextOf(t, 3*time.Second)
		defer cancel()
		results, _ := r.Do(ctx, confirm(t, r, restoreOp("orders-db")), nil)
		if results[0].Finding.Verdict != CantTell {
			t.Errorf("%+v", results[0].Finding)
		}
		if got := phases(records(t, r.Journal())); !slices.Equal(got, []string{"intent 1/1", "outcome 1/1 uncertain"}) {
			t.Errorf("journal: %q", got)
		}
	})
}

func TestTheRestGoesWhenThreeAreGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.lasts = 45 * time.Second
		r := newRunner(t, c)
		begin := time.Now()
		c.answer = func(n int, _ backup.Change) error {
			proven := 0
			for _, rec := range records(t, r.Journal()) {
				if rec.Finding == Found && rec.Message == "the point is gone" {
					proven++
				}
			}
			if want := 3 * min(n/3, 1); proven != want {
				t.Errorf("delete %d was sent with %d gone, want %d", n+1, proven, want)
			}
			return nil
		}
		results, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 79)), nil)
		if err != nil || len(c.sends()) != 79 {
			t.Errorf("%v, sent %d", err, len(c.sends()))
		}
		for i, res := range results {
			if res.Finding.Verdict != Found || res.Finding.Ongoing || res.Outcome != Accepted || !res.Until.IsZero() {
				t.Errorf("item %d: %+v", i+1, res)
			}
		}
		if took := time.Since(begin); took < 90*time.Second || took > 130*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// TestTheRestIsLookedAtToo deletes ten points, of which one after the canaries comes back
// EXPIRED: of the others it is seen that they are gone, also where one failed before.
func TestTheRestIsLookedAtToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.expires(5*time.Second, func(n int) bool { return n == 4 })
		r := newRunner(t, c)
		results, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 10)), nil)
		if err != nil || len(c.sends()) != 10 || r.Left() != 0 {
			t.Errorf("%v, sent %d, left %d", err, len(c.sends()), r.Left())
		}
		for i, res := range results {
			if want := map[bool]Verdict{true: Failed, false: Found}[i == 4]; res.Finding.Verdict != want || res.Finding.Ongoing {
				t.Errorf("item %d: %+v", i+1, res.Finding)
			}
		}
		seen := 0
		for _, rec := range records(t, r.Journal()) {
			if rec.Phase == LookedUp {
				seen++
			}
		}
		if seen != 10 {
			t.Errorf("the journal has %d looks", seen)
		}
	})
}

// expires makes AWS answer 200 to deletes that it then does not carry out: the points
// turn EXPIRED after a while in DELETING.
func (c *cloud) expires(after time.Duration, which func(n int) bool) {
	c.lasts = time.Minute
	c.lose = func(n int, ch backup.Change) error {
		if arn := ch.(*backup.DeleteRecoveryPoint).RecoveryPointArn; which(n) {
			delete(c.goes, arn)
			time.AfterFunc(after, func() {
				c.mu.Lock()
				defer c.mu.Unlock()
				c.points[arn] = backup.PointDetail{Status: "EXPIRED", StatusMsg: "Insufficient privileges to perform this action."}
			})
		}
		return nil
	}
}

func TestACanaryThatComesBackExpiredStopsTheRest(t *testing.T) {
	for name, tc := range map[string]struct {
		after time.Duration
		which func(n int) bool
	}{
		"at once":             {0, func(int) bool { return true }},
		"after DELETING":      {12 * time.Second, func(int) bool { return true }},
		"long after DELETING": {4 * time.Minute, func(int) bool { return true }},
		"one of three":        {12 * time.Second, func(n int) bool { return n == 1 }},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			c.expires(tc.after, tc.which)
			r := newRunner(t, c)
			begin := time.Now()
			results, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 79)), nil)
			if took := time.Since(begin); took > tc.after+believed+30*time.Second {
				t.Errorf("%s: said after %s", name, took)
			}
			if !errors.Is(err, ErrStopped) || errors.Is(err, ErrStillDeleting) || !strings.Contains(err.Error(), "Insufficient privileges") || !strings.Contains(err.Error(), "76 of 79") {
				t.Errorf("%s: error: %v", name, err)
			}
			if len(c.sends()) != 3 || results[3].Sent {
				t.Errorf("%s: sent %d", name, len(c.sends()))
			}
			for i, res := range results[:3] {
				if want := map[bool]Verdict{true: Failed, false: Found}[tc.which(i)]; res.Finding.Verdict != want || res.Finding.Ongoing == tc.which(i) || !res.Until.IsZero() {
					t.Errorf("%s: item %d: %+v", name, i+1, res)
				}
			}
			if got := records(t, r.Journal()); got[len(got)-1].Phase != Stopped || !strings.Contains(got[len(got)-1].Message, "Insufficient privileges") {
				t.Errorf("%s: the last record: %+v", name, got[len(got)-1])
			}
		})
	}
}

func TestWhatIsSeenOfCanariesIsToldWhileTheyAreLookedAt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.lasts = 40 * time.Second
		r := newRunner(t, c)
		var told []string
		_, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 5)), func(res Result) {
			if res.Item == 2 {
				told = append(told, fmt.Sprintf("%t %s %t %t", res.Sent, res.Outcome, res.Finding.Ongoing, res.Until.IsZero()))
			}
		})
		want := []string{"true  false true", "true accepted false true", "true accepted false false", "true accepted true false", "true accepted false true"}
		if told = slices.Compact(told); err != nil || !slices.Equal(told, want) {
			t.Errorf("%v, told %q", err, told)
		}
	})
}

// TestCanariesThatAreStillDeletingAskTheOperator waits five minutes, sends nothing more,
// and goes on with the rest where that is confirmed and what went first has not failed.
func TestCanariesThatAreStillDeletingAskTheOperator(t *testing.T) {
	for name, fails := range map[string]bool{"go on": false, "expired meanwhile": true} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			c.lasts = 24 * time.Hour
			r := newRunner(t, c)
			begin := time.Now()
			op := deleteOp(c, 10)
			results, err := r.Do(t.Context(), confirm(t, r, op), nil)
			if !errors.Is(err, ErrStopped) || !errors.Is(err, ErrStillDeleting) || !strings.Contains(err.Error(), "7 of 10") || len(c.sends()) != 3 {
				t.Errorf("%s: %v, sent %d", name, err, len(c.sends()))
			}
			if took := time.Since(begin); took < 5*time.Minute || took > 5*time.Minute+15*time.Second {
				t.Errorf("%s: it took %s", name, took)
			}
			rest := Op{ID: NewID(), Kind: Delete, Scope: op.Scope, Items: op.Items[3:]}
			for i, res := range results[:3] {
				if res.Finding.Verdict != Found || !res.Finding.Ongoing || !strings.Contains(res.Finding.Evidence, "DELETING") {
					t.Errorf("%s: item %d: %+v", name, i+1, res.Finding)
				}
				rest.Ahead = append(rest.Ahead, op.Items[i].Thing)
			}
			want := 10
			if fails {
				c.points[rest.Ahead[1].ID] = backup.PointDetail{Status: "EXPIRED", StatusMsg: "Insufficient privileges"}
				want = 3
			}
			_, err = r.Do(t.Context(), confirm(t, r, rest), nil)
			if fails != errors.Is(err, ErrStopped) || fails && !strings.Contains(err.Error(), "Insufficient privileges") || len(c.sends()) != want {
				t.Errorf("%s: %v, sent %d, want %d", name, err, len(c.sends()), want)
			}
		})
	}
}

func TestAnEndWhileCanariesAreLookedAtSendsNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.lasts = time.Hour
		r := newRunner(t, c)
		ctx, cancel := contextOf(t, 20*time.Second)
		defer cancel()
		begin := time.Now()
		if _, err := r.Do(ctx, confirm(t, r, deleteOp(c, 10)), nil); !errors.Is(err, ErrStopped) || len(c.sends()) != 3 || time.Since(begin) != 20*time.Second {
			t.Errorf("%v, sent %d after %s", err, len(c.sends()), time.Since(begin))
		}
	})
}

func TestAPointThatWasExpiredBeforeIsGivenTimeToGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		op := deleteOp(c, 1)
		arn := op.Items[0].Thing.ID
		c.points[arn] = backup.PointDetail{Status: "EXPIRED"}
		looks := 0
		c.refuse = func(string) error {
			if looks++; looks == 3 { // three seconds later
				c.points[arn] = backup.PointDetail{Status: "DELETING"}
			}
			return nil
		}
		r := newRunner(t, c)
		results, err := r.Do(t.Context(), confirm(t, r, op), nil)
		if err != nil || results[0].Finding.Verdict != Found {
			t.Errorf("%v %+v", err, results)
		}
	})
}

func TestACanaryThatNothingIsSeenOfStopsTheRest(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		refuse     func(string) error
	}{
		{"still there", "COMPLETED", nil},
		{"no look allowed", "access denied", func(string) error { return &backup.Error{Kind: backup.AccessDenied} }},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			c.refuse = tc.refuse
			op := deleteOp(c, 5)
			c.lose = func(_ int, ch backup.Change) error { // AWS answers 200 and does nothing
				c.points[ch.(*backup.DeleteRecoveryPoint).RecoveryPointArn] = backup.PointDetail{Status: "COMPLETED"}
				return nil
			}
			r := newRunner(t, c)
			begin := time.Now()
			_, err := r.Do(t.Context(), confirm(t, r, op), nil)
			if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), tc.says) || len(c.sends()) != 3 {
				t.Errorf("%s: %v, sent %d", tc.name, err, len(c.sends()))
			}
			if took := time.Since(begin); took < 5*time.Minute || took > 5*time.Minute+15*time.Second {
				t.Errorf("%s: it took %s", tc.name, took)
			}
		})
	}
}

func TestThreeRefusedDeletesStopTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.answer = func(n int, _ backup.Change) error {
			return &backup.Error{Kind: backup.Invalid, Message: "the vault is locked"}
		}
		r := newRunner(t, c)
		if _, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 10)), nil); !errors.Is(err, ErrStopped) || len(c.sends()) != 3 {
			t.Errorf("all refused: %v, sent %d", err, len(c.sends()))
		}
		c.answer = func(n int, _ backup.Change) error {
			if n%2 == 1 {
				return &backup.Error{Kind: backup.Invalid, Message: "legal hold"}
			}
			return nil
		}
		if _, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 10)), nil); err != nil || len(c.sends()) != 13 {
			t.Errorf("every other refused: %v, sent %d", err, len(c.sends()))
		}
	})
}
