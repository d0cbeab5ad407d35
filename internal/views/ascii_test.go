package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"
)

// TestWithASCIINothingElseReachesTheScreen draws every view, the page of its first row, what floats
// above, and a form.
func TestWithASCIINothingElseReachesTheScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 50, small(), Options{ASCII: true}).after(12 * time.Second)
		look := func(what string) {
			for _, row := range strings.Split(u.text(), "\n") {
				if at := strings.IndexFunc(row, func(r rune) bool {
					return r >= 0x80 && r < 0x1f000 && !unicode.In(r, unicode.L, unicode.M, unicode.Cf) // those are of names
				}); at >= 0 {
					t.Errorf("%s: %q", what, row)
					return
				}
			}
		}
		look("overview")
		for _, v := range Catalog() {
			name := v.Info().Name
			u.opens(name)
			look(name)
			u.press("d").after(time.Second)
			look("the page of " + name)
			u.press("?")
			look("the help of " + name)
			u.press("esc")
		}
		u.opens("points").after(5 * time.Second).press("R").after(5 * time.Second)
		look("the form of a restore")
		u.press(":").types("po")
		look("the palette")
	})
}
