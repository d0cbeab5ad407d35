package query

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestKindsShowTheirLettersOnly(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, k := range []Kind{Number, Bytes, Time, Age, Percent, Duration} {
		for range 10_000 {
			n := random.Int64() >> random.IntN(64)
			if random.IntN(4) == 0 {
				n = -n
			}
			shown := fold(string(appendKind(nil, k, n, clock.UnixMilli())))
			if rest := strings.Trim(shown, k.letters()); rest != "" {
				t.Fatalf("kind %d shows %d as %q, with %q", k, n, shown, rest)
			}
		}
	}
}

func TestWhatRowsShareIsFoundAsInEachRow(t *testing.T) {
	shared := recFields()
	of := &Shared[rec]{Of: func(r *rec) any { return r.typ }}
	looks := 0
	for i := range shared {
		if shared[i].Name == "type" {
			shared[i].Shared = of
			shared[i].Text = func(b []byte, r *rec) []byte { looks++; return append(b, r.typ...) }
		}
	}
	for _, expr := range []string{
		"ebs", "!ebs", "EBS vol", "dynamo !rds", "~^e[bf]s", "!~ebs", "~s", "2026", "12", "3d", "gib", "yes", "vol-1 s3", "2026-1 efs !no",
	} {
		looks = 0
		with, err := Parse(expr, shared, now)
		if err != nil {
			t.Fatal(err)
		}
		without, _ := Parse(expr, recFields(), now)
		with, without = with.Clone(), without.Clone()
		for i := range 3000 {
			r := makeRec(i)
			if got, want := with.Match(&r), naive(&r, without); got != want {
				t.Fatalf("%s: row %d (%+v) matches: %t, want %t", expr, i, r, got, want)
			}
		}
		if !strings.Contains(expr, "~") && looks > len(recTypes) {
			t.Errorf("%s: looked %d times at %d values", expr, looks, len(recTypes))
		}
	}
}

// naive looks at all fields of the row, word by word.
func naive(r *rec, f *Filter[rec]) bool {
	var all []string
	for i := range f.fields {
		all = append(all, fold(string(f.fields[i].show(nil, r, f.at))))
	}
	text := strings.Join(all, "\x00")
	for _, w := range f.words {
		if strings.Contains(text, string(w.text)) == w.negated {
			return false
		}
	}
	for _, a := range f.regexs {
		if f.matchRegexp(a.re, r) == a.negated {
			return false
		}
	}
	return true
}

func TestWordsAreFoundWithoutTheirAccents(t *testing.T) {
	for _, c := range []struct {
		text, word string
		found      bool
	}{
		{"Café-Zürich", "cafe-zurich", true},
		{"Cafe\u0301", "CAFÉ", true}, // an accent of its own
		{"cafe", "café", true},
		{"Пётр", "петр", true},
		{"ガイド", "カイト", false}, // a letter of its own, not an accent
		{"naïve\xff", "naive", true},
		{"cafx", "café", false},
	} {
		if got := strings.Contains(fold(c.text), fold(c.word)); got != c.found {
			t.Errorf("%q in %q: %t, want %t", c.word, c.text, got, c.found)
		}
	}
}
