package views

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ui"
)

// places are one of each kind of screen and how a user comes there from anywhere.
func places() map[string]func(*user) {
	p := map[string]func(*user){
		"page of a job":  func(u *user) { u.goes("jobs state:failed").after(300 * time.Millisecond).press("d") },
		"page of a plan": func(u *user) { u.goes("plans").after(300 * time.Millisecond).press("d") },
		"JSON": func(u *user) {
			u.goes("vaults").after(300 * time.Millisecond).press("y").press("/").types("arn").press("enter")
		},
		"info": func(u *user) { u.goes("info") },
	}
	for _, v := range Catalog() {
		name := v.Info().Name
		p[name] = func(u *user) { u.goes(name).after(300 * time.Millisecond) }
	}
	return p
}

// home closes whatever is open and goes to the first view.
func (u *user) home() *user {
	u.t.Helper()
	s := u.session()
	for range 10 {
		form, ok := s.top().(typist)
		if s.prompt == nil && len(s.dialogs) == 0 && (!ok || !form.Typing()) {
			return u.press("1")
		}
		u.press("esc")
	}
	u.t.Fatalf("esc closes nothing:\n%s", u.text())
	return u
}

// keysOf are the keys of all layers of a place.
func (u *user) keysOf() []string {
	keys := map[string]bool{}
	for _, layer := range u.session().layers() {
		for _, b := range layer {
			for _, k := range b.Keys {
				keys[k] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

func TestEveryKeyCanBePressedEverywhere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).after(10 * time.Second)
		places := places()
		all := map[string]bool{}
		for _, name := range slices.Sorted(maps.Keys(places)) {
			places[name](u.home())
			for _, k := range u.keysOf() {
				all[k] = true
			}
		}
		names := slices.Sorted(maps.Keys(places))
		for _, name := range names[:max(fewer(len(names)), 3)] {
			for _, k := range slices.Sorted(maps.Keys(all)) {
				places[name](u.home())
				u.press(k)           // the harness fails for keys that no terminal sends
				u.press("down", "G") // and what it led to can be moved in
			}
		}
		if n := u.world.Stats().Mutations; n > 0 {
			t.Errorf("%d calls that change AWS", n)
		}
	})
}

func TestBindingsAreSound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).after(10 * time.Second)
		for name, visit := range places() {
			visit(u.home())
			soundBindings(t, name, u.session().layers())
		}
		for name, keys := range map[string][]string{
			"palette": {":"}, "help": {"?"},
		} {
			u.home().press(keys...)
			soundBindings(t, name, u.session().layers())
		}
	})
	for _, set := range Keys() {
		soundBindings(t, set.Place, [][]ui.Binding{set.Bindings})
	}
}

// soundBindings checks that each binding says what it does, that a terminal can send
// its keys, and that none is there twice in a layer, by key or by command.
func soundBindings(t *testing.T, place string, layers [][]ui.Binding) {
	t.Helper()
	for _, layer := range layers {
		keys, commands := map[string]string{}, map[string]string{}
		for _, b := range layer {
			if b.ID == "" || b.Tip == "" || b.Group == "" {
				t.Errorf("%s: binding %q lacks an ID, a tip or a group", place, b.ID)
			}
			if b.Footer > 0 && b.Help == "" {
				t.Errorf("%s: %s is in the footer without a word", place, b.ID)
			}
			if len(b.Keys) == 0 && b.Command() == "" {
				t.Errorf("%s: nothing leads to %s", place, b.ID)
			}
			if b.Args != "" && b.RunArgs == nil {
				t.Errorf("%s: %s takes %s and drops it", place, b.ID, b.Args)
			}
			for _, k := range b.Keys {
				if _, ok := keyOf(k); !ok {
					t.Errorf("%s: no terminal sends %q (%s)", place, k, b.ID)
				}
				if keys[k] != "" {
					t.Errorf("%s: %q is both %s and %s", place, k, keys[k], b.ID)
				}
				keys[k] = b.ID
			}
			if b.Command() == "" {
				continue
			}
			for _, c := range append([]string{b.Command()}, b.Aliases...) {
				c = strings.ToLower(c)
				if commands[c] != "" {
					t.Errorf("%s: :%s is both %s and %s", place, c, commands[c], b.ID)
				}
				commands[c] = b.ID
			}
		}
	}
}

// TestHelpListsExactlyTheBindings reads the help of every place on a terminal where
// all of it fits.
func TestHelpListsExactlyTheBindings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 130, 200, small(), Options{}).after(10 * time.Second)
		for name, visit := range places() {
			visit(u.home())
			u.press("down") // a row, where one is needed
			want := helpOf(u.session().layers())
			u.press("?")
			var words []string
			inside := false
			for line := range strings.Lines(u.text()) {
				switch {
				case strings.Contains(line, "╭"):
					inside = true
					continue
				case strings.Contains(line, "╰─"): // a member of a composite point has the corner alone
					inside = false
				}
				if _, rest, ok := strings.Cut(line, "│"); ok && inside {
					text, _, _ := strings.Cut(rest, "│")
					words = append(words, strings.Fields(text)...)
				}
			}
			if got := strings.Join(words, " "); got != want {
				t.Errorf("the help of %s says\n%s\nand not\n%s", name, got, want)
			}
			u.press("esc")
		}
	})
}

// helpOf is what the help of these layers has to say, word by word: under each heading,
// in the order of the headings' first use, the keys that no upper layer hides.
func helpOf(layers [][]ui.Binding) string {
	var headings []string
	lines := map[string][]string{}
	taken := map[string]bool{}
	for _, layer := range layers {
		var used []string
		for _, b := range layer {
			var keys []string
			for _, k := range b.Keys {
				if !taken[k] {
					keys = append(keys, k)
				}
			}
			used = append(used, keys...)
			if len(keys) == 0 && (len(b.Keys) > 0 || b.Command() == "") {
				continue
			}
			label := strings.Join(keys, " ")
			if label == "" {
				label = ":" + b.Command() + " " + b.Args
			}
			tip := b.Tip
			if why := b.Disabled(); why != "" {
				tip += " (" + why + ")"
			}
			if lines[b.Group] == nil {
				headings = append(headings, b.Group)
			}
			lines[b.Group] = append(lines[b.Group], label, tip)
		}
		for _, k := range used {
			taken[k] = true
		}
	}
	var words []string
	for _, h := range headings {
		words = append(words, h)
		words = append(words, lines[h]...)
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
