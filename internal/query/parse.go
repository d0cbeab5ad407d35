package query

import (
	"bytes"
	"fmt"
	"regexp"
	"time"
)

// Bounds on what is worth evaluating for a million rows.
const (
	maxExpr   = 4096
	maxTerms  = 64
	maxRegexp = 512
)

// SyntaxError says what is wrong with an expression and what to write instead.
type SyntaxError struct {
	Pos int // byte in the expression
	Msg string
}

func (e *SyntaxError) Error() string { return e.Msg }

// Parse reads a filter expression. Words are searched without regard to case in
// all fields, and every term must match:
//
//	word   "two words"   !word       search, negated
//	~re    col~re                    regular expression, without regard to case
//	col:value   col=value            contains; is exactly
//	col>value   >=  <  <=            sizes, times, ages, numbers
//
// now tells the time for ages and words such as today, and its zone is the one
// that times are read in. Errors are of type *SyntaxError. An expression without
// terms gives a filter that matches everything.
func Parse[V any](expr string, fields []Field[V], now func() time.Time) (*Filter[V], error) {
	if len(expr) > maxExpr {
		return nil, &SyntaxError{maxExpr, fmt.Sprintf("the filter is too long: at most %d characters", maxExpr)}
	}
	f := &Filter[V]{expr: expr, fields: fields, now: now, at: now().UnixMilli()}
	tokens := scan(expr)
	if len(tokens) > maxTerms {
		return nil, &SyntaxError{tokens[maxTerms].pos, fmt.Sprintf("too many terms: at most %d", maxTerms)}
	}
	for i, t := range tokens {
		if err := f.add(t); err != nil {
			return nil, err
		}
		if i > 0 && f.unitOf(tokens[i-1], t) {
			return nil, &SyntaxError{t.pos, fmt.Sprintf("write the unit without a blank before it: %s%s%s%s; the word %q goes in quotes",
				tokens[i-1].name, tokens[i-1].op, tokens[i-1].value, t.value, t.value)}
		}
	}
	f.search = newSearch(f.fields, f.words, f.regexs)
	return f, nil
}

// unitOf reports whether a word is the unit of the size before it: it would be searched as a
// word, and the size taken in bytes.
func (f *Filter[V]) unitOf(size, t token) bool {
	if t.name != "" || t.op != "" || t.quoted || t.negated || len(t.value) < 2 || size.name == "" {
		return false
	}
	field := f.field(size.name)
	_, unit := sizeUnits[fold(t.value)]
	_, word := splitUnit(size.value)
	return unit && word == "" && size.value != "" && field != nil && field.Kind == Bytes
}

func (f *Filter[V]) add(t token) error {
	if t.name == "" {
		return f.addSearch(t)
	}
	field := f.field(t.name)
	if field == nil {
		if fold(t.name) == "arn" && t.op == Contains {
			// A pasted ARN is a word where no column is called so.
			return f.addSearch(token{pos: t.pos, negated: t.negated, value: t.name + ":" + t.value})
		}
		return f.unknown(t)
	}
	var check test[V]
	var err error
	switch {
	case t.op == Regexp:
		check, err = regexpTest(field, t)
	case t.value == "" && t.op == Contains:
		return nil // still being typed
	case t.value == "" && t.op == Equal:
		check = absent(field)
	case field.words():
		check, err = f.wordTest(field, t)
	default:
		check, err = f.numberTest(field, t)
	}
	if err != nil {
		return err
	}
	if t.negated {
		inner := check
		check = func(f *Filter[V], v *V) bool { return !inner(f, v) }
	}
	f.tests = append(f.tests, check)
	return nil
}

// addSearch adds a word or a regular expression over all fields.
func (f *Filter[V]) addSearch(t token) error {
	if t.op == Regexp {
		re, err := compile(t)
		if err != nil || re == nil {
			return err
		}
		f.regexs = append(f.regexs, anywhere{re, []byte(literal(re.String())), t.negated})
		f.ages = f.ages || f.showsAges()
		return nil
	}
	if t.value == "" {
		if t.negated {
			return &SyntaxError{t.pos, "! needs something to exclude, such as !completed"}
		}
		return nil
	}
	text := folded([]byte(t.value))
	if bytes.IndexByte(text, 0) >= 0 {
		return &SyntaxError{t.pos, "the filter holds a zero byte, which no row does"}
	}
	f.words = append(f.words, needle{text, t.negated})
	f.ages = f.ages || f.showsAges()
	return nil
}

func (f *Filter[V]) showsAges() bool {
	for i := range f.fields {
		if f.fields[i].Kind == Age || f.fields[i].Moving {
			return true
		}
	}
	return false
}

// compile returns nil for an empty expression, which matches everything.
func compile(t token) (*regexp.Regexp, error) {
	if t.value == "" {
		return nil, nil
	}
	if len(t.value) > maxRegexp {
		return nil, &SyntaxError{t.valuePos, fmt.Sprintf("the regular expression is too long: at most %d characters", maxRegexp)}
	}
	re, err := regexp.Compile("(?i)" + t.value)
	if err != nil {
		return nil, &SyntaxError{t.valuePos, "not a regular expression: " + regexpReason(err)}
	}
	return re, nil
}

func regexpTest[V any](field *Field[V], t token) (test[V], error) {
	re, err := compile(t)
	if err != nil {
		return nil, err
	}
	if re == nil {
		return func(*Filter[V], *V) bool { return true }, nil
	}
	return func(f *Filter[V], v *V) bool {
		if field.words() && field.Show != nil {
			// As for col:value, both the exact value and what the screen says of it.
			f.buf = field.Text(f.buf[:0], v)
			if re.Match(f.buf) {
				return true
			}
		}
		f.buf = field.show(f.buf[:0], v, f.at)
		return re.Match(f.buf)
	}, nil
}

// field finds a field by its name or alias.
func (f *Filter[V]) field(name string) *Field[V] { return lookup(f.fields, name) }

func lookup[V any](fields []Field[V], name string) *Field[V] {
	name = fold(name)
	for i := range fields {
		if fold(fields[i].Name) == name {
			return &fields[i]
		}
	}
	for i := range fields {
		for _, a := range fields[i].Aliases {
			if fold(a) == name {
				return &fields[i]
			}
		}
	}
	return nil
}
