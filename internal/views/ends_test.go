package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// leavesAndIsTold leaves the page of an op under way, and is told of its end by footer, bell
// and header, by the last of them until the actions are opened.
func (u *user) leavesAndIsTold(wait time.Duration, header, footer string) *user {
	u.t.Helper()
	u.press("esc").sees("under way").out.take()
	rang, said := false, false
	for range int(wait / time.Second) {
		u.after(time.Second)
		rang, said = rang || strings.Contains(u.out.take(), "\a"), said || strings.Contains(u.text(), footer)
	}
	if !rang || !said {
		u.t.Errorf("rang %t, said %t %q:\n%s", rang, said, footer, u.text())
	}
	u.rests(10 * time.Minute).sees("! " + header + ": 9").misses(footer)
	return u.press("9").after(3 * time.Second).misses("! " + header).sees(footer)
}

// TestWhoeverHasLeftIsToldWhatDidNotGoWell leaves each page of sending before its end.
func TestWhoeverHasLeftIsToldWhatDidNotGoWell(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "refused", faults: "denied=100%@StartRestoreJob", sees: []string{"restore refused", "refused: restore"}},
		{name: "uncertain", faults: "error=100%@StartRestoreJob", sees: []string{"1 unknown", "not certain: restore"}},
	}, func(u *user, c ordeal) {
		u.press("R").after(10 * time.Second).submits().after(15 * time.Second).press("enter").after(time.Second)
		f, err := sim.ParseFaults(c.faults)
		if err != nil {
			u.t.Fatal(err)
		}
		phrase := u.phrase()
		u.world.SetFaults(append(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 6 * time.Second, Operations: []string{"StartRestoreJob"}}}, f...))
		u.types(phrase).press("enter").after(time.Second).leavesAndIsTold(2*time.Minute, c.sees[0], c.sees[1])
	})
	t.Run("EXPIRED", func(t *testing.T) {
		acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 100, Jobs: 100}, func(u *user) {
			u.goes("points type:ec2 status:completed vault=Default").after(3*time.Second).press("space", "space", "space", "space", "space", "space")
			u.goes("delete").after(10 * time.Second)
			u.world.DenyDeletes(u.world.HomeAccount())
			u.press("enter").after(time.Second).types(u.phrase()).press("enter").after(time.Second)
			u.leavesAndIsTold(time.Minute, "delete EXPIRED", "EXPIRED: delete 6")
		})
	})
}

// TestTheHeaderCountsWhatTheActionsCount stays on the page until it is not certain what came
// of a restore, in a console that began with none.
func TestTheHeaderCountsWhatTheActionsCount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 30, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.befalls("error=100%@StartRestoreJob").restoresFirst().after(2*time.Minute).sees("not certain: restore", "it is not certain whether AWS took it", "! 1 unknown: 9")
		u.press("2").rests(time.Hour / 4).sees("! 1 unknown: 9").press("9").after(3 * time.Second).misses("1 unknown: 9").sees("1 has no known outcome")
		u.press("2").after(time.Minute).sees("! 1 unknown: 9") // until it is known
	})
}
