package triage

import (
	"slices"
	"strings"
	"sync"

	"github.com/bkpui/bkpui/internal/backup"
)

// index is the catalogue made ready: every pattern is found by its rarest word, so that a
// message costs a look-up a word and the few patterns that share one.
type index struct {
	entries  []Entry
	patterns []pattern
	anchors  []anchor
	alike    [likes]int16      // the first of anchors that has a likeness, 0 = none
	fallback map[string]*Entry // by what else than words tells: category, state, status
}

// anchor is a word that patterns are found by.
type anchor struct {
	word     string
	patterns []int32
	next     int16 // of the same likeness, 0 = none
}

// ready is built at the first question and never changes.
var ready = sync.OnceValue(func() *index { return build(Catalogue()) })

func build(entries []Entry) *index {
	x := &index{entries: entries, fallback: map[string]*Entry{}}
	for i := range entries {
		e := &entries[i]
		if e.Confidence == NoConfidence {
			e.Confidence = High
		}
		if e.Group == "" {
			e.Group = e.ID
		}
		e.says = e.factsSaid()
	}
	x.gather(func(n int, text string) (pattern, bool) { return compile(text, n), true })
	fallbacks := fallbackEntries()
	for i := range fallbacks {
		f := &fallbacks[i]
		if f.Group == "" {
			f.Group = f.ID
		}
		f.says = f.factsSaid()
		x.fallback[f.ID] = f
	}
	return x
}

// gather takes what compiled makes of each pattern of the n-th entry, and lets it be found by its rarest
// word; false leaves one out.
func (x *index) gather(compiled func(n int, text string) (p pattern, ok bool)) {
	x.anchors = make([]anchor, 1)
	count := map[string]int{}
	for n := range x.entries {
		e := &x.entries[n]
		for _, text := range e.Patterns {
			p, ok := compiled(n, text)
			if !ok {
				continue
			}
			p.bonus = 2 * (min(1, len(e.Kinds)) + min(1, len(e.Types)) + min(1, len(e.Categories)))
			if ofDenial(text) {
				p.weight += sentence
			}
			if e.Vague {
				p.weight /= vague
			}
			x.patterns = append(x.patterns, p)
			for w := range p.words {
				count[w]++
			}
		}
	}
	for i := range x.patterns {
		x.anchor(i, count)
	}
}

// vague is how many times fewer the letters of a vague entry count.
const vague = 16

// entry is the one with an ID, nil for none.
func (x *index) entry(id string) *Entry {
	for i := range x.entries {
		if x.entries[i].ID == id {
			return &x.entries[i]
		}
	}
	return nil
}

// ofAllKinds is the entry of e's group that is for every kind of job, e where there is none.
func (x *index) ofAllKinds(e *Entry) *Entry {
	for i := range x.entries {
		if all := &x.entries[i]; all.ID == e.Group && len(all.Kinds) == 0 {
			return all
		}
	}
	return e
}

// anchor lets the n-th pattern be found by its rarest word.
func (x *index) anchor(n int, count map[string]int) {
	p := &x.patterns[n]
	var rarest string
	for w, at := range p.words {
		if rarest == "" || count[w] < count[rarest] || count[w] == count[rarest] && len(w) > len(rarest) {
			rarest, p.anchor = w, at
		}
	}
	first := &x.alike[likeness(rarest)]
	for i := *first; i != 0; i = x.anchors[i].next {
		if a := &x.anchors[i]; a.word == rarest {
			a.patterns = append(a.patterns, int32(n))
			return
		}
	}
	x.anchors = append(x.anchors, anchor{rarest, []int32{int32(n)}, *first})
	*first = int16(len(x.anchors) - 1)
}

// foundBy returns the patterns that are found by a word.
func (x *index) foundBy(word string) []int32 {
	for i := x.alike[likeness(word)]; i != 0; {
		a := &x.anchors[i]
		if a.word == word {
			return a.patterns
		}
		i = a.next
	}
	return nil
}

// likeness is a number below likes that a word shares with few others: of the length, the
// first, the middle and the last byte. Most words of a message have that of no anchor.
func likeness(word string) uint16 {
	n := len(word)
	return uint16(word[0]&31)<<8 ^ uint16(word[n-1]&31)<<4 ^ uint16(word[n/2]&31)<<2 ^ uint16(n&63)
}

const likes = 1 << 13

// asked is what is known beside the words when an entry is looked for.
type asked struct {
	job      bool // kind, category and typ are known
	kind     backup.JobKind
	category string
	typ      string
}

// fits reports whether an entry may be the cause. A pasted message has no kind and no
// type, but what needs a category needs it.
func (e *Entry) fits(a asked, low string) bool {
	if e.Bare && namesDenied(low) {
		return false
	}
	if len(e.Categories) > 0 && !slices.ContainsFunc(e.Categories, func(c string) bool { return backup.SameCategory(c, a.category) }) {
		return false
	}
	if !a.job {
		return !e.InJob
	}
	return (len(e.Kinds) == 0 || slices.Contains(e.Kinds, a.kind)) && e.OfType(a.typ)
}

// OfType reports whether an entry may be the cause for resources of a type; an operator may not
// spell it as AWS does.
func (e *Entry) OfType(typ string) bool {
	return len(e.Types) == 0 || slices.ContainsFunc(e.Types, func(t string) bool { return strings.EqualFold(t, typ) })
}

// find returns the entry that fits best and what its pattern captured, nil for none; found and spare are room for
// captures. Of two patterns that fit alike, the first in the catalogue wins.
func (x *index) find(low string, a asked, found, spare []capture) (*Entry, []capture) {
	best, weight := int32(-1), 0
	var few [32]int32
	tried := few[:0]
	for start, end := nextWord(low, 0); start < len(low); start, end = nextWord(low, end) {
		for word := low[start:end]; word != ""; word = stem(word) {
			for _, n := range x.foundBy(word) {
				p := &x.patterns[n]
				w := p.weightFor(a)
				if w < weight || w == weight && best >= 0 && n >= best || !p.anchoredAt(low, start) || slices.Contains(tried, n) {
					continue
				}
				tried = append(tried, n)
				if !x.entries[p.entry].fits(a, low) {
					continue
				}
				if caps, ok := p.match(low, !a.job, spare); ok {
					best, weight = n, w
					found, spare = caps, found
				}
			}
		}
	}
	if best < 0 {
		return nil, nil
	}
	return &x.entries[x.patterns[best].entry], found
}

// namesDenied reports whether a message says which action was denied.
func namesDenied(low string) bool {
	d, _ := denialIn(words{low, low})
	return d.Action != ""
}

// weightFor is how much p counts where so much is known.
func (p *pattern) weightFor(a asked) int {
	if a.job {
		return p.weight + p.bonus
	}
	return p.weight
}
