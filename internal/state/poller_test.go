package state

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

const second, minute = time.Second, time.Minute

func TestTheFirstPageIsThereBeforeTheSecondIsAsked(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(2500)
		p := pointsPart()
		c.Want([]Part{p})
		for page, rows := range []int{0, 1000, 2000, 2500} {
			c.after(10 * time.Millisecond)
			if h := c.health(p); page <= 1 && h.Rows != rows {
				t.Errorf("10 ms after page %d: %d rows, want %d", page, h.Rows, rows)
			}
			c.after(190 * time.Millisecond) // later pages may wait for the pace
			if h := c.health(p); h.Rows != rows || h.Whole != (page == 3) || h.Loading == h.Whole || h.Pages != page {
				t.Errorf("after page %d: %+v", page, h)
			}
			c.after(800 * time.Millisecond)
		}
		first := "points vault=prod "
		c.calls(first+"1!", first+"2", first+"3")
	})
}

func TestAFullPassSweepsAndAShortOneDoesNot(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(100)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(5 * second)
		aws.change(func() {
			next := makePoints(101)
			aws.points = append(next[:1], aws.points[1:]...)
		})
		c.after(minute)
		if got := len(rowsOf[backup.RecoveryPoint](c, p)); got != 101 {
			t.Fatalf("after a short pass %d rows, want 101: one new, the deleted one not yet missed", got)
		}
		aws.took()
		c.Refresh([]Part{p})
		c.after(second)
		if got := len(rowsOf[backup.RecoveryPoint](c, p)); got != 100 {
			t.Errorf("after a sweep %d rows, want 100", got)
		}
		c.calls("points vault=prod 1")
	})
}

func TestPointsAreAskedForWhatIsNewAndSweptEveryTenMinutes(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(3)
		c.Want([]Part{pointsPart(), {Feed: "points", Scope: home, Arg: backup.PointQuery{Resource: "arn:x"}.Encode()}})
		c.after(30 * minute)
		full, short, byResource := 0, 0, 0
		for _, call := range aws.took() {
			switch {
			case strings.Contains(call, "resource="):
				byResource++
			case strings.Contains(call, "after="):
				short++
			default:
				full++
			}
		}
		if full != 3 || short < 25 || byResource != full+short {
			t.Errorf("in half an hour %d full and %d short passes of the vault, %d of the resource, which knows only full ones", full, short, byResource)
		}
	})
}

func TestAnErrorKeepsTheRowsAndIsTriedAgainEverLater(t *testing.T) {
	for _, c := range []struct {
		kind  backup.Kind
		after []time.Duration
	}{
		{backup.Unreachable, []time.Duration{5 * second, 10 * second, 20 * second, 40 * second, minute, minute}},
		{backup.Credentials, []time.Duration{10 * second, 10 * second, 10 * second}},
		{backup.AccessDenied, []time.Duration{5 * minute, 5 * minute}},
		{backup.RegionOff, []time.Duration{5 * minute, 5 * minute}},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			aws := newFake()
			aws.takes = time.Millisecond
			watch(t, aws, PollerOptions{Refresh: second}, func(u *console) {
				aws.vaults = []backup.Vault{{In: vaultRef, ARN: backup.Intern("arn:v")}}
				p := Part{Feed: "vaults", Scope: home}
				u.Want([]Part{p})
				u.after(30 * second)
				refuse := func(string, int) error { return &backup.Error{Kind: c.kind} }
				aws.change(func() { aws.fault = refuse })
				u.after(30*second + 500*time.Millisecond)
				since := u.health(p).Since
				for i, wait := range c.after {
					h := u.health(p)
					if h.Rows != 1 || !h.Whole || backup.KindOf(h.Err) != c.kind || h.Since != since || since == 0 {
						t.Fatalf("error %d: %+v", i, h)
					}
					if got := h.NextAt.Sub(h.Started); got < wait || got > wait+10*time.Millisecond {
						t.Errorf("error %d: next after %v, want %v", i, got, wait)
					}
					u.after(wait + time.Millisecond)
				}
				aws.change(func() { aws.fault = nil })
				u.after(5*minute + second)
				if h := u.health(p); h.Err != nil || h.Since != 0 {
					t.Errorf("after it went well: %+v", h)
				}
			})
		})
	}
}

func TestAPageTokenThatExpiresStartsTheListAgain(t *testing.T) {
	aws := newFake()
	expired := 0
	aws.fault = func(_ string, page int) error {
		if page == 3 && expired < 2 {
			expired++
			return &backup.Error{Kind: backup.TokenExpired}
		}
		return nil
	}
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(3500)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(250 * time.Millisecond)
		aws.change(func() { aws.points = aws.points[10:] }) // these are gone before the second try
		c.after(2 * second)
		if h := c.health(p); h.Rows != 3490 || !h.Whole || h.Err != nil {
			t.Errorf("got %+v", h)
		}
	})
}

func TestATokenThatAlwaysExpiresIsAnErrorInTheEnd(t *testing.T) {
	aws := newFake()
	aws.fault = func(_ string, page int) error {
		if page == 2 {
			return &backup.Error{Kind: backup.TokenExpired}
		}
		return nil
	}
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(3000)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(3 * second)
		if h := c.health(p); h.Rows != 1000 || h.Whole || backup.KindOf(h.Err) != backup.TokenExpired {
			t.Errorf("got %+v", h)
		}
		if n := len(aws.took()); n != 2*(1+restarts) {
			t.Errorf("%d calls", n)
		}
	})
}

func TestWhatIsNoLongerWantedIsCancelledAndItsRowsStay(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(5000)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(2500 * time.Millisecond)
		c.Want(nil)
		c.after(minute)
		if h := c.health(p); h.Rows != 2000 || h.Whole || h.Loading || h.Err != nil || h.NextAt != 0 {
			t.Errorf("left alone: %+v", h)
		}
		c.calls("points vault=prod 1!", "points vault=prod 2", "points vault=prod 3")
		c.Want([]Part{p})
		c.after(10 * second)
		if h := c.health(p); h.Rows != 5000 || !h.Whole {
			t.Errorf("wanted again: %+v", h)
		}
	})
}

func TestStopEndsALoadUntilRefresh(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(5000)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(1500 * time.Millisecond)
		c.Stop([]Part{p})
		c.after(10 * minute)
		if h := c.health(p); h.Rows != 1000 || !h.Stopped || h.Loading || h.NextAt != 0 {
			t.Errorf("stopped: %+v", h)
		}
		c.Refresh([]Part{p})
		c.after(6 * second)
		if h := c.health(p); h.Rows != 5000 || h.Stopped || !h.Whole {
			t.Errorf("refreshed: %+v", h)
		}
		c.Stop([]Part{p}) // nothing loads: it goes on being kept fresh
		c.after(3 * minute)
		if h := c.health(p); h.Stopped || time.Since(h.ReadAt.Time()) > 2*minute {
			t.Errorf("kept fresh: %+v", h)
		}
	})
}

// TestStopLeavesWhatDoesNotLoad: what is whole stays fresh even while it is read anew in full,
// and what AWS refuses is asked for again.
func TestStopLeavesWhatDoesNotLoad(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(5000)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(6 * second)
		c.Refresh([]Part{p})
		c.after(1500 * time.Millisecond)
		c.Stop([]Part{p})
		c.after(6 * second)
		if h := c.health(p); h.Stopped || !h.Whole {
			t.Errorf("whole, and read again: %+v", h)
		}
	})
	aws = newFake()
	aws.fault = func(string, int) error { return &backup.Error{Kind: backup.AccessDenied} }
	watch(t, aws, PollerOptions{}, func(c *console) {
		p := pointsPart()
		c.Want([]Part{p})
		c.after(2 * second)
		c.Stop([]Part{p})
		c.after(second)
		if h := c.health(p); h.Stopped || h.NextAt == 0 {
			t.Errorf("refused: %+v", h)
		}
	})
}

// TestAListThatEndsInTheMomentOfItsStopIsNotStopped: the pass has read everything, and the
// plan has not heard of that yet.
func TestAListThatEndsInTheMomentOfItsStopIsNotStopped(t *testing.T) {
	for _, whole := range []bool{true, false} {
		store := NewStore()
		p := NewPoller(store, newFake(), Feeds(), PollerOptions{})
		part := pointsPart()
		Publish(store, part, func(p *backup.RecoveryPoint) string { return p.ARN.String() }, makePoints(3), 10)
		p.want([]Part{part})
		task := p.tasks[part]
		p.unplan(task)
		task.running, task.loading, task.cancel = true, true, func() {}
		p.running++
		p.stop(part)
		p.finish(task, schedule{whole: whole, owed: !whole, due: time.Now()}, result{})
		store.Flush()
		if h, _ := store.Snapshot().Health(part); h.Stopped == whole || (task.in == nil) == whole {
			t.Errorf("whole %t: %+v, planned %t", whole, h, task.in != nil)
		}
	}
}

func TestStopAndRefreshAtOnceStartAgain(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(2500)
		p := pointsPart()
		c.Want([]Part{p})
		c.after(1500 * time.Millisecond)
		c.Stop([]Part{p})
		c.Refresh([]Part{p})
		c.after(5 * second)
		if h := c.health(p); h.Rows != 2500 || h.Stopped || !h.Whole {
			t.Errorf("got %+v", h)
		}
	})
}

func TestEverythingWantedRunsAtOnceAndIdlePartsCostNoGoroutine(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		var parts []Part
		for i := range passesAtOnce {
			parts = append(parts, Part{Feed: "resources", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")})
		}
		c.Want(parts)
		c.after(500 * time.Millisecond)
		if n := aws.inFlight(); n != passesAtOnce {
			t.Errorf("%d lists in flight, want all", n)
		}
		c.after(10 * second)
		if n := runtime.NumGoroutine(); n > 50 {
			t.Errorf("%d goroutines while idle", n)
		}
		whole := 0
		for _, h := range c.store.Snapshot().Healths("resources") {
			if h.Whole {
				whole++
			}
		}
		if whole != passesAtOnce {
			t.Errorf("%d parts are whole", whole)
		}
	})
}

func TestOfTooManyListsThoseWantedFirstAreReadFirst(t *testing.T) {
	aws := newFake()
	aws.takes = second
	watch(t, aws, PollerOptions{}, func(c *console) {
		list := func(i int) Part {
			return Part{Feed: "resources", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")}
		}
		var parts []Part
		for i := range 2*passesAtOnce + 1 {
			parts = append(parts, list(i))
		}
		c.Want(parts)
		c.after(500 * time.Millisecond)
		if n := aws.inFlight(); n != passesAtOnce {
			t.Errorf("%d lists in flight, want %d", n, passesAtOnce)
		}
		late := list(2*passesAtOnce + 1)
		c.Want(append([]Part{late}, parts...))
		c.after(2 * second)
		for part, want := range map[Part]bool{late: true, parts[passesAtOnce]: true, parts[2*passesAtOnce]: false} {
			if h := c.health(part); h.Whole != want {
				t.Errorf("after two turns the list of %s is whole: %t", part.Scope.Account, h.Whole)
			}
		}
		c.after(second)
		if h := c.health(parts[2*passesAtOnce]); !h.Whole {
			t.Errorf("the last list after three turns: %+v", h)
		}
		if n := aws.inFlight(); n > passesAtOnce {
			t.Errorf("%d lists in flight", n)
		}
	})
}

func TestNothingIsReadMoreOftenThanRefresh(t *testing.T) {
	aws := newFake()
	aws.takes = time.Millisecond
	watch(t, aws, PollerOptions{Refresh: 2 * minute}, func(c *console) {
		aws.jobs = []backup.Job{makeJob("a", "RUNNING", minute, 0)}
		c.Want([]Part{{Feed: "vaults", Scope: home}, {Feed: "points", Scope: home, Arg: "resource=x"}})
		c.after(10*minute - second)
		n := 0
		for _, call := range aws.took() {
			if strings.HasPrefix(call, "vaults 1") {
				n++
			}
		}
		if n != 5 {
			t.Errorf("%d reads in ten minutes, want 5", n)
		}
	})
}

func TestPartsThatNobodyWantsAreEvictedOldestFirst(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{MaxRows: 2500}, func(c *console) {
		aws.points = makePoints(1000)
		part := func(plan string) Part {
			return Part{Feed: "points", Scope: home, Arg: backup.PointQuery{Vault: "prod", Plan: plan}.Encode()}
		}
		for _, plan := range []string{"a", "b", "c"} {
			c.Want([]Part{part(plan)})
			c.after(5 * second)
		}
		for plan, want := range map[string]bool{"a": false, "b": true, "c": true} {
			if _, ok := c.store.Snapshot().Health(part(plan)); ok != want {
				t.Errorf("part %s is known: %v", plan, ok)
			}
		}
		c.Want([]Part{part("a")})
		c.after(5 * second)
		if h := c.health(part("a")); h.Rows != 1000 || !h.Whole {
			t.Errorf("read again: %+v", h)
		}
	})
}

func TestAPanicInAFeedIsTheErrorOfRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.fault = func(string, int) error { panic("no such page") }
		p := NewPoller(NewStore(), aws, Feeds(), PollerOptions{})
		p.Want([]Part{{Feed: "vaults", Scope: home}})
		err := p.Run(t.Context())
		if err == nil || !strings.Contains(err.Error(), "no such page") || !strings.Contains(err.Error(), "fake_test.go") {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestRunWaitsForItsPasses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.takes = time.Hour
		p := NewPoller(NewStore(), aws, Feeds(), PollerOptions{})
		p.Want([]Part{{Feed: "vaults", Scope: home}, {Feed: "plans", Scope: home}})
		ctx, cancel := context.WithTimeout(t.Context(), second)
		defer cancel()
		if err := p.Run(ctx); err != nil {
			t.Error(err)
		}
		if n := aws.inFlight(); n != 0 {
			t.Errorf("%d calls still in flight", n)
		}
	})
}

func TestAnErrorOfAnotherTypeIsNamed(t *testing.T) {
	aws := newFake()
	aws.fault = func(string, int) error { return errors.New("odd") }
	watch(t, aws, PollerOptions{}, func(c *console) {
		p := Part{Feed: "vaults", Scope: home}
		c.Want([]Part{p})
		c.after(second)
		if h := c.health(p); h.Err == nil || h.Err.Kind != backup.InternalError || h.Err.Scope != home || h.Err.Message != "odd" {
			t.Errorf("got %+v", h.Err)
		}
	})
}

func TestAFeedThatBringsNothingNewLeavesTheRowVersion(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.points = makePoints(1500)
		c.Want([]Part{pointsPart()})
		c.after(5 * second)
		before := c.store.Snapshot()
		c.after(12 * minute)
		after := c.store.Snapshot()
		if before.RowVersion("points") != after.RowVersion("points") || before.FeedVersion("points") == after.FeedVersion("points") {
			t.Error("the rows are new, or the health is not")
		}
		same := func(a, b Chunk[backup.RecoveryPoint]) bool {
			return &a.Rows[0] == &b.Rows[0] && len(a.Rows) == len(b.Rows)
		}
		a := slices.Collect(Select[backup.RecoveryPoint](before, nil, "points").Chunks())
		b := slices.Collect(Select[backup.RecoveryPoint](after, nil, "points").Chunks())
		if !slices.EqualFunc(a, b, same) {
			t.Error("chunks have other memory")
		}
	})
}

func TestVaultsAreCountedForThePointsToCome(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.vaults = []backup.Vault{{In: vaultRef, ARN: backup.Intern("arn:v"), Points: 1234}}
		c.Want([]Part{{Feed: "vaults", Scope: home}})
		c.after(second)
		c.Want([]Part{pointsPart()})
		c.after(second)
		if h := c.health(pointsPart()); h.Expect != 1234 {
			t.Errorf("got %+v", h)
		}
	})
}
