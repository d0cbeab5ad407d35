package ui

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestPlainEmitsNoSequence(t *testing.T) {
	for name, th := range themes() {
		if got := string(th.Paint(nil, Plain, "vol-1")); got != "vol-1" {
			t.Errorf("%s: %q", name, got)
		}
		if got := th.Paint(nil, Bad, ""); len(got) != 0 {
			t.Errorf("%s: empty text gave %q", name, got)
		}
	}
}

func TestEveryToneIsOneSequenceAndAReset(t *testing.T) {
	for name, th := range themes() {
		for tone := range tones {
			for _, tone := range []Tone{tone, tone | Bold} {
				got := string(th.Paint(nil, tone, "x"))
				if n := strings.Count(got, "\x1b["); n > 2 || n == 1 {
					t.Errorf("%s tone %d: %d sequences in %q", name, tone, n, got)
				}
				if bar := string(th.PaintBar(nil, tone, "x")); ansi.Strip(bar) != "x" {
					t.Errorf("%s tone %d: %q", name, tone, bar)
				}
			}
		}
	}
}

func TestNoColourUsesAttributesOnly(t *testing.T) {
	th := NewTheme("light", true, false)
	for tone := range tones {
		for _, s := range []string{th.SGR(tone), th.SGR(tone | Bold), th.bar[0][tone], th.bar[1][tone]} {
			params := strings.TrimSuffix(strings.TrimPrefix(s, "\x1b["), "m")
			for p := range strings.SplitSeq(params, ";") {
				if p != "" && p != "1" && p != "4" && p != "7" {
					t.Errorf("tone %d uses %q", tone, s)
				}
			}
		}
	}
	if th.SGR(Armed) == "" || th.SGR(Match) == "" || th.SGR(Strong) == "" {
		t.Error("armed, match and strong must show without colour")
	}
}

func TestStatesDifferInColour(t *testing.T) {
	for _, name := range ThemeNames() {
		th := NewTheme(name, false, false)
		seen := map[string]Tone{}
		for _, tone := range []Tone{Plain, Muted, Accent, Good, Warn, Bad, Busy, Armed, Match} {
			if other, ok := seen[th.SGR(tone)]; ok {
				t.Errorf("%s: tones %d and %d look the same", name, tone, other)
			}
			seen[th.SGR(tone)] = tone
		}
	}
}

// Text must be readable: 4.5 to 1 as WCAG asks, 7 to 1 in the contrast theme.
func TestTonesAreReadable(t *testing.T) {
	for _, c := range []struct {
		theme       string
		backgrounds []int
		ratio       float64
	}{
		{"dark", []int{16, 234, 235}, 4.5}, // black, a usual dark grey, the bar
		{"light", []int{231, 255, 254}, 4.5},
		{"contrast", []int{16}, 7},
	} {
		th := NewTheme(c.theme, false, false)
		for tone := Muted; tone < tones; tone++ {
			fg, bg := colours(th.SGR(tone))
			for _, under := range c.backgrounds {
				if bg >= 0 {
					under = bg
				}
				if got := contrast(fg, under); got < c.ratio {
					t.Errorf("%s: tone %d has %.1f to 1 on colour %d", c.theme, tone, got, under)
				}
			}
		}
	}
}

// The bar has its own background, so that text on it can't rely on the
// terminal's own foreground: a light terminal may have the dark theme.
func TestPlainTextShowsOnTheBarOfAnyTerminal(t *testing.T) {
	for _, name := range []string{"dark", "light"} {
		th := NewTheme(name, false, false)
		for _, tone := range []Tone{Plain, Strong} {
			fg, bg := colours(string(th.PaintBar(nil, tone, "prod")))
			if fg < 0 || bg < 0 || contrast(fg, bg) < 7 {
				t.Errorf("%s: colour %d on %d", name, fg, bg)
			}
		}
	}
}

// colours returns the 256-colour numbers of a sequence, −1 for none.
func colours(sgr string) (fg, bg int) {
	fg, bg = -1, -1
	var n int
	if i := strings.Index(sgr, "38;5;"); i >= 0 {
		if _, err := fmt.Sscanf(sgr[i:], "38;5;%d", &n); err == nil {
			fg = n
		}
	}
	if i := strings.Index(sgr, "48;5;"); i >= 0 {
		if _, err := fmt.Sscanf(sgr[i:], "48;5;%d", &n); err == nil {
			bg = n
		}
	}
	return fg, bg
}

func contrast(a, b int) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(index int) float64 {
	r, g, b, _ := ansi.IndexedColor(index).RGBA() //nolint:gosec // a byte
	linear := func(v uint32) float64 {
		c := float64(v) / 0xffff
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func TestUnknownThemeIsDark(t *testing.T) {
	if got := NewTheme("solarized", false, false).Name(); got != "dark" {
		t.Errorf("got %q", got)
	}
}

func TestOnlyContrastSetsTheScreen(t *testing.T) {
	for _, name := range ThemeNames() {
		fg, bg := NewTheme(name, false, false).Screen()
		if set := fg != nil && bg != nil; set != (name == "contrast") {
			t.Errorf("%s: %v on %v", name, fg, bg)
		}
	}
	if fg, bg := NewTheme("contrast", true, false).Screen(); fg != nil || bg != nil {
		t.Error("no colour must leave the terminal's own")
	}
}

func TestSignsAreOneCleanCell(t *testing.T) {
	for name, th := range themes() {
		for s := range signs {
			text := th.Sign(s)
			if w := Width(text); w != 1 && (s != Arrow || w != 2) {
				t.Errorf("%s: sign %d, %q, is %d cells", name, s, text, w)
			}
			if Clean(text) != text {
				t.Errorf("%s: sign %d, %q, is not clean", name, s, text)
			}
			if th.ASCII() && !plain(text) {
				t.Errorf("%s: sign %d, %q, is not ASCII", name, s, text)
			}
		}
	}
}

// What tells states apart without colour is the sign: no two may be the same.
func TestStateSignsDiffer(t *testing.T) {
	for name, th := range themes() {
		seen := map[string]bool{}
		for s := Done; s <= None; s++ {
			if seen[th.Sign(s)] {
				t.Errorf("%s: %q stands for two states", name, th.Sign(s))
			}
			seen[th.Sign(s)] = true
		}
	}
}

func TestPaintingAllocatesNothing(t *testing.T) {
	th := NewTheme("dark", false, false)
	b := make([]byte, 0, 256)
	if n := testing.AllocsPerRun(100, func() { b = th.PaintBar(th.Paint(b[:0], Bad|Bold, "FAILED"), Muted, "x") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
