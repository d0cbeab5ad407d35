package ui

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
			for cut := n; cut > n/2; cut-- {
				if rest[cut-1] == ' ' {
					n = cut
					break
				}
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
