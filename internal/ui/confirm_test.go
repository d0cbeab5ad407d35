package ui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// confirming opens a confirmation that notes its answers.
func confirming(phrase string) (*Confirm, *[]bool) {
	var got []bool
	return NewConfirm(ConfirmOptions{
		Title: "Restore into orders-db", Verb: "start", Phrase: phrase,
		Lines: []string{"This overwrites the table orders-db in payments / us-east-1. It can't be undone, and a restore can't be cancelled."},
		Done:  func(ok bool) tea.Cmd { got = append(got, ok); return nil },
	}), &got
}

// shown opens it, draws it, and waits until it takes keys.
func shown(c *Confirm) {
	c.Render(Rect{80, 24}, NewTheme("dark", true, false))
	time.Sleep(ConfirmQuiet)
}

func TestAConfirmationActsOnExactlyItsPhrase(t *testing.T) {
	for _, c := range []struct{ phrase, typed, says string }{
		{"yes", "yes", ""},
		{"cinqjk :/?G ok", "cinqjk :/?G ok", ""},
		{"79 clean-dr", "79 clean-dr", ""},
		{"日本-db", "日本-db", ""},
		{"yes", "", "nothing is typed yet"},
		{"yes", "ye", "not whole yet: 1 more"},
		{"yes", "yes ", "a blank behind it"},
		{"yes", "yess", "more behind it: s"},
		{"yes", "Yes", "upper and lower case count: Y should be y"},
		{"orders-db", "orders-bd", "from character 8 on"},
		{"orders-db", "order-db", "from character 6 on"},
		{"", "", "can't be typed"},
		{" yes", " yes", "can't be typed"},
		{"a\x1b[2Jb", "a[2Jb", "can't be typed"},
		{"a\u202eb", "ab", "can't be typed"},
	} {
		synctest.Test(t, func(t *testing.T) {
			d, got := confirming(c.phrase)
			shown(d)
			typed(d, c.typed)
			done, _ := keys(d, "enter")
			if done != (c.says == "") || len(*got) != map[bool]int{true: 1}[done] {
				t.Errorf("%q for %q: done %v, answers %v", c.typed, c.phrase, done, *got)
			}
			if s, _ := d.Render(Rect{80, 24}, NewTheme("dark", true, false)); c.says != "" && !strings.Contains(s, c.says) {
				t.Errorf("%q for %q does not say %q:\n%s", c.typed, c.phrase, c.says, s)
			}
		})
	}
}

func TestKeysTypedAheadNeverLandInAConfirmation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, got := confirming("yes")
		th := NewTheme("dark", true, false)
		for range 7 { // before it is drawn, however long that takes
			keys(d, "y", "e", "s", "enter")
			time.Sleep(time.Second)
		}
		d.Render(Rect{80, 24}, th)
		for range 20 { // and after, as long as keys follow one another
			time.Sleep(ConfirmQuiet - time.Millisecond)
			keys(d, "y")
			time.Sleep(ConfirmQuiet - time.Millisecond)
			keys(d, "enter")
			time.Sleep(100 * time.Millisecond)
			d.Handle(tea.PasteMsg{Content: "yes"})
		}
		if s, _ := d.Render(Rect{80, 24}, th); d.in.text() != "" || !strings.Contains(s, "… 88 keys typed before this could be read were left out") {
			t.Errorf("it holds %q:\n%s", d.in.text(), s)
		}
		time.Sleep(ConfirmQuiet)
		typed(d, "yes") // from now on as fast as one likes
		if done, _ := keys(d, "enter"); !done || len(*got) != 1 || !(*got)[0] {
			t.Errorf("done %v, answers %v", done, *got)
		}
	})
}

func TestAConfirmationIsCancelledAtOnce(t *testing.T) {
	for _, key := range []string{"esc", "ctrl+c"} {
		d, got := confirming("yes")
		if done, _ := keys(d, key); !done || len(*got) != 1 || (*got)[0] {
			t.Errorf("%s: done %v, answers %v", key, done, *got)
		}
	}
}

func TestAConfirmationIsNotPasted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, got := confirming("yes")
		shown(d)
		d.Handle(tea.PasteMsg{Content: "yes"})
		s, _ := d.Render(Rect{80, 24}, NewTheme("dark", true, false))
		if done, _ := keys(d, "enter"); done || len(*got) > 0 || !strings.Contains(s, "typed, not pasted") {
			t.Errorf("done %v, answers %v:\n%s", done, *got, s)
		}
	})
}

func TestConfirmLooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, _ := confirming("orders-db")
		dark := NewTheme("dark", false, false)
		s, _ := d.Render(Rect{80, 24}, dark)
		golden(t, "confirm-opened", s, 80, 7)
		time.Sleep(ConfirmQuiet)
		typed(d, "orders-bd")
		keys(d, "enter")
		s, cursor := d.Render(Rect{80, 24}, dark)
		golden(t, "confirm-differs", s, 80, 7)
		if cursor.X != 36 || cursor.Y != 3 {
			t.Errorf("cursor at %d,%d", cursor.X, cursor.Y)
		}
		s, cursor = d.RenderLine(Rect{60, 10}, NewTheme("dark", true, true))
		golden(t, "confirm-line", s, 60, 5)
		if cursor.X != 34 || cursor.Y != 3 {
			t.Errorf("cursor at %d,%d of the lines", cursor.X, cursor.Y)
		}
	})
}

func TestConfirmLinesFitEverySize(t *testing.T) {
	for name, th := range themes() {
		for _, r := range append(sizes, Rect{5, 40}, Rect{12, 3}) {
			d, _ := confirming("a-rather-long-name-of-a-table-日本-in-an-account-that-is-called-payments-production")
			s, cursor := d.RenderLine(r, th)
			if r.W == 0 || r.H == 0 {
				fits(t, s, 0, 0)
				continue
			}
			h := strings.Count(s, "\n") + 1
			if fits(t, s, r.W, h); h > r.H || cursor == nil || cursor.X >= r.W || cursor.Y >= h {
				t.Errorf("%s %v: %d lines, cursor %v", name, r, h, cursor)
			}
		}
	}
}

func TestALongPhraseIsShownWholeWhateverElseIsSaid(t *testing.T) {
	const phrase = "arn:aws:backup:eu-west-1:111122223333:recovery-point:composite-of-the-payments-production-0a1b2c3d4e5f"
	c := NewConfirm(ConfirmOptions{Title: "Delete", Phrase: phrase, Verb: "delete", Lines: []string{"one", "two", "three", "four", "five", "six", "seven", "eight"}})
	shown, _ := c.RenderLine(Rect{W: 60, H: 8}, NewTheme("dark", true, false))
	flat := strings.ReplaceAll(strings.ReplaceAll(ansi.Strip(shown), "\n", ""), " ", "")
	if !strings.Contains(flat, phrase) || !strings.Contains(shown, "type that to delete") {
		t.Errorf("the phrase can't be read:\n%s", shown)
	}
}
