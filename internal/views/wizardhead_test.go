package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// TestAFormAndItsReviewSayWhereAndOfWhenTheyAre looks at them on narrow and wide screens.
func TestAFormAndItsReviewSayWhereAndOfWhenTheyAre(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 2, Regions: 2, Resources: 60, Jobs: 100}, func(u *user) {
		u.goes("points type:ebs status:completed").after(3 * time.Second).press("R").rests(10 * time.Second)
		e, w := u.session().env, u.wizard()
		p := w.act.(pointed).pointOf()
		place := e.AccountName(w.act.thing().Scope.Account) + "/" + w.act.thing().Scope.Region.String()
		look := func(stage string) {
			t.Helper()
			for _, width := range []int{60, 80, 200} {
				u.resize(width, 24).after(time.Second)
				line := strings.Split(u.text(), "\n")[2]
				if !strings.Contains(line, place) || !strings.Contains(line, e.Clock(p.Created)) {
					t.Errorf("%s, %d columns: %q says not %s, %s", stage, width, line, place, e.Clock(p.Created))
				}
			}
			u.resize(20, 6).after(time.Second).fits()
			u.resize(80, 24)
		}
		look("form")
		u.toField("volumeSize")
		if c := w.Cursor(); c == nil {
			t.Error("there is no cursor")
		} else if line := strings.Split(u.text(), "\n")[c.Y+2]; !strings.Contains(line, "Size") {
			t.Errorf("the cursor is at %q", line)
		}
		u.submits().rests(15 * time.Second)
		look("review")
	})
}
