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

func TestArgumentsGoToRunArgs(t *testing.T) {
	var ran string
	run := func() tea.Cmd { ran = "run"; return nil }
	runArgs := func(args string) tea.Cmd { ran = "args:" + args; return nil }
	for _, c := range []struct {
		b          Binding
		args, want string
	}{
		{Binding{Run: run, RunArgs: runArgs}, "", "run"}, // a key opens the filter line, it does not clear the filter
		{Binding{Run: run, RunArgs: runArgs}, "x", "args:x"},
		{Binding{RunArgs: runArgs}, "", "args:"},
		{Binding{Run: run}, "x", "run"},
		{Binding{}, "x", ""},
	} {
		ran = ""
		if c.b.run(c.args); ran != c.want {
			t.Errorf("%q with %q", ran, c.args)
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
