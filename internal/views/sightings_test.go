package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestARequestComesBeforeTheJobThatItMakes has AWS's clock behind, and a job that was found
// by a look a while after it was begun.
func TestARequestComesBeforeTheJobThatItMakes(t *testing.T) {
	t.Parallel()
	j := &backup.Job{Kind: backup.RestoreJob, ID: "j", State: backup.Intern("RUNNING"), Created: 100_000, Started: 101_000}
	e := &Env{Zone: time.UTC, Now: 160_000}
	for _, at := range []backup.Time{99_000, 100_000, 140_000} {
		var s sightings
		s.see(jobThing(j), submitted, at)
		s.see(jobThing(j), "RUNNING", 150_000)
		var order []string
		for _, l := range s.lines(j, e)[1:] {
			order = append(order, l.value)
		}
		if got := strings.Join(order, "; "); got != "submitted from here; created; started; RUNNING, as seen here" {
			t.Errorf("submitted at %d: %s", at, got)
		}
	}
}

// TestWhatWasSentAgainStandsWhereItHappened sends a request again whose first attempt had made
// the job.
func TestWhatWasSentAgainStandsWhereItHappened(t *testing.T) {
	t.Parallel()
	j := &backup.Job{Kind: backup.RestoreJob, ID: "j", State: backup.Intern("RUNNING"), Created: 100_000, Started: 101_000}
	var s sightings
	s.see(jobThing(j), sentAgain, 198_000)
	s.see(jobThing(j), "RUNNING", 250_000)
	var order []string
	for _, l := range s.lines(j, &Env{Zone: time.UTC, Now: 260_000})[1:] {
		order = append(order, l.value)
	}
	if got := strings.Join(order, "; "); got != "created; started; sent again from here, with the same token; RUNNING, as seen here" {
		t.Error(got)
	}
}

// TestStatesOfOneSecondStandInTheOrderOfAWS sees a job run in one answer and wait in another of
// the same second; what is seen a second later stays as it was seen.
func TestStatesOfOneSecondStandInTheOrderOfAWS(t *testing.T) {
	t.Parallel()
	j := &backup.Job{Kind: backup.RestoreJob, ID: "j", State: backup.Intern("RUNNING"), Created: 100_000}
	seen := func(later backup.Time, states ...string) string {
		var s sightings
		s.see(jobThing(j), submitted, 99_000)
		for i, state := range states {
			s.see(jobThing(j), state, 150_000+backup.Time(i)*later)
		}
		var order []string
		for _, l := range s.lines(j, &Env{Zone: time.UTC, Now: 160_000})[1:] {
			order = append(order, strings.TrimSuffix(l.value, ", as seen here"))
		}
		return strings.Join(order, "; ")
	}
	for _, c := range []struct {
		later backup.Time
		in    []string
		want  string
	}{
		{300, []string{"RUNNING", "PENDING", "CREATED"}, "CREATED; PENDING; RUNNING"},
		{0, []string{"COMPLETED", "RUNNING"}, "RUNNING; COMPLETED"},
		{300, []string{"RUNNING", "PENDING", "RUNNING"}, "PENDING; RUNNING"},
		{1000, []string{"RUNNING", "PENDING"}, "RUNNING; PENDING"},
	} {
		if got := seen(c.later, c.in...); got != "submitted from here; created; "+c.want {
			t.Errorf("%v, each %d ms later: %s", c.in, c.later, got)
		}
	}
}
