package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// dialogs are all there are, each with much in it.
func dialogs() map[string]Dialog {
	var lines []string
	for i := range 60 {
		lines = append(lines, fmt.Sprintf("line %d of a long message about 日本語 vaults, which wraps where the screen is narrow", i))
	}
	var ran []string
	p := paletteOver(&ran)
	typed(p, "s")
	return map[string]Dialog{
		"message": &Message{Title: "A long one\x1b[2J", Lines: lines},
		"choices": &Message{Title: "Quit?", Lines: lines[:2], Choices: []Binding{{Keys: []string{"y"}, Help: "quit"}, {Keys: []string{"n"}, Help: "stay"}}},
		"ask":     NewAsk(AskOptions{Title: "MFA", Lines: lines[:5], Label: "code", Text: "123"}),
		"help":    NewHelpDialog("points", sampleLayers()),
		"palette": p,
		"confirm": NewConfirm(ConfirmOptions{Title: "Delete\x1b[2J", Lines: lines[:3], Phrase: "日本-\x1b[2J", Verb: "delete"}),
		"picker":  NewPicker(PickerOptions{Title: "Subnet\x1b[2J", Text: "private", Options: append(manyOptions(100), Option{Value: "\x1b[2J", Name: "日本\x1b[2J", Why: "no\x1b[2J"})}),
		"marks":   NewPicker(PickerOptions{Title: "Groups", Multi: true, Value: "a\x1b[2J\nb", Options: subnets(), Refused: "no\x1b[2J"}),
	}
}

func TestDialogsDrawAtEverySize(t *testing.T) {
	for name, th := range themes() {
		for kind, d := range dialogs() {
			for _, r := range append(sizes, Rect{5, 3}, Rect{12, 4}, Rect{200, 10}) {
				s, cursor := d.Render(r, th)
				w, h := boxSize(s)
				if w > r.W || h > r.H {
					t.Errorf("%s %s: %d×%d in a room of %v", name, kind, w, h, r)
				}
				if s != "" {
					fits(t, s, w, h)
					for l := range strings.SplitSeq(s, "\n") {
						if Width(l) != w {
							t.Errorf("%s %s %v: line of %d cells in a box of %d: %q", name, kind, r, Width(l), w, l)
						}
					}
				}
				if cursor != nil && (cursor.X >= w || cursor.Y >= h || cursor.X < 0) {
					t.Errorf("%s %s %v: cursor at %d,%d of %d×%d", name, kind, r, cursor.X, cursor.Y, w, h)
				}
				if strings.Contains(s, "\x1b[2J") {
					t.Errorf("%s %s: a control sequence got through", name, kind)
				}
				if screen := Overlay(strings.Repeat("x", r.W), s, r); strings.Count(screen, "\n") != max(r.H-1, 0) && s != "" {
					t.Errorf("%s %s %v: overlay has other lines", name, kind, r)
				}
			}
		}
	}
}

func TestDialogKeysAreListed(t *testing.T) {
	for kind, d := range dialogs() {
		seen := map[string]bool{}
		for _, b := range d.Bindings() {
			for _, k := range b.Keys {
				if seen[k] && kind != "choices" {
					t.Errorf("%s: %s is bound twice", kind, k)
				}
				seen[k] = true
			}
		}
		if !seen["esc"] {
			t.Errorf("%s: esc is not listed", kind)
		}
		if done, _ := d.Handle(press("esc")); !done {
			t.Errorf("%s: esc leaves it open", kind)
		}
		if done, _ := d.Handle(tea.FocusMsg{}); done {
			t.Errorf("%s: a message of no concern closes it", kind)
		}
	}
}

func TestMessageLooks(t *testing.T) {
	m := &Message{Title: "Credentials of prod have expired", Lines: []string{"Run this in another terminal; the console goes on by itself:", "", "aws sso login --profile prod --no-browser --use-device-code"}}
	s, _ := m.Render(Rect{80, 24}, NewTheme("dark", false, false))
	golden(t, "message", s, 70, 6)
}

func TestMessageScrollsToItsEnd(t *testing.T) {
	m := dialogs()["message"].(*Message)
	th := NewTheme("dark", true, false)
	m.Render(Rect{40, 10}, th)
	keys(m, "G")
	if s, _ := m.Render(Rect{40, 10}, th); !strings.Contains(s, "screen is narrow") {
		t.Errorf("the end is not on show:\n%s", s)
	}
	keys(m, "g")
	if s, _ := m.Render(Rect{40, 10}, th); !strings.Contains(s, "line 0") {
		t.Errorf("the beginning is not on show:\n%s", s)
	}
}

func TestMessageChoiceRunsAndCloses(t *testing.T) {
	var ran []string
	m := &Message{Choices: []Binding{
		{Keys: []string{"y"}, Help: "quit", Run: func() tea.Cmd { ran = append(ran, "y"); return nil }},
		{Keys: []string{"x"}, Why: func() string { return "no" }, Run: func() tea.Cmd { ran = append(ran, "x"); return nil }},
	}}
	if done, _ := keys(m, "x"); done {
		t.Error("a choice that can't act closes")
	}
	if done, _ := keys(m, "z"); done {
		t.Error("another key closes")
	}
	if done, _ := keys(m, "y"); !done || !slices.Equal(ran, []string{"y"}) {
		t.Errorf("ran %v", ran)
	}
}

func TestAskAcceptsWhatPassesTheCheck(t *testing.T) {
	var got []string
	ask := func() *Ask {
		return NewAsk(AskOptions{Title: "MFA code of prod", Lines: []string{"arn:aws:iam::111122223333:mfa/ada"}, Label: "code", Check: func(s string) error {
			if len(s) != 6 {
				return errors.New("a code has six digits")
			}
			return nil
		}, Done: func(s string, ok bool) tea.Cmd { got = append(got, fmt.Sprint(s, " ", ok)); return nil }})
	}
	a := ask()
	typed(a, "12345")
	if done, _ := keys(a, "enter"); done {
		t.Error("a short code was accepted")
	}
	s, cursor := a.Render(Rect{80, 24}, NewTheme("dark", false, false))
	golden(t, "ask", s, 70, 6)
	if cursor.X != 12 || cursor.Y != 2 {
		t.Errorf("cursor at %d,%d", cursor.X, cursor.Y)
	}
	typed(a, "6")
	if done, _ := keys(a, "enter"); !done {
		t.Error("a good code was refused")
	}
	if done, _ := keys(ask(), "esc"); !done || !slices.Equal(got, []string{"123456 true", " false"}) {
		t.Errorf("answers %q", got)
	}
}

func TestSecretIsNeverDrawn(t *testing.T) {
	a := NewAsk(AskOptions{Title: "code", Label: "code", Secret: true})
	typed(a, "314159")
	s, _ := a.Render(Rect{80, 24}, NewTheme("dark", false, false))
	if strings.Contains(s, "314") || !strings.Contains(s, "******") {
		t.Errorf("drawn as %q", s)
	}
}

func TestHelpLooks(t *testing.T) {
	th := NewTheme("dark", false, false)
	for _, r := range []Rect{{80, 24}, {160, 40}, {80, 10}} {
		s, _ := NewHelpDialog("points", sampleLayers()).Render(r, th)
		golden(t, fmt.Sprintf("help-%dx%d", r.W, r.H), s, r.W, r.H)
	}
}

func TestHelpNamesEveryBinding(t *testing.T) {
	s, _ := NewHelpDialog("points", sampleLayers()).Render(Rect{200, 60}, NewTheme("dark", true, false))
	for _, layer := range sampleLayers() {
		for _, b := range layer {
			if !strings.Contains(s, b.Tip) {
				t.Errorf("%s is missing", b.ID)
			}
		}
	}
	if !strings.Contains(s, "the console is read-only") {
		t.Error("a disabled key does not say why")
	}
}

func TestMarkdownNamesEveryBinding(t *testing.T) {
	s := Markdown(sampleLayers())
	for _, want := range []string{"| Go | | |", "| `enter` | `:open` | Follow the most natural link of the row |", "|  | `:save FILE` |", "| `:` |  |"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is missing in:\n%s", want, s)
		}
	}
}

// TestARefusalIsReadToItsEnd: AWS's own words are the only hint of what to do.
func TestARefusalIsReadToItsEnd(t *testing.T) {
	a := NewAsk(AskOptions{Title: "MFA code", Label: "code", Lines: []string{"Profile prod"}})
	words := "User: arn:aws:iam::111122223333:user/ops is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/BackupReader"
	a.Refuse(errors.New(words))
	for _, size := range []Rect{{W: 80, H: 24}, {W: 80, H: 9}} {
		drawn, cursor := a.Render(size, NewTheme("dark", false, false))
		if got := strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(drawn), "│", " ")), ""); !strings.Contains(got, strings.ReplaceAll(words, " ", "")) {
			t.Errorf("%v: %s", size, drawn)
		}
		if cursor == nil || strings.Count(drawn, "\n")+1 > size.H {
			t.Errorf("%v: the box does not fit", size)
		}
	}
}
