package ui

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// sink is a terminal that keeps what it is sent.
type sink struct{ bytes.Buffer }

func (*sink) Close() error { return nil }
func (*sink) Fd() uintptr  { return 0 }

func TestHalvesAreWholeAgain(t *testing.T) {
	for _, frame := range []string{
		"", "plain", "データ湖-ログ", "a世b界c", "世\u0301界", "か\u3099き", "\x1b[1m世\x1b[m界", "한국", "🚀世", Clean("x\U000F4E16\U00104E16世"),
	} {
		halved := Halves(frame, ansi.StringWidth(frame))
		if strings.IndexFunc(halved, wide) >= 0 {
			t.Errorf("%q: a wide character is left in %q", frame, halved)
		}
		for _, m := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
			if got, want := m.StringWidth(halved), m.StringWidth(frame); got != want {
				t.Errorf("%q is %d cells wide in halves, want %d", frame, got, want)
			}
		}
		var out sink
		if n, err := io.WriteString(Wholes{&out}, halved); n != len(halved) || err != nil {
			t.Errorf("%q: wrote %d of %d, %v", frame, n, len(halved), err)
		}
		if out.String() != frame {
			t.Errorf("%q came out as %q", frame, out.String())
		}
	}
}

// What someone else sends as a half must not become a character on the screen.
func TestCleanLetsNoHalfThrough(t *testing.T) {
	for _, r := range []rune{leftHalf + 0x4E16, rightHalf + 0x4E16} {
		if got := Clean(string(r)); got != string(hidden) {
			t.Errorf("Clean(%U) = %q", r, got)
		}
	}
}

// renderer returns what draws a frame as Bubble Tea does, and returns what it sends for it.
func renderer(t *testing.T, w, h int) func(frame string) string {
	t.Helper()
	var out bytes.Buffer
	r := uv.NewTerminalRenderer(&out, []string{"TERM=xterm-256color", "COLORTERM=truecolor"})
	r.SetFullscreen(true)
	screen := uv.NewScreenBuffer(w, h)
	return func(frame string) string {
		screen.Clear()
		uv.NewStyledString(frame).Draw(screen, screen.Bounds())
		r.Render(screen.RenderBuffer)
		if err := r.Flush(); err != nil {
			t.Fatal(err)
		}
		defer out.Reset()
		return out.String()
	}
}

func TestAStepBesideWideCharactersIsShort(t *testing.T) {
	const w, h = 120, 40
	frame := func(cursor int) string {
		rows := make([]string, h)
		for y := range rows {
			mark := " "
			if y == cursor {
				mark = "▌"
			}
			rows[y] = mark + "  1h  S3  sandbox-\x1b[1mデータ湖-ログ\x1b[m" + strings.Repeat(" ", 60) + "✓ COMPLETED"
		}
		return Halves(strings.Join(rows, "\n"), w)
	}
	draw := renderer(t, w, h)
	draw(frame(3))
	if sent := draw(frame(4)); sent == "" || len(sent) > 150 {
		t.Errorf("a step takes %d bytes: %q", len(sent), sent)
	}
}

// Whatever a row was and becomes, the renderer sends both halves of a character or neither.
func TestTheRendererPartsNoHalves(t *testing.T) {
	const w, h = 40, 12
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"vault", "データ", "湖", "…", " ", "   ", "✓ COMPLETED", "\x1b[1m世界\x1b[m", "\x1b[31mlog\x1b[m", "é", "界世世世", "か\u3099"}
	row := func() string {
		var b strings.Builder
		for ansi.StringWidth(b.String()) < w {
			b.WriteString(words[rng.IntN(len(words))])
		}
		return ansi.Truncate(b.String(), w-rng.IntN(8), "")
	}
	rows := make([]string, h)
	for y := range rows {
		rows[y] = row()
	}
	draw := renderer(t, w, h)
	seen := 0
	for range 3000 {
		switch rng.IntN(4) {
		case 0: // scrolls
			rows = append(rows[1:], row())
		case 1: // is edited
			y := rng.IntN(h)
			b := []rune(rows[y])
			i := rng.IntN(len(b))
			for ; b[i] == '\u3099'; i-- { // a mark stays with its character
			}
			rows[y] = ansi.Truncate(string(b[:i])+words[rng.IntN(4)]+string(b[i:]), w, "")
		default:
			rows[rng.IntN(h)] = row()
		}
		sent := draw(Halves(strings.Join(rows, "\n"), w))
		sent = strings.NewReplacer(ansi.ResetModeAutoWrap, "", ansi.SetModeAutoWrap, "").Replace(sent) // around the last cell
		for i, c := range sent {
			switch {
			case c >= rightHalf:
				if before, _ := utf8.DecodeLastRuneInString(sent[:i]); before != c-rightHalf+leftHalf {
					t.Fatalf("%U without its left half before it in %q", c, sent)
				}
			case c >= leftHalf && c != filled:
				seen++
				if after, _ := utf8.DecodeRuneInString(sent[i+utf8.RuneLen(c):]); after != c-leftHalf+rightHalf {
					t.Fatalf("%U without its right half after it in %q", c, sent)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no wide character was sent")
	}
}
