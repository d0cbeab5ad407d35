package triage

import "strings"

// fill puts the facts into a template. ok is false where a fact that it can't do
// without is not known, or one that it asks for is.
func fill(template string, f facts) (text string, ok bool) {
	if !strings.Contains(template, "{") {
		return template, true
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		hole, after, _ := strings.Cut(rest, "}")
		template = after
		name, other, optional := strings.Cut(hole, "|")
		name, form, formed := strings.Cut(name, "=")
		asks, without := strings.CutPrefix(name, "!")
		asks, with := strings.CutPrefix(asks, "?")
		switch fact, known := f.named(asks); {
		case without && known, with && !known:
			return "", false
		case without, with:
		case known && formed:
			b.WriteString(strings.Replace(form, "$", fact.Value, 1))
		case known:
			b.WriteString(fact.Value)
		case !optional:
			return "", false
		default:
			b.WriteString(other)
		}
	}
}

// fillFirst fills the first line that can be.
func fillFirst(lines string, f facts) string {
	for line := range strings.SplitSeq(lines, "\n") {
		if s, ok := fill(line, f); ok {
			return s
		}
	}
	return ""
}

// fillAll fills each template and leaves out those that can't be.
func fillAll(templates []string, f facts) []string {
	filled := make([]string, 0, len(templates))
	for _, t := range templates {
		if s, ok := fill(t, f); ok {
			filled = append(filled, s)
		}
	}
	return filled
}
