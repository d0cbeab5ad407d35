package query

import (
	"regexp/syntax"
	"strings"
)

// literal returns the longest text, in lower case, that everything a regular
// expression matches contains: rows without it need not run the expression. "" when
// there is none.
func literal(expr string) string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return ""
	}
	return contained(re.Simplify())
}

func contained(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		s := string(re.Rune)
		for _, r := range s {
			// Outside of ASCII, and for k and s, other letters fold to the same.
			if r > '~' {
				return ""
			}
		}
		s = fold(s)
		if re.Flags&syntax.FoldCase != 0 {
			return longest(strings.FieldsFunc(s, func(r rune) bool { return r == 'k' || r == 's' }))
		}
		return s
	case syntax.OpCapture, syntax.OpPlus:
		return contained(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return contained(re.Sub[0])
		}
	case syntax.OpConcat:
		var found []string
		for _, sub := range re.Sub {
			found = append(found, contained(sub))
		}
		return longest(found)
	}
	return ""
}

func longest(all []string) string {
	best := ""
	for _, s := range all {
		if len(s) > len(best) {
			best = s
		}
	}
	return best
}
