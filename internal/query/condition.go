package query

import (
	"bytes"
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
)

// wordTest compares words: contains, or is exactly.
func (f *Filter[V]) wordTest(field *Field[V], t token) (test[V], error) {
	if t.op != Contains && t.op != Equal {
		return nil, &SyntaxError{t.valuePos - len(t.op), fmt.Sprintf("%s holds words: write %s:%s or %s=%s", field.Name, field.Name, t.value, field.Name, t.value)}
	}
	if field.Kind == Bool {
		return boolTest(field, t)
	}
	wanted := alternatives(t.value)
	if !t.negated && len(wanted) == 1 {
		f.terms = append(f.terms, Term{Name: field.Name, Op: t.op, Value: t.value})
	}
	fits := bytes.Contains
	if t.op == Equal {
		fits = bytes.Equal
	}
	return func(f *Filter[V], v *V) bool {
		f.buf = foldIn(field.Text(f.buf[:0], v))
		if anyFits(fits, f.buf, wanted) {
			return true
		}
		if field.Show == nil {
			return false
		}
		f.buf = foldIn(field.Show(f.buf[:0], v))
		return anyFits(fits, f.buf, wanted)
	}, nil
}

// alternatives are what a value with commas may mean: any of the words between them,
// or, for names that hold a comma, the whole.
func alternatives(value string) [][]byte {
	wanted := [][]byte{folded([]byte(value))}
	if !strings.Contains(value, ",") {
		return wanted
	}
	for word := range strings.SplitSeq(value, ",") {
		if word != "" {
			wanted = append(wanted, folded([]byte(word)))
		}
	}
	return wanted
}

func anyFits(fits func(b, want []byte) bool, b []byte, wanted [][]byte) bool {
	for _, want := range wanted {
		if fits(b, want) {
			return true
		}
	}
	return false
}

func boolTest[V any](field *Field[V], t token) (test[V], error) {
	want, ok := parseBool(t.value)
	if !ok {
		return nil, &SyntaxError{t.valuePos, fmt.Sprintf("%s needs yes or no, not %q", field.Name, t.value)}
	}
	return func(f *Filter[V], v *V) bool {
		f.buf = field.Text(f.buf[:0], v)
		yes := len(f.buf) > 0 && (f.buf[0]|0x20 == 'y' || f.buf[0]|0x20 == 't')
		no := len(f.buf) > 0 && (f.buf[0]|0x20 == 'n' || f.buf[0]|0x20 == 'f')
		return want && yes || !want && no
	}, nil
}

// absent matches rows that have no value.
func absent[V any](field *Field[V]) test[V] {
	if field.words() {
		return func(f *Filter[V], v *V) bool {
			f.buf = field.Text(f.buf[:0], v)
			return len(f.buf) == 0
		}
	}
	return func(_ *Filter[V], v *V) bool { return field.Int(v) == None }
}

// numberTest compares numbers, times and the like.
func (f *Filter[V]) numberTest(field *Field[V], t token) (test[V], error) {
	at, about, ok := parseValue(field.Kind, t.value, f.now())
	if t.op == Contains {
		return f.shownTest(field, t.value, about, ok), nil
	}
	if !ok && field.Kind == Time {
		if _, about, ok := parseSpan(t.value); ok {
			return f.distanceTest(field, t, about), nil
		}
	}
	if !ok {
		return nil, &SyntaxError{t.valuePos, f.expects(field, t)}
	}
	if field.Kind != Time {
		if t.op != Equal {
			about = span{at, at + 1}
		}
	}
	in := t.op.bounds(about)
	if !t.negated {
		f.terms = append(f.terms, in.terms(field.Name, t.value)...)
	}
	f.ages = f.ages || field.Moving
	if field.Kind == Age {
		f.ages = true
		return func(f *Filter[V], v *V) bool {
			n := field.Int(v)
			return n != None && in.holds(f.at-n)
		}, nil
	}
	return func(_ *Filter[V], v *V) bool {
		n := field.Int(v)
		return n != None && in.holds(n)
	}, nil
}

// distanceTest compares a time with how long ago it was, or with how long it is until then.
func (f *Filter[V]) distanceTest(field *Field[V], t token, about span) test[V] {
	if t.op != Equal {
		about = span{about.lo, about.lo + 1}
	}
	in := t.op.bounds(about)
	if !t.negated && in.hi != highest { // as of later it is less: what is asked for holds all of it
		f.terms = append(f.terms, Term{field.Name, AtLeast, t.value, f.now().UnixMilli() - in.hi})
	}
	f.ages = true
	return func(f *Filter[V], v *V) bool {
		n := field.Int(v)
		return n != None && in.holds(max(f.at-n, n-f.at))
	}
}

// shownTest matches what equals the value, or is shown beginning with it.
func (f *Filter[V]) shownTest(field *Field[V], value string, about span, ok bool) test[V] {
	f.ages = f.ages || field.Kind == Age || field.Moving
	want := folded([]byte(value))
	return func(f *Filter[V], v *V) bool {
		n := field.Int(v)
		if n == None {
			return false
		}
		if field.Kind == Age {
			n = f.at - n
		}
		if ok && about.holds(n) {
			return true
		}
		f.buf = foldIn(field.show(f.buf[:0], v, f.at))
		return bytes.HasPrefix(f.buf, want)
	}
}

func (s span) holds(n int64) bool { return s.lo <= n && n < s.hi }

const (
	lowest  = None + 1
	highest = 1<<63 - 1
)

// bounds turns an operator on a span into the values that fulfil it: after a day
// means after its end.
func (op Op) bounds(s span) span {
	switch op {
	case Greater:
		return span{s.hi, highest}
	case AtLeast:
		return span{s.lo, highest}
	case Less:
		return span{lowest, s.lo}
	case AtMost:
		return span{lowest, s.hi}
	}
	return s
}

func (s span) terms(name, value string) []Term {
	var terms []Term
	if s.lo != lowest {
		terms = append(terms, Term{name, AtLeast, value, s.lo})
	}
	if s.hi != highest {
		terms = append(terms, Term{name, Less, value, s.hi})
	}
	return terms
}

// expects says what may stand after the operator.
func (f *Filter[V]) expects(field *Field[V], t token) string {
	wrote := fmt.Sprintf(", not %q", t.value)
	if t.value == "" {
		wrote = ""
	}
	return fmt.Sprintf("%s%s needs %s%s", field.Name, t.op, field.Kind.example(), wrote)
}

// regexpReason is the error without the name of the Go package that found it.
func regexpReason(err error) string {
	var e *syntax.Error
	if errors.As(err, &e) {
		return e.Code.String() + ": " + e.Expr
	}
	return err.Error()
}
