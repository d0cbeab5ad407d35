package restore

import (
	"strconv"
	"strings"
)

func fromTo(least, most int) string {
	return strconv.Itoa(least) + " to " + strconv.Itoa(most)
}

// spaced is the characters of marks with commas between.
func spaced(marks string) string {
	return strings.Join(strings.Split(marks, ""), " ")
}

func quoted(c rune) string { return strconv.QuoteRune(c) }

// whole reads a whole number that is not negative.
func whole(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0
}

// shell quotes a word for a POSIX shell where it needs it.
func shell(word string) string {
	plain := func(c rune) bool {
		return isLetter(c) || c >= '0' && c <= '9' || strings.ContainsRune("-_./:=,@+", c)
	}
	if word != "" && strings.IndexFunc(word, func(c rune) bool { return !plain(c) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// command joins the words of a command line, quoted; words that are empty, and
// options without a value, are left out.
func command(name string, options ...[2]string) string {
	var b strings.Builder
	b.WriteString(name)
	for _, o := range options {
		if o[1] != "" {
			b.WriteString(" " + o[0] + " " + shell(o[1]))
		}
	}
	return b.String()
}
