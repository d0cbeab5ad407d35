package views

import (
	"image/color"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// slowly is AWS far away.
func slowly(d time.Duration) sim.Faults {
	return sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: d}}
}

func TestTheFirstFrameClaimsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(slowly(2 * time.Second))
		u := startOn(t, 80, 24, w, Options{}).golden("first-frame", true)
		u.sees("looking for accounts", "loading").misses("live", "failed", "no answer")
		for _, view := range []string{"3", "4", "5", "6", "8"} {
			u.press(view).sees("loading").misses("live", " 0\n")
		}
	})
}

func TestAnAnswerThatDoesNotComeIsSaidBeforeItIsAnError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1}})
		u := startOn(t, 80, 24, w, Options{}).after(3*time.Second).sees("looking for accounts", "loading").misses("no answer")
		u.after(5*time.Second).sees("no answer for 8 s").misses("loading", "live")
	})
}

func TestWhatAllListsHangOnIsSaidToBeUnreadable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault            sim.Fault
		title, why, page string
	}{
		"credentials expired": {sim.Fault{Kind: sim.ExpiredToken, Fraction: 1}, "nothing readable", "token included in the request is expired", "⊘ credentials"},
		"no answer":           {sim.Fault{Kind: sim.Hang, Fraction: 1}, "nothing readable", "no answer", "⊘ unreachable"},
		"a sign-in page":      {sim.Fault{Kind: sim.HTML, Fraction: 1}, "nothing readable", "a web page", "⊘ unreachable"},
		"no regions":          {sim.Fault{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"account"}}, "nothing readable", "account:ListR", "⊘ access denied"},
		"no organisation":     {sim.Fault{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"organizations"}}, "accounts unread", "24 h", "organizations:ListAccounts"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(small())
				w.SetFaults(sim.Faults{c.fault})
				u := startOn(t, 80, 24, w, Options{}).after(75*time.Second).sees(c.title, c.why).misses("live")
				for _, view := range []string{"3", "4", "6"} {
					u.press(view).after(2*time.Second).sees(c.title).misses("live", " 0\n")
				}
				u.press("8").after(2*time.Second).sees(c.title, c.page)

				// It comes back by itself.
				w.SetFaults(nil)
				u.after(6*time.Minute).sees("live", "payments", "✓ ok").misses(c.title)
			})
		})
	}
}

func TestTheOverviewLeadsToWhatIsBehindIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, small(), Options{}).after(10 * time.Second)
		o := u.session().top().(*overviewScreen)
		u.press("tab") // past the causes
		first := o.sum.accounts[o.at.line].name

		// A whole account, then one cell: its failed jobs of a day, as many as it counts.
		u.entersCell().after(2*time.Second).sees(first+" › jobs", "problem:tr").misses("✓ COMPLETED")

		// esc takes back what the operator added, and never what the cell filtered by.
		u.press("/").types(" kind:copy").press("enter").after(time.Second).sees("jobs", "  0 of ", "esc clears").press("esc").after(time.Second).sees(first+" › jobs", "problem:tr").misses("  0 of ")
		u.press("esc").sees("RUNNING NOW").misses("› jobs").press("l")
		in := backup.Intern("eu-west-1")
		for range o.sum.accounts {
			if o.sum.accounts[o.at.line].cells[in].failed > 0 {
				break
			}
			u.press("j")
		}
		u.entersCell().after(2 * time.Second).sees(o.sum.accounts[o.at.line].name + "/eu-west-1 › jobs")
		failed := 0
		for _, row := range u.rows() {
			if strings.Contains(row, "✗") || strings.Contains(row, "■ ABORTED") {
				failed++
			}
			if !strings.Contains(row, "euw1") {
				t.Errorf("of another Region: %s", row)
			}
		}
		if cell := o.sum.accounts[o.at.line].cells[in]; cell.failed+cell.ended != failed || failed == 0 {
			t.Errorf("the overview counts %d failed and %d stopped, the list has %d", cell.failed, cell.ended, failed)
		}

		// What can't be read leads to why; a running job to its page.
		u.press("1").after(2 * time.Second).press("tab")
		for range 5 {
			if strings.HasPrefix(u.underCursor(), "data-lake") {
				break
			}
			u.press("j")
		}
		here := u.session().top().(*overviewScreen)
		for here.region() != in { // which Region stands first is the world's
			u.press("l")
		}
		u.press("enter", "j", "enter").after(2*time.Second).sees("health", "⊘ denied") // after what failed there
		u.press("1").after(2*time.Second).press("tab", "tab", "enter").after(2*time.Second).sees("Account", "Related")
	})
}

func TestACellSaysThatItHasNoRoomForMore(t *testing.T) {
	th := bareEnv().Theme
	c := &tally{jobs: 126, failed: 50, running: 3, err: &backup.Error{Kind: backup.AccessDenied}}
	for room, want := range map[int]string{24: "✗ 50/126 ⊘ ▶ 3", 14: "✗ 50/126 ⊘ ▶ 3", 13: "✗ 50/126 ⊘ …", 11: "✗ 50/126 …", 9: "✗ 50/126", 8: "✗ 50/126", 7: "✗ 50 …", 4: "✗ 50"} {
		var words []string
		for _, m := range cellMarks(c, th, room) {
			words = append(words, m.text)
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("in %d cells %q, want %q", room, got, want)
		}
	}
}

func TestTheTerminalsOwnBackgroundPicksTheTheme(t *testing.T) {
	for _, c := range []struct {
		terminal terminal
		o        Options
		want     string
	}{
		{terminal{}, Options{}, "dark"},
		{terminal{light: true}, Options{}, "light"},
		{terminal{light: true}, Options{Theme: "contrast"}, "contrast"},
	} {
		if got := c.terminal.theme(c.o).Name(); got != c.want {
			t.Errorf("%+v with %q looks %s, want %s", c.terminal, c.o.Theme, got, c.want)
		}
	}
	var heard terminal
	for _, msg := range []any{tea.BackgroundColorMsg{Color: color.White}, tea.ColorProfileMsg{Profile: colorprofile.ASCII}} {
		if !heard.hear(msg) {
			t.Errorf("%T was not heard", msg)
		}
	}
	if !heard.light || !heard.noColor || heard.hear(tea.FocusMsg{}) {
		t.Errorf("heard %+v", heard)
	}
}

// entersCell opens the worst of what is behind a cell.
func (u *user) entersCell() *user {
	u.press("enter")
	asked := len(u.session().dialogs) > 0
	u.screen.looked()
	if asked {
		u.press("enter")
	}
	return u
}
