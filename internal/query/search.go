package query

import (
	"bytes"
	"regexp"
)

// search is how words are looked for in all fields at once: what rows have in common
// is looked at once, and fields that can't hold any of the words never.
type search[V any] struct {
	needles [][]byte // the words, then what the regular expressions contain
	words   uint64   // of the needles, those that are words
	wanted  uint64   // and of these the ones that are not negated
	own     []*Field[V]
	parts   []sharedPart[V]
}

// sharedPart is the fields of one Shared, and what was found in them. The needles that
// a value holds are a bit each; an expression has no more terms than that.
type sharedPart[V any] struct {
	shared *Shared[V]
	fields []*Field[V]

	seen  map[any]uint64 // nil = nothing is remembered
	last  any
	found uint64 // in last
}

// remember bounds the values that a search remembers, a megabyte or two.
const remember = 1 << 15

func newSearch[V any](fields []Field[V], words []needle, regexs []anywhere) search[V] {
	var s search[V]
	for i, w := range words {
		s.needles = append(s.needles, w.text)
		s.words |= 1 << i
		if !w.negated {
			s.wanted |= 1 << i
		}
	}
	for _, a := range regexs {
		s.needles = append(s.needles, a.holds)
	}
	for i := range fields {
		if s.mayHold(&fields[i]) {
			s.add(&fields[i])
		}
	}
	return s
}

// mayHold reports whether the field can show any of the needles: a time holds no name.
func (s *search[V]) mayHold(field *Field[V]) bool {
	if field.Show != nil || field.Text != nil {
		return true
	}
	letters := field.Kind.letters()
	for _, n := range s.needles {
		if len(bytes.Trim(n, letters)) == 0 {
			return true
		}
	}
	return false
}

func (s *search[V]) add(field *Field[V]) {
	if field.Shared == nil {
		s.own = append(s.own, field)
		return
	}
	for i := range s.parts {
		if s.parts[i].shared == field.Shared {
			s.parts[i].fields = append(s.parts[i].fields, field)
			return
		}
	}
	s.parts = append(s.parts, sharedPart[V]{shared: field.Shared, fields: []*Field[V]{field}})
}

// remembering returns the search for one pass over the rows: nothing that fields are
// shown from changes meanwhile.
func (s *search[V]) remembering() search[V] {
	c := *s
	c.parts = make([]sharedPart[V], len(s.parts))
	for i, p := range s.parts {
		c.parts[i] = sharedPart[V]{shared: p.shared, fields: p.fields, seen: map[any]uint64{}}
	}
	return c
}

// matchWords searches words and regular expressions in the fields as shown.
func (f *Filter[V]) matchWords(v *V) bool {
	found := f.look(f.search.own, v)
	for i := range f.search.parts {
		found |= f.lookShared(&f.search.parts[i], v)
	}
	if found&f.search.words != f.search.wanted {
		return false
	}
	for i, a := range f.regexs {
		if (found>>(len(f.words)+i)&1 != 0 && f.matchRegexp(a.re, v)) == a.negated {
			return false
		}
	}
	return true
}

func (f *Filter[V]) lookShared(p *sharedPart[V], v *V) uint64 {
	if p.seen == nil {
		return f.look(p.fields, v)
	}
	of := p.shared.Of(v)
	if of == p.last {
		return p.found
	}
	found, ok := p.seen[of]
	if !ok {
		found = f.look(p.fields, v)
		if len(p.seen) >= remember {
			clear(p.seen)
		}
		p.seen[of] = found
	}
	p.last, p.found = of, found
	return found
}

// look returns the needles that fields of a row hold. A zero byte between the fields
// keeps a phrase within one of them.
func (f *Filter[V]) look(fields []*Field[V], v *V) uint64 {
	b := f.buf[:0]
	for _, field := range fields {
		b = append(field.show(b, v, f.at), 0)
	}
	b = foldIn(b)
	f.buf = b
	found := uint64(0)
	for i, n := range f.search.needles {
		if bytes.Contains(b, n) {
			found |= 1 << i
		}
	}
	return found
}

func (f *Filter[V]) matchRegexp(re *regexp.Regexp, v *V) bool {
	for i := range f.fields {
		f.one = f.fields[i].show(f.one[:0], v, f.at)
		if re.Match(f.one) {
			return true
		}
	}
	return false
}
