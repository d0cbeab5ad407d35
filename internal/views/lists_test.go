package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
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
