package backup

import "strings"

// PackARNs parses the ARNs of a page together: their own halves share one
// allocation, so that a million rows hold a thousand strings instead of a million.
func PackARNs(names []string) []ARN {
	size := 0
	for _, s := range names {
		size += len(s) - arnCut(s)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range names {
		b.WriteString(s[arnCut(s):])
	}
	all, out := b.String(), make([]ARN, len(names))
	for i, s := range names {
		cut := arnCut(s)
		own := len(s) - cut
		out[i], all = ARN{Intern(s[:cut]), all[:own]}, all[own:]
	}
	return out
}
