package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// smallForm has a field of most kinds.
func smallForm() *owner {
	return newOwner([]Field{
		{Key: "name", Label: "Name", Value: "db", Original: "db"},
		{Key: "class", Label: "Class", Kind: ChoiceField, Value: "b", Original: "b", Options: []Option{{Value: "a"}, {Value: "b"}, {Value: "x", Why: "no"}, {Value: "c"}}},
		{Key: "multi", Label: "Multi-AZ", Kind: YesNoField},
		{Key: "groups", Label: "Groups", Kind: ListField, Value: "sg-1\nsg-2", Original: "sg-1"},
		{Key: "zone", Label: "Zone", Kind: ChoiceField, Required: true},
		{Key: "fixed", Label: "Fixed", Value: "1", ReadOnly: true, Fixed: "AWS keeps it"},
		{Key: "size", Label: "Size", Kind: NumberField, Value: "x", Problem: "not a number"},
	})
}

func TestFormKeysDoWhatTheirTipsSay(t *testing.T) {
	all := []string{"name", "class", "multi", "groups", "zone", "fixed", "size", ""}
	for _, c := range []struct {
		from, key string
		to        string    // the field the cursor is on then
		event     FormEvent // the last one
	}{
		{"name", "enter", "zone", FormLeft{"name"}},
		{"class", "enter", "zone", FormLeft{"class"}},
		{"multi", "enter", "zone", FormLeft{"multi"}},
		{"groups", "enter", "groups", nil},
		{"zone", "enter", "zone", FormChoices{"zone", ""}},
		{"fixed", "enter", "size", FormLeft{"fixed"}},
		{"size", "enter", "zone", FormLeft{"size"}},
		{"", "enter", "", FormSubmit{}},

		{"name", "ctrl+o", "name", nil},
		{"class", "ctrl+o", "class", FormChoices{"class", ""}},
		{"multi", "ctrl+o", "multi", nil},
		{"groups", "ctrl+o", "groups", FormChoices{"groups", ""}},
		{"fixed", "ctrl+o", "fixed", nil},
		{"", "ctrl+o", "", nil},

		{"name", "ctrl+s", "name", FormSubmit{}},
		{"zone", "alt+enter", "zone", FormSubmit{}},
		{"name", "esc", "name", FormCancel{}},
		{"", "ctrl+c", "", FormCancel{}},

		{"name", "ctrl+g", "zone", FormLeft{"name"}},
		{"zone", "ctrl+g", "size", FormLeft{"zone"}},
		{"size", "ctrl+g", "zone", FormLeft{"size"}},
		{"", "ctrl+g", "zone", nil},

		{"class", "right", "class", FormChanged{"class", "c"}},
		{"class", "space", "class", FormChanged{"class", "c"}},
		{"class", "left", "class", FormChanged{"class", "a"}},
		{"multi", "space", "multi", FormChanged{"multi", "true"}},
		{"multi", "left", "multi", FormChanged{"multi", "true"}},
		{"multi", "right", "multi", FormChanged{"multi", "true"}},
		{"multi", "n", "multi", FormChanged{"multi", "false"}},
		{"multi", "y", "multi", FormChanged{"multi", "true"}},
		{"multi", "q", "multi", nil},
		{"name", "left", "name", nil},
		{"name", "right", "name", nil},
		{"name", "space", "name", FormChanged{"name", "db "}},
		{"fixed", "space", "fixed", nil},
		{"fixed", "a", "fixed", nil},

		{"name", "down", "class", FormLeft{"name"}},
		{"name", "ctrl+n", "class", FormLeft{"name"}},
		{"name", "up", "name", nil},
		{"class", "up", "name", FormLeft{"class"}},
		{"class", "ctrl+p", "name", FormLeft{"class"}},
		{"groups", "down", "groups", nil},
		{"groups", "up", "multi", FormLeft{"groups"}},
		{"zone", "up", "groups", FormLeft{"zone"}},
		{"size", "down", "", FormLeft{"size"}},
		{"", "down", "", nil},
		{"", "up", "size", nil},

		{"name", "tab", "class", FormLeft{"name"}},
		{"groups", "tab", "zone", FormLeft{"groups"}},
		{"", "tab", "name", nil},
		{"class", "shift+tab", "name", FormLeft{"class"}},
		{"name", "shift+tab", "", FormLeft{"name"}},
		{"class", "ctrl+home", "name", FormLeft{"class"}},
		{"class", "ctrl+end", "", FormLeft{"class"}},
		{"name", "pgdown", "", FormLeft{"name"}},
		{"", "pgup", "name", nil},

		{"groups", "ctrl+e", "groups", FormReset{"groups"}},
		{"name", "ctrl+e", "name", nil},
		{"size", "ctrl+e", "size", FormReset{"size"}},
		{"fixed", "ctrl+e", "fixed", nil},
		{"name", "ctrl+u", "name", FormChanged{"name", ""}},
		{"name", "ctrl+w", "name", FormChanged{"name", ""}},
		{"name", "backspace", "name", FormChanged{"name", "d"}},
	} {
		o := smallForm()
		o.screen(80, 24)
		switch {
		case c.from != "":
			o.f.Focus(c.from)
		default:
			o.press("ctrl+end")
			o.events = nil
		}
		o.press(c.key)
		if got := o.f.Current(); got != c.to {
			t.Errorf("%s on %q goes to %q, want %q", c.key, c.from, got, c.to)
		}
		if c.event != nil && !o.lastIs(c.event) || c.event == nil && len(o.events) > 0 {
			t.Errorf("%s on %q says %#v, want %#v", c.key, c.from, o.events, c.event)
		}
		if !slices.Contains(all, c.to) {
			t.Errorf("no field %q", c.to)
		}
	}
}

func TestFormListsItsKeys(t *testing.T) {
	f := newForm(restoreFields()...)
	seen, ids := map[string]bool{}, map[string]bool{}
	for _, b := range f.Bindings() {
		if ids[b.ID] || b.Tip == "" || b.Help == "" || b.Command() != "" {
			t.Errorf("%s: there twice, without words, or in the palette", b.ID)
		}
		ids[b.ID] = true
		for _, k := range b.Keys {
			if seen[k] {
				t.Errorf("%s is bound twice", k)
			}
			if seen[k] = true; press(k).String() != k {
				t.Errorf("%s: no terminal sends it", k)
			}
			if k != "space" && press(k).Text != "" {
				t.Errorf("%s is text", k)
			}
		}
	}
}

func TestTheFormEndsWhereEnterFindsNothingToDo(t *testing.T) {
	o := newOwner([]Field{{Key: "a", Label: "A", Value: "1"}, {Key: "b", Label: "B", Required: true}, {Key: "c", Label: "C"}})
	o.press("enter").at(t, "b")
	o.press("enter").at(t, "b") // it still needs something
	o.types("x").press("enter").at(t, "")
	if o.press("enter"); !o.lastIs(FormSubmit{}) {
		t.Errorf("the button says %#v", o.events)
	}
}

func TestAChoiceThatIsTypedIsText(t *testing.T) {
	o := smallForm()
	o.f.Focus("class")
	o.types("big two").press("left", "left")
	o.holds(t, "class", "big two")
	if o.types("_"); o.value("class") != "big t_wo" {
		t.Errorf("left moves the text cursor: %q", o.value("class"))
	}
	if o.press("ctrl+o"); !o.lastIs(FormChoices{"class", "big t_wo"}) {
		t.Errorf("what was typed is searched for: %#v", o.events[len(o.events)-1])
	}
	o.press("down", "up", "right", "space") // coming back, a step would lose what was typed
	o.holds(t, "class", "big t_wo ")
	o.press("ctrl+e", "right")
	o.holds(t, "class", "c")
	o.press("end")
	o.press("left")
	o.holds(t, "class", "c") // end means that one wants to type
}

// TestTypingReplacesAChoice types over a choice, the first letter in its place; text that
// is no option is edited where it stands.
func TestTypingReplacesAChoice(t *testing.T) {
	for _, c := range []struct{ keys, want string }{
		{"7", "7"},
		{"7 7", "77"},
		{"space 7", "7"},
		{"backspace 7", "7"},
		{"ctrl+w 7", "7"},
		{"end backspace 7", "7"},
		{"7 8 backspace 9", "79"}, // typed: letter by letter
		{"end 7", "b7"},
		{"ctrl+u 7", "7"},
		{"7 down up 7", "77"},   // text that was typed before
		{"a down up 7", "7"},    // and is an option after all
		{"7 ctrl+e 9", "9"},     // the original is a choice
		{"space ctrl+e 9", "9"}, // also after a step
	} {
		o := smallForm()
		o.f.Focus("class")
		o.press(strings.Fields(c.keys)...)
		if got := o.value("class"); got != c.want {
			t.Errorf("%s makes %q, want %q", c.keys, got, c.want)
		}
	}
	o := smallForm()
	o.f.Focus("class")
	o.paste("pasted").holds(t, "class", "pasted")
	o = newOwner([]Field{{Key: "at", Kind: TimeField, Value: "latest", Original: "latest"}})
	o.types("2026").holds(t, "at", "2026")
}

// TestTypingInAClosedChoiceSearches types into a choice that is one of its options.
func TestTypingInAClosedChoiceSearches(t *testing.T) {
	closed := func() *owner {
		return newOwner([]Field{{Key: "a", Label: "A", Kind: ChoiceField, Value: "gp2", Original: "gp2", Closed: true, Options: []Option{{Value: "gp2"}, {Value: "gp3"}}}, {Key: "z"}})
	}
	o := closed()
	for _, key := range []string{"g", "4", "home", "end", "/"} {
		o.press(key).holds(t, "a", "gp2")
	}
	if want := []FormEvent{FormChoices{"a", "g"}, FormChoices{"a", "4"}, FormChoices{"a", "/"}}; !slices.Equal(o.events, want) {
		t.Errorf("it says %#v", o.events)
	}
	if o.paste("gp3\n").holds(t, "a", "gp2"); !o.lastIs(FormChoices{"a", "gp3"}) {
		t.Errorf("a paste says %#v", o.events)
	}
	o.press("right").holds(t, "a", "gp3")
	o.press("ctrl+u").holds(t, "a", "")
	o.press("right").holds(t, "a", "gp2") // what was emptied is chosen anew
	o.press("right").holds(t, "a", "gp3")
	o.press("backspace").holds(t, "a", "") // there are no parts of a choice
	if p := o.fields[0].Picker("x", nil); !p.fixed {
		t.Error("its picker takes what is typed")
	}
	if s := closed().screen(80, 24); !strings.Contains(s, " searches") {
		t.Errorf("drawn as\n%s", s)
	}
}

// TestEnterOnWhatIsNotRightSearchesForIt types what is no option and accepts it.
func TestEnterOnWhatIsNotRightSearchesForIt(t *testing.T) {
	o := smallForm()
	o.f.Focus("class")
	o.types("prod").put("class", func(fd *Field) { fd.Problem = "no such class" })
	if o.press("enter").at(t, "class"); !o.lastIs(FormChoices{"class", "prod"}) {
		t.Errorf("it says %#v", o.events)
	}
}

func TestAChoiceStepsOnlyToWhatCanBeUsed(t *testing.T) {
	o := newOwner([]Field{{Key: "a", Kind: ChoiceField, Options: []Option{{Value: "1", Why: "no"}, {Value: "2"}, {Value: "3"}, {Value: "4", Why: "no"}}}})
	for _, step := range []struct{ key, want string }{{"right", "2"}, {"right", "3"}, {"right", "2"}, {"left", "3"}, {"left", "2"}} {
		o.press(step.key)
		o.holds(t, "a", step.want)
	}
	o = newOwner([]Field{{Key: "a", Kind: ChoiceField, Options: []Option{{Value: "1", Why: "no"}}}})
	o.press("right", "left")
	o.holds(t, "a", "")
}

func TestAListAddsAndRemovesEntries(t *testing.T) {
	for _, sep := range []string{"", ","} {
		glue := max(sep, "\n")
		if sep != "" {
			glue = sep
		}
		value := func(entries ...string) string { return strings.Join(entries, glue) }
		o := newOwner([]Field{{Key: "g", Kind: ListField, Sep: sep, Value: value("a", "b")}, {Key: "z"}})
		o.press("enter").types("new")
		o.holds(t, "g", value("a", "new", "b"))
		o.press("enter", "enter").at(t, "") // a blank one is left: the field is accepted
		o.holds(t, "g", value("a", "new", "b"))
		o.press("ctrl+home", "down", "ctrl+u")
		o.holds(t, "g", value("a", "b"))
		o.press("backspace").types("!") // on the entry before now
		o.holds(t, "g", value("a!", "b"))
		o.press("down", "down").at(t, "z")
		o.press("up").types("?") // from below one comes to the last entry
		o.holds(t, "g", value("a!", "b?"))
		o.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
		o.holds(t, "g", "")
		o.types("x").holds(t, "g", "x")
	}
}

func TestPastes(t *testing.T) {
	for _, c := range []struct {
		name  string
		field Field
		text  string
		want  string
		says  string
	}{
		{"into text", Field{}, "db-1\r\n", "db-1", ""},
		{"lines into text", Field{}, "a\nb", "a b", ""},
		{"hostile text", Field{}, "a\x1b[2J\x00b", "a[2Jb", ""},
		{"into a secret", Field{Kind: SecretField}, "hunter2\n", "hunter2", ""},
		{"lines into a list", Field{Kind: ListField, Value: "x"}, "1\r\n2\n\n3\n", "x1\n2\n3", ""},
		{"commas into a list with commas", Field{Kind: ListField, Sep: ","}, "1,2\n3", "1,2,3", ""},
		{"nothing into a list", Field{Kind: PathsField, Value: "x"}, "\n\n", "x", ""},
		{"into yes or no", Field{Kind: YesNoField, Value: "true"}, "no", "true", ""},
		{"into what is fixed", Field{ReadOnly: true, Value: "1", Fixed: "AWS keeps it"}, "2", "1", "AWS keeps it"},
		{"too much", Field{}, strings.Repeat("x", 5000), strings.Repeat("x", inputLimit), "cut"},
		{"too much of a secret", Field{Kind: SecretField}, strings.Repeat("x", 5000), "", "not pasted"},
		{"too many", Field{Kind: ListField}, strings.Repeat("x\n", 10_050), strings.TrimSuffix(strings.Repeat("x\n", entryLimit), "\n"), "cut"},
		{"a line that is too long", Field{Kind: ListField}, "a\n" + strings.Repeat("x", 5000), "a\n" + strings.Repeat("x", inputLimit), "cut"},
	} {
		c.field.Key = "k"
		o := newOwner([]Field{c.field}).paste(c.text)
		if got := o.value("k"); got != c.want {
			t.Errorf("%s: %.40q of %d bytes, want %.40q of %d", c.name, got, len(got), c.want, len(c.want))
		}
		if s := o.screen(80, 24); !strings.Contains(s, c.says) {
			t.Errorf("%s: %q is not said\n%s", c.name, c.says, s)
		}
	}
}

func TestWhatTheLineCannotHoldIsNotEdited(t *testing.T) {
	for _, value := range []string{"#!/bin/sh\nrm\n", "a\tb", "\xff", strings.Repeat("x", 5000), strings.Repeat("x", 1<<20)} {
		o := newOwner([]Field{{Key: "k", Value: value, Original: value}})
		o.types("y ").press("backspace", "ctrl+w", "left").paste("z")
		if len(o.events) > 0 || o.value("k") != value {
			t.Errorf("%.10q became %.10q", value, o.value("k"))
		}
		if s := o.screen(100, 24); !strings.Contains(s, "ctrl+u empties it") {
			t.Errorf("%.10q: it does not say why\n%s", value, s)
		}
		o.press("ctrl+u").types("new")
		o.holds(t, "k", "new")
		o.press("ctrl+e")
		o.holds(t, "k", value)
	}
}

func TestAMessageOfNoConcernMeansNothing(t *testing.T) {
	o := smallForm()
	if o.send(tea.FocusMsg{}).send(tea.KeyReleaseMsg{Code: 'x', Text: "x"}); len(o.events) > 0 {
		t.Errorf("events %#v", o.events)
	}
}

func TestABlankEntryThatIsLeftIsGone(t *testing.T) {
	for _, c := range []struct {
		keys string
		want string // with what is typed then
	}{
		{"enter down", "a\nb!"},
		{"enter up", "a!\nb"},
		{"down enter up", "a\nb!"},
		{"ctrl+u down", "b!"},
		{"down ctrl+u up", "a!"},
	} {
		o := newOwner([]Field{{Key: "g", Kind: ListField, Value: "a\nb"}, {Key: "z"}})
		o.screen(80, 24)
		o.press(strings.Fields(c.keys)...).types("!")
		o.holds(t, "g", c.want)
		if s := o.screen(80, 24); lineOf(s, "!") < 0 {
			t.Errorf("%s: the entry is not on show\n%s", c.keys, s)
		}
	}
}

func TestAnAnswerTurnsBothWays(t *testing.T) {
	o := newOwner([]Field{{Key: "q", Label: "Q", Kind: YesNoField, Original: "true"}})
	for _, step := range []struct{ key, want, says string }{{"space", "true", "yes"}, {"space", "false", "puts back yes"}, {"left", "true", "yes"}, {"n", "false", "no"}, {"ctrl+e", "true", "yes"}, {"q", "true", "y is yes"}} {
		o.press(step.key)
		o.holds(t, "q", step.want)
		if s := o.screen(80, 24); !strings.Contains(s, step.says) {
			t.Errorf("after %s it does not say %q:\n%s", step.key, step.says, s)
		}
	}
}

// TestTheFirstBackspaceInATimeTakesThePresetAway types a time where the latest stands.
func TestTheFirstBackspaceInATimeTakesThePresetAway(t *testing.T) {
	for keys, want := range map[string]string{
		"backspace 2 0":        "20",
		"backspace":            "",
		"end backspace":        "lates",
		"backspace 2 0 ctrl+e": "latest",
		"2 0 backspace":        "2",
	} {
		o := newOwner([]Field{{Key: "a", Label: "A", Kind: TimeField, Value: "latest", Original: "latest", Options: []Option{{Value: "latest"}}}, {Key: "z"}})
		o.press(strings.Fields(keys)...)
		if got := o.value("a"); got != want {
			t.Errorf("%s makes %q, want %q", keys, got, want)
		}
	}
}

// TestTheFooterOffersChoicesWhereThereAreSome: a key that does nothing is not shown.
func TestTheFooterOffersChoicesWhereThereAreSome(t *testing.T) {
	f := newForm(Field{Key: "name", Kind: TextField}, Field{Key: "zone", Kind: ChoiceField, Options: []Option{{Value: "a"}}}, Field{Key: "secret", Kind: SecretField})
	for at, want := range []bool{false, true, false, false} { // the last is the button
		f.focus(at, 0)
		shown := false
		for _, b := range f.Bindings() {
			shown = shown || b.ID == "form.choose" && b.Footer > 0
		}
		if shown != want {
			t.Errorf("field %d: shown %v, want %v", at, shown, want)
		}
	}
}
