package state

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

const hour, day = time.Hour, 24 * time.Hour

func jobsPart() Part { return Part{Feed: "backup-jobs", Scope: home} }

func TestFewJobsAreReadBackwardsWindowByWindow(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.jobs = []backup.Job{
			makeJob("new", "COMPLETED", hour, 0), makeJob("week", "FAILED", 3*day, 3*day),
			makeJob("month", "COMPLETED", 20*day, 20*day), makeJob("old", "COMPLETED", 50*day, 50*day),
		}
		c.Want([]Part{jobsPart()})
		for i, want := range []time.Duration{0, day, 7 * day, 30 * day} {
			c.after(10 * time.Millisecond)
			if i == 1 && c.health(jobsPart()).Rows != 1 {
				t.Errorf("the first page is not there: %+v", c.health(jobsPart()))
			}
			c.after(90 * time.Millisecond)
			h := c.health(jobsPart())
			if i > 0 && time.Since(h.Horizon.Time()).Truncate(hour) != want {
				t.Errorf("after %d windows the horizon is %v ago, want %v", i, time.Since(h.Horizon.Time()), want)
			}
		}
		c.after(second)
		if h := c.health(jobsPart()); h.Rows != 4 || !h.Whole {
			t.Errorf("at the end: %+v", h)
		}
		c.calls("backup created<24h0m0s 1!", "backup created<168h0m0s created>23h0m0s 1",
			"backup created<720h0m0s created>167h0m0s 1", "backup created>719h0m0s 1")
	})
}

func TestManyJobsShowFailedAndRunningOnesFirst(t *testing.T) {
	aws := newFake()
	aws.page = 10
	watch(t, aws, PollerOptions{}, func(c *console) {
		for i := range 40 {
			aws.jobs = append(aws.jobs, makeJob(fmt.Sprintf("ok-%d", i), "COMPLETED", time.Duration(i)*minute, 0))
		}
		aws.jobs = append(aws.jobs, makeJob("failed", "FAILED", 20*day, 20*day), makeJob("slow", "RUNNING", 2*day, 0))
		c.Want([]Part{jobsPart()})
		c.after(10 * second)
		if h := c.health(jobsPart()); h.Rows != 42 || !h.Whole {
			t.Errorf("got %+v", h)
		}
		want := []string{"backup created<24h0m0s 1!", "backup created<24h0m0s 2"}
		for _, state := range []string{"FAILED", "ABORTED", "EXPIRED", "PARTIAL", "RUNNING", "CREATED", "PENDING", "ABORTING"} {
			want = append(want, "backup "+state+" 1")
		}
		want = append(want, "backup created<24h0m0s 3", "backup created<24h0m0s 4")
		if got := aws.took(); len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("calls:\n got %q\nwant %q", got, want)
		}
	})
}

func TestJobsAreFollowedByWatermarkAndState(t *testing.T) {
	aws := newFake()
	aws.takes = 10 * time.Millisecond
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.jobs = []backup.Job{makeJob("a", "COMPLETED", 2*hour, hour), makeJob("b", "COMPLETED", 10*day, 10*day)}
		c.Want([]Part{jobsPart()})
		c.after(20 * second)
		aws.took()
		c.after(5 * second)
		c.calls("backup created<2h0m0s 1", "backup completed<1h0m0s 1") // nothing runs, and few lists are wanted: every 5 s

		aws.change(func() { aws.jobs = append(aws.jobs, makeJob("c", "PENDING", 0, 0)) })
		c.after(30 * second)
		c.after(10 * second)
		aws.took()
		c.after(5*second + 200*time.Millisecond) // every 5 s, and the states it may be in
		c.calls("backup created<0s 1", "backup RUNNING 1", "backup PENDING 1", "backup completed<1h0m0s 1")

		aws.change(func() {
			for i := range aws.jobs {
				if aws.jobs[i].ID == "c" {
					aws.jobs[i] = makeJob("c", "COMPLETED", minute, 0)
				}
			}
		})
		c.after(6 * second)
		aws.took()
		c.after(5 * second)
		c.calls("backup created<0s 1", "backup completed<0s 1") // the states no more
		if got := rowsOf[backup.Job](c, jobsPart()); len(got) != 3 || got[2].State.String() != "COMPLETED" {
			t.Errorf("got %v", got)
		}
	})
}

func TestScanJobsHaveNoFilterByCreation(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		job := makeJob("a", "COMPLETED", 2*hour, 2*hour)
		job.Kind = backup.ScanJob
		aws.jobs = []backup.Job{job}
		c.Want([]Part{{Feed: "scan-jobs", Scope: home}})
		c.after(6 * second)
		c.calls("scan 1!", "scan RUNNING 1", "scan CREATED 1", "scan completed<2h0m0s 1")
	})
}

func TestANarrowListOfJobsIsReadInFullEveryTime(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		aws.jobs = []backup.Job{makeJob("a", "RUNNING", hour, 0)}
		p := Part{Feed: "backup-jobs", Scope: home, Arg: backup.JobQuery{State: "RUNNING"}.Encode()}
		c.Want([]Part{p})
		c.after(time.Second)
		aws.change(func() { aws.jobs = nil })
		c.after(5 * second)
		if h := c.health(p); h.Rows != 0 {
			t.Errorf("a job that runs no longer is still there: %+v", h)
		}
		c.calls("backup RUNNING 1!", "backup RUNNING 1")
	})
}

func TestAnEmptyListOfJobsIsStillOnlyAskedForNews(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{}, func(c *console) {
		c.Want([]Part{jobsPart()})
		c.after(5 * second)
		aws.took()
		c.after(5 * second)
		c.calls("backup created<1h0m0s 1", "backup completed<1h0m0s 1")
		aws.change(func() { aws.jobs = []backup.Job{makeJob("a", "RUNNING", 0, 0)} })
		c.after(31 * second)
		if h := c.health(jobsPart()); h.Rows != 1 {
			t.Errorf("the first job ever is not there: %+v", h)
		}
	})
}
