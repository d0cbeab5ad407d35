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
	byWord   map[string][]int32     // of patterns
	begins   [256][maxWord + 1]bool // first byte and length of the words in byWord
	fallback map[string]*Entry      // by what else than words tells: category, state, status
}

// ready is built at the first question and never changes.
var ready = sync.OnceValue(func() *index { return build(Catalogue()) })

func build(entries []Entry) *index {
	x := &index{entries: entries, byWord: map[string][]int32{}, fallback: map[string]*Entry{}}
	count := map[string]int{}
	for i := range entries {
		e := &entries[i]
		if e.Confidence == NoConfidence {
			e.Confidence = High
		}
		if e.Group == "" {
			e.Group = e.ID
		}
		for _, text := range e.Patterns {
			p := compile(text, i)
			p.bonus = 2 * (min(1, len(e.Kinds)) + min(1, len(e.Types)) + min(1, len(e.Categories)))
			x.patterns = append(x.patterns, p)
			for w := range p.words {
				count[w]++
			}
		}
	}
	for i := range x.patterns {
		var anchor string
		for w := range x.patterns[i].words {
			if anchor == "" || count[w] < count[anchor] || count[w] == count[anchor] && len(w) > len(anchor) {
				anchor = w
			}
		}
		x.byWord[anchor] = append(x.byWord[anchor], int32(i))
		x.begins[anchor[0]][len(anchor)] = true
	}
	fallbacks := fallbackEntries()
	for i := range fallbacks {
		f := &fallbacks[i]
		f.Group = f.ID
		x.fallback[f.ID] = f
	}
	return x
}

// words yields the words that are whole in every text that p matches. A pattern of one
// word that may go on is the stem of an error code, which find looks for as well.
func (p *pattern) words(yield func(string) bool) {
	for n, part := range p.parts {
		lit := part.literal
		for start, end := range eachWord(lit) {
			if p.open && n == len(p.parts)-1 && end == len(lit) && end-start < len(lit) {
				continue
			}
			if !yield(lit[start:end]) {
				return
			}
		}
	}
}

// eachWord yields the runs of letters and digits in s. Words of one letter, and numbers,
// are none.
func eachWord(s string) func(yield func(int, int) bool) {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(s); i++ {
			if !alnum(s[i]) {
				continue
			}
			start, letters := i, 0
			for ; i < len(s) && alnum(s[i]); i++ {
				if letter(s[i]) {
					letters++
				}
			}
			if letters > 1 && i-start <= maxWord && !yield(start, i) {
				return
			}
		}
	}
}

// wordsAndStems yields the words of s, and what is before the "exception" or "fault" of
// an error code.
func wordsAndStems(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for start, end := range eachWord(s) {
			word := s[start:end]
			if !yield(word) {
				return
			}
			for _, suffix := range [...]string{"exception", "fault"} {
				if stem, ok := strings.CutSuffix(word, suffix); ok && stem != "" && !yield(stem) {
					return
				}
			}
		}
	}
}

// maxWord is more than the longest word of the catalogue.
const maxWord = 64

// asked is what is known beside the words when an entry is looked for.
type asked struct {
	job      bool // kind, category and typ are known
	kind     backup.JobKind
	category string
	typ      string
}

// fits reports whether an entry may be the cause. A pasted message has no kind and no
// type, but what needs a category needs it.
func (e *Entry) fits(a asked) bool {
	if len(e.Categories) > 0 && !slices.ContainsFunc(e.Categories, func(c string) bool { return backup.SameCategory(c, a.category) }) {
		return false
	}
	return !a.job || (len(e.Kinds) == 0 || slices.Contains(e.Kinds, a.kind)) && (len(e.Types) == 0 || slices.Contains(e.Types, a.typ))
}

// find returns the entry that fits best and what its pattern captured, nil for none. Of
// two that fit alike, the first in the catalogue wins.
func (x *index) find(low string, a asked, caps []capture) (*Entry, []capture) {
	best, weight := -1, 0
	found, spare := caps, []capture(nil)
	var few [32]int32
	tried := few[:0]
	for word := range wordsAndStems(low) {
		if !x.begins[word[0]][len(word)] {
			continue
		}
		for _, n := range x.byWord[word] {
			p := &x.patterns[n]
			w := p.weight
			if a.job {
				w += p.bonus
			}
			if w < weight || w == weight && p.entry >= best || slices.Contains(tried, n) {
				continue
			}
			tried = append(tried, n)
			if !x.entries[p.entry].fits(a) {
				continue
			}
			if caps, ok := p.match(low, spare); ok {
				best, weight = p.entry, w
				found, spare = caps, found
			}
		}
	}
	if best < 0 {
		return nil, nil
	}
	return &x.entries[best], found
}
