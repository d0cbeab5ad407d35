package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// cells draws terminal text into a screen as a terminal would.
func cells(s string, w, h int) uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(w, h)
	buf.Method = ansi.GraphemeWidth
	uv.NewStyledString(s).Draw(buf, buf.Bounds())
	return buf
}

// screenText returns the text of a screen, and under it a letter for the style of
// every cell, with what the letters mean.
func screenText(s string, w, h int) string {
	buf := cells(s, w, h)
	var text, looks, legend strings.Builder
	letters := map[string]byte{"": '.'}
	for y := range h {
		for x := range w {
			c := buf.CellAt(x, y)
			if c == nil || c.Width == 0 {
				continue
			}
			text.WriteString(c.Content)
			style := strings.TrimSuffix(strings.TrimPrefix(c.Style.String(), "\x1b["), "m")
			letter, ok := letters[style]
			if !ok {
				letter = 'a' + byte(len(letters)-1)
				letters[style] = letter
				fmt.Fprintf(&legend, "%c %s\n", letter, style)
			}
			for range c.Width {
				looks.WriteByte(letter)
			}
		}
		text.WriteString("|\n")
		looks.WriteByte('\n')
	}
	return text.String() + "\n" + looks.String() + "\n" + legend.String()
}

// golden compares a screen with testdata/NAME.golden.
func golden(t *testing.T, name, s string, w, h int) {
	t.Helper()
	got := screenText(s, w, h)
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; run go test -update to write it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}

// fits fails unless s is exactly h lines, none wider than w.
func fits(t *testing.T, s string, w, h int) {
	t.Helper()
	if h == 0 {
		if s != "" {
			t.Errorf("no room, yet it drew %q", s)
		}
		return
	}
	lines := strings.Split(s, "\n")
	if len(lines) != h {
		t.Errorf("%d lines in a room of %d", len(lines), h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got > w {
			t.Errorf("line %d is %d cells wide in a room of %d: %q", i, got, w, l)
		}
	}
}

// sizes are those every widget must bear.
var sizes = []Rect{{0, 0}, {1, 1}, {1, 9}, {2, 5}, {3, 2}, {20, 6}, {80, 24}, {250, 70}}

// themes are all looks there are.
func themes() map[string]*Theme {
	all := map[string]*Theme{}
	for _, name := range ThemeNames() {
		all[name] = NewTheme(name, false, false)
	}
	all["no colour"] = NewTheme("dark", true, false)
	all["ascii"] = NewTheme("dark", false, true)
	return all
}
