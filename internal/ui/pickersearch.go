package ui

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// pickerSearch finds options by words.
type pickerSearch struct {
	raw   string  // what is typed
	text  string  // in lower case
	hits  []int32 // of the options, the best first
	exact bool    // an option has exactly this value
	words []string
	hay   []string // what is searched: an option's texts in lower case
}

// hayLimit is how many bytes of an option are searched.
const hayLimit = 1024

// run finds the options with all words of the text: those whose value or name it is
// come first, then those that begin with it, then the others in their own order. A
// longer text looks only at what the shorter one found.
func (s *pickerSearch) run(all []Option, text string) {
	s.raw = strings.TrimSpace(text)
	text = strings.ToLower(s.raw)
	words := strings.Fields(text)
	narrower := s.hits != nil && s.text != "" && strings.HasPrefix(text, s.text)
	before := s.hits
	s.text, s.words, s.exact = text, words, false
	if len(words) == 0 {
		s.hits = make([]int32, len(all))
		for i := range s.hits {
			s.hits[i] = int32(i)
		}
		return
	}
	if s.hay == nil {
		s.hay = haystacks(all)
	}
	var groups [3][]int32
	take := func(i int32) {
		hay := s.hay[i]
		for _, w := range words {
			if !strings.Contains(hay, w) {
				return
			}
		}
		g := s.rank(&all[i])
		groups[g] = append(groups[g], i)
	}
	if narrower {
		slices.Sort(before)
		for _, i := range before {
			take(i)
		}
	} else {
		for i := range all {
			take(int32(i))
		}
	}
	s.hits = slices.Concat(groups[:]...)
	if s.hits == nil {
		s.hits = []int32{}
	}
}

// rank says how well an option that was found fits: 0 is best.
func (s *pickerSearch) rank(o *Option) int {
	rank := 2
	for i, text := range [2]string{o.Value, o.Name} {
		switch {
		case len(text) < len(s.text) || !strings.EqualFold(text[:len(s.text)], s.text):
		case len(text) == len(s.text):
			s.exact = s.exact || i == 0 && text == s.raw
			rank = 0
		default:
			rank = min(rank, 1)
		}
	}
	return rank
}

// haystacks joins the texts of every option, in lower case.
func haystacks(all []Option) []string {
	size := 0
	for i := range all {
		size += len(all[i].Value) + len(all[i].Name) + 64
	}
	ends := make([]int, len(all))
	b := make([]byte, 0, min(size, len(all)*hayLimit))
	for i := range all {
		o, start := &all[i], len(b)
		b = appendLower(b, o.Value)
		b = appendLower(append(b, 0), o.Name)
		for _, more := range [2][]string{o.Columns, o.Facts} {
			for _, f := range more {
				b = appendLower(append(b, 0), f)
			}
		}
		b = b[:min(len(b), start+hayLimit)]
		ends[i] = len(b)
	}
	whole, start := string(b), 0
	out := make([]string, len(all))
	for i, end := range ends {
		out[i] = whole[start:end]
		start = end
	}
	return out
}

func appendLower(b []byte, s string) []byte {
	from := len(b)
	b = append(b, s...)
	for i, c := range b[from:] {
		switch {
		case c >= 'A' && c <= 'Z':
			b[from+i] = c + 'a' - 'A'
		case c >= utf8.RuneSelf:
			return append(b[:from], strings.ToLower(s[:min(len(s), hayLimit)])...)
		}
	}
	return b
}
