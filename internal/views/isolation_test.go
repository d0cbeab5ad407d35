package views

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"

	"github.com/bkpui/bkpui/internal/backup"
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
		tried := make(chan string, 10)
		question := func(profile string) {
			ask <- AskMFA{Profile: profile, Serial: "arn:aws:iam::111122223333:mfa/operator", Try: func(_ context.Context, code string) error {
				time.Sleep(time.Second) // AWS thinks
				tried <- profile + " " + code
				if code == "000000" {
					return &backup.Error{Kind: backup.Credentials, Message: "the MFA code was refused: invalid MFA one time pass code"}
				}
				return nil
			}}
			synctest.Wait()
		}
		sent := func(want ...string) {
			t.Helper()
			for _, w := range want {
				select {
				case got := <-tried:
					if got != w {
						t.Errorf("AWS was asked about %q, want %q", got, w)
					}
				default:
					t.Errorf("AWS was not asked about %q:\n%s", w, u.text())
				}
			}
			if len(tried) > 0 {
				t.Errorf("AWS was asked about %q too", <-tried)
			}
		}

		// It takes no key that was meant for something else.
		u.press("4").after(time.Second).press("/").types("da")
		question("prod")
		u.types("ily M").sees("/daily M").press("esc").sees("profile prod needs an MFA code: M types it", "prod-daily")

		// Once cancelled it is asked again at once, as often as one likes.
		for range 3 {
			u.press("M").sees("mfa/operator").types("12").press("esc").misses("mfa/operator").sees("profile prod needs an MFA code")
		}
		sent()

		// A wrong code is told where it is typed, and the next digits are the next code.
		u.press("M").types("12").press("enter").sees("a code is six digits", "mfa/operator")
		sent()
		u.types("3456").sees("******").misses("123456").press("backspace").press("enter").sees("a code is six digits")
		u.press("esc").press("M").types("000000").press("enter").sees("AWS is asked")
		u.types("5").after(2*time.Second).sees("was refused", "invalid MFA", "mfa/operator").misses("*")
		sent("prod 000000")

		// Several profiles take turns; what is answered is asked no more.
		question("audit")
		u.press("esc").sees("profile audit needs an MFA code").press("M").sees("Profile audit").press("esc")
		u.sees("profile prod needs").press("M").sees("Profile prod").types("123456").press("enter").after(2 * time.Second)
		u.misses("mfa/operator").sees("profile audit needs an MFA code")
		sent("prod 123456")
		ask <- AskMFA{Profile: "audit", Settled: true}
		synctest.Wait()
		u.misses("MFA code").press("M").sees("M does nothing here")
	})
}
