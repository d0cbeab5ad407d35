package ui

import (
	"strings"
	"testing"
)

func TestAHeadLineCutsTheNameBeforeThePlace(t *testing.T) {
	place := []Piece{{Text: "payments/ap-south-1", Tone: Plain}, {Text: "2026-11-22 01:00 UTC", Tone: Muted}, {Text: "2 h 12 min ago", Tone: Muted}}
	for w, want := range map[int]string{
		100: " EBS payments-checkout-store-06  payments/ap-south-1  2026-11-22 01:00 UTC  2 h 12 min ago",
		80:  " EBS payme…t-store-06  payments/ap-south-1  2026-11-22 01:00 UTC  2 h 12 min ago",
		60:  " EBS payme…t-store-06  payments/ap-south-1  2026-11-22 01:00 UTC",
		40:  " EBS payme…-store-06  payments/ap-south-1",
		24:  " EBS payments-…t-store-06",
	} {
		s := HeadLine(NewTheme("dark", true, false), w, "EBS payments-checkout-store-06", place)
		plain := strings.TrimRight(strings.NewReplacer("\x1b[1m", "", "\x1b[m", "").Replace(s), " ")
		if w >= 40 && (!strings.Contains(plain, "payments/ap-south-1") || w >= 60 && !strings.Contains(plain, "2026-11-22 01:00 UTC")) {
			t.Errorf("at %d: %q, want such as %q", w, plain, want)
		}
		if w == 100 && plain != want {
			t.Errorf("%q, want %q", plain, want)
		}
		fits(t, s, w, 1)
	}
	for w := range 20 {
		fits(t, HeadLine(NewTheme("dark", true, true), w, "a\x1b[2Jb日本", place), w, 1)
	}
}
