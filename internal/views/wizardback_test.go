package views

import (
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/sim"
)

// onReview leads to the review of a volume of 900 GiB whose checks have ended.
func (u *user) onReview() *user {
	u.t.Helper()
	return u.press("R").rests(10*time.Second).fills("volumeSize", "900").submits().rests(15 * time.Second)
}

// size is what the form that is open holds as the volume's size.
func (u *user) size() string {
	u.t.Helper()
	return u.wizard().act.values()["volumeSize"]
}

func TestAKeyThatLeavesAReviewLeadsBackToItWithItsValues(t *testing.T) {
	t.Parallel()
	for name, way := range map[string]struct{ out, back func(*user) }{
		"a digit and esc":        {func(u *user) { u.press("2") }, func(u *user) { u.press("esc") }},
		"a digit and [":          {func(u *user) { u.press("2") }, func(u *user) { u.press("[") }},
		"a digit and -":          {func(u *user) { u.press("2") }, func(u *user) { u.press("-") }},
		"two digits and esc":     {func(u *user) { u.press("2", "3") }, func(u *user) { u.press("esc") }},
		"a command and esc":      {func(u *user) { u.goes("vaults") }, func(u *user) { u.press("esc") }},
		"[ and ]":                {func(u *user) { u.press("[") }, func(u *user) { u.press("]") }},
		"[ and esc":              {func(u *user) { u.press("[") }, func(u *user) { u.press("esc", "esc") }}, // the first clears its filter
		"- and -":                {func(u *user) { u.press("-") }, func(u *user) { u.press("-") }},
		"q and [":                {func(u *user) { u.press("q") }, func(u *user) { u.press("[") }},
		"esc out of the form, [": {func(u *user) { u.press("esc", "esc") }, func(u *user) { u.press("[") }},
	} {
		t.Run(name, func(t *testing.T) {
			volumes(t, func(u *user) {
				u.onReview()
				way.out(u)
				u.after(time.Second)
				if _, ok := u.session().top().(*wizard); ok {
					t.Fatalf("the review was not left:\n%s", u.text())
				}
				way.back(u)
				if u.after(time.Second); u.size() != "900" {
					t.Errorf("the form holds %q:\n%s", u.size(), u.text())
				}
				if w := u.wizard(); w.stage == filling {
					u.submits()
				}
				u.rests(15 * time.Second).press("enter").after(time.Second)
				u.settles().after(5 * time.Second).sees("submitted")
				if got := u.changed(); len(got) != 1 {
					t.Errorf("changed by %v", got)
				}
			})
		})
	}
}

// TestTheWayBackDoesNotGrowByWhatWasRefused leaves restores that AWS refused: by the actions and
// what is done again from there, by another view, and by history.
func TestTheWayBackDoesNotGrowByWhatWasRefused(t *testing.T) {
	t.Parallel()
	const points = "points type:ebs status:completed vault:prod-daily"
	for name, next := range map[string]func(*user){
		"the actions": func(u *user) {
			u.press("9").after(3 * time.Second).press("esc").sees("refused: ").press("9").goes(points)
		},
		"a view":  func(u *user) { u.goes("vaults").press("esc").sees("refused: ").goes("vaults").goes(points) },
		"again":   func(u *user) { u.press("9").after(3 * time.Second) },
		"history": func(u *user) { u.goes("vaults").press("[").goes("jobs").press("[", "[", "[").goes(points) },
	} {
		t.Run(name, func(t *testing.T) {
			volumes(t, func(u *user) {
				var ways []int
				for range 4 {
					u.after(3 * time.Second).press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
					phrase := u.phrase()
					u.befalls("denied=100%@StartRestoreJob").types(phrase).press("enter").rests(20 * time.Second).befalls("").sees("refused: ")
					ways = append(ways, len(u.session().stack))
					next(u)
				}
				if ways[3] > ways[1] {
					t.Errorf("screens on the way: %v\n%s", ways, u.text())
				}
			})
		})
	}
}

func TestTheDraftOfAFormThatWasLeftIsListedAtOnceAndLeadsBackToIt(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.onReview().goes("drafts").sees("restore").misses("no drafts")
		if u.press("R").after(time.Second); u.size() != "900" {
			t.Errorf("the form holds %q:\n%s", u.size(), u.text())
		}
		n := 0
		for _, s := range u.session().stack {
			if _, ok := s.(*wizard); ok {
				n++
			}
		}
		if n != 1 {
			t.Errorf("it is open %d times", n)
		}
	})
}

func TestAFormWithNothingSetLeavesNoDraftAndTheScreenSaysSo(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.press("R").rests(10 * time.Second).press("esc").goes("drafts").after(time.Second).sees("no drafts: a form in which something was set")
	})
}

// TestAPhraseTypedAheadOfAConfirmationThatDoesNotOpenLandsNowhere types it while checks
// that were older than five minutes run again, while they run the first time, and where
// one of them blocks.
func TestAPhraseTypedAheadOfAConfirmationThatDoesNotOpenLandsNowhere(t *testing.T) {
	t.Parallel()
	for name, lead := range map[string]func(u *user){
		"old checks":     func(u *user) { u.onReview().rests(6 * time.Minute) },
		"running checks": func(u *user) { u.press("R").rests(10 * time.Second).submits() },
	} {
		t.Run(name, func(t *testing.T) {
			volumes(t, func(u *user) {
				lead(u)
				review := u.session().top()
				u.ahead("enter", "y", "e", "s", "space", "2", "[", "-", "q", "9", "enter")
				u.rests(15 * time.Second)
				if u.session().top() != review || len(u.changed()) > 0 {
					t.Fatalf("it led away, or was confirmed by %v:\n%s", u.changed(), u.text())
				}
				for len(u.session().dialogs) > 0 {
					u.press("esc")
				}
				if w := u.wizard(); w.stage == reviewing {
					u.press("esc")
				}
				if w := u.wizard(); w.stage != filling {
					t.Errorf("esc does not lead to the form:\n%s", u.text())
				}
			})
		})
	}
}

// TestFindingsSayHowOldTheyAre: they are of the moment in which AWS was asked.
func TestFindingsSayHowOldTheyAre(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.onReview().sees("Checks").misses("Checks, ")
		u.rests(2*time.Minute).sees("Checks, 2 min", " ago").misses("runs them again")
		u.rests(4 * time.Minute).sees("ago: enter runs them again first")
	})
}

// TestClosedDownValuesAreNamedAndKept takes over what AWS infers: the fields may be out of
// sight, and a draft that lost them would restore something else.
func TestClosedDownValuesAreNamedAndKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{Command: "points type:rds status:completed account:payments"}).rests(15 * time.Second)
		u.press("R").rests(10 * time.Second)
		before := u.wizard().act.values()
		u.press("ctrl+t").after(2 * time.Second).sees("AWS's closed-down value now: ")
		after, draft := u.wizard().act.values(), u.wizard().drafts.draft
		if len(after) == len(before) || !maps.Equal(after, draft.Values) {
			t.Errorf("%v became %v, the draft has %v", before, after, draft.Values)
		}
		u.press("ctrl+t").after(2 * time.Second).sees("every field has AWS's closed-down value already")
		from := u.wizard().act.(*restoring).form.Origins()
		u.press("esc").after(2 * time.Second).goes("drafts").after(3 * time.Second).press("R").rests(10 * time.Second)
		if again := u.wizard().act.(*restoring).form.Origins(); !maps.Equal(again, from) || !slices.Contains(slices.Collect(maps.Values(from)), restore.SafeDefault) {
			t.Errorf("opened again they are from %v, and were from %v", again, from)
		}
	})
}

// TestAnotherPointOfTheResourceIsChosenInTheForm goes from an old point to a newer one with
// what was typed.
func TestAnotherPointOfTheResourceIsChosenInTheForm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:rds status:completed vault:prod-daily"}, ops.Policy{}, "").rests(10 * time.Second).arms()
		u.press("G").after(time.Second).press("R").rests(10*time.Second).fills("DBInstanceIdentifier", "typed-here").after(2 * time.Second)
		old := u.wizard().act.(*restoring)
		u.press("ctrl+v").after(5*time.Second).sees("Other recovery points of the resource", " UTC  prod-daily").press("enter").rests(10 * time.Second)
		next := u.wizard().act.(*restoring)
		if drafts, _ := u.session().b.Changes.Drafts.List(); len(drafts) != 1 || drafts[0].Thing != next.thing() || drafts[0].Values["DBInstanceIdentifier"] != "typed-here" {
			t.Errorf("the draft did not move with the form: %+v", drafts)
		}
		if next.point.ResourceARN != old.point.ResourceARN || next.point.Created <= old.point.Created {
			t.Errorf("from a point of %d to one of %d", old.point.Created, next.point.Created)
		}
		u.sees("typed-here").submits().rests(10*time.Second).sees("no newer point", "typed-here").misses("ctrl+v")
	})
}
