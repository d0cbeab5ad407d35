package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestSendingAgainSaysUntilWhenAndWhatRunsMeanwhile loses the answer of a restore that
// AWS took, and opens the review that sends it once more.
func TestSendingAgainSaysUntilWhenAndWhatRunsMeanwhile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 40, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.after(10 * time.Second).arms().press("R").after(10 * time.Second).press("ctrl+s").after(15 * time.Second).sees("Checks")
		of := u.wizard().review.op
		of.Reason = "INC-1"
		runner := u.session().b.Changes.Runner
		c := u.wizard().act.circumstances(u.session().env)
		confirmed, err := runner.Confirm(of, c, runner.Demand(of, c).Phrase)
		if err != nil {
			t.Fatal(err)
		}
		u.befalls("hang=100%@StartRestoreJob")
		u.screen.looked() // the console goes on while the answer is waited for
		if results, err := runner.Do(t.Context(), confirmed, nil); err != nil || results[0].Outcome != ops.Unsure {
			t.Fatal(results, err)
		}
		u.befalls("")
		pending, err := u.session().b.Changes.Journal.Pending()
		if err != nil || len(pending) != 1 {
			t.Fatal(pending, err)
		}
		in := pending[0]
		u.home().press("9").after(5 * time.Second).sees("1 has no known outcome: :resend")
		looked := in.Looked
		u.press("ctrl+r").after(2 * time.Second).sees("looked again: 1 action has no known outcome; :resend sends one again")
		if pending, err := u.session().b.Changes.Journal.Pending(); err != nil || len(pending) != 1 || pending[0].Looked <= looked {
			t.Error("nobody looked again", pending, err)
		}
		u.sees("INC-1", " :resend ").press("d").after(time.Second).sees(" :resend ", "what came of it is not known", "until 2000-01-01 00:50:36 UTC").press("esc")
		u.rests(12*time.Minute).press("ctrl+r").after(5*time.Second).sees("read again: every action has a known outcome", "not found").misses("no known outcome")
		u.press("d").after(time.Second).sees(" :resend ", "counts for good since", "2000-01-01 00:14:44 UTC", "until 2000-01-01 00:50:36 UTC").press("esc")
		u.does(func(s *session) { s.later(s.resend(in.Op, in.Item, in.Attempt)) }).after(15 * time.Second)
		u.sees("First sent", "Looked for", "the same token", "Until", "(in 3", "already running").misses("1 can't tell")
		if again := u.wizard().act.circumstances(u.session().env); again != c || !again.New {
			t.Errorf("sent again: %+v, at first: %+v", again, c)
		}
		u.home().press("9").rests(time.Hour).press("d").after(time.Second).goes("resend").sees("it is known by now what came of it")
	})
}
