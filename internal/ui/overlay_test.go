package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOverlayCoversOnlyItsBox(t *testing.T) {
	for _, c := range []struct {
		name, base, box string
		r               Rect
		want            []string
	}{
		{"plain", "abcdefg\nabcdefg\nabcdefg", "###", Rect{7, 3}, []string{"abcdefg", "ab###fg", "abcdefg"}},
		{"short base", "ab\n\nab", "###\nYYY", Rect{7, 4}, []string{"ab", "  ###", "abYYY", ""}},
		{"wide at the left edge", "日日日日", "XX", Rect{8, 1}, []string{"日 XX 日"}},
		{"empty box", "abc", "", Rect{3, 1}, []string{"abc"}},
		{"as large as the screen", "abc", "XYZ", Rect{3, 1}, []string{"XYZ"}},
	} {
		got := strings.Split(ansi.Strip(Overlay(c.base, c.box, c.r)), "\n")
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Whatever stands below, the box is whole, in its place, and the rest keeps its
// cells and styles.
func TestOverlayKeepsCells(t *testing.T) {
	th := NewTheme("dark", false, false)
	base := string(th.Paint(nil, Bad, "FAILED 日本語の名前")) + " plain " + string(th.Paint(nil, Good, "fine 日本"))
	box := string(th.Paint(nil, Accent, "[box]"))
	for w := 5; w < 60; w++ {
		r := Rect{w, 1}
		x, _ := Place(box, r)
		under, over := cells(base, w, 1), cells(Overlay(base, box, r), w, 1)
		for i := range 5 {
			if got := over.CellAt(x+i, 0).Content; got != string("[box]"[i]) {
				t.Fatalf("width %d: cell %d of the box is %q", w, i, got)
			}
		}
		for i := range w {
			a, b := under.CellAt(i, 0), over.CellAt(i, 0)
			if (i < x-1 || i > x+5) && (a.Content != b.Content || !a.Style.Equal(&b.Style)) && a.Width == 1 {
				t.Errorf("width %d: cell %d was %q, is %q", w, i, a.Content, b.Content)
			}
		}
	}
}
