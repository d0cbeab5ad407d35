package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestAThrottledRestoreIsSentOnceMoreAsItWasByEnter gives up on a restore that AWS throttles,
// and sends the very same later.
func TestAThrottledRestoreIsSentOnceMoreAsItWasByEnter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.rests(10 * time.Second).arms().press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
		phrase := u.phrase()
		u.befalls("throttling=100%@StartRestoreJob").types(phrase).press("enter").after(5 * time.Second)
		u.sees("sending: restore", "AWS throttles, trying again in", "esc stop trying", "esc stops that").misses("sent: ")
		u.press("esc").after(time.Second)
		u.sees("refused: restore", "AWS refused it", "throttled", "enter send the same again").misses("sent: ", "gets a new one")
		token := u.wizard().review.op.Items[0].Change.Token()
		u.befalls("").press("enter").rests(15*time.Second).sees("send again: restore", "the same token", "AWS throttled it")
		u.press("enter").after(time.Second)
		u.types(u.phrase()).press("enter").rests(10 * time.Second).sees("› jobs › restore")
		u.press("esc").after(time.Second).misses("AWS refused it")
		jobs := map[string]bool{}
		for _, m := range u.world.Started() {
			if m.Taken {
				jobs[m.Job] = true
			}
			if m.Token != token {
				t.Errorf("sent with another token: %+v", m)
			}
		}
		if len(jobs) != 1 {
			t.Errorf("started %d jobs", len(jobs))
		}
	})
}

func TestTheTitleOfTheResultIsTrue(t *testing.T) {
	t.Parallel()
	sent := func(o ops.Outcome) ops.Result { return ops.Result{Sent: true, Outcome: o} }
	for want, results := range map[string][]ops.Result{
		"not sent":        {{}},
		"refused":         {sent(ops.Refused)},
		"sent":            {sent(ops.Accepted), {Sent: true, Outcome: ops.Unsure, Finding: ops.Finding{Verdict: ops.Found}}},
		"not certain":     {sent(ops.Accepted), sent(ops.Unsure)},
		"EXPIRED":         {{Sent: true, Outcome: ops.Accepted, Finding: ops.Finding{Verdict: ops.Failed}}, {}},
		"refused in part": {sent(ops.Refused), sent(ops.Accepted)},
		"sent in part":    {sent(ops.Accepted), {}},
	} {
		if got := cameWord(results); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := cameWord(nil); got != "not sent" {
		t.Errorf("%q", got)
	}
}
