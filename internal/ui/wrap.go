package ui

import "bytes"

// wrap breaks a text into cleaned lines of at most width cells, at blanks where
// it can. It looks at 64 KiB at most, as Clean does.
func wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	rest := []byte(Clean(text))
	if len(rest) == 0 {
		return []string{""}
	}
	var lines []string
	for len(rest) > 0 {
		n := segment(rest, width)
		if n < len(rest) && rest[n] != ' ' {
			if cut := bytes.LastIndexByte(rest[:n], ' ') + 1; cut > n/2 || cut > 0 && fitsWord(rest[cut:], width) {
				n = cut
			}
		}
		end := n
		for end > 0 && rest[end-1] == ' ' {
			end--
		}
		lines = append(lines, string(rest[:end]))
		for n < len(rest) && rest[n] == ' ' {
			n++
		}
		rest = rest[n:]
	}
	return lines
}

// fitsWord reports whether the word that text begins with fits a line of its own. Where it does
// not, it is broken, and a line that is mostly blank before it would say no more.
func fitsWord(text []byte, width int) bool {
	end := bytes.IndexByte(text, ' ')
	if end < 0 {
		end = len(text)
	}
	return end <= width || Width(string(text[:end])) <= width
}
