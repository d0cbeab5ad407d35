package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Confirm is a dialog that acts only when a phrase is typed, character by character.
// Every printable key is text. Keys typed ahead, before it was on the screen and
// quiet for a moment, are left out, and pasted text is refused: what is confirmed
// has to have been read. Cancelling works at once.
type Confirm struct {
	title  string
	lines  []string
	phrase string
	verb   string
	done   func(ok bool) tea.Cmd

	in   input
	hold Hold
	err  string
}

// ConfirmOptions describe what is confirmed.
type ConfirmOptions struct {
	Title  string
	Lines  []string              // what will be done and why this is typed; may come from outside
	Phrase string                // what has to be typed. Without one nothing can be confirmed
	Verb   string                // what enter does then: "start"
	Done   func(ok bool) tea.Cmd // called once; ok is false when cancelled
}

// NewConfirm opens the dialog.
func NewConfirm(o ConfirmOptions) *Confirm {
	return &Confirm{title: o.Title, lines: o.Lines, phrase: o.Phrase, verb: o.Verb, done: o.Done, in: newInput("", false)}
}

// Bindings returns its keys.
func (c *Confirm) Bindings() []Binding {
	return []Binding{
		{ID: "confirm.accept", Keys: []string{"enter"}, Help: c.verb, Tip: "Do it, once the phrase is typed", Group: "Confirmation", Footer: 20, Palette: "-"},
		{ID: "confirm.cancel", Keys: []string{"esc", "ctrl+c"}, Help: "cancel", Tip: "Cancel: nothing is sent", Group: "Confirmation", Footer: 10, Palette: "-"},
	}
}

// Handle takes a key or a paste.
func (c *Confirm) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	_, isPaste := msg.(tea.PasteMsg)
	switch {
	case !isKey && !isPaste:
		return false, nil
	case k.String() == "esc", k.String() == "ctrl+c":
		return true, c.end(false)
	case !c.hold.Takes():
		return false, nil
	case isPaste:
		c.err = "a confirmation is typed, not pasted: it has to have been read"
		return false, nil
	case k.String() == "enter":
		if c.err = c.differs(); c.err != "" {
			return false, nil
		}
		return true, c.end(true)
	}
	c.hold.early = 0
	if c.in.edit(msg) {
		c.err = ""
	}
	return false, nil
}

func (c *Confirm) end(ok bool) tea.Cmd {
	if c.done == nil {
		return nil
	}
	return c.done(ok)
}

// typeable reports whether a person can type the phrase as it is shown.
func (c *Confirm) typeable() bool {
	in := newInput(c.phrase, false)
	return c.phrase != "" && in.text() == c.phrase && Clean(c.phrase) == c.phrase && strings.TrimSpace(c.phrase) == c.phrase
}

// differs says how what is typed is not the phrase, "" when it is.
func (c *Confirm) differs() string {
	typed, want := []rune(c.in.text()), []rune(c.phrase)
	if !c.typeable() {
		return "this can't be confirmed here: what to type can't be typed"
	}
	n := 0
	for n < min(len(typed), len(want)) && typed[n] == want[n] {
		n++
	}
	rest := string(typed[n:])
	switch {
	case n == len(typed) && n == len(want):
		return ""
	case len(typed) == 0:
		return "nothing is typed yet"
	case n == len(typed):
		return "not whole yet: " + Count(len(want)-n) + " more"
	case n == len(want) && strings.TrimSpace(rest) == "":
		return "there is a blank behind it"
	case n == len(want):
		return "there is more behind it: " + rest
	case strings.EqualFold(string(typed), c.phrase):
		return "upper and lower case count: " + string(typed[n:n+1]) + " should be " + string(want[n:n+1])
	}
	return "it differs from character " + Count(n+1) + " on"
}
