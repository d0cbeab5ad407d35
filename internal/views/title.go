package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/ui"
)

// title is what the terminal's tab says: how many jobs failed in the last 24 hours and
// how many run, as the overview counts them and where a list was read lately, and how many
// are tracked.
func (s *session) title() string {
	words := "bkpui"
	if name := strings.TrimSpace(ui.Clean(s.o.Name)); name != "" {
		words += " " + name
	}
	var counts []string
	if c := s.env.Causes; c != nil && c.fresh {
		failed, running := c.day.failed, c.day.running
		if o := s.overviewOnTop(); o != nil && o.sum != nil { // one screen, one number
			failed, running = o.sum.total.failed, o.sum.total.running
		}
		counts = append(counts, ui.Count(failed)+" failed", ui.Count(running)+" running")
	}
	if n := len(s.tracked); n > 0 {
		counts = append(counts, "tracking "+ui.Count(n))
	}
	if len(counts) == 0 {
		return words
	}
	return words + ": " + strings.Join(counts, ", ")
}

// takesTitle reports whether a terminal of that TERM knows what a title is. The text
// consoles of the operating systems would show the words in the middle of the screen.
func takesTitle(term string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(term), "-")
	switch kind {
	case "", "dumb", "linux", "cons25", "vt52", "vt100", "vt102", "vt220", "ansi", "unknown":
		return false
	}
	return true
}

// overviewOnTop is the start view where the operator looks at it, else nil.
func (s *session) overviewOnTop() *overviewScreen {
	if len(s.stack) == 0 {
		return nil
	}
	o, _ := s.top().(*overviewScreen)
	return o
}
