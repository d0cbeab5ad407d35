package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// paletteOver opens a palette whose commands note what ran.
func paletteOver(ran *[]string) *Palette {
	layers := sampleLayers()
	for _, layer := range layers {
		for i := range layer {
			id := layer[i].ID
			layer[i].Run = func() tea.Cmd { *ran = append(*ran, id); return nil }
			if layer[i].Args != "" {
				layer[i].RunArgs = func(args string) tea.Cmd { *ran = append(*ran, id+"("+args+")"); return nil }
			}
		}
	}
	return NewPalette(layers, "")
}

func TestPaletteRunsWhatIsTyped(t *testing.T) {
	for _, c := range []struct{ typed, ran string }{
		{"quit", "quit"},
		{"q", "quit"},            // an alias, exactly
		{"QUIT", "quit"},         // in any case
		{":quit", "quit"},        // the colon typed twice
		{"mark", "mark"},         // a name that another begins with
		{"mark all", "mark-all"}, // a name of two words
		{"mark al", "mark-all"},  // and its beginning
		{"restoret", "restoretests"},
		{"jb", "jobs"}, // fuzzy
		{"jobs state:failed type:ebs", "jobs(state:failed type:ebs)"},
		{"j state:failed", "jobs(state:failed)"},
		{"jbs state:failed", "jobs(state:failed)"},
		{"save x.csv", "save(x.csv)"},
		{"save", "save"},
		{"console", "quit"}, // by what it does
	} {
		var ran []string
		p := paletteOver(&ran)
		typed(p, c.typed)
		if done, _ := keys(p, "enter"); !done || !slices.Equal(ran, []string{c.ran}) {
			t.Errorf("%q ran %v, want %s; closed: %v", c.typed, ran, c.ran, done)
		}
	}
}

func TestPaletteStaysOpenWhenNothingCanRun(t *testing.T) {
	for text, want := range map[string]string{
		"zzz":      "no command zzz",
		"qiut":     "no command qiut; did you mean quit?",
		"quit now": "quit stands alone: leave out now",
		"restore":  "restore: the console is read-only",
	} {
		var ran []string
		p := paletteOver(&ran)
		typed(p, text)
		if done, _ := keys(p, "enter"); done || len(ran) > 0 || !strings.Contains(p.wrong(), want) {
			t.Errorf("%q: closed %v, ran %v, says %q", text, done, ran, p.wrong())
		}
	}
}

// What keeps a command from running is said for as long as it is so: rows may come meanwhile.
func TestPaletteJudgesAgainWhatItRefused(t *testing.T) {
	why, ran := "there is no row", 0
	p := NewPalette([][]Binding{{
		{ID: "delete", Why: func() string { return why }, Run: func() tea.Cmd { ran++; return nil }},
		{ID: "describe", Run: func() tea.Cmd { return nil }},
	}}, "")
	says := func(want string) {
		t.Helper()
		s, _ := p.Render(Rect{80, 24}, NewTheme("dark", true, true))
		if has := strings.Contains(s, "delete: there is no row"); has != (want != "") {
			t.Errorf("refused: %v\n%s", has, s)
		}
	}
	typed(p, "delete")
	keys(p, "enter")
	says("no row")
	why = ""
	says("")
	why = "there is no row"
	keys(p, "enter")
	says("no row")
	typed(p, "G")
	says("")
	keys(p, "backspace", "enter")
	says("no row")
	keys(p, "down")
	says("")
	why = ""
	if done, _ := keys(p, "enter"); !done || ran != 1 {
		t.Errorf("closed %v, ran %d times", done, ran)
	}
}

func TestPaletteEmptyLineListsEverythingInOrder(t *testing.T) {
	var ran []string
	p := paletteOver(&ran)
	var names []string
	for _, h := range p.hits {
		names = append(names, h.command.name)
	}
	want := []string{"open", "restore", "mark", "mark all", "describe", "save", "filter", "help", "jobs", "restoretests", "quit"}
	if !slices.Equal(names, want) {
		t.Errorf("got %v", names)
	}
	keys(p, "down", "down", "down", "up", "enter")
	if !slices.Equal(ran, []string{"mark"}) {
		t.Errorf("the third ran as %v", ran)
	}
}

func TestPaletteCompletes(t *testing.T) {
	var ran []string
	for _, c := range []struct {
		typed string
		keys  []string
		want  string
	}{
		{"sav", []string{"tab"}, "save "},
		{"sav", []string{"tab", "tab"}, "save points.csv"},
		{"sav", []string{"tab", "down", "tab"}, "save points.json"},
		{"qu", []string{"tab"}, "quit"},
		{"jbs state:failed", []string{"tab"}, "jobs state:failed"},
		{"zzz", []string{"tab"}, "zzz"},
	} {
		p := paletteOver(&ran)
		typed(p, c.typed)
		keys(p, c.keys...)
		if got := p.in.text(); got != c.want {
			t.Errorf("%q %v: %q, want %q", c.typed, c.keys, got, c.want)
		}
	}
}

// The text after a command is taken as typed, unless a value was chosen.
func TestPaletteArgumentIsWhatWasTyped(t *testing.T) {
	var ran []string
	p := paletteOver(&ran)
	typed(p, "save my file.csv")
	keys(p, "enter")
	p = paletteOver(&ran)
	typed(p, "save ")
	keys(p, "down", "enter")
	if want := []string{"save(my file.csv)", "save(points.json)"}; !slices.Equal(ran, want) {
		t.Errorf("ran %v, want %v", ran, want)
	}
}

func TestPaletteCloses(t *testing.T) {
	for _, k := range []string{"esc", "ctrl+c", "enter"} {
		p := NewPalette(nil, "")
		if done, cmd := keys(p, k); !done || cmd != nil {
			t.Errorf("%s: closed %v", k, done)
		}
	}
}

func TestPaletteUpperLayerWinsAName(t *testing.T) {
	var ran []string
	note := func(s string) func() tea.Cmd { return func() tea.Cmd { ran = append(ran, s); return nil } }
	p := NewPalette([][]Binding{{{ID: "search", Run: note("screen")}}, {{ID: "search", Run: note("global")}}}, "search")
	keys(p, "enter")
	if !slices.Equal(ran, []string{"screen"}) {
		t.Errorf("ran %v", ran)
	}
}

func TestPaletteLooks(t *testing.T) {
	var ran []string
	dark, ascii := NewTheme("dark", false, false), NewTheme("dark", true, true)
	p := paletteOver(&ran)
	s, cursor := p.Render(Rect{80, 24}, dark)
	golden(t, "palette-open", s, 80, 16)
	if cursor.X != 3 || cursor.Y != 1 {
		t.Errorf("cursor at %d,%d", cursor.X, cursor.Y)
	}
	typed(p, "res")
	keys(p, "enter")
	s, _ = p.Render(Rect{80, 24}, dark)
	golden(t, "palette-refused", s, 80, 16)
	p = paletteOver(&ran)
	typed(p, "save ")
	s, _ = p.Render(Rect{60, 10}, ascii)
	golden(t, "palette-values", s, 60, 10)
}
