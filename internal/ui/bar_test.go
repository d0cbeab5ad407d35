package ui

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestBar(t *testing.T) {
	th, plainly := NewTheme("dark", false, false), NewTheme("dark", true, true)
	for _, c := range []struct {
		fraction    float64
		want, ascii string
	}{
		{0, "────", "----"},
		{-1, "────", "----"},
		{math.NaN(), "────", "----"},
		{0.1, "╸───", "=---"},
		{0.5, "━━──", "##--"},
		{0.62, "━━╸─", "##=-"},
		{0.999, "━━━╸", "###="},
		{1, "━━━━", "####"},
		{math.Inf(1), "━━━━", "####"},
	} {
		if got := ansi.Strip(string(Bar(nil, th, Busy, 4, c.fraction))); got != c.want {
			t.Errorf("%v: %q, want %q", c.fraction, got, c.want)
		}
		if got := string(Bar(nil, plainly, Busy, 4, c.fraction)); got != c.ascii {
			t.Errorf("%v in ASCII: %q, want %q", c.fraction, got, c.ascii)
		}
	}
	if got := Bar(nil, th, Busy, 0, 1); len(got) > 0 {
		t.Errorf("no room, yet %q", got)
	}
	for w := range 300 {
		if got := Width(string(Bar(nil, th, Busy, w, 0.37))); got != w {
			t.Errorf("%d cells in a room of %d", got, w)
		}
	}
}

func TestSparkline(t *testing.T) {
	th := NewTheme("dark", true, false)
	for _, c := range []struct {
		values []int64
		top    int64
		want   string
	}{
		{nil, 0, ""},
		{[]int64{0, 0}, 0, "▁▁"},
		{[]int64{0, 1, 700, -1, 1400}, 0, "▁▂▄ █"},
		{[]int64{5}, 10, "▄"},
		{[]int64{20}, 10, "█"},
		{[]int64{math.MaxInt64, 1}, 0, "█▂"},
	} {
		if got := string(Sparkline(nil, th, Plain, c.values, c.top)); got != c.want {
			t.Errorf("%v of %d: %q, want %q", c.values, c.top, got, c.want)
		}
	}
	if got := string(Sparkline(nil, NewTheme("dark", true, true), Plain, []int64{0, 3, 7}, 0)); strings.ContainsFunc(got, func(r rune) bool { return r > '~' }) {
		t.Errorf("not ASCII: %q", got)
	}
}
