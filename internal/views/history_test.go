package views

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestDigitsBackHistoryAndLastView(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).rests(10 * time.Second).sees(" overview").press("q").sees("this is the first screen")
		for _, c := range []struct{ key, view string }{{"3", "jobs"}, {"4", "vaults"}, {"5", "resources"}, {"6", "plans"}, {"8", "accounts"}, {"1", "overview"}} {
			u.press(c.key).after(time.Second).sees("\n " + c.view)
		}
		u.press("[").sees("\n accounts").press("[").sees("\n plans").press("]").sees("\n accounts").press("]").sees("\n overview").press("]").sees("nothing after this")
		u.press("-").sees("\n accounts").press("-").sees("\n overview").press("-").sees("\n accounts")

		// Going somewhere new forgets what lay ahead.
		u.press("[", "[", "4").after(time.Second).sees("\n vaults").press("]").sees("nothing after this", "\n vaults")

		// Back is one screen, with the filter that was there.
		u.press("/").types("prod-daily").press("enter", "enter").after(2 * time.Second).sees("prod-daily › points")
		u.press("d").after(2 * time.Second).sees("DescribeRecoveryPoint").press("y").sees("JSON")
		u.press("q").sees("DescribeRecoveryPoint").press("q").sees("prod-daily › points").press("q").sees("\n vaults", "/prod-daily").press("q").sees("no screen below this one; [ goes to where you were before", "/prod-daily")
		u.press("]").sees("nothing after this")
		u.press("[").after(2 * time.Second).sees("prod-daily › points") // where the operator was before
	})
}

// TestThePathIsWholeAfterEveryWayBack goes down from the vaults, and comes back by history
// instead of by the path.
func TestThePathIsWholeAfterEveryWayBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).rests(10 * time.Second)
		u.press("4").after(time.Second).press("enter").after(2*time.Second).sees("\n vaults › ", "› points")
		u.press("d").after(2 * time.Second).sees("Points of the resource")
		page := u.session().crumbs()
		u.press("[").after(time.Second).sees("\n vaults › ", "› points").press("]").after(2 * time.Second).sees("Points of the resource")
		if got := u.session().crumbs(); !slices.Equal(got, page) {
			t.Errorf("forward again: %q, want %q", got, page)
		}
		u.press("[", "-").after(2*time.Second).sees("Points of the resource").press("-").after(time.Second).sees("\n vaults › ", "› points").misses("DescribeRecoveryPoint")
		u.press("q").after(time.Second).sees("\n vaults").misses("› points").press("-").after(time.Second).sees("\n vaults › ", "› points")
	})
}

// TestTheCursorOfAPageIsWhereItWasLeft after esc, and after every way of the history.
func TestTheCursorOfAPageIsWhereItWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{Command: "failures"}).rests(12 * time.Second).press("enter").after(3 * time.Second)
		for range 40 {
			if strings.Contains(u.press("j").underCursor(), "›") {
				break
			}
		}
		left := u.underCursor()
		if !strings.Contains(left, "›") {
			t.Fatalf("no link on the page:\n%s", u.text())
		}
		u.press("enter").after(3 * time.Second)
		if u.press("q").after(time.Second); u.underCursor() != left {
			t.Errorf("after back it is on %q, not on %q", u.underCursor(), left)
		}
		u.press("enter").after(3 * time.Second).press("[").after(3 * time.Second)
		if u.underCursor() != left {
			t.Errorf("after [ it is on %q, not on %q", u.underCursor(), left)
		}
		u.press("3").after(2 * time.Second).press("-").after(3 * time.Second)
		if u.underCursor() != left {
			t.Errorf("after - it is on %q, not on %q", u.underCursor(), left)
		}
	})
}

func TestQuit(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]func(*user){
		":q":           func(u *user) { u.goes("q") },
		":quit":        func(u *user) { u.goes("quit") },
		"ctrl+c twice": func(u *user) { u.press("ctrl+c").sees("ctrl+c again quits").press("ctrl+c") },
		"ctrl+c leaves what is typed first": func(u *user) {
			u.press("4", "/", "ctrl+c", ":", "ctrl+c").sees("ctrl+c again quits").press("ctrl+c")
		},
		"a command from the help": func(u *user) {
			u.press("?").sees("Leave bkpui").press(":").misses("Leave bkpui (").types("q").press("enter")
		},
		"ctrl+c twice in the help": func(u *user) {
			u.press("?", "ctrl+c").sees("ctrl+c again quits").press("ctrl+c")
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := start(t, 80, 24, small(), Options{}).after(5 * time.Second)
				keys(u)
				select {
				case err := <-u.done:
					if err != nil {
						t.Error(err)
					}
					u.done <- nil // for the end of the test
				default:
					t.Errorf("it runs on:\n%s", u.text())
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).after(5 * time.Second)
		u.press("ctrl+c").rests(10 * time.Second).press("ctrl+c").sees("ctrl+c again quits") // too late to mean it
		if len(u.done) > 0 {
			t.Error("it quit")
		}
	})
}

func TestPaletteRunsViewsAndCommandsWithArguments(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).rests(10 * time.Second)
		for _, guess := range []struct{ typed, view string }{
			{"restores", "rj"},
			{"copies", "cj"},
			{"backups", "bj"},
			{"points", "points"},
			{"RP", "points"},
			{"j", "jobs"},
			{"v", "vaults"},
			{"res", "resources"},
			{"acc", "accounts"},
			{"reg", "regions"},
			{"feeds", "health"},
			{":vaults", "vaults"},
		} {
			u.goes(guess.typed).after(500 * time.Millisecond).sees("\n " + guess.view)
		}
		u.goes("jobs state:failed kind:backup").after(time.Second).sees("/state:failed kind:backup", "✗ FAILED").misses("COMPLETED")
		u.goes("jobs nmae:x").sees(`no column "nmae"`, "/state:failed kind:backup")
		u.goes("filter kind:copy").after(time.Second).sees("/kind:copy")
		u.goes("mark all").sees("marked").goes("unmark").misses("marked")
		u.goes("theme light").sees("theme light").goes("theme pink").sees(`no theme "pink"; there are: dark, light, contrast`)
		u.goes("info").press("q")
		u.press(":").types("nosuchthing").press("enter").sees("no command nosuchthing").press("esc").misses("no command")
		u.press(":").types("vau").press("tab").sees(":vaults").types("typ").press("tab").sees(":vaults type:").types("air").press("enter").after(time.Second)
		u.sees("/type:air", "air-gapped").misses("standard")
		u.goes("open").after(2 * time.Second).sees("airgap › points") // what keys do has a name too
	})
}

func TestTextThatIsPastedNeverActs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).rests(10 * time.Second)
		u.press("4").after(time.Second)
		u.pastes("q:quit\n").sees("pasted text goes nowhere here", "\n vaults")
		u.press("/").pastes("prod-daily\n\x1b[2J").sees("/prod-daily").press("enter").after(time.Second).sees("prod-daily")
		if len(u.done) > 0 {
			t.Error("it quit")
		}
	})
}
