package views

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// taken is an AWS that takes everything and lists nothing yet.
type taken struct{ jobs int }

func (a *taken) Identity(context.Context, backup.Scope) (string, error) { return "", nil }

func (a *taken) Send(context.Context, backup.Scope, string, backup.Change) (backup.Receipt, error) {
	a.jobs++
	return backup.Receipt{Job: "job-of-bo"}, nil
}

// TestARestoreThatAnotherConsoleBeganAndAWSDoesNotListYetIsHeldBack has another console
// begin the same restore behind the review; AWS shows nothing of it. It is held back, said
// with who began it, and sent once that was acknowledged.
func TestARestoreThatAnotherConsoleBeganAndAWSDoesNotListYetIsHeldBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 60, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "").rests(10 * time.Second).arms()
		u.press("R").rests(10 * time.Second).submits().after(5 * time.Second).sees("no restore of this point")
		bo := ops.NewRunner(ops.Options{API: new(taken), Journal: u.journal, User: "bo", Host: "laptop"})
		op := u.wizard().review.op
		change := *op.Items[0].Change.(*backup.StartRestoreJob)
		change.IdempotencyToken = ops.NewToken()
		op.ID, op.Items = ops.NewID(), []ops.Item{{Change: &change, Thing: op.Items[0].Thing}}
		if err := bo.Arming.Arm("INC-1"); err != nil {
			t.Fatal(err)
		}
		c := ops.Circumstances{New: true}
		confirmed, err := bo.Confirm(op, c, bo.Demand(op, c).Phrase)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bo.Do(t.Context(), confirmed, nil); err != nil {
			t.Fatal(err)
		}
		if sent := u.sends("yes"); len(sent) != 0 {
			t.Errorf("it sent %d requests", len(sent))
		}
		u.sees("nothing was sent: the same was begun by somebody else: bo@laptop", "reviewed again").press("esc").after(time.Second)
		u.submits().after(5*time.Second).sees("! already running", "bo@laptop began the same restore at", "for INC-1", "job-of-bo")
		if sent := u.sends("yes"); len(sent) != 1 {
			t.Errorf("acknowledged, it sent %d requests", len(sent))
		}
	})
}

// TestARestoreThatRunsIsSaidWithWhoBeganIt restores a point, and opens the same once more:
// AWS lists the job, and the journal knows whose it is.
func TestARestoreThatRunsIsSaidWithWhoBeganIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 100, 60, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "").rests(10 * time.Second).arms()
		u.press("R").rests(10 * time.Second).submits().after(5 * time.Second)
		u.sends("yes")
		u.sees("› jobs › restore").misses("B back up again", "X stop")
		u.home().goes("points type:ebs status:completed vault:prod-daily").after(5 * time.Second).press("R").rests(10 * time.Second).submits().rests(10 * time.Second)
		words := strings.Join(strings.Fields(u.text()), " ")
		if !strings.Contains(words, "! already running this point is being restored since") || !strings.Contains(words, "begun by ana@seat") || !strings.Contains(words, "for INC-1") {
			t.Errorf("it is not said whose it is:\n%s", u.text())
		}
	})
}
