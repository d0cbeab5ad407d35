package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// picked opens a picker that notes its answers.
func picked(o PickerOptions) (*Picker, *[]string) {
	var got []string
	o.Done = func(value string, ok bool) tea.Cmd {
		if !ok {
			value = "cancelled"
		}
		got = append(got, value)
		return nil
	}
	return NewPicker(o), &got
}

func TestPickerTakesOne(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     PickerOptions
		typed string
		keys  []string
		want  []string // nil = it stays open
	}{
		{"the one that is set", PickerOptions{Value: "subnet-0b1b2c3d4e5f60718"}, "", []string{"enter"}, []string{"subnet-0b1b2c3d4e5f60718"}},
		{"the next", PickerOptions{Value: "subnet-0b1b2c3d4e5f60718"}, "", []string{"down", "enter"}, []string{"subnet-0c1b2c3d4e5f60718"}},
		{"the one before", PickerOptions{Value: "subnet-0b1b2c3d4e5f60718"}, "", []string{"ctrl+p", "enter"}, []string{"subnet-0a1b2c3d4e5f60718"}},
		{"the first", PickerOptions{Value: "subnet-0b1b2c3d4e5f60718"}, "", []string{"ctrl+home", "enter"}, []string{"subnet-0a1b2c3d4e5f60718"}},
		{"by a word of its facts and one of its name", PickerOptions{}, "USE1A pub", []string{"enter"}, []string{"subnet-0c1b2c3d4e5f60718"}},
		{"by a wide name", PickerOptions{}, "日本", []string{"enter"}, []string{"subnet-0c1b2c3d4e5f60718"}},
		{"not one that can't be used", PickerOptions{}, "private-d", []string{"enter"}, nil},
		{"what is typed, with a key", PickerOptions{}, "private", []string{"alt+enter"}, []string{"private"}},
		{"what is typed, on its line", PickerOptions{}, "private", []string{"up", "enter"}, []string{"private"}},
		{"what is typed, where nothing is found", PickerOptions{}, "subnet-9", []string{"enter"}, []string{"subnet-9"}},
		{"not what is typed where only options are taken", PickerOptions{Fixed: true}, "subnet-9", []string{"enter", "alt+enter"}, nil},
		{"not what fails the check", PickerOptions{Check: func(string) error { return errors.New("a subnet begins with subnet-") }}, "net", []string{"up", "enter"}, nil},
		{"nothing", PickerOptions{}, "subnet-9", []string{"esc"}, []string{"cancelled"}},
		{"nothing with ctrl+c", PickerOptions{}, "", []string{"ctrl+c"}, []string{"cancelled"}},
		{"blanks are not typed", PickerOptions{Options: []Option{}}, " ", []string{"enter"}, nil},
	} {
		if c.o.Options == nil {
			c.o.Options = subnets()
		}
		p, got := picked(c.o)
		typed(p, c.typed)
		done, _ := keys(p, c.keys...)
		if !slices.Equal(*got, c.want) || done != (c.want != nil) {
			t.Errorf("%s: took %q, done %v; want %q", c.name, *got, done, c.want)
		}
		if c.want == nil && p.err == "" {
			t.Errorf("%s: it does not say why", c.name)
		}
	}
}

func TestPickerMarksSeveral(t *testing.T) {
	options := []Option{{Value: "sg-1", Name: "web"}, {Value: "sg-2", Name: "db"}, {Value: "sg-3", Name: "old", Why: "in another VPC"}}
	for _, c := range []struct {
		name  string
		value string
		keys  []string
		want  string
	}{
		{"as it was", "sg-2", []string{"enter"}, "sg-2"},
		{"one more", "sg-2", []string{"ctrl+home", "space", "enter"}, "sg-2\nsg-1"},
		{"none", "sg-2", []string{"space", "enter"}, ""},
		{"the chosen one where nothing was marked", "", []string{"down", "enter"}, "sg-2"},
		{"not one that can't be used", "sg-1", []string{"down", "down", "space", "enter"}, "sg-1"},
		{"one that can't be used is let go", "sg-3\nsg-1", []string{"space", "enter"}, "sg-1"},
		{"one that is not in the list stays", "sg-9\nsg-1", []string{"enter"}, "sg-9\nsg-1"},
		{"one that is not in the list is let go", "sg-9\nsg-1", []string{"tab", "enter"}, "sg-1"},
		{"what is typed too", "sg-1", []string{"x", "y", "enter"}, "sg-1\nxy"},
		{"what is typed, and more", "sg-1", []string{"x", "y", "space", "ctrl+end", "ctrl+home", "enter"}, "sg-1\nxy"},
	} {
		p, got := picked(PickerOptions{Multi: true, Options: options, Value: c.value})
		if done, _ := keys(p, c.keys...); !done || !slices.Equal(*got, []string{c.want}) {
			t.Errorf("%s: took %q, done %v; want %q", c.name, *got, done, c.want)
		}
	}
}

func TestPickerKeepsItsPlaceWhileOptionsArrive(t *testing.T) {
	p, got := picked(PickerOptions{Loading: true, Value: "subnet-0d1b2c3d4e5f60718"})
	th := NewTheme("dark", true, false)
	if s, _ := p.Render(Rect{80, 24}, th); !strings.Contains(s, "looking up") || strings.Contains(s, "not in this list") {
		t.Errorf("while looking up:\n%s", s)
	}
	typed(p, "private")
	p.SetOptions(subnets()[1:2], true, "")
	keys(p, "down", "up")
	p.SetOptions(subnets(), false, "")
	if p.in.text() != "private" {
		t.Errorf("typed text is %q now", p.in.text())
	}
	keys(p, "enter")
	if !slices.Equal(*got, []string{"subnet-0b1b2c3d4e5f60718"}) {
		t.Errorf("took %q", *got)
	}
}

// What was typed into a field before its picker is opened is searched for. It is no
// choice of its own, unless it happens to be an option.
func TestPickerSearchesForWhatWasTyped(t *testing.T) {
	for _, c := range []struct {
		kind         FieldKind
		sep          string
		value, typed string
		keys         string
		want         string
	}{
		{ChoiceField, "", "private-b", "private-b", "enter", "subnet-0b1b2c3d4e5f60718"},
		{ChoiceField, "", "private-b", "private-b", "up enter", "private-b"},
		{ChoiceField, "", "subnet-0b1b2c3d4e5f60718", "", "enter", "subnet-0b1b2c3d4e5f60718"},
		{ListField, "", "subnet-0a1b2c3d4e5f60718\nprivate-b", "private-b", "space enter", "subnet-0a1b2c3d4e5f60718\nsubnet-0b1b2c3d4e5f60718"},
		{ListField, ",", "subnet-0a1b2c3d4e5f60718,public", "public", "space enter", "subnet-0a1b2c3d4e5f60718,subnet-0c1b2c3d4e5f60718"},
		{ListField, ",", "x,subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60718", "enter", "x,subnet-0a1b2c3d4e5f60718"},
	} {
		for _, late := range []bool{false, true} {
			var got string
			fd := Field{Kind: c.kind, Sep: c.sep, Value: c.value, Loading: late}
			if !late {
				fd.Options = subnets()
			}
			p := fd.Picker(c.typed, func(v string, _ bool) tea.Cmd { got = v; return nil })
			if late {
				p.SetOptions(subnets(), false, "")
			}
			if keys(p, strings.Fields(c.keys)...); got != c.want {
				t.Errorf("%q typed in %q: took %q, want %q", c.typed, c.value, got, c.want)
			}
		}
	}
}

func TestPickerSaysWhatIsSetAndNotInTheList(t *testing.T) {
	p, _ := picked(PickerOptions{Value: "subnet-9", Options: subnets()})
	if s, _ := p.Render(Rect{80, 24}, NewTheme("dark", true, false)); !strings.Contains(s, "subnet-9") || !strings.Contains(s, "not in this list") {
		t.Errorf("drawn as\n%s", s)
	}
}

func TestPickerPutsTheExactOneFirst(t *testing.T) {
	p, _ := picked(PickerOptions{Options: []Option{{Value: "a.m5.large"}, {Value: "m5.large.search"}, {Value: "m5.large"}, {Value: "x", Name: "M5.LARGE"}}})
	var found []string
	typed(p, "m5.larg")
	typed(p, "e") // narrows what was found
	for _, i := range p.find.hits {
		found = append(found, p.all[i].Value)
	}
	if want := []string{"m5.large", "x", "m5.large.search", "a.m5.large"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if p.byHand() != "" {
		t.Error("what is an option already is offered as typed")
	}
	keys(p, "backspace")
	typed(p, "E")
	if p.byHand() != "m5.largE" {
		t.Error("another case is another value, and can be typed")
	}
}

func TestPickerFindsWhatAPlainSearchFinds(t *testing.T) {
	all := manyOptions(2000)
	p, _ := picked(PickerOptions{Options: all})
	for _, step := range []string{"p", "r", "i", "backspace", "v", "a", "backspace", "backspace", "backspace", "1", "2", "space", "v", "p", "c", "-", "3", "home", "9"} {
		keys(p, step)
		want := 0
		words := strings.Fields(strings.ToLower(p.in.text()))
		for _, o := range all {
			hay := strings.ToLower(o.Value + "\n" + o.Name + "\n" + strings.Join(o.Facts, "\n"))
			if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
				want++
			}
		}
		if len(p.find.hits) != want {
			t.Errorf("%q finds %d, want %d", p.in.text(), len(p.find.hits), want)
		}
	}
}

func TestPickerPageKeys(t *testing.T) {
	p, _ := picked(PickerOptions{Options: manyOptions(100)})
	th := NewTheme("dark", true, false)
	p.Render(Rect{80, 24}, th)
	page := p.room
	for _, c := range []struct {
		key string
		at  int
	}{{"pgdown", page}, {"pgdown", 2 * page}, {"pgup", page}, {"ctrl+n", page + 1}, {"ctrl+end", 99}, {"down", 99}, {"ctrl+home", 0}, {"up", 99}} {
		keys(p, c.key)
		if p.at != c.at {
			t.Errorf("%s goes to %d, want %d", c.key, p.at, c.at)
		}
		if s, _ := p.Render(Rect{80, 24}, th); !strings.Contains(s, p.all[p.find.hits[p.at]].Name+" ") {
			t.Errorf("%s: the chosen line is not on show", c.key)
		}
	}
}

func TestPickerPasteIsText(t *testing.T) {
	p, got := picked(PickerOptions{Options: subnets()})
	p.Handle(tea.PasteMsg{Content: "subnet-7\r\n"})
	keys(p, "enter")
	if !slices.Equal(*got, []string{"subnet-7"}) {
		t.Errorf("took %q", *got)
	}
}
