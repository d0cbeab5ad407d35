//go:build darwin || linux

package ops

import (
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestADeleteOfManyThatIsKilledSaysItemByItemWhatWasNeverSent kills consoles in the middle
// of a delete of five points, and looks at what the next start says and sends.
func TestADeleteOfManyThatIsKilledSaysItemByItemWhatWasNeverSent(t *testing.T) {
	t.Parallel()
	const four, five = "item 4 snap-4", "item 5 snap-5"
	for step, want := range map[string]struct {
		says, never string // "" = that nothing was left
		deleted     int
	}{
		"synced|1":      {"0 of 5 sent (0 taken), 5 never", "item 1 snap-1; item 2 ", 0},        // only begun
		"before send|3": {"3 of 5 sent (2 taken, 1 not known), 2 never", four + "; " + five, 2}, // of the third nothing came
		"after send|3":  {"3 of 5 sent (3 taken), 2 never", four + "; " + five, 3},              // found by a look
		"after send|4":  {"4 of 5 sent (4 taken), 1 never", five, 4},
		"synced|7":      {"3 of 5 sent (3 taken), 2 never", four + "; " + five, 3}, // before the canaries are looked at
		"after send|5":  {"", "", 5},
	} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			dir := newDisk(t)
			cmd := start(t, dir, "delete "+step)
			_ = cmd.Wait()
			if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
				t.Fatalf("it ended by itself: %v", cmd.ProcessState)
			}
			s := console(dir, func(string) {})
			pending, err := s.Journal().Pending()
			if err != nil {
				t.Fatal(err)
			}
			unproven, err := s.Unproven()
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range slices.Concat(pending, unproven) {
				if _, err := s.LookUp(t.Context(), in); err != nil {
					t.Fatal(err)
				}
			}
			broken, err := s.SettleBroken(t.Context())
			switch {
			case err != nil || (len(broken) == 1) != (want.says != ""):
				t.Fatalf("%+v, %v", broken, err)
			case len(broken) == 1 && (broken[0].Brief != want.says || !strings.Contains(broken[0].Message, ": "+want.never)):
				t.Errorf("it says %q and %q", broken[0].Brief, broken[0].Message)
			}
			if again, err := s.SettleBroken(t.Context()); err != nil || len(again) != 0 {
				t.Errorf("it says so again: %+v, %v", again, err)
			}
			if left, err := s.Unproven(); err != nil || len(left) != 0 {
				t.Errorf("nobody has looked at %d that AWS took, %v", len(left), err)
			}
			if got := len(s.cloud.list("deleted")); got != want.deleted {
				t.Errorf("%d were deleted, want %d", got, want.deleted)
			}
			if report, err := Verify(t.Context(), s.cloud.journal); err != nil || len(report.Faults) != 0 {
				t.Errorf("verify: %+v, %v", report, err)
			}
		})
	}
}

// TestAnOpOfALivingConsoleIsNotBrokenOff lets one console look at what another has begun.
func TestAnOpOfALivingConsoleIsNotBrokenOff(t *testing.T) {
	t.Parallel()
	c := newCloud()
	r := newRunner(t, c)
	op := deleteOp(c, 5)
	x := &run{Runner: r, op: confirm(t, r, op).op, actor: r.actor, results: make([]Result, 5)}
	if err := x.announce(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := x.one(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]func(*Options){
		"of this host":    func(o *Options) { o.Journal = r.journal },
		"of another host": func(o *Options) { o.Journal, o.Host = r.journal, "elsewhere" },
	} {
		if broken, err := newRunner(t, c, other).SettleBroken(t.Context()); err != nil || len(broken) != 0 {
			t.Errorf("%s: %+v, %v", name, broken, err)
		}
	}
}

// TestADeletionSeenToBeUnderWayIsLookedAtUntilItsEnd: of a delete that AWS gave no answer to
// a look finds that it is under way; its end is still to be seen, by whichever console.
func TestADeletionSeenToBeUnderWayIsLookedAtUntilItsEnd(t *testing.T) {
	p := newLedger()
	rec := func(phase Phase, f Verdict, message string) *Record {
		return &Record{Op: "op", Item: 1, Attempt: 1, Phase: phase, Kind: Delete, Finding: f, Message: message}
	}
	p.add(rec(Intended, "", ""))
	p.add(rec(LookedUp, Found, StillDeleting))
	in := p.taken[itemKey{"op", 1}]
	if len(p.pending()) != 0 || in == nil || in.Outcome != Accepted || !in.Finding.Ongoing {
		t.Fatalf("open %+v, taken %+v", p.pending(), in)
	}
	p.add(rec(LookedUp, Failed, "the point is EXPIRED: it could not be deleted: insufficient permission"))
	if len(p.taken) != 0 || len(p.pending()) != 0 {
		t.Errorf("EXPIRED is an end: %+v %+v", p.taken, p.pending())
	}
}
