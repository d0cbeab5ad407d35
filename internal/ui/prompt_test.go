package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// press makes the message of a key from its name: "enter", "ctrl+p", "a", "space".
func press(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace,
	}
	var mod tea.KeyMod
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		mod, name = tea.ModCtrl, rest
	}
	if rest, ok := strings.CutPrefix(name, "shift+"); ok {
		mod, name = tea.ModShift, rest
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		mod, name = tea.ModAlt, rest
	}
	if code, ok := codes[name]; ok {
		return tea.KeyPressMsg{Code: code, Mod: mod}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	r := []rune(name)[0]
	if mod == 0 {
		return tea.KeyPressMsg{Code: r, Text: name}
	}
	return tea.KeyPressMsg{Code: r, Mod: mod}
}

type handler interface {
	Handle(tea.Msg) (bool, tea.Cmd)
}

// keys presses keys one after another and returns the last answer.
func keys(h handler, names ...string) (done bool, cmd tea.Cmd) {
	for _, n := range names {
		done, cmd = h.Handle(press(n))
	}
	return done, cmd
}

// typed presses the characters of a text.
func typed(h handler, text string) {
	for _, r := range text {
		if r == ' ' {
			keys(h, "space")
		} else {
			keys(h, string(r))
		}
	}
}

func TestPressNamesKeysAsBubbleTeaDoes(t *testing.T) {
	for _, name := range []string{"enter", "esc", "space", "ctrl+p", "shift+tab", "R", "?", "pgdown"} {
		if got := press(name).String(); got != name {
			t.Errorf("%s is %s", name, got)
		}
	}
}

func TestPromptTakesEveryPrintableKeyAsText(t *testing.T) {
	var seen []string
	p := NewPrompt("/", "")
	p.Change = func(s string) (tea.Cmd, error) { seen = append(seen, s); return nil, nil }
	typed(p, "q j:G?")
	if p.Text() != "q j:G?" {
		t.Errorf("text is %q", p.Text())
	}
	if want := []string{"q", "q ", "q j", "q j:", "q j:G", "q j:G?"}; !slices.Equal(seen, want) {
		t.Errorf("changes were %q", seen)
	}
}

func TestPromptPaste(t *testing.T) {
	p := NewPrompt("/", "")
	var last string
	p.Change = func(s string) (tea.Cmd, error) { last = s; return nil, nil }
	p.Handle(tea.PasteMsg{Content: "vol-1\nvol-2\x1b[2J" + strings.Repeat("x", 10_000)})
	if strings.ContainsAny(p.Text(), "\n\x1b") || len(p.Text()) > inputLimit || !strings.HasPrefix(p.Text(), "vol-1 vol-2") {
		t.Errorf("pasted as %.40q, %d bytes", p.Text(), len(p.Text()))
	}
	if last != p.Text() {
		t.Error("a paste is a change")
	}
}

func TestPromptEnds(t *testing.T) {
	var accepted []string
	cancelled := 0
	open := func() *Prompt {
		p := NewPrompt("/", "abc")
		p.Accept = func(s string) tea.Cmd { accepted = append(accepted, s); return nil }
		p.Cancel = func() tea.Cmd { cancelled++; return nil }
		return p
	}
	for _, k := range []string{"esc", "ctrl+c"} {
		if done, _ := keys(open(), k); !done {
			t.Errorf("%s leaves it open", k)
		}
	}
	if done, _ := keys(open(), "enter"); !done || !slices.Equal(accepted, []string{"abc"}) || cancelled != 2 {
		t.Errorf("accepted %q, cancelled %d times", accepted, cancelled)
	}
}

func TestPromptDoesNotAcceptAnError(t *testing.T) {
	p := NewPrompt("/", "")
	p.Accept = func(string) tea.Cmd { t.Error("accepted"); return nil }
	p.Change = func(s string) (tea.Cmd, error) {
		if s == "sise>" {
			return nil, errors.New(`no column "sise"; did you mean size?`)
		}
		return nil, nil
	}
	typed(p, "sise>")
	if done, _ := keys(p, "enter"); done {
		t.Error("closed with an error")
	}
	th := NewTheme("dark", false, false)
	s, _ := p.Render(Rect{60, 24}, th)
	golden(t, "prompt-error", s, 60, 2)
	keys(p, "backspace")
	p.Accept = nil
	if done, _ := keys(p, "enter"); !done {
		t.Error("the error outlives its text")
	}
}

func TestPromptHistory(t *testing.T) {
	p := NewPrompt("/", "")
	p.History = []string{"state:failed", "type:ebs"}
	typed(p, "dra")
	for _, step := range []struct{ key, want string }{
		{"up", "type:ebs"}, {"up", "state:failed"}, {"up", "state:failed"}, {"down", "type:ebs"}, {"down", "dra"}, {"down", "dra"},
	} {
		keys(p, step.key)
		if p.Text() != step.want {
			t.Errorf("after %s: %q, want %q", step.key, p.Text(), step.want)
		}
	}
}

func TestPromptCompletes(t *testing.T) {
	p := NewPrompt("/", "")
	p.Complete = func(text string, cursor int) []string {
		head := text[:cursor]
		switch {
		case strings.HasSuffix(head, "st"):
			return []string{head[:len(head)-2] + "state:"}
		case strings.HasSuffix(head, "state:"):
			return []string{head + "COMPLETED", head + "EXPIRED", head + "PARTIAL"}
		}
		return nil
	}
	typed(p, "ebs st")
	keys(p, "tab")
	if p.Text() != "ebs state:" {
		t.Errorf("one completion gives %q", p.Text())
	}
	keys(p, "tab", "tab")
	if p.Text() != "ebs state:EXPIRED" {
		t.Errorf("the second of three gives %q", p.Text())
	}
	s, _ := p.Render(Rect{60, 24}, NewTheme("dark", false, false))
	golden(t, "prompt-completions", s, 60, 2)
	keys(p, "shift+tab", "shift+tab")
	if p.Text() != "ebs state:PARTIAL" {
		t.Errorf("backwards gives %q", p.Text())
	}
	typed(p, "x")
	if p.Text() != "ebs state:PARTIALx" {
		t.Errorf("typing on gives %q", p.Text())
	}
	if keys(p, "tab"); p.Text() != "ebs state:PARTIALx" {
		t.Errorf("no completion changes the text to %q", p.Text())
	}
}

func TestPromptCompletesInTheMiddle(t *testing.T) {
	p := NewPrompt("/", "st age<7d")
	p.Complete = func(text string, cursor int) []string { return []string{text[:cursor][:cursor-2] + "state:"} }
	keys(p, "home", "right", "right", "tab")
	if p.Text() != "state: age<7d" || p.in.cursor() != len("state:") {
		t.Errorf("%q, cursor %d", p.Text(), p.in.cursor())
	}
}

func TestPromptCursorStandsOnItsCell(t *testing.T) {
	th := NewTheme("dark", false, false)
	for _, c := range []struct {
		text string
		keys []string
		w, x int
	}{
		{"abc", nil, 40, 5},
		{"abc", []string{"left"}, 40, 4},
		{"日本", nil, 40, 6},
		{"日本", []string{"left"}, 40, 4},
		{strings.Repeat("x", 100), nil, 40, 39},
		{strings.Repeat("日", 100), nil, 40, 39}, // after the sign that there is more
		{strings.Repeat("x", 100), []string{"home"}, 40, 2},
		{"a\u200bb", nil, 40, 4}, // what is not drawn takes no cell
		{"abc", nil, 1, 0},
	} {
		p := NewPrompt("/", c.text)
		keys(p, c.keys...)
		s, cursor := p.Render(Rect{c.w, 24}, th)
		fits(t, s, c.w, 2)
		if cursor.X != c.x {
			t.Errorf("%.10q %v: cursor in cell %d, want %d", c.text, c.keys, cursor.X, c.x)
		}
	}
}

func TestPromptDrawsAtEverySize(t *testing.T) {
	for name, th := range themes() {
		for _, r := range sizes {
			p := NewPrompt("filter ", "vol-日本 state:failed age<7d")
			p.History = []string{"x"}
			p.Complete = func(string, int) []string { return []string{"a b", "a c"} }
			s, cursor := p.Render(r, th)
			fits(t, s, r.W, min(r.H, 1+min(r.H/6, 1)))
			if cursor != nil && cursor.X >= max(r.W, 1) {
				t.Errorf("%s %v: cursor in cell %d", name, r, cursor.X)
			}
		}
	}
}
