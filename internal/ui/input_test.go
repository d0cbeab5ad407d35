package ui

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestALongTextSaysOnWhichSideMoreOfItIs, and the cursor stands on its cell all the way.
func TestALongTextSaysOnWhichSideMoreOfItIs(t *testing.T) {
	const text = "arn:aws:kms:eu-west-1:111122223333:key/1f0c"
	for _, c := range []struct {
		ascii bool
		at    int
		want  string
		x     int
	}{
		{false, 0, "arn:aws:kms:eu-west…", 0},
		{false, len(text), "…122223333:key/1f0c", 19},
		{true, 0, "arn:aws:kms:eu-west~", 0},
		{true, len(text), "~122223333:key/1f0c", 19},
	} {
		in := newInput(text, false)
		in.set(text, c.at)
		l := line{th: NewTheme("dark", false, c.ascii), room: 20}
		x := in.draw(&l)
		if got := ansi.Strip(string(l.b)); got != c.want || x != c.x {
			t.Errorf("at %d: %q, want %q; cursor on %d, want %d", c.at, got, c.want, x, c.x)
		}
	}
	for width := range 30 { // wherever it stands and however little room there is
		in := newInput(text, false)
		for at := len(text); at >= 0; at-- {
			in.set(text, at)
			l := line{th: NewTheme("dark", false, false), room: width}
			x := in.draw(&l)
			if got := Width(ansi.Strip(string(l.b))); got > width || x > max(width-1, 0) || x < 0 {
				t.Fatalf("%d cells in %d, cursor on %d of byte %d", got, width, x, at)
			}
		}
	}
}
