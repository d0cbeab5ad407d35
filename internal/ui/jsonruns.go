package ui

import "bytes"

// jsonRuns appends the runs of one line of indented JSON: names in the accent,
// punctuation muted, values plain, headings bold. Strings never span lines in
// JSON, so that a line needs nothing of those before it.
func jsonRuns(runs []run, line []byte) []run {
	if bytes.HasPrefix(line, []byte("//")) {
		return append(runs, run{0, len(line), Strong})
	}
	add := func(from, to int, tone Tone) {
		if n := len(runs); n > 0 && runs[n-1].tone == tone && runs[n-1].to == from {
			runs[n-1].to = to
			return
		}
		runs = append(runs, run{from, to, tone})
	}
	for at := 0; at < len(line); {
		switch c := line[at]; {
		case c == '"':
			end := stringEnd(line, at)
			tone := Plain
			if rest := bytes.TrimLeft(line[end:], " "); len(rest) > 0 && rest[0] == ':' {
				tone = Accent
			}
			add(at, end, tone)
			at = end
		case bytes.IndexByte([]byte("{}[],:"), c) >= 0:
			add(at, at+1, Muted)
			at++
		default:
			add(at, at+1, Plain)
			at++
		}
	}
	return runs
}

// stringEnd returns where the string that begins at ends, with its quote.
func stringEnd(line []byte, at int) int {
	for i := at + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(line)
}
