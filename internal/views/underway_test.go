package views

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// sendsSlowly is a console that has confirmed a restore whose answer takes eight seconds.
func sendsSlowly(t *testing.T) *user {
	t.Helper()
	world := sim.New(oneAccount())
	u := startAs(t, 80, 24, world, Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
	world.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 8 * time.Second, Operations: []string{"StartRestoreJob"}}})
	return u.restoresFirst().after(time.Second).sees("sending")
}

// ended reports whether the console has quit, and with what.
func (u *user) ended() (ok bool, err error) {
	u.t.Helper()
	select {
	case err = <-u.done:
		u.done <- nil // for the end of the test
		return true, err
	default:
		return false, nil
	}
}

func TestQuittingAsksWhileSomethingIsUnderWay(t *testing.T) {
	t.Parallel()
	for name, quits := range map[string]func(*user){
		":quit":        func(u *user) { u.goes("quit") },
		"ctrl+c twice": func(u *user) { u.press("ctrl+c", "ctrl+c") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := sendsSlowly(t)
				quits(u)
				u.sees("Something is under way", "restore", "AWS has not answered yet", "quit")
				u.press("esc").misses("Something is under way").press("esc") // the wizard is gone, the op is not
				quits(u)
				u.sees("Something is under way").after(time.Second).types("quit").press("enter")
				if ok, _ := u.ended(); !ok {
					t.Fatalf("it did not quit:\n%s", u.text())
				}
				u.rests(20 * time.Second)
				if got := u.journalled(); !slices.Equal(got, []string{"intent", "outcome accepted"}) {
					t.Errorf("the journal has %v", got)
				}
			})
			synctest.Test(t, func(t *testing.T) {
				u := sendsSlowly(t).rests(20 * time.Second).sees("submitted")
				quits(u)
				if ok, _ := u.ended(); !ok {
					t.Errorf("nothing is under way, yet it asks:\n%s", u.text())
				}
			})
		})
	}
}

func TestASignalQuitsWithoutAQuestionAndTheJournalIsWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := sendsSlowly(t)
		u.p.Send(tea.InterruptMsg{})
		synctest.Wait()
		if ok, err := u.ended(); !ok || !errors.Is(err, tea.ErrInterrupted) {
			t.Fatalf("ended %t with %v", ok, err)
		}
		u.rests(20 * time.Second)
		if got := u.journalled(); !slices.Equal(got, []string{"intent", "outcome accepted"}) {
			t.Errorf("the journal has %v", got)
		}
	})
}

// TestAnUnwritableJournalRefusesAndTheWayToAnotherIsOnTheScreen puts a folder where the
// journal would be.
func TestAnUnwritableJournalRefusesAndTheWayToAnotherIsOnTheScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 80, 24, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		blocked := u.blockJournal()
		u.opens("actions").press("ctrl+r").after(time.Second)
		if words := u.session().note.text; strings.Count(words, "is a directory") > 1 {
			t.Errorf("the same three times: %s", words)
		}
		u.opens("points type:ebs status:completed vault:prod-daily").restoresFirst().after(5*time.Second).sees("nothing was sent: the journal", "no journal", ":journal-path FILE", "esc goes back to the form")
		if got := u.changed(); len(got) > 0 {
			t.Fatalf("changed by %v", got)
		}
		u.goes("journal-path " + blocked).after(time.Second).sees("the journal stays where it is")
		u.goes("journal-path").sees("Another journal", "file").press("esc")
		other := t.TempDir() + "/other.jsonl"
		u.goes("journal-path " + other).after(time.Second).sees("the journal goes on in")
		if got := u.journal.Path(); got != other {
			t.Fatalf("it goes on in %s", got)
		}
		u.press("esc").sees("Zone").press("ctrl+s").rests(15 * time.Second).press("enter").after(time.Second)
		u.settles().after(5 * time.Second).sees("submitted")
		if got := u.journalled(); !slices.Equal(got, []string{"intent", "outcome accepted"}) {
			t.Errorf("the other journal has %v", got)
		}
		u.goes("actions").after(5*time.Second).sees("accepted", "intent").press("enter").after(3 * time.Second).sees("restore")
	})
}
