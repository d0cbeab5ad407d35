package ops

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"
	"unicode"
)

// Policy is what a context allows.
type Policy struct {
	ReadOnly      bool           // can't be armed
	Protected     bool           // every action asks for a name, not for yes
	ReasonPattern *regexp.Regexp // what a reason must match; nil = any words
	ArmFor        time.Duration  // 0 = 30 minutes
	DisarmIdle    time.Duration  // without a key; 0 = 10 minutes
}

func (p Policy) armFor() time.Duration     { return cmp.Or(p.ArmFor, 30*time.Minute) }
func (p Policy) disarmIdle() time.Duration { return cmp.Or(p.DisarmIdle, 10*time.Minute) }

// longestReason is how many bytes a reason may have: it goes into every record.
const longestReason = 500

// CheckReason says what is wrong with a reason, in words.
func (p Policy) CheckReason(reason string) error {
	switch {
	case strings.TrimSpace(reason) == "":
		return fmt.Errorf("a reason is needed%s", p.example())
	case len(reason) > longestReason:
		return fmt.Errorf("the reason is longer than %d bytes", longestReason)
	case strings.ContainsFunc(reason, unicode.IsControl):
		return errors.New("the reason holds characters that can't be printed")
	case p.ReasonPattern != nil && !p.ReasonPattern.MatchString(reason):
		return fmt.Errorf("the reason must match %s%s", p.ReasonPattern, p.example())
	}
	return nil
}

// example is a text that the pattern takes, as the end of a sentence; "" where none
// was found.
func (p Policy) example() string {
	if p.ReasonPattern == nil {
		return ""
	}
	tree, err := syntax.Parse(p.ReasonPattern.String(), syntax.Perl)
	if err != nil {
		return ""
	}
	if s := sample(tree.Simplify()); s != "" && p.ReasonPattern.MatchString(s) {
		return ", such as " + s
	}
	return ""
}

// sample is a short text that an expression takes, for the simple ones that people
// write.
func sample(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		for _, r := range "1a A-_" {
			for i := 0; i+1 < len(re.Rune); i += 2 {
				if re.Rune[i] <= r && r <= re.Rune[i+1] {
					return string(r)
				}
			}
		}
		if len(re.Rune) > 0 {
			return string(re.Rune[0])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpCapture, syntax.OpPlus, syntax.OpAlternate:
		return sample(re.Sub[0])
	case syntax.OpRepeat:
		return strings.Repeat(sample(re.Sub[0]), re.Min)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(sample(sub))
		}
		return b.String()
	default: // anchors, boundaries, what may be left out
	}
	return ""
}
