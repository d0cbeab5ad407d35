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
		u := startAs(t, 120, 40, sim.New(oneAccount()), Options{Command: "points arn~continuous type:rds"}, ops.Policy{}, "").after(10 * time.Second)
		u.press("R").after(10*time.Second).submits().after(15*time.Second).
			sees("with data of", "the latest there is when AWS begins: about", "restorable", "reckoned from", "✓ age")
		now := u.session().env.Now
		w := u.wizard().act.(*restoring)
		if m := w.asked(u.session().env); now.Sub(m.At) != 5*time.Minute {
			t.Errorf("the latest is of %v, now is %v", m.At, now)
		}
		chosen := now.Add(-36 * time.Hour).Time().UTC().Format("2006-01-02T15:04:05Z")
		u.press("esc").after(time.Second).fills("RestoreTime", chosen).submits().after(15*time.Second).
			sees("with data of  "+chosen[:10]+" "+chosen[11:19]+" UTC", "can be chosen, up to")
	})
}
