package ui

import "strings"

// cutNotice makes a notice that is too long fit so many lines: whole words of its middle go,
// since its beginning says what it is about, and its end what to do.
func cutNotice(text string, width, most int) []string {
	lines := wrap(text, width)
	if most < 1 || len(lines) <= most {
		return lines
	}
	end := noticeEnd(text, width)
	if end == "" { // one long word, a path: the line is cut within it
		return append(lines[:most-1:most-1], strings.Join(lines[most-1:], " "))
	}
	head := strings.Fields(strings.Join(lines[:most], " "))
	for n := len(head); n > 0; n-- {
		kept := strings.TrimRight(strings.Join(head[:n], " "), ":;,.")
		if cut := wrap(kept+"…"+end, width); len(cut) <= most {
			return cut
		}
	}
	return wrap("…"+end, width)[:1]
}

// noticeEnd is what stands behind the last semicolon, which leads on to what can be done, else
// the last words.
func noticeEnd(text string, width int) string {
	if i := strings.LastIndex(text, "; "); i >= 0 && Width(text[i:]) < width {
		return text[i:]
	}
	end := ""
	words := strings.Fields(text)
	for i := len(words) - 1; i >= 0 && Width(words[i]+end) < width/2; i-- {
		end = " " + words[i] + end
	}
	return end
}
