package query

import "strings"

// Whole says what is missing from an expression that nobody goes on typing: an open
// quotation, or a column without its value, both of which Parse takes for words to come.
// A script whose variable is empty would otherwise be given every row. Errors are of
// type *SyntaxError.
func Whole(expr string) error {
	for _, t := range scan(expr) {
		switch {
		case t.open:
			at := t.pos + strings.IndexByte(expr[t.pos:t.end], '"')
			return &SyntaxError{at, `a quotation is not closed: write "two words", or \" within one`}
		case t.value == "" && t.op == Regexp:
			return &SyntaxError{t.valuePos, t.name + `~ needs a regular expression`}
		case t.value == "" && t.op == Contains:
			return &SyntaxError{t.valuePos, t.name + ": needs a value; rows without one are " + t.name + "="}
		}
	}
	return nil
}
