package ui

import (
	"slices"
	"strings"
	"testing"
)

func TestWrapBreaksAtBlanks(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 8, []string{"one two", "three"}},
		{"one two", 7, []string{"one two"}},
		{"arn:aws:iam::111122223333:role/x y", 10, []string{"arn:aws:ia", "m::1111222", "23333:role", "/x y"}},
		{"in (iam:GetRole)", 13, []string{"in", "(iam:GetRole)"}},
		{"in (iam:GetRole)", 12, []string{"in (iam:GetR", "ole)"}},
		{"日本語 日本語", 8, []string{"日本語", "日本語"}},
		{"a\nb", 10, []string{"a b"}},
		{"x", 0, nil},
		{"日", 1, []string{"日"}}, // nothing narrower is possible
	} {
		if got := wrap(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestWrapEndsOnHostileText(t *testing.T) {
	for _, text := range []string{strings.Repeat(" ", 5000), strings.Repeat("\u0301", 5000), strings.Repeat("\x00\n", 5000), strings.Repeat("x", 100_000)} {
		for _, w := range []int{1, 7, 80} {
			for _, l := range wrap(text, w) {
				if Width(l) > w {
					t.Fatalf("a line of %d cells in %d", Width(l), w)
				}
			}
		}
	}
}
