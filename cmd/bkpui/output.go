package main

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// write writes what was made in one go.
func (a *app) write(b []byte) error {
	_, err := a.out.Write(b)
	return err
}

// onTerminal reports whether standard output is a terminal that a person looks at.
func (a *app) onTerminal() bool {
	out, ok := a.out.(*os.File)
	return ok && term.IsTerminal(out.Fd())
}

// canRedraw reports whether standard output is a terminal that moves its cursor.
func (a *app) canRedraw() bool { return a.onTerminal() && a.env["TERM"] != "dumb" }

// terminalSize is how many columns and lines the terminal has; 80 by 24 where it does not
// tell.
func (a *app) terminalSize() (width, height int) {
	width, height = pageWidth, 24
	if out, ok := a.out.(*os.File); ok {
		if w, h, err := term.GetSize(out.Fd()); err == nil && w > 0 && h > 0 {
			width, height = w, h
		}
	}
	return width, height
}

func (a *app) terminalWidth() int {
	width, _ := a.terminalSize()
	return width
}

func (a *app) terminalHeight() int {
	_, height := a.terminalSize()
	return height
}
