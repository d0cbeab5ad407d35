package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// shownRows are the rows of a pager without their padding.
func shownRows(p *Pager) []string {
	s := ansi.Strip(string(p.Render(nil, NewTheme("dark", false, false))))
	rows := strings.Split(s, "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " ")
	}
	return rows
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

func TestPagerScrolls(t *testing.T) {
	p := NewPager(numbered(20))
	p.SetSize(Rect{20, 5})
	for _, c := range []struct {
		by    int
		first string
	}{
		{1, "line 1"}, {3, "line 4"}, {-2, "line 2"}, {-100, "line 0"}, {100, "line 15"}, {1, "line 15"}, {-1 << 30, "line 0"}, {1 << 30, "line 15"}, {-1, "line 14"},
	} {
		p.Scroll(c.by)
		if rows := shownRows(p); rows[0] != c.first {
			t.Errorf("by %d: begins with %q, want %q", c.by, rows[0], c.first)
		}
	}
	p.Scroll(100)
	if rows := shownRows(p); rows[4] != "line 19" {
		t.Errorf("the last page is %q", rows)
	}
}

func TestPagerWraps(t *testing.T) {
	p := NewPager("abcdefghij\n日本語日本語\n\nx")
	p.SetSize(Rect{4, 7})
	if got, want := shownRows(p), []string{"abcd", "efgh", "ij", "日本", "語日", "本語", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	p.Scroll(1)
	if got, want := shownRows(p), []string{"efgh", "ij", "日本", "語日", "本語", "", "x"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	p.SetSize(Rect{10, 7}) // everything fits: nothing is scrolled
	if got := shownRows(p)[0]; got != "abcdefghij" {
		t.Errorf("after widening it begins with %q", got)
	}
}

func TestPagerTextEndsWithoutAnEmptyRow(t *testing.T) {
	for text, want := range map[string][]string{
		"":         {"", "", ""},
		"a":        {"a", "", ""},
		"a\n":      {"a", "", ""},
		"a\r\nb\r": {"a", "b", ""},
		"a\n\n":    {"a", "", ""},
	} {
		p := NewPager(text)
		p.SetSize(Rect{5, 3})
		p.Scroll(1 << 30)
		if got := shownRows(p); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestPagerKeepsItsPlaceOnResize(t *testing.T) {
	p := NewPager(numbered(1000))
	p.SetSize(Rect{40, 20})
	p.Scroll(500)
	p.SetSize(Rect{5, 7})
	if got := shownRows(p)[0]; got != "line" {
		t.Errorf("begins with %q", got)
	}
	p.SetSize(Rect{40, 20})
	if got := shownRows(p)[0]; got != "line 500" {
		t.Errorf("begins with %q", got)
	}
}

func TestPagerDrawsAtEverySize(t *testing.T) {
	texts := []string{"", "x", numbered(300), strings.Repeat("日", 2000), strings.Repeat("\x1b[31m\u202e\x00\xff", 500), "{\n  \"a\": [1, \"b\"]\n}\n"}
	for _, name := range []string{"dark", "ascii"} {
		th := themes()[name]
		for _, text := range texts {
			for _, p := range []*Pager{NewPager(text), NewJSONPager(text)} {
				for _, r := range sizes {
					p.SetSize(r)
					for _, by := range []int{0, 3, 1 << 30, -2} {
						p.Scroll(by)
						s := string(p.Render(nil, th))
						fits(t, s, r.W, r.H)
						if strings.Contains(s, "\x1b[31m") || strings.Contains(s, "\u202e") {
							t.Fatalf("%s %v: hostile text got through", name, r)
						}
					}
				}
			}
		}
	}
}

func TestPagerLooks(t *testing.T) {
	p := NewJSONPager("// DescribeBackupVault\n{\n  \"BackupVaultName\": \"prod-daily\",\n  \"Locked\": true,\n  \"Note\": \"a \\\"quoted\\\": word\",\n  \"Points\": [\n    12000\n  ]\n}\n")
	p.SetSize(Rect{50, 10})
	p.Find("vault")
	golden(t, "pager-json", string(p.Render(nil, NewTheme("dark", false, false))), 50, 10)
}

func TestPagerSearch(t *testing.T) {
	p := NewPager(numbered(200) + "A Vault here\n" + numbered(100) + "vault there\n" + numbered(100))
	p.SetSize(Rect{40, 10})
	on := func(want string) {
		t.Helper()
		if !slices.Contains(shownRows(p), want) {
			t.Errorf("%q is not on show: %q; status %v", want, shownRows(p), p.Status(NewTheme("dark", true, true)))
		}
	}
	p.Find("vault")
	on("A Vault here")
	p.Next(1)
	on("vault there")
	p.Next(1)
	on("A Vault here")
	if !p.find.wrapped {
		t.Error("going past the end is not said")
	}
	p.Next(-1)
	on("vault there")
	p.Next(-1)
	on("A Vault here")
	p.Find("Vault") // a capital minds case
	p.Next(1)
	on("A Vault here")
	before := shownRows(p)
	p.Find("no such thing")
	if !p.find.missing || !slices.Equal(before, shownRows(p)) {
		t.Error("a search without result moves the text")
	}
}

func TestPagerSearchesFarInACommand(t *testing.T) {
	big := numbered(400_000) + "the needle\n" + numbered(10)
	p := NewPager(big)
	p.SetSize(Rect{40, 10})
	cmd := p.Find("needle")
	if cmd == nil || !p.find.running {
		t.Fatal("4 MB were searched at once")
	}
	msg := cmd()
	stale := p.Find("line 399998")
	p.Handle(msg)
	if p.find.at >= 0 {
		t.Error("the result of an older search was taken")
	}
	p.Handle(stale())
	if got := big[p.find.at:][:11]; got != "line 399998" {
		t.Errorf("found %q", got)
	}
	if !slices.Contains(shownRows(p), "line 399998") {
		t.Errorf("it is not on show: %q", shownRows(p))
	}
}

func TestPagerSearchWhileTyping(t *testing.T) {
	p := NewPager(numbered(100) + "zebra\n" + numbered(100))
	p.SetSize(Rect{40, 10})
	p.Scroll(3)
	var prompt *Prompt
	layers := [][]Binding{p.Bindings(func(q *Prompt) tea.Cmd { prompt = q; return nil })}
	if _, why, _ := Dispatch(layers, "n"); why == "" {
		t.Error("n has nothing to go to, yet says nothing")
	}
	Dispatch(layers, "/")
	typed(prompt, "zeb")
	if !slices.Contains(shownRows(p), "zebra") {
		t.Errorf("typing does not search: %q", shownRows(p))
	}
	keys(prompt, "esc")
	if shownRows(p)[0] != "line 3" || p.find.pattern != "" {
		t.Errorf("esc does not go back: %q", shownRows(p)[0])
	}
	Dispatch(layers, "/")
	typed(prompt, "zeb")
	if done, _ := keys(prompt, "enter"); !done || p.find.pattern != "zeb" {
		t.Error("enter does not keep the search")
	}
}

// Rows are the same whichever way one comes to them, and nothing of the text is
// left out: for lines of every length, long ones without any break too.
func TestPagerRowsAreTheTextInOrder(t *testing.T) {
	long := strings.Repeat("0123456789", 12_000)
	for name, text := range map[string]string{
		"short lines":    numbered(5000),
		"one long line":  long,
		"a long between": "first\n" + long + "\nlast\n",
		"wide":           strings.Repeat("日本語", 20_000),
		"mixed":          numbered(3000) + strings.Repeat("é", 40_000) + "\n" + numbered(3000),
	} {
		p := NewPager(text)
		p.SetSize(Rect{499, 1})
		var down []int
		for {
			down = append(down, p.top)
			before := p.top
			if p.Scroll(1); p.top == before {
				break
			}
		}
		if !slices.IsSorted(down) {
			t.Errorf("%s: rows are not in order", name)
		}
		for i := len(down) - 1; i >= 0; i-- {
			if p.top != down[i] {
				t.Fatalf("%s: row %d begins at %d going up, %d going down", name, i, p.top, down[i])
			}
			if !utf8.RuneStart(text[min(p.top, len(text)-1)]) {
				t.Fatalf("%s: row %d begins inside a character", name, i)
			}
			p.Scroll(-1)
		}
		for i, from := range down {
			to := len(text)
			if i+1 < len(down) {
				to = down[i+1]
			}
			if w := Width(strings.TrimRight(text[from:to], "\n")); w > 499 {
				t.Fatalf("%s: row %d has %d cells", name, i, w)
			}
		}
	}
}

func FuzzParagraphs(f *testing.F) {
	f.Add("a\nb\n", uint8(3), 7)
	f.Add(strings.Repeat("日", 1000), uint8(40), 100)
	f.Fuzz(func(t *testing.T, unit string, repeat uint8, at int) {
		text := strings.Repeat(unit, 1+int(repeat)*8)
		for start := 0; start < len(text); {
			end := paragraphEnd(text, start)
			if end <= start {
				t.Fatalf("paragraph at %d ends at %d", start, end)
			}
			for _, i := range []int{start, end - 1, start + (end-start)/2} {
				if utf8.RuneStart(text[i]) && paragraphStart(text, i) != start {
					t.Fatalf("byte %d of paragraph %d to %d begins at %d", i, start, end, paragraphStart(text, i))
				}
			}
			start = end
		}
		if at = max(at, 0); paragraphStart(text, at) > at {
			t.Fatalf("byte %d is in a paragraph behind it", at)
		}
	})
}

func FuzzMatches(f *testing.F) {
	f.Add("Vault vault VAULT", "vault")
	f.Add("aaaa", "aa")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, text, pattern string) {
		lower := func(s string) string {
			b := []byte(s)
			for i, c := range b {
				if c >= 'A' && c <= 'Z' {
					b[i] = c + 32
				}
			}
			return string(b)
		}
		hay := text
		if pattern == lower(pattern) {
			hay = lower(text)
		}
		var want []int
		for i := 0; pattern != "" && i+len(pattern) <= len(hay); i++ {
			if hay[i:i+len(pattern)] == pattern {
				want = append(want, i)
			}
		}
		var got []int
		for i := range matches(text, pattern) {
			got = append(got, i)
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func BenchmarkPagerOpen10MB(b *testing.B) {
	th := NewTheme("dark", false, false)
	for name, text := range map[string]string{"lines": numbered(900_000), "one line": strings.Repeat("0123456789", 1_000_000)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p := NewJSONPager(text)
				p.SetSize(Rect{120, 40})
				p.Scroll(1 << 30)
				p.Scroll(-40)
				p.Render(nil, th)
			}
		})
	}
}

func BenchmarkSearch10MB(b *testing.B) {
	text := numbered(900_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for range matches(text, "leaning") {
			b.Fatal("found")
		}
	}
}
