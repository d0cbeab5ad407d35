package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

// reviewing80 looks at the review of a database's restore in 80 columns.
func reviewing80(t *testing.T, test func(u *user)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:rds status:completed vault:prod-daily"}, ops.Policy{}, "").rests(10 * time.Second).arms()
		test(u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second))
	})
}

// finds adds a finding to the checks of the review.
func (u *user) finds(f restore.Finding) *user {
	return u.does(func(s *session) {
		v := s.top().(*wizard).review
		v.checks, v.found = append(v.checks, restore.Check{Name: f.Check}), append(v.found, []restore.Finding{f})
		s.dirty = true
	}).after(time.Second)
}

func TestAReviewSaysWhatItIsOfAndCountsEveryCheckIn80Columns(t *testing.T) {
	t.Parallel()
	reviewing80(t, func(u *user) {
		name := pointName(u.wizard().act.(*restoring).point, u.wizard().act.thing())
		for _, o := range []restore.Outcome{restore.Blocks, restore.Warning, restore.CannotTell} {
			u.finds(restore.Finding{Check: o.String(), Outcome: o, Evidence: "x"})
		}
		line := strings.Split(u.text(), "\n")[1]
		if !strings.Contains(line, "review: restore "+name) {
			t.Errorf("%q does not say that %s is restored", line, name)
		}
		for _, sign := range []ui.Sign{ui.Failed, ui.Attention, ui.Unknown, ui.Done} {
			if !strings.Contains(line, u.session().env.Theme.Sign(sign)+" ") {
				t.Errorf("%q does not count %s", line, u.session().env.Theme.Sign(sign))
			}
		}
	})
}

func TestABlockedReviewOffersNoConfirmation(t *testing.T) {
	t.Parallel()
	reviewing80(t, func(u *user) {
		foot := func() string {
			lines := strings.Split(strings.TrimRight(u.text(), "\n"), "\n")
			return lines[len(lines)-1]
		}
		if !strings.Contains(foot(), "enter confirm") {
			t.Errorf("the footer is %q", foot())
		}
		u.finds(restore.Finding{Check: "key", Outcome: restore.Blocks, Evidence: "it is disabled"})
		if !strings.Contains(foot(), "enter can't confirm") {
			t.Errorf("the footer is %q", foot())
		}
		u.press("enter").sees("1 check says that it would fail: esc goes back to the form").press("c", "c")
		if out := u.text(); strings.Contains(out, "copied") || len(u.session().dialogs) > 0 {
			t.Errorf("what was typed ahead of a confirmation did something:\n%s", out)
		}
	})
}

func TestANameThatIsTakenIsNotSaidToBeNew(t *testing.T) {
	t.Parallel()
	reviewing80(t, func(u *user) {
		u.sees("which is new")
		u.finds(restore.Finding{Check: restore.RunningCheck().Name, Outcome: restore.Blocks, Evidence: "restore-1 is being restored into it"})
		u.sees("which is not free").misses("which is new")
	})
}

// TestAReviewSaysWhetherItsTargetIsStillLookedFor has the check of a bucket that is written
// into run, be refused, and answer.
func TestAReviewSaysWhetherItsTargetIsStillLookedFor(t *testing.T) {
	t.Parallel()
	point := restore.Point{Type: "Redshift", ARN: "arn:aws:redshift:us-east-1:1:snapshot:c/s", ResourceARN: "arn:aws:redshift:us-east-1:1:cluster:c"}
	metadata := map[string]string{"ClusterIdentifier": "c"}
	specs := restore.SpecsFor(point, metadata)
	var r restoring
	for _, spec := range specs {
		if spec.Name == "redshift-table" {
			r.form = restore.NewForm(spec, point, metadata, backup.In("1", "us-east-1"), 0)
		}
	}
	for want, found := range map[string][]restore.Finding{
		"; whether that exists is being looked up":                     {{Check: "key", Outcome: restore.OK}},
		"; whether that exists could not be looked up: see the checks": {{Check: "target", Outcome: restore.CannotTell}},
		", which is not there: see the checks":                         {{Check: "target", Outcome: restore.Blocks}},
		", which exists":                                               {{Check: "target", Outcome: restore.OK}},
	} {
		if r.judge(found); r.novelty != want {
			t.Errorf("%v: %q, want %q", found, r.novelty, want)
		}
	}
}

func TestNothingUnderWayIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{}, ops.Policy{}, "").rests(10 * time.Second)
		u.goes("underway").after(time.Second).sees("nothing is under way")
	})
}
