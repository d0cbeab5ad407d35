package triage

import "slices"

// Messages of a fleet are few sentences with other names and numbers in them. What the catalogue makes of a
// sentence is looked up once: in a job's words everything is masked that no pattern asks for, and words that are
// alike then are the same to all of them.

// sense is what a look-up found. The entry is nil for unknown words.
type sense struct {
	entry *Entry
	near  bool      // in another wording than the entry has
	found []capture // the last is all that the pattern matched
}

// senses remembers those of the words that one goroutine has met. A nil one remembers nothing.
type senses struct {
	met  map[masked]sense
	text []byte // at hand for the words that are asked for
}

// masked is what a sense depends on.
type masked struct {
	asked
	text string
}

// The most senses that are remembered, and how long their words are at most, in bytes.
const (
	maxSenses = 2048
	maxMasked = 1024
)

// look looks low up. What it finds is valid until alike is used again.
func (s *senses) look(low string, a asked, alike *nearText) sense {
	if s == nil || !a.job || len(low) > maxMasked { // what is pasted may be taken back, by any word of it
		return lookUp(low, a, alike)
	}
	s.text = hides().over(s.text[:0], low)
	if is, ok := s.met[masked{a, string(s.text)}]; ok {
		return is
	}
	is := lookUp(low, a, alike)
	if len(s.met) < maxSenses {
		is.found = slices.Clone(is.found)
		s.met[masked{a, string(s.text)}] = is
	}
	return is
}

// lookUp looks low up in the catalogue, and then in the near form of both.
func lookUp(low string, a asked, alike *nearText) sense {
	room, spare := alike.room()
	plain, captured := ready().find(low, a, room, spare)
	if plain != nil && !plain.Vague {
		return sense{entry: plain, found: captured}
	}
	captured = slices.Clone(captured) // the next look-up takes its room
	e, found := alike.find(low, a)
	if plain != nil && (e == nil || e.Vague) {
		return sense{entry: plain, found: captured}
	}
	return sense{entry: e, near: e != nil, found: found}
}
