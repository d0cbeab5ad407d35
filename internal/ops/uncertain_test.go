package ops

import (
	"errors"
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
		backup.Invalid: 3, backup.Conflict: 3, backup.NotFound: 3, backup.Throttled: 3, backup.Quota: 3,
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

func TestThreeDeletesAreProvenBeforeTheRestGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r := newRunner(t, c)
		c.answer = func(n int, _ backup.Change) error {
			proven := 0
			for _, rec := range records(t, r.Journal()) {
				if rec.Finding == Found {
					proven++
				}
			}
			if proven != min(n, 3) {
				t.Errorf("delete %d was sent with %d proven", n+1, proven)
			}
			return nil
		}
		results, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 79)), nil)
		if err != nil || len(c.sends()) != 79 {
			t.Errorf("%v, sent %d", err, len(c.sends()))
		}
		for i, res := range results {
			if want := i < 3; (res.Finding.Verdict == Found) != want || res.Outcome != Accepted {
				t.Errorf("item %d: %+v", i+1, res)
			}
		}
	})
}

func TestACanaryThatComesBackExpiredStopsTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.lose = func(n int, ch backup.Change) error {
			arn := ch.(*backup.DeleteRecoveryPoint).RecoveryPointArn
			if n == 1 {
				c.points[arn] = backup.PointDetail{Status: "EXPIRED", StatusMsg: "Insufficient privileges to perform this action."}
			} else {
				delete(c.points, arn) // gone at once
			}
			return nil
		}
		r := newRunner(t, c)
		results, err := r.Do(t.Context(), confirm(t, r, deleteOp(c, 79)), nil)
		if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "Insufficient privileges") || !strings.Contains(err.Error(), "77 of 79") {
			t.Errorf("error: %v", err)
		}
		if len(c.sends()) != 2 || results[0].Finding.Verdict != Found || results[1].Finding.Verdict != Failed || results[2].Sent {
			t.Errorf("sent %d, results %+v", len(c.sends()), results[:3])
		}
		if got := records(t, r.Journal()); got[len(got)-1].Phase != Stopped || !strings.Contains(got[len(got)-1].Message, "Insufficient privileges") {
			t.Errorf("the last record: %+v", got[len(got)-1])
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
			if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), tc.says) || len(c.sends()) != 1 {
				t.Errorf("%s: %v, sent %d", tc.name, err, len(c.sends()))
			}
			if took := time.Since(begin); took < 2*time.Minute || took > 150*time.Second {
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
