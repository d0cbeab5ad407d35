package ui

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// The renderer of Bubble Tea draws a row anew with every frame while a wide character is in it,
// for terminals may differ on how wide that is: some 200 bytes a row and key over a slow link.
// On what Clean lets through as wide they do not differ. So the renderer gets such a character
// as two narrow ones, which it compares cell by cell, and they become one again in what it writes.
//
// The two are characters for private use, of which Clean lets none through. Both name the
// character, so that a cell never changes without the other. Nor may one be shifted along its row
// without the other: the renderer shifts only rows that end blank, so the last cell of these does not.
const (
	leftHalf  = 0xF0000        // plus the character: plane 15
	rightHalf = 0x100000       // plus the character: plane 16
	filled    = leftHalf + ' ' // a blank that the renderer does not take for one
)

// Halves returns a frame of that many columns for the renderer, whose output must go through [Wholes].
func Halves(frame string, columns int) string {
	if strings.IndexFunc(frame, wide) < 0 {
		return frame
	}
	b := make([]byte, 0, 2*len(frame))
	for row := range strings.Lines(frame) {
		text, end := strings.CutSuffix(row, "\n")
		if strings.IndexFunc(text, wide) < 0 {
			b = append(b, row...)
			continue
		}
		for _, r := range fill(text, columns) {
			if wide(r) {
				b = utf8.AppendRune(b, leftHalf+r)
				r += rightHalf
			}
			b = utf8.AppendRune(b, r)
		}
		if end {
			b = append(b, '\n')
		}
	}
	return string(b)
}

// lastBlank is the blank that a row ends with, before the sequences that end its style.
var lastBlank = regexp.MustCompile(` ((?:\x1b\[[0-9;:]*m)*)$`)

// fill returns a row whose last cell is not blank to the renderer.
func fill(row string, columns int) string {
	if free := columns - ansi.StringWidth(row); free > 0 {
		return row + strings.Repeat(" ", free-1) + string(rune(filled))
	}
	return lastBlank.ReplaceAllString(row, string(rune(filled))+"$1")
}

// Wholes is a terminal that puts together what [Halves] took apart. Each Write must hold whole
// characters, as those of the renderer do.
type Wholes struct {
	term.File
}

// Write writes p to the terminal.
func (w Wholes) Write(p []byte) (int, error) {
	if bytes.IndexByte(p, firstByte) < 0 {
		return w.File.Write(p)
	}
	if _, err := w.File.Write(bytes.Map(whole, p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

const firstByte = 0xF0 | leftHalf>>18 // of a left half in UTF-8

func whole(r rune) rune {
	switch {
	case r == filled:
		return ' '
	case r >= rightHalf && wide(r-rightHalf):
		return -1
	case r >= leftHalf && wide(r-leftHalf):
		return r - leftHalf
	}
	return r
}
