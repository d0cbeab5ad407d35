package triage

import (
	"iter"
	"strings"
	"sync"
)

// mask hides what no pattern asks for: which digits and letters there are in a run of them that has a digit.
// Lengths stay, so that what a pattern captures of one text stands at the same place of each that is masked alike.
type mask struct {
	told  map[string]bool // the runs with a digit that patterns have
	likes [256]bool       // by likes: whether told may have it
	heads [256][]string   // by their first byte, the runs of patterns that may go on
}

// hidden stands for what is hidden. No pattern has a run of it alone, nor is it a word that tells something, as 0 is.
const hidden = '9'

// hides is the mask for the catalogue, and never changes.
var hides = sync.OnceValue(func() *mask { return newMask(ready().patterns, nearly().patterns) })

// newMask is the mask that suits all these patterns.
func newMask(of ...[]pattern) *mask {
	m := &mask{told: map[string]bool{}}
	for _, patterns := range of {
		for i := range patterns {
			p, last := &patterns[i], ""
			for n := range p.parts {
				for run := range runs(p.parts[n].literal) {
					m.tell(run)
					last = run
				}
			}
			if p.open {
				m.goesOn(last)
			}
		}
	}
	m.tell("0")         // see negates
	m.goesOn("perform") // see notAuthorized, which is looked for in the middle of words
	return m
}

func (m *mask) tell(run string) {
	if strings.ContainsAny(run, "0123456789") {
		m.told[run], m.likes[likeOf(run)] = true, true
	}
}

func (m *mask) goesOn(run string) { m.heads[run[0]] = append(m.heads[run[0]], run) }

// likeOf is a number that a run shares with few others.
func likeOf(run string) byte { return run[0]<<4 | byte(len(run))&15 }

// runs yields the runs of letters and digits in s.
func runs(s string) iter.Seq[string] {
	return strings.FieldsFuncSeq(s, func(r rune) bool { return r < 0x80 && !alnum(byte(r)) })
}

// over appends low to b, masked.
func (m *mask) over(b []byte, low string) []byte {
	b = append(b, low...)
	for i := 0; i < len(low); i++ {
		kinds := inWord[low[i]]
		if kinds == noLetter {
			continue
		}
		start := i
		for i++; i < len(low) && inWord[low[i]] != noLetter; i++ {
			kinds |= inWord[low[i]]
		}
		if kinds&(aDigit|beyond) == aDigit && !m.shows(low, start, i) {
			from := start
			if start > 1 && low[start-1] == '-' && letter(low[start]) && letter(low[start-2]) { // see hyphened
				from++
			}
			for k := from; k < i; k++ {
				b[k] = hidden
			}
		}
	}
	return b
}

// shows reports whether a pattern may ask for the run from start to end, or for a part of it.
func (m *mask) shows(low string, start, end int) bool {
	run := low[start:end]
	if m.likes[likeOf(run)] && m.told[run] {
		return true
	}
	for _, head := range m.heads[run[0]] {
		if strings.HasPrefix(run, head) {
			return true
		}
	}
	if strings.HasSuffix(run, "not") { // see notAuthorized
		return true
	}
	// "x1n't" and "don'1t" are words with an apostrophe in them, and those of negations and of the near form are told by it.
	return end+1 < len(low) && low[end] == '\'' && letter(low[end+1]) || start > 1 && low[start-1] == '\'' && alnum(low[start-2])
}
