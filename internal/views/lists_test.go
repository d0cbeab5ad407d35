package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// TestTheLastLineIsForWhatCanBeMendedNow lets the network go away under a fleet in which
// one Region has been refused all along.
func TestTheLastLineIsForWhatCanBeMendedNow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 120, 30, w, Options{Command: "cj"}).after(20 * time.Second).sees("access denied backup:ListCopyJobs")
		w.SetFaults(sim.Faults{{Kind: sim.Reset, Fraction: 1}})
		u.after(3 * time.Minute).sees("unreachable").misses("access denied")
	})
}

// TestARowCountOverADeadEndpointSaysHowFarBackItGoes: half a list must not look like a whole one.
func TestARowCountOverADeadEndpointSaysHowFarBackItGoes(t *testing.T) {
	part := func(n string) state.Part { return state.Part{Feed: "backup-jobs", Arg: n} }
	day := backup.TimeOf(time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC))
	gone := &backup.Error{Kind: backup.Unreachable}
	for name, c := range map[string]struct {
		health state.Health
		want   string
	}{
		"half read": {state.Health{Rows: 10, Horizon: day, Err: gone}, "complete to 1 d, older ones can't be read now"},
		"whole":     {state.Health{Rows: 10, Whole: true, Err: gone}, ""},
		"nothing":   {state.Health{Err: gone}, ""},
	} {
		l := &list[backup.Job]{}
		e := &Env{Now: day.Add(24 * time.Hour)}
		l.lists.add(part("1"), c.health)
		if got := l.horizonWords(e); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestTheEndpointDiesWhileJobsAreRead goes on saying how far back the rows go, whatever is
// tried again meanwhile.
func TestTheEndpointDiesWhileJobsAreRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := small()
		o.Jobs, o.PageSize = 20_000, 100
		w := sim.New(o)
		w.SetFaults(sim.Faults{{Kind: sim.Slow, Delay: 2 * time.Second, Fraction: 1}})
		u := startOn(t, 120, 30, w, Options{Command: "bj"})
		for range 30 {
			if u.after(5 * time.Second); strings.Contains(u.text(), "reading further back") {
				break
			}
		}
		u.sees("reading further back")
		w.SetFaults(sim.Faults{{Kind: sim.Reset, Fraction: 1}})
		for range 10 {
			u.after(30 * time.Second).sees("complete to ")
		}
	})
}
