package triage

import (
	"strings"
	"testing"
)

// TestEveryByteThatIsNotPlainIsSeen wherever it stands: of eight bytes one is told from its neighbours.
func TestEveryByteThatIsNotPlainIsSeen(t *testing.T) {
	for _, around := range []string{"a", "~", "!", "Z", "é"} {
		for at := range 18 {
			for c := range 256 {
				s := strings.Repeat(around, at) + string([]byte{byte(c)}) + strings.Repeat(around, 17-at)
				want := c >= ' ' && c < 0x7f && c != '\\' && around != "é"
				if got := isClean(s); got != want {
					t.Fatalf("%q: %t", s, got)
				}
			}
		}
	}
	if isClean("a  b") || !isClean("a b c") || !isClean("") {
		t.Error("blanks")
	}
}
