package views

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

// wholeWord is up to how many cells a word is never broken: an action, a date, an ID. ARNs, and
// the names of resources, are, where their parts end.
const wholeWord = 40

// wrapped breaks clean text into pieces of at most room cells.
func wrapped(text string, room int) []string {
	var pieces []string
	line, at := "", 0
	put := func(part string) {
		n := ui.Width(strings.TrimRight(part, " "))
		if at+n > room && at > 0 {
			pieces = append(pieces, strings.TrimRight(line, " "))
			line, at = "", 0
		}
		if n > room {
			whole := strings.Split(ansi.Hardwrap(part, room, true), "\n")
			pieces, part = append(pieces, whole[:len(whole)-1]...), whole[len(whole)-1]
		}
		line, at = line+part, at+ui.Width(part)
	}
	for word := range strings.SplitAfterSeq(text, " ") {
		if ui.Width(word) <= min(wholeWord, room)+1 {
			put(word)
			continue
		}
		for word != "" {
			cut := strings.IndexAny(word, "/:,-") + 1
			if cut == 0 {
				cut = len(word)
			}
			put(word[:cut])
			word = word[cut:]
		}
	}
	return append(pieces, strings.TrimRight(line, " "))
}
