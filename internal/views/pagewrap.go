package views

import (
	"iter"
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
		head := arnHead(word)
		if ui.Width(head) > room {
			head = ""
		}
		put(head)
		for part := range partsAfter(word[len(head):], "/:,") {
			if ui.Width(part) <= min(wholeWord, room) {
				put(part)
				continue
			}
			for piece := range partsAfter(part, "-") {
				put(piece)
			}
		}
	}
	return append(pieces, strings.TrimRight(line, " "))
}

// arnHead is an ARN up to what it names, with its account: arn:aws:kms:eu-west-1:111122223333:
// It is "" for other words.
func arnHead(word string) string {
	start := strings.Index(word, "arn:")
	if start < 0 || start > 1 { // in parentheses or quotes, it may be
		return ""
	}
	const colons = 5
	end := start
	for range colons {
		i := strings.IndexByte(word[end:], ':')
		if i < 0 {
			return ""
		}
		end += i + 1
	}
	return word[:end]
}

// partsAfter cuts a word behind each of those characters.
func partsAfter(word, cuts string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for word != "" {
			cut := strings.IndexAny(word, cuts) + 1
			if cut == 0 {
				cut = len(word)
			}
			if !yield(word[:cut]) {
				return
			}
			word = word[cut:]
		}
	}
}
