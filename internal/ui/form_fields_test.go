package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// lineOf returns the line of a screen that holds a text, −1 for none.
func lineOf(screen, text string) int {
	return slices.IndexFunc(strings.Split(screen, "\n"), func(l string) bool { return strings.Contains(l, text) })
}

func manyFields(n int) []Field {
	fields := make([]Field, n)
	for i := range fields {
		fields[i] = Field{Key: fmt.Sprint("key-", i), Label: fmt.Sprint("label ", i), Value: fmt.Sprint("value ", i), Origin: "as backed up", Section: fmt.Sprint("section ", i/50)}
	}
	return fields
}

func TestTheCursorStaysOnItsFieldAndItsLine(t *testing.T) {
	o := newOwner(manyFields(100))
	o.f.Focus("key-50")
	line := lineOf(o.screen(80, 24), "label 50")
	o.types("typed").press("left", "left")
	for name, fields := range map[string][]Field{
		"fields before it came":   slices.Concat([]Field{{Key: "new", Label: "new"}, {Key: "newer", Label: "newer", Problem: "x"}}, o.fields),
		"fields before it went":   o.fields[20:],
		"one has a problem":       withProblem(o.fields, 40),
		"they are in other order": slices.Concat(o.fields[60:90], o.fields[:60]),
	} {
		o.f.SetFields(fields)
		s := o.screen(80, 24)
		if got := lineOf(s, "label 50"); got != line {
			t.Errorf("%s: the field is on line %d, was on %d\n%s", name, got, line, s)
		}
		o.at(t, "key-50")
		if got := o.f.edit.in.text(); got != "value 50typed" || o.f.edit.in.cursor() != len("value 50typ") {
			t.Errorf("%s: the text is %q, cursor before byte %d", name, got, o.f.edit.in.cursor())
		}
		o.f.SetFields(o.fields)
		o.screen(80, 24)
	}
}

func withProblem(fields []Field, i int) []Field {
	fields = slices.Clone(fields)
	fields[i].Problem = strings.Repeat("it is wrong ", 40)
	return fields
}

func TestTheOwnersValueReplacesWhatWasTyped(t *testing.T) {
	o := newOwner([]Field{{Key: "a", Kind: ChoiceField}, {Key: "g", Kind: ListField}})
	o.types("sub")
	o.f.SetFields([]Field{{Key: "a", Kind: ChoiceField, Value: "subnet-1"}})
	if s := o.screen(80, 24); !strings.Contains(s, "subnet-1") {
		t.Errorf("drawn as\n%s", s)
	}
	o.fields = []Field{{Key: "a", Kind: ChoiceField, Value: "subnet-1"}}
	o.types("2").holds(t, "a", "subnet-12")
	o.f.SetFields([]Field{{Key: "a", Kind: ListField, Value: "1\n2"}})
	if s := o.screen(80, 24); lineOf(s, "2") != lineOf(s, "1")+1 {
		t.Errorf("as a list it is drawn as\n%s", s)
	}
	o.f.SetFields([]Field{{Key: "a", Kind: SecretField, Value: "hunter2"}})
	if s := o.screen(80, 24); strings.Contains(s, "hunter2") || !strings.Contains(s, "*******") {
		t.Errorf("as a secret it is drawn as\n%s", s)
	}
}

func TestAFieldThatIsGoneLeavesTheCursorNearby(t *testing.T) {
	o := newOwner(manyFields(5))
	o.f.Focus("key-2")
	o.f.SetFields(slices.Delete(manyFields(5), 2, 3))
	o.at(t, "key-3")
	o.f.SetFields(manyFields(2))
	o.at(t, "key-1")
	o.f.SetFields(nil)
	o.at(t, "")
	o.f.SetFields(manyFields(3))
	o.at(t, "key-0")
	o.press("shift+tab").at(t, "")
	o.f.SetFields(manyFields(4))
	o.at(t, "") // on the button one stays on the button
}

func TestASecretIsDrawnAsStarsOnly(t *testing.T) {
	o := newOwner([]Field{{Key: "p", Label: "Password", Kind: SecretField, Original: "hunter2-old", Options: []Option{{Value: "hunter2-option"}}}, {Key: "z"}})
	o.types("hunter2 hunter2").holds(t, "p", "hunter2 hunter2")
	for _, key := range []string{"left", "ctrl+o", "down", "up", "end"} {
		o.press(key)
		s := o.screen(120, 24)
		if strings.Contains(s, "hunter") || !strings.Contains(s, "********") {
			t.Errorf("after %s:\n%s", key, s)
		}
	}
	typed := o.types("3").screen(80, 24)
	if o.types("4"); o.screen(80, 24) != typed {
		t.Error("while it is typed the number of stars tells how long it is")
	}
	o.press("down")
	a := o.screen(80, 24)
	o.press("up", "x", "down")
	if b := o.screen(80, 24); a != b {
		t.Error("the number of stars tells how long it is")
	}
}

// A blank entry below others is not required: only the list is.
func TestABlankEntryBelowOthersIsNotRequired(t *testing.T) {
	o := newOwner([]Field{{Key: "p", Label: "Paths", Kind: PathsField, Required: true}, {Key: "z"}})
	if s := o.screen(80, 24); !strings.Contains(s, "required") {
		t.Errorf("an empty list is not said to be required:\n%s", s)
	}
	if s := o.types("/etc").press("enter").screen(80, 24); strings.Contains(s, "required") {
		t.Errorf("a blank entry is said to be required:\n%s", s)
	}
}

// A number that is there already goes whole: 60 typed on 7 would be kept for two years.
func TestANumberTypedReplacesTheOneThatWasThere(t *testing.T) {
	fields := func() []Field {
		return []Field{{Key: "d", Label: "Days", Kind: NumberField, Value: "7", Original: "7"}, {Key: "z"}}
	}
	o := newOwner(fields())
	if s := o.screen(80, 24); !strings.Contains(s, "replaces it") {
		t.Errorf("it does not say so:\n%s", s)
	}
	if o.types("60"); o.value("d") != "60" {
		t.Errorf("60 typed on 7: %q", o.value("d"))
	}
	if o.press("down", "up").types("0"); o.value("d") != "600" {
		t.Errorf("0 typed on what was typed: %q", o.value("d"))
	}
	for key, want := range map[string]string{"end": "70", "backspace": "0"} {
		o := newOwner(fields())
		if o.press(key).types("0"); o.value("d") != want {
			t.Errorf("after %s: %q, want %q", key, o.value("d"), want)
		}
	}
}

// Paths are looked up nowhere: a picker of them would hold what is there already.
func TestNothingOffersToChooseAPath(t *testing.T) {
	o := newOwner([]Field{{Key: "p", Label: "Paths", Kind: PathsField, Required: true, Value: "/etc"}, {Key: "l", Label: "Groups", Kind: ListField}})
	if s := o.screen(80, 24); strings.Contains(s, "ctrl+o chooses") || !strings.Contains(s, "adds an entry") {
		t.Errorf("paths:\n%s", s)
	}
	if s := o.press("down").screen(80, 24); !strings.Contains(s, "ctrl+o") {
		t.Errorf("a list:\n%s", s)
	}
}

func TestFormDrawsAtEverySize(t *testing.T) {
	for name, th := range themes() {
		for _, fields := range [][]Field{nil, restoreFields(), hostileFields()} {
			f := newForm(fields...)
			for i := range len(fields) + 1 {
				f.focus(i, 0)
				for _, r := range append(sizes, Rect{5, 40}, Rect{200, 50}, Rect{40, 12}) {
					s, cursor := f.Render(r, th)
					fits(t, s, r.W, r.H)
					if cursor != nil && (cursor.X >= r.W || cursor.Y >= r.H || cursor.X < 0 || cursor.Y < 0) {
						t.Errorf("%s %v: cursor at %d,%d", name, r, cursor.X, cursor.Y)
					}
					if strings.ContainsAny(s, "\x07\u202e") || strings.Contains(s, "\x1b[2J") {
						t.Errorf("%s %v: a control sequence got through", name, r)
					}
					if r.W >= 20 && r.H > 0 && !strings.Contains(s, th.Sign(CursorMark)) {
						t.Errorf("%s %v: the cursor's row is not on show", name, r)
					}
				}
			}
		}
	}
}

func TestFieldsSayInWordsWhatTheyNeed(t *testing.T) {
	o := newOwner([]Field{
		{Key: "a", Label: "A", Required: true},
		{Key: "b", Label: "B", Empty: "it is not sent"},
		{Key: "c", Label: "C", Value: "1", Problem: "too small"},
		{Key: "d", Label: "D", Value: "2", Warning: "cold: takes hours"},
		{Key: "e", Label: "E", ReadOnly: true, Value: "3", Fixed: "AWS keeps it"},
		{Key: "f", Label: "F", Kind: ChoiceField, Loading: true},
		{Key: "g", Label: "G", Kind: ChoiceField, Refused: "ec2:DescribeSubnets denied", Help: "The subnet.", Note: "Of vpc-1."},
		{Key: "h", Label: "H", Value: "4", Original: "8", Unit: "GiB"},
	})
	for at, want := range map[string][]string{
		"a": {"! required", "it is not sent", "! too small", "? cold: takes hours", "… looking up", "4 GiB", "2 fields need something"},
		"e": {"AWS keeps it"},
		"f": {"… looking up what there is"},
		"g": {"⊘ ec2:DescribeSubnets denied; type it by hand", "The subnet. Of vpc-1."},
		"h": {" puts back 8 GiB"},
	} {
		o.f.Focus(at)
		s := o.screen(80, 24)
		for _, w := range want {
			if !strings.Contains(s, w) {
				t.Errorf("on %s it does not say %q:\n%s", at, w, s)
			}
		}
	}
	if o.f.Needs() != 2 {
		t.Errorf("%d need something", o.f.Needs())
	}
}

// The owner need not hold a secret as text: all it shows is whether there is one.
func TestASecretIsTypedAnew(t *testing.T) {
	var typed []string
	masked := []Field{{Key: "p", Kind: SecretField, Value: "(secret)"}, {Key: "z"}}
	o := newOwner(masked)
	send := func(keys ...string) {
		for _, k := range keys {
			if c, ok := o.f.Handle(press(k)).(FormChanged); ok {
				typed = append(typed, c.Value)
				masked[0].Value = ""
				if c.Value != "" {
					masked[0].Value = "(secret)"
				}
				o.f.SetFields(masked)
			}
		}
	}
	send("a", "left", "b", "tab", "shift+tab", "c", "backspace", "d", "down", "up", "backspace", "e")
	if want := []string{"a", "ba", "c", "", "d", "", "e"}; !slices.Equal(typed, want) {
		t.Errorf("heard %q, want %q", typed, want)
	}
	send("tab", "shift+tab")
	if s := o.screen(80, 24); strings.Contains(s, "(secret)") || !strings.Contains(s, "********") || !strings.Contains(s, "typing replaces it") {
		t.Errorf("drawn as\n%s", s)
	}
}

// A key in a field may change the row of the field and nothing else.
func TestAKeyInAFieldChangesOneRowOnly(t *testing.T) {
	th := NewTheme("dark", false, false)
	for _, key := range []string{"name", "subnet", "groups", "password"} {
		o := newOwner(restoreFields())
		o.f.Focus(key)
		o.types("x")
		before, _ := o.f.Render(Rect{80, 24}, th)
		o.types("y")
		after, _ := o.f.Render(Rect{80, 24}, th)
		was, is, changed := strings.Split(before, "\n"), strings.Split(after, "\n"), 0
		for i := range was {
			if was[i] != is[i] {
				changed++
			}
		}
		if secret := key == "password"; secret && changed != 0 || !secret && changed != 1 {
			t.Errorf("%s: %d rows changed\n%s\n%s", key, changed, before, after)
		}
	}
}

// The work of a key must not grow much with what is out of sight.
func TestAKeyAmongThousandsOfFieldsAllocatesLittle(t *testing.T) {
	th := NewTheme("dark", false, false)
	perKey := func(n int) float64 {
		o := newOwner(manyFields(n))
		o.f.Focus(fmt.Sprint("key-", n/2))
		keys := []string{"x", "backspace", "down", "up"}
		for _, k := range keys {
			o.f.Handle(press(k))
			o.f.Render(Rect{80, 24}, th)
		}
		i := 0
		return testing.AllocsPerRun(100, func() {
			i++
			o.f.Handle(press(keys[i%len(keys)]))
			o.f.SetFields(o.fields)
			o.f.Render(Rect{80, 24}, th)
		})
	}
	few, many := perKey(40), perKey(5000)
	if many > few+20 {
		t.Errorf("%.0f allocations a key with 40 fields, %.0f with 5,000", few, many)
	}
}

func BenchmarkFormKey(b *testing.B) {
	th := NewTheme("dark", false, false)
	for _, n := range []int{20, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			o := newOwner(manyFields(n))
			o.f.Focus(fmt.Sprint("key-", n/2))
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				o.f.Handle(press([]string{"x", "backspace"}[i%2]))
				o.f.SetFields(o.fields)
				o.f.Render(Rect{80, 24}, th)
			}
		})
	}
}
