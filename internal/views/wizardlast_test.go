package views

import (
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestTwoConsolesDoNotStartTheSameRestoreWithinMinutes reviews one volume in two
// consoles: the one that is confirmed later, with checks that are still fresh, is held
// back and says who was first. Reviewed again, it can be acknowledged.
func TestTwoConsolesDoNotStartTheSameRestoreWithinMinutes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world := sim.New(oneAccount())
		console := func() *user {
			u := startAs(t, 120, 40, world, Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "").rests(10 * time.Second).arms()
			return u.press("R").rests(10 * time.Second).submits().after(5 * time.Second).sees("no restore of this point")
		}
		a, b := console(), console()
		if sent := a.sends("yes"); len(sent) != 1 {
			t.Fatalf("the first sent %d requests", len(sent))
		}
		if sent := b.sends("yes"); len(sent) != 0 {
			t.Errorf("the second sent %d requests", len(sent))
		}
		b.sees("nothing was sent: somebody began the same", "this point is being restored since").press("esc").after(time.Second)
		b.submits().after(5 * time.Second).sees("! already running")
		if sent := b.sends("yes"); len(sent) != 1 {
			t.Errorf("acknowledged, it sent %d requests", len(sent))
		}
	})
}

// TestWhatCouldNotBeLookedForBeforeSendingIsSaidAndWritten throttles the last look: what was
// confirmed is sent all the same.
func TestWhatCouldNotBeLookedForBeforeSendingIsSaidAndWritten(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "throttled", faults: "throttling=100%@ListRestoreJobs", sees: []string{"could not look for others just before", "sent all the same"}},
		{name: "broken", faults: "error=100%@ListRestoreJobs", sees: []string{"could not look for others just before", "sent all the same"}},
	}, func(u *user, c ordeal) {
		u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
		phrase := u.phrase()
		u.befalls(c.faults + ",hang=100%@StartRestoreJob").types(phrase).press("enter").rests(6 * time.Second).sees(c.sees...)
		b, err := os.ReadFile(u.journal.Path())
		if err != nil || !strings.Contains(string(b), `"message":"could not look for others just before`) {
			u.t.Errorf("the journal has %s, %v", b, err)
		}
	})
}
