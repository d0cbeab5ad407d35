package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op is how a term compares.
type Op string

// The operators.
const (
	Contains  Op = ":"
	Equal     Op = "="
	Regexp    Op = "~"
	Greater   Op = ">"
	AtLeast   Op = ">="
	Less      Op = "<"
	AtMost    Op = "<="
	different    = "!="
	unlike       = "!~"
)

// operators, longest first, so that ">=" is not read as ">".
var operators = [...]string{string(AtLeast), string(AtMost), different, unlike, ":", "=", "~", ">", "<"}

// token is one term as written: !name op value.
type token struct {
	pos, end int // in the expression, bytes
	valuePos int
	negated  bool
	name     string // "" for a word or a regular expression over all columns
	op       Op     // "" for a word
	value    string // without its quotes
	quoted   bool
	open     bool // a quotation that the expression ends in
}

// scan cuts an expression into its terms. It accepts anything: what makes no
// sense is for the parser to say.
func scan(expr string) []token {
	var tokens []token
	for i := 0; i < len(expr); {
		r, n := utf8.DecodeRuneInString(expr[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		t := scanTerm(expr, i)
		tokens = append(tokens, t)
		i = t.end
	}
	return tokens
}

func scanTerm(expr string, pos int) token {
	t := token{pos: pos}
	i := pos
	for i < len(expr) && expr[i] == '!' {
		t.negated = !t.negated
		i++
	}
	if rest := expr[i:]; strings.HasPrefix(rest, string(Regexp)) {
		t.op, i = Regexp, i+1
	} else if n := nameLen(rest); n > 0 {
		for _, op := range operators {
			if strings.HasPrefix(rest[n:], op) {
				t.name, t.op, i = rest[:n], Op(op), i+n+len(op)
				break
			}
		}
	}
	switch t.op {
	case different:
		t.op, t.negated = Equal, !t.negated
	case unlike:
		t.op, t.negated = Regexp, !t.negated
	}
	t.valuePos = i
	t.end = t.scanValue(expr, i)
	return t
}

// nameLen returns how many bytes at the start of s may be the name of a column.
func nameLen(s string) int {
	for i := range len(s) {
		c := s[i] | 0x20
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || !('0' <= s[i] && s[i] <= '9' || s[i] == '_' || s[i] == '-')) {
			return i
		}
	}
	return len(s)
}

// scanValue reads to the next space outside of quotes. Within quotes a backslash
// takes the next quote or backslash as it is. A quote that is still open, as while
// typing, ends with the expression.
func (t *token) scanValue(expr string, i int) (end int) {
	var b strings.Builder
	for i < len(expr) {
		r, n := utf8.DecodeRuneInString(expr[i:])
		switch {
		case r == '"':
			t.open, t.quoted = !t.open, true
		case t.open && r == '\\' && i+1 < len(expr) && (expr[i+1] == '"' || expr[i+1] == '\\'):
			i++
			b.WriteByte(expr[i])
		case !t.open && unicode.IsSpace(r):
			t.value = b.String()
			return i
		default:
			b.WriteString(expr[i : i+n])
		}
		i += n
	}
	t.value = b.String()
	return i
}
