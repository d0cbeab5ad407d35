package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestCleanLeavesOnlyWhatPrints(t *testing.T) {
	for in, want := range map[string]string{
		"plain name-1":              "plain name-1",
		"":                          "",
		"a\nb":                      "a b",
		"a\r\n\tb":                  "a b",
		"\x1b[31mred\x1b[m":         "\uFFFD[31mred\uFFFD[m",
		"\x1b]52;c;eA==\a":          "\uFFFD]52;c;eA==\uFFFD",
		"a\u009bb":                  "a\uFFFDb", // C1: a control sequence in one character
		"a\x9bb":                    "a\uFFFDb",
		"a\x00b":                    "a\uFFFDb",
		"evil\u202Egnp.exe":         "evilgnp.exe", // bidi override
		"\u2066a\u2069":             "a",
		"a\u200b\u200d\ufeffb":      "ab",
		"a\u00adb":                  "ab",
		"a\u2028b\u00a0c\u3000d":    "a b c d",
		"e\u0301":                   "e\u0301",
		"e\u0301\u0301\u0301\u0301": "e\u0301\u0301",
		"\u0301x":                   "x",
		"日本語":                       "日本語",
		"Ünïcode":                   "Ünïcode",
		"❤️":                        "❤",
		"👩‍👩‍👧":                     "👩👩👧",
		"👍🏽":                        "👍",
		"🇩🇪":                        "DE",
		"1️⃣":                       "1\u20e3",
		"\ue0b0":                    "\uFFFD",
		"a\U000E0041":               "a",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// hostile is text that has broken terminals and tables before.
var hostile = []string{
	"\x1b[2J\x1b[H", "\x1b]0;title\a", "a\r\nb", "\u202Eabc\u202C", "\u200f\u200e", "e" + strings.Repeat("\u0301", 500),
	strings.Repeat("\u200d", 300), "👩‍👩‍👧‍👦 family", "🇩🇪🇫🇷🇯", "स्ते", "นำ ำ", "क्त्य", "한국어", "\u1112\u1161\u11ab\u1100\u1100", "日本語のとても長い名前",
	"\xff\xfe\x80", "ൎക", "\U000110BD\u0661", "☹️☹︎", "\u115f\u1160", "👍🏽👍🏿", "﷽", "𒐫", "a\u0600\u06dd1", "＝＞", "\ufdfd\u0e33", "ᮮ\u1bab", "\t\t", "各🈁️",
}

func measured(t *testing.T, s string, cells int) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%q is broken UTF-8", s)
	}
	if g, w := ansi.GraphemeWidth.StringWidth(s), ansi.WcWidth.StringWidth(s); g != cells || w != cells {
		t.Errorf("%q: %d cells by clusters, %d by code points, want %d", s, g, w, cells)
	}
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			t.Errorf("%q holds the control character %U", s, r)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 7)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = min(max(width, 0), 300)
		clean := Clean(s)
		measured(t, clean, ansi.GraphemeWidth.StringWidth(clean))
		if again := Clean(clean); again != clean && len(s) < maxClean/4 {
			t.Errorf("Clean(%q) = %q, cleaned again %q", s, clean, again)
		}
		out, used, cells := AppendClean([]byte("x"), []byte(s), width)
		if used > len(s) || cells > width {
			t.Fatalf("used %d of %d bytes, %d of %d cells", used, len(s), cells, width)
		}
		measured(t, string(out[1:]), cells)
		for _, middle := range []bool{false, true} {
			for _, align := range []Align{AlignLeft, AlignRight} {
				fitted := Fit([]byte("|"), []byte(s), width, align, middle, "…")
				measured(t, string(append(fitted, '|')), width+2)
			}
		}
	})
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text   string
		width  int
		align  Align
		middle bool
		want   string
	}{
		{"abc", 5, AlignLeft, false, "abc  "},
		{"abc", 5, AlignRight, false, "  abc"},
		{"abcdef", 5, AlignLeft, false, "abcd…"},
		{"vol-0c4f21aa00", 8, AlignLeft, true, "vol…aa00"},
		{"vol-0c4f21aa00", 9, AlignLeft, true, "vol-…aa00"},
		{"abcdef", 2, AlignLeft, true, "…f"},
		{"abcdef", 1, AlignLeft, true, "…"},
		{"abcdef", 1, AlignLeft, false, "…"},
		{"abcdef", 0, AlignLeft, false, ""},
		{"abcdef", -3, AlignLeft, false, ""},
		{"", 3, AlignRight, false, "   "},
		{"abc\n", 3, AlignLeft, false, "abc"},
		{"abc\u200b\u200b", 3, AlignLeft, false, "abc"},
		{"日本語", 6, AlignLeft, false, "日本語"},
		{"日本語", 5, AlignLeft, false, "日本…"},
		{"日本語", 4, AlignLeft, false, "日… "},
		{"日本語", 4, AlignLeft, true, "…語 "},
		{"日本語", 4, AlignRight, false, " 日…"},
	} {
		if got := string(Fit(nil, []byte(c.text), c.width, c.align, c.middle, "…")); got != c.want {
			t.Errorf("Fit(%q, %d, %v, %v) = %q, want %q", c.text, c.width, c.align, c.middle, got, c.want)
		}
	}
}

func TestFitDoesNoMoreWorkForMoreText(t *testing.T) {
	for _, unit := range []string{"a", "\u0301", "\u200b", "日", "\x1b", "\xff"} {
		text := []byte(strings.Repeat(unit, (10<<20)/len(unit)))
		_, used, _ := AppendClean(nil, text, 40)
		if used > budget(40)+utf8.UTFMax {
			t.Errorf("%q: %d bytes were looked at for 40 cells", unit, used)
		}
		measured(t, string(Fit(nil, text, 40, AlignLeft, true, "…")), 40)
		if n := len(Clean(string(text))); n > 4*maxClean {
			t.Errorf("%q: Clean gives %d bytes", unit, n)
		}
	}
}

func BenchmarkFit(b *testing.B) {
	for name, text := range map[string]string{
		"ascii": "vol-0c4f21aa00 orders-db", "cut": strings.Repeat("vol-0c4f21aa00", 5), "wide": "日本語のとても長い名前", "hangul": "한국어로 된 아주 긴 이름", "joined": strings.Repeat("क्त्य", 10), "10MB": strings.Repeat("e\u0301", 3<<20),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			raw := []byte(text)
			for b.Loop() {
				buf = Fit(buf[:0], raw, 30, AlignLeft, true, "…")
			}
		})
	}
}
