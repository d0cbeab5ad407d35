package triage

import "strings"

// maxGap is how much text an … may stand for, in bytes.
const maxGap = 400

// maxTries is how many places of its first fragment a pattern is tried at.
const maxTries = 16

// pattern is a compiled pattern of an Entry: fragments with what stands before each.
type pattern struct {
	parts      []part
	start, end bool // ^ and $
	open       bool // * at the end
	entry      int  // of the index
	weight     int  // letters of its own
	bonus      int  // where the entry is for such jobs only
	anchor     anchorAt
}

// sentence is more than any pattern has letters: how much more a denial of IAM counts than other words.
const sentence = 1 << 10

// ofDenial reports whether a pattern is of IAM's sentence that names an action. "You are not authorized
// to perform this operation" names none.
func ofDenial(text string) bool {
	return strings.Contains(text, notAuthorized) && !strings.Contains(text, "perform this")
}

// part is a fragment after a capture, after a gap, or at once.
type part struct {
	capture string // name of the fact before the fragment
	gap     bool   // an … is before the fragment
	literal string // may be empty at the end
}

func compile(s string, entry int) pattern {
	p := pattern{entry: entry}
	s, p.start = strings.CutPrefix(s, "^")
	s, p.end = strings.CutSuffix(s, "$")
	s, p.open = strings.CutSuffix(s, "*")
	next := part{}
	for s != "" {
		i := strings.IndexAny(s, "…{")
		if i < 0 {
			i = len(s)
		}
		next.literal = s[:i]
		if s = s[i:]; next != (part{}) {
			p.parts = append(p.parts, next)
		}
		next = part{}
		if rest, ok := strings.CutPrefix(s, "…"); ok {
			next.gap, s = true, rest
		} else if s != "" {
			name, rest, _ := strings.Cut(s[1:], "}")
			next.capture, s = name, rest
		}
	}
	if next != (part{}) {
		p.parts = append(p.parts, next)
	}
	for _, part := range p.parts {
		p.weight += len(strings.TrimSpace(part.literal))
	}
	return p
}

// capture is what a {name} of a pattern stands for.
type capture struct {
	name       string
	start, end int
}

// match reports whether p is somewhere in low, where it is pasted with nothing that takes it back, and what
// its captures are. The last has no name, and is all that it matches.
func (p *pattern) match(low string, pasted bool, caps []capture) ([]capture, bool) {
	first := p.parts[0].literal
	for at, tries := 0, 0; tries < maxTries; tries++ {
		i := strings.Index(low[at:], first)
		if i < 0 {
			return nil, false
		}
		i += at
		at = i + 1
		if !wordEdge(low, i) || p.start && !sentenceStart(low, i) {
			continue
		}
		if caps, end, ok := p.rest(low, i, caps[:0]); ok && !(pasted && takenBack(low, i, end)) {
			return append(caps, capture{start: i, end: end}), true
		}
	}
	return nil, false
}

// rest matches from the first fragment on, which begins at i, and returns where the last ends.
func (p *pattern) rest(low string, i int, caps []capture) (all []capture, end int, ok bool) {
	for n := range p.parts {
		part := &p.parts[n]
		switch {
		case part.capture != "":
			end := wordEnd(low, i)
			if part.literal != "" {
				k := indexWord(low, i, min(len(low), end+len(part.literal)), part.literal)
				if k <= 0 {
					return nil, 0, false
				}
				end = i + k
			}
			c := trimmed(low, capture{part.capture, i, end})
			if c.start == c.end {
				return nil, 0, false
			}
			caps, i = append(caps, c), end
			if part.literal == "" {
				i = c.end
			}
		case part.gap:
			k := indexWord(low, i, min(len(low), i+maxGap+len(part.literal)), part.literal)
			if k < 0 || k > 0 && part.literal != "" && negated(low[:i+k], i+k) {
				return nil, 0, false
			}
			i += k
		case !strings.HasPrefix(low[i:], part.literal):
			return nil, 0, false
		}
		i += len(part.literal)
		last := n == len(p.parts)-1
		if !(last && p.open) && (!wordEdge(low, i) || last && hyphened(low, i)) {
			return nil, 0, false
		}
	}
	return caps, i, !p.end || sentenceEnd(low, i)
}

// indexWord is how far behind i the first s is that begins where a word may and ends before end; -1 = nowhere.
func indexWord(low string, i, end int, s string) int {
	for at := i; at <= end; at++ {
		k := strings.Index(low[at:end], s)
		if k < 0 {
			break
		}
		if at += k; s == "" || !alnum(s[0]) || wordEdge(low, at) {
			return at - i
		}
	}
	return -1
}

// trimmed is a capture without the quotes and points around it.
func trimmed(s string, c capture) capture {
	const around = `"'` + "`()[]<>,.;:!?"
	for c.start < c.end && strings.IndexByte(around, s[c.start]) >= 0 {
		c.start++
	}
	for c.start < c.end && strings.IndexByte(around, s[c.end-1]) >= 0 {
		c.end--
	}
	return c
}

func wordEnd(s string, i int) int {
	if k := strings.IndexByte(s[i:], ' '); k >= 0 {
		return i + k
	}
	return len(s)
}

// hyphened reports whether a hyphen makes one word of what ends at i and what goes on: "available-ish".
func hyphened(s string, i int) bool {
	return i > 0 && i+1 < len(s) && s[i] == '-' && letter(s[i-1]) && letter(s[i+1])
}

// wordEdge reports whether no word goes on across i.
func wordEdge(s string, i int) bool {
	return i == 0 || i == len(s) || !alnum(s[i-1]) || !alnum(s[i])
}

func alnum(c byte) bool  { return letter(c) || '0' <= c && c <= '9' || c >= 0x80 }
func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// sentenceStart reports whether a sentence may begin at i: at the beginning, or after a
// mark that ends one or introduces words of another.
func sentenceStart(s string, i int) bool {
	for i > 0 && (s[i-1] == ' ' || s[i-1] == '"' || s[i-1] == '\'') {
		i--
	}
	return i == 0 || strings.IndexByte(".:;!?({[>=|", s[i-1]) >= 0 ||
		strings.HasSuffix(s[:i], " -") || strings.HasSuffix(s[:i], " failed with error") || s[:i] == "failed"
}

// sentenceEnd reports whether a sentence may end at i.
func sentenceEnd(s string, i int) bool {
	for i < len(s) && (s[i] == ' ' || s[i] == '"' || s[i] == '\'') {
		i++
	}
	return i == len(s) || strings.IndexByte(".;!?()}]<|", s[i]) >= 0
}
