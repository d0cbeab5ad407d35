package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// The size of a cell and what surrounds the screen, in pixels.
const (
	cellW, cellH = 8.4, 18.0
	fontSize     = 14
	baseline     = 13.5
	margin       = 12.0
)

// paper is the terminal under a theme: what is drawn without a colour.
type paper struct{ fg, bg string }

var papers = map[string]paper{
	"dark":  {"#d8dbe0", "#16181d"},
	"light": {"#24272d", "#fbfbf9"},
}

// look is how a run of cells is drawn.
type look struct {
	fg, bg    string
	bold, dim bool
	line      bool
}

// drawSVG draws a screen: a rectangle for each run of cells with a background and
// a text for each run of words that look alike. Every text stands at its place and
// has its exact length, so that columns stand whatever font there is.
func drawSVG(buf uv.ScreenBuffer, w, h int, p paper, title string) []byte {
	var under, over bytes.Buffer
	var styles []string
	for y := range h {
		top := margin + float64(y)*cellH
		for x := 0; x < w; {
			l, text, to := run(buf, x, y, w, p)
			if l.bg != "" {
				width := float64(to-x) * cellW
				fmt.Fprintf(&under, "<path fill=%q d=\"M%.1f %.1fh%.1fv%.0fh-%.1fz\"/>\n", l.bg, left(x), top, width, cellH, width)
			}
			class := slices.Index(styles, l.css())
			if class < 0 {
				class = len(styles)
				styles = append(styles, l.css())
			}
			for _, at := range words.FindAllStringIndex(text, -1) {
				word := text[at[0]:at[1]]
				cells := utf8.RuneCountInString(word)
				if !isASCII(word) {
					cells = to - x // a character may be wide, or several
				}
				from := x + utf8.RuneCountInString(text[:at[0]])
				fmt.Fprintf(&over, "<text class=\"s%d\" x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\">", class, left(from), top+baseline, float64(cells)*cellW)
				_ = xml.EscapeText(&over, []byte(word)) // a buffer takes everything
				over.WriteString("</text>\n")
			}
			x = to
		}
	}
	width, height := 2*margin+float64(w)*cellW, 2*margin+float64(h)*cellH
	var out bytes.Buffer
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n<title>", width, height, width, height)
	_ = xml.EscapeText(&out, []byte(title))
	fmt.Fprintf(&out, "</title>\n<style>text{font:%dpx ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}", fontSize)
	for i, s := range styles {
		fmt.Fprintf(&out, ".s%d{%s}", i, s)
	}
	fmt.Fprintf(&out, "</style>\n<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=%q/>\n", p.bg)
	out.Write(under.Bytes())
	out.Write(over.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// words are what stands between gaps; a single space is part of a text.
var words = regexp.MustCompile(`\S+( \S+)*`)

func left(x int) float64 { return margin + float64(x)*cellW }

// run returns the cells from x on that look alike and are alike in being ASCII:
// signs come from other fonts and must not move the words beside them.
func run(buf uv.ScreenBuffer, x, y, w int, p paper) (l look, text string, to int) {
	l = lookOf(buf.CellAt(x, y), p)
	plain, wide := true, false
	if c := buf.CellAt(x, y); c != nil {
		plain, wide = isASCII(c.Content), c.Width > 1
	}
	var b strings.Builder
	for to = x; to < w; to++ {
		c := buf.CellAt(to, y)
		if c == nil || c.Width == 0 {
			continue // the right half of a wide character
		}
		if to > x && (lookOf(c, p) != l || isASCII(c.Content) != plain || c.Width > 1 || wide) {
			break
		}
		b.WriteString(c.Content)
	}
	return l, b.String(), to
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}

func lookOf(c *uv.Cell, p paper) look {
	if c == nil {
		return look{fg: p.fg}
	}
	s := c.Style
	l := look{fg: hex(s.Fg, p.fg), bg: hex(s.Bg, ""), bold: s.Attrs&uv.AttrBold != 0, dim: s.Attrs&uv.AttrFaint != 0, line: s.Underline != 0}
	if s.Attrs&uv.AttrReverse != 0 {
		l.fg, l.bg = hex(s.Bg, p.bg), l.fg
	}
	if strings.TrimSpace(c.Content) == "" && !l.line {
		l.fg, l.bold, l.dim = p.fg, false, false // a space looks like any other
	}
	return l
}

func hex(c color.Color, none string) string {
	if c == nil {
		return none
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func (l look) css() string {
	css := "fill:" + l.fg
	if l.bold {
		css += ";font-weight:bold"
	}
	if l.dim {
		css += ";opacity:.6"
	}
	if l.line {
		css += ";text-decoration:underline"
	}
	return css
}
