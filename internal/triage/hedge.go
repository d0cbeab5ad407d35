package triage

import "strings"

// AWS does not always say which of two things it found: "does not exist or is not in available state". The entry
// that knows the first of them is then a possibility, and what AWS says besides is worth reading.

// maxHedge is how much of what AWS says besides is shown, in bytes.
const maxHedge = 120

// hedge is what the words right behind end leave open besides the absence of something, "" for nothing.
func hedge(w words, end int) string {
	before, behind := w.low[:end], w.low[end:]
	if !strings.HasSuffix(before, "exist") && !strings.HasSuffix(before, "exists") && !strings.HasSuffix(before, "found") && !strings.HasSuffix(before, "disabled") {
		return ""
	}
	for _, or := range [...]string{" or ", ", or ", ", is not ", ", is ", ", pending "} {
		if !strings.HasPrefix(behind, or) {
			continue
		}
		start := end + strings.IndexFunc(or, func(r rune) bool { return r != ' ' && r != ',' })
		stop := start
		for stop < len(w.low) && stop-start < maxHedge && !(strings.IndexByte(".;", w.low[stop]) >= 0 && sentenceEnd(w.low, stop)) {
			stop++
		}
		return strings.TrimSpace(strings.ToValidUTF8(w.text[start:stop], ""))
	}
	return ""
}
