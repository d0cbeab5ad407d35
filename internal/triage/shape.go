package triage

import "strings"

// maxShape is how long the shape of a message may be, in bytes.
const maxShape = 240

// shapeOf is what messages that differ in ARNs, IDs, numbers, names and encoded blobs
// alone have in common.
func shapeOf(low string) string {
	var b strings.Builder
	b.Grow(min(len(low), maxShape))
	named := false // the word before introduces a name
	last := ""
	for low != "" && b.Len() < maxShape {
		word, rest, _ := strings.Cut(low, " ")
		low = rest
		s := shapeWord(word, named)
		named = introduces[core(word)]
		if s == last && s[0] == '<' {
			continue // a list of them
		}
		if last = s; b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	s := b.String()
	if len(s) > maxShape {
		s = strings.ToValidUTF8(s[:maxShape], "")
	}
	return s
}

// around are the marks around the words of a sentence.
var around = marked(`"'` + "`()[]{}<>,.;:!?")

// marked is a table of the bytes of s.
func marked(s string) (in [256]bool) {
	for i := range len(s) {
		in[s[i]] = true
	}
	return in
}

// core is a word without the marks around it.
func core(w string) string {
	for w != "" && around[w[0]] {
		w = w[1:]
	}
	for w != "" && around[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	return w
}

// introduces are the words that a name follows.
var introduces = map[string]bool{
	"bucket": true, "table": true, "vault": true, "instance": true, "cluster": true, "volume": true, "role": true, "user": true,
	"database": true, "named": true, "name": true, "namespace": true, "host": true, "server": true, "vm": true, "stack": true,
}

// shapeWord is what stands for a word in a shape.
func shapeWord(w string, named bool) string {
	core := core(w)
	switch {
	case core == "":
		return w
	case strings.HasPrefix(core, "arn:"):
		return "<arn>"
	case strings.Contains(core, "://"):
		return "<url>"
	case len(core) >= 40:
		return "<blob>"
	case len(w) > 2 && (w[0] == '\'' || w[0] == '"' || w[0] == '`') && strings.LastIndexByte(w, w[0]) > 0:
		return "<name>"
	}
	digits, marks := 0, 0
	for i := range len(core) {
		switch c := core[i]; {
		case '0' <= c && c <= '9':
			digits++
		case strings.IndexByte("-_/.@:=\\", c) >= 0:
			marks++
		}
	}
	switch {
	case digits > 0 && digits+marks == len(core), digits > 0 && digits+1 == len(core):
		return "<n>"
	case digits > 0:
		return "<id>"
	case named && marks > 0:
		return "<name>"
	}
	return core
}
