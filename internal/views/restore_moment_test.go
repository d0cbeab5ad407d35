package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestTheReviewOfAPointInTimeSaysWhichTime reads the review of a continuous backup that
// was begun long before the time that is asked for.
func TestTheReviewOfAPointInTimeSaysWhichTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 120, 40, sim.New(oneAccount()), Options{Command: "points arn~continuous type:rds"}, ops.Policy{}, "").rests(10 * time.Second)
		u.press("R").rests(10*time.Second).submits().rests(15*time.Second).
			sees("with data of", "the latest there is when AWS begins: about", "restorable", "reckoned from", "✓ age")
		now := u.session().env.Now
		w := u.wizard().act.(*restoring)
		if m := w.asked(now); now.Sub(m.At) != 5*time.Minute {
			t.Errorf("the latest is of %v, now is %v", m.At, now)
		}
		chosen := now.Add(-36 * time.Hour).Time().UTC().Format("2006-01-02T15:04:05Z")
		u.press("esc").after(time.Second).fills("RestoreTime", chosen).submits().rests(15*time.Second).
			sees("with data of  "+chosen[:10]+" "+chosen[11:19]+" UTC", "can be chosen, up to")
	})
}

// TestATimeThatLeavesTheWindowWhileTheReviewStandsIsNotSent chooses a time that can be restored to for
// some minutes more, and confirms it, or begins to, when it no longer can.
func TestATimeThatLeavesTheWindowWhileTheReviewStandsIsNotSent(t *testing.T) {
	t.Parallel()
	for _, typedAhead := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			u := startAs(t, 120, 40, sim.New(oneAccount()), Options{Command: "points arn~continuous type:rds"}, ops.Policy{}, "").rests(10 * time.Second).arms()
			u.press("R").rests(10 * time.Second)
			r := u.wizard().act.(*restoring)
			r.point.Lifecycle.DeleteAfterDays = 1
			r.use(r.form.Spec())
			from := r.form.Moment().Window.From
			u.fills("RestoreTime", from.Add(2*time.Minute).Time().UTC().Format(time.RFC3339)).submits().rests(15 * time.Second).sees("✓ age")
			if typedAhead {
				u.press("enter").after(time.Second).types(u.phrase())
			}
			u.rests(3*time.Minute).press("enter").after(time.Second).
				sees("nothing was sent: the time that is asked for can no longer be restored to").rests(10*time.Second).sees("✗ age", "choose a later time in the form")
			if n := len(u.world.Started()); n != 0 {
				t.Errorf("%d were sent", n)
			}
			later := u.session().env.Now.Add(-time.Hour).Time().UTC().Format(time.RFC3339)
			u.press("esc").after(time.Second).fills("RestoreTime", later).submits().rests(15 * time.Second)
			if sent := u.sends(""); len(sent) != 1 {
				t.Errorf("of a later time %d were sent", len(sent))
			}
		})
	}
}
