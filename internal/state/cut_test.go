package state

import (
	"fmt"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhereTheStoreIsFullOlderJobsAreLeftOut has more jobs than the store may hold: the last
// day is read whole, and followed; what is older ends where there is no more room.
func TestWhereTheStoreIsFullOlderJobsAreLeftOut(t *testing.T) {
	aws := newFake()
	aws.page = 10
	watch(t, aws, PollerOptions{MaxRows: 60}, func(c *console) {
		for i := range 40 {
			aws.jobs = append(aws.jobs, makeJob(fmt.Sprintf("day-%d", i), "COMPLETED", time.Duration(i)*minute, time.Duration(i)*minute))
		}
		for i := range 400 {
			aws.jobs = append(aws.jobs, makeJob(fmt.Sprintf("old-%d", i), "COMPLETED", 2*day+time.Duration(i)*minute, 2*day))
		}
		c.Want([]Part{jobsPart()})
		c.after(time.Minute)
		h := c.health(jobsPart())
		if !h.Cut || h.Whole || h.Loading || h.Rows < 60 || h.Rows > 80 {
			t.Errorf("the list is not cut where the store is full: %+v", h)
		}
		if ago := time.Since(h.Horizon.Time()).Truncate(hour); ago != day {
			t.Errorf("it is said to be complete to %v ago, want a day", ago)
		}
		if !h.Covers(backup.TimeOf(time.Now()).Add(-day + 2*minute)) {
			t.Error("the last day is not covered")
		}
		aws.change(func() { aws.jobs = append(aws.jobs, makeJob("new", "FAILED", 0, 0)) })
		before := h.Rows
		c.after(31 * second)
		if h := c.health(jobsPart()); h.Rows != before+1 || !h.Cut {
			t.Errorf("what is new is not followed: %+v", h)
		}
		c.after(leastSweep + minute)
		if h := c.health(jobsPart()); h.Rows < before+1 || !h.Cut {
			t.Errorf("the next full pass lost rows: %+v", h)
		}
	})
}

func TestAListThatIsCutIsReadOnWhereThereIsRoomAgain(t *testing.T) {
	aws := newFake()
	aws.page = 10
	watch(t, aws, PollerOptions{MaxRows: 100}, func(c *console) {
		aws.points = makePoints(95)
		for i := range 80 {
			aws.jobs = append(aws.jobs, makeJob(fmt.Sprintf("job-%d", i), "COMPLETED", time.Duration(i)*hour, time.Duration(i)*hour))
		}
		points := Part{Feed: "points", Scope: home, Arg: backup.PointQuery{Vault: "prod"}.Encode()}
		c.Want([]Part{points})
		c.after(5 * second)
		c.Want([]Part{points, jobsPart()})
		c.after(minute)
		if h := c.health(jobsPart()); !h.Cut {
			t.Fatalf("the list is not cut: %+v", h)
		}
		c.Want([]Part{jobsPart()}) // the points may go
		c.after(leastSweep + minute)
		if h := c.health(jobsPart()); h.Cut || !h.Whole || h.Rows != 80 {
			t.Errorf("it is not read on: %+v", h)
		}
	})
}

// TestFewRowsThatNobodyWantsStayBesideManyThatAreWanted is what the keys of vaults need,
// which are looked up once and wanted no more.
func TestFewRowsThatNobodyWantsStayBesideManyThatAreWanted(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{MaxRows: 500}, func(c *console) {
		aws.points = makePoints(1000)
		aws.vaults = []backup.Vault{{In: backup.RefTo(backup.VaultRef{Account: home.Account, Region: home.Region, Name: backup.Intern("prod")})}}
		vaults := Part{Feed: "vaults", Scope: home}
		c.Want([]Part{vaults})
		c.after(5 * second)
		held := c.health(vaults).Rows
		c.Want([]Part{{Feed: "points", Scope: home, Arg: backup.PointQuery{Vault: "prod"}.Encode()}})
		c.after(minute)
		if h, ok := c.store.Snapshot().Health(vaults); !ok || held == 0 || h.Rows != held {
			t.Errorf("%d vaults are gone: %+v", held, h)
		}
	})
}
