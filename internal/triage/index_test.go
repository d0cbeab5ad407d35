package triage

import (
	"slices"
	"testing"
)

// texts are all that the tests know of: examples, reports, and what is neither.
func texts(t testing.TB) []string {
	t.Helper()
	all := lines(t, "testdata/unrelated.txt")
	for _, s := range samples(t) {
		all = append(all, s.text)
	}
	for _, e := range Catalogue() {
		all = append(all, e.Examples...)
	}
	return all
}

// plainFind is find without an index: every pattern is tried on every text.
func plainFind(x *index, low string, a asked) (best *Entry, found []capture) {
	weight := -1
	for i := range x.patterns {
		p := &x.patterns[i]
		if caps, ok := p.match(low, !a.job, nil); ok && p.weightFor(a) > weight && x.entries[p.entry].fits(a, low) {
			best, weight, found = &x.entries[p.entry], p.weightFor(a), slices.Clone(caps)
		}
	}
	return best, found
}

func TestTheIndexFindsWhatTryingEveryPatternFinds(t *testing.T) {
	x := ready()
	all := texts(t)
	for i := range all {
		all = append(all, all[i]+". "+all[(i*7+3)%len(all)])
	}
	for i, text := range all {
		low := wordsOf(text).low
		for _, a := range []asked{{}, {job: true, kind: 1, category: "INVALID_STATE", typ: "RDS"}} {
			entry, found := x.find(low, a, nil, nil)
			want, wantFound := plainFind(x, low, a)
			if entry != want || !slices.Equal(found, wantFound) {
				t.Errorf("text %d: %q is %v %v, want %v %v", i, text, entry, found, want, wantFound)
			}
		}
	}
}

func TestLowerFoldsASCIIAlone(t *testing.T) {
	var all []byte
	for c := range 256 {
		all = append(all, byte(c), 'x')
	}
	for n := range len(all) {
		s := string(all[n:])
		want := []byte(s)
		for i, c := range want {
			if 'A' <= c && c <= 'Z' {
				want[i] = c + 'a' - 'A'
			}
		}
		if got := lower(s); got != string(want) {
			t.Fatalf("%q is %q in lower case", s, got)
		}
	}
}

func TestOnlyRowsTellWhatIsNotInWords(t *testing.T) {
	for _, text := range texts(t) {
		r := reading{words: wordsOf(text)}
		r.take()
		for _, f := range r.facts {
			if !inWords(f.Name) {
				t.Errorf("%q has the fact %v", text, f)
			}
		}
	}
}
