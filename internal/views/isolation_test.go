package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestTwoConsolesInOneProcessDoNotTouchEachOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		alone := startOn(t, 80, 24, w, Options{Theme: "dark"}).after(10 * time.Second)
		alone.press("3").after(2300 * time.Millisecond)
		before := alone.looks(true)
		dark := startOn(t, 80, 24, w, Options{Theme: "dark", Name: "one"})
		plain := startOn(t, 120, 30, w, Options{NoColor: true, ASCII: true, Name: "two", Columns: map[string][]string{"jobs": {"state", "account"}}})
		dark.after(10 * time.Second)

		// What one does, the other does not see.
		plain.press("3").after(2*time.Second).press("/").types("state:failed").press("enter", "space")
		plain.goes("theme contrast")
		dark.press("3").after(2300*time.Millisecond).misses("/state:failed", "marked")
		plain.sees("bkpui  two", "/state:failed", "1 marked", "> ").misses("▌", "✗", "one")
		dark.sees("bkpui  one", "▌", "KIND").misses("two")
		if strings.Contains(plain.screen.last.Content, "38;5") || !strings.Contains(dark.screen.last.Content, "38;5") {
			t.Error("the colours of one are those of the other")
		}
		dark.opens("accounts payments").press("f").sees("1 of 3 accounts")
		plain.misses("1 of 3 accounts")
		dark.press("/", "up").misses("/state:failed").press("esc", "esc")

		// Nor does the third, that did nothing: its styles are the same ones.
		legend := func(s string) string { return s[strings.LastIndex(s, "\n\n"):] }
		if after := alone.looks(true); legend(after) != legend(before) {
			t.Errorf("a console that did nothing looks different:\n%s", after)
		}
		plain.goes("quit")
		if len(dark.done) > 0 {
			t.Error("one quit with the other")
		}
	})
}

func TestMFACodesAreAskedForByABannerAndAKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ask := make(chan AskMFA)
		u := start(t, 100, 24, small(), Options{Ask: ask}).after(10 * time.Second)
		question := func(profile string) <-chan string {
			reply := make(chan string, 1)
			ask <- AskMFA{Profile: profile, Serial: "arn:aws:iam::111122223333:mfa/operator", Reply: reply}
			synctest.Wait()
			return reply
		}
		wants := func(reply <-chan string, want string) {
			t.Helper()
			synctest.Wait()
			select {
			case got := <-reply:
				if got != want {
					t.Errorf("the answer is %q, want %q", got, want)
				}
			default:
				t.Errorf("no answer:\n%s", u.text())
			}
			if len(reply) > 0 {
				t.Error("a second answer")
			}
		}

		// It takes no key that was meant for something else.
		u.press("4").after(time.Second).press("/").types("da")
		first := question("prod")
		u.types("ily M").sees("/daily M").press("esc").sees("profile prod needs an MFA code: M types it", "prod-daily")
		second := question("audit")

		// The code does not show.
		u.press("M").sees("prod", "mfa/operator").types("123456").sees("******").misses("123456").press("enter")
		wants(first, "123456")
		u.sees("profile audit needs an MFA code").press("M").types("99").press("esc")
		wants(second, "") // declined
		u.misses("MFA code").press("M").sees("M does nothing here")
	})
}
