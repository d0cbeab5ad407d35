package ui

import "strings"

// wrapShell breaks a line of shell so that the lines are the same command when they are
// marked on the screen and pasted: between arguments where it can, else within a word,
// where the shell takes out a backslash with the line break after it and nothing may stand before
// what goes on. A narrow screen, and what holds no plain text, is not for pasting.
func wrapShell(text string, width int) []string {
	if width < 12 || Width(text) != len(text) {
		return wrap(text, width)
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))] + "  "
	var lines []string
	var quote byte // that is open where text begins
	for len(text) > width {
		b := breakOf(text, width, quote)
		switch {
		case b.blank > 0:
			lines = append(lines, text[:b.blank]+` \`)
			text, quote = indent+strings.TrimLeft(text[b.blank:], " "), 0
		case b.quote == '\'':
			lines = append(lines, text[:b.at]+`'\`)
			text, quote = "'"+text[b.at:], 0
		default:
			lines = append(lines, text[:b.at]+`\`)
			text, quote = text[b.at:], b.quote
		}
	}
	return append(lines, text)
}

// shellBreak is where a line of shell may be broken.
type shellBreak struct {
	blank int  // the last blank between arguments; 0 = none
	at    int  // else within a word
	quote byte // which is open there; 0 = none
}

// breakOf looks for the last place that leaves room for what has to be added.
func breakOf(text string, width int, quote byte) (b shellBreak) {
	begun := false // something but blanks came before
	for i := 0; i < width; i++ {
		if i > 0 && i+1 <= width && (quote != '\'' || i+2 <= width) {
			b.at, b.quote = i, quote
		}
		switch c := text[i]; {
		case c == '\\' && quote != '\'':
			i++ // with what it escapes
		case quote == 0 && c == ' ':
			if begun && i+2 <= width {
				b.blank = i
			}
			continue
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == quote:
			quote = 0
		}
		begun = true
	}
	return b
}
