package ui

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestDispatchTakesTheUpperLayer(t *testing.T) {
	var ran []string
	run := func(name string) func() tea.Cmd {
		return func() tea.Cmd { ran = append(ran, name); return nil }
	}
	layers := [][]Binding{
		{{ID: "dialog", Keys: []string{"enter"}, Run: run("dialog")}},
		{{ID: "screen", Keys: []string{"enter", "space"}, Run: run("screen")}, {ID: "off", Keys: []string{"x"}, Why: func() string { return "no row" }, Run: run("off")}},
		{{ID: "global", Keys: []string{"x", "ctrl+r"}, Run: run("global")}, {ID: "args", Keys: []string{"s"}, RunArgs: func(a string) tea.Cmd { return run("args:" + a)() }}},
	}
	for _, c := range []struct {
		key, why string
		found    bool
		ran      []string
	}{
		{"enter", "", true, []string{"dialog"}},
		{"space", "", true, []string{"screen"}},
		{"x", "no row", true, nil}, // a disabled binding still hides the one below
		{"ctrl+r", "", true, []string{"global"}},
		{"s", "", true, []string{"args:"}},
		{"z", "", false, nil},
	} {
		ran = nil
		_, why, found := Dispatch(layers, c.key)
		if why != c.why || found != c.found || !slices.Equal(ran, c.ran) {
			t.Errorf("%s: why %q found %v ran %v", c.key, why, found, ran)
		}
	}
}

func TestDispatchReturnsTheCommand(t *testing.T) {
	type done struct{}
	layers := [][]Binding{{{Keys: []string{"a"}, Run: func() tea.Cmd { return func() tea.Msg { return done{} } }}}}
	cmd, _, _ := Dispatch(layers, "a")
	if cmd == nil || cmd() != (done{}) {
		t.Error("the command got lost")
	}
}

func TestCommandNames(t *testing.T) {
	for _, c := range []struct {
		b    Binding
		want string
	}{
		{Binding{ID: "quit"}, "quit"}, {Binding{ID: "list.mark-all", Palette: "mark all"}, "mark all"}, {Binding{ID: "down", Palette: "-"}, ""},
	} {
		if got := c.b.Command(); got != c.want {
			t.Errorf("%s: %q, want %q", c.b.ID, got, c.want)
		}
	}
}

func TestVisibleHidesShadowedKeys(t *testing.T) {
	got := visible([][]Binding{
		{{ID: "a", Keys: []string{"enter"}}},
		{{ID: "b", Keys: []string{"enter"}}, {ID: "c", Keys: []string{"enter", "o"}}, {ID: "d"}},
	})
	var ids []string
	for _, b := range got {
		ids = append(ids, b.ID)
	}
	if want := []string{"a", "c", "d"}; !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if !slices.Equal(got[1].Keys, []string{"o"}) {
		t.Errorf("c keeps %v", got[1].Keys)
	}
}
