package state

import (
	"iter"
	"slices"
)

// Snapshot is everything that is known at one moment. It is immutable and may be
// read from any goroutine.
type Snapshot struct {
	store   *Store
	version uint64
	feeds   []feedView
}

// Part numbers are feed<<feedShift | place within the feed, so that a row finds its
// part without a map.
const (
	feedShift = 24
	placeMask = 1<<feedShift - 1
)

// feedView is the parts of one feed in pages, so that one part that changed costs the
// copy of one page among thousands of parts.
type feedView struct {
	name    string
	version uint64 // of the snapshot that last changed a part
	rows    uint64 // of the snapshot that last changed a row
	pages   []*partPage
}

type partPage struct {
	version uint64 // of the snapshot that it was made for
	parts   [64]partView
}

// partView is a view[V], whatever V is.
type partView interface {
	name() Part
	known() *Health
}

// set puts a part into a snapshot that is being made.
func (f *feedView) set(place int, v partView, version uint64) {
	if f.version != version {
		f.version, f.pages = version, slices.Clone(f.pages)
	}
	for place>>6 >= len(f.pages) {
		f.pages = append(f.pages, nil)
	}
	page := f.pages[place>>6]
	switch {
	case page == nil:
		page = &partPage{version: version}
	case page.version != version:
		next := *page
		next.version = version
		page = &next
	}
	page.parts[place&63] = v
	f.pages[place>>6] = page
	if page.parts == ([64]partView{}) {
		f.pages[place>>6] = nil
	}
}

func (f *feedView) all() iter.Seq[partView] {
	return func(yield func(partView) bool) {
		for _, page := range f.pages {
			if page == nil {
				continue
			}
			for _, v := range page.parts {
				if v != nil && !yield(v) {
					return
				}
			}
		}
	}
}

func (s *Snapshot) feed(name string) *feedView {
	for i := range s.feeds {
		if s.feeds[i].name == name {
			return &s.feeds[i]
		}
	}
	return nil
}

// part returns the part, nil when the snapshot does not know it.
func (s *Snapshot) part(p Part) partView {
	number, ok := s.store.number(p)
	if !ok || int(number>>feedShift) > len(s.feeds) {
		return nil
	}
	f, place := &s.feeds[number>>feedShift-1], int(number&placeMask)
	if place>>6 >= len(f.pages) || f.pages[place>>6] == nil {
		return nil
	}
	return f.pages[place>>6].parts[place&63]
}

// Version rises with every snapshot.
func (s *Snapshot) Version() uint64 { return s.version }

// FeedVersion changes when a row or the health of a part of these feeds does.
func (s *Snapshot) FeedVersion(feeds ...string) uint64 {
	var v uint64
	for _, name := range feeds {
		if f := s.feed(name); f != nil {
			v = max(v, f.version)
		}
	}
	return v
}

// RowVersion changes when a row of these feeds does; an answer that brings nothing
// new leaves it as it is.
func (s *Snapshot) RowVersion(feeds ...string) uint64 {
	var v uint64
	for _, name := range feeds {
		if f := s.feed(name); f != nil {
			v = max(v, f.rows)
		}
	}
	return v
}

// Health returns how well a part is known, false when it was never asked for.
func (s *Snapshot) Health(p Part) (Health, bool) {
	v := s.part(p)
	if v == nil {
		return Health{}, false
	}
	return *v.known(), true
}

// Healths returns every part of a feed with its health, in the order in which they
// were first asked for.
func (s *Snapshot) Healths(feed string) iter.Seq2[Part, Health] {
	return func(yield func(Part, Health) bool) {
		f := s.feed(feed)
		if f == nil {
			return
		}
		for v := range f.all() {
			if !yield(v.name(), *v.known()) {
				return
			}
		}
	}
}

// Parts returns the parts of a feed, in the order in which they were first asked for.
func (s *Snapshot) Parts(feed string) []Part {
	var out []Part
	for p := range s.Healths(feed) {
		out = append(out, p)
	}
	return out
}
