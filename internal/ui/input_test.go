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

// TestATextScrollsBackWhereThereIsRoomAgain: on a line that was narrow for a while, and
// under a text that has become shorter.
func TestATextScrollsBackWhereThereIsRoomAgain(t *testing.T) {
	in := newInput("storage optimized, 42", false)
	drawn := func(room int) string {
		l := line{th: NewTheme("dark", false, false), room: room}
		in.draw(&l)
		return ansi.Strip(string(l.b))
	}
	if got := drawn(8); got != "…ed, 42" {
		t.Errorf("in little room it is %q", got)
	}
	if got := drawn(12); got != "…imized, 42" {
		t.Errorf("in more it is %q", got)
	}
	if got := drawn(60); got != "storage optimized, 42" {
		t.Errorf("in room enough it is %q", got)
	}
	drawn(8)
	in.set("storage", 7)
	if got := drawn(8); got != "storage" {
		t.Errorf("shorter, it is %q", got)
	}
}
