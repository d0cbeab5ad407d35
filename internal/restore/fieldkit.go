package restore

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// The fields below are asked by several types.

// look is a Query of everything of a kind.
func look(kind ChoiceKind) func(*Form) (Query, bool) {
	return func(*Form) (Query, bool) { return Query{Kind: kind}, true }
}

// within is a Query narrowed by a fact that another field decides; while that is not
// known it is not narrowed.
func within(kind ChoiceKind, fact string, value func(f *Form) string) func(*Form) (Query, bool) {
	return func(f *Form) (Query, bool) {
		q := Query{Kind: kind}
		if v := value(f); v != "" {
			q.Within = map[string]string{fact: v}
		}
		return q, true
	}
}

// when shows a field while another has one of the values.
func when(key string, values ...string) func(*Form) bool {
	return func(f *Form) bool {
		now := f.Value(key)
		for _, v := range values {
			if v == now {
				return true
			}
		}
		return false
	}
}

// keyField asks for a KMS key of this Region. own names which of AWS's own keys works
// here, "" where that is not known.
func keyField(key, section, own, empty string) Field {
	return Field{
		Key: key, Label: "KMS key", Section: section, Kind: Pick, Query: look(Keys), Bound: InAccount, Own: own, Empty: empty,
		Help: "ARN of a key of this Region whose policy lets the role use it", Check: isKey,
	}
}

// isKey checks the name of a KMS key.
func isKey(f *Form, v string) string {
	arn, ok := backup.SplitARN(v)
	switch {
	case ok && arn.Service != "kms":
		return "that is no KMS key"
	case ok && arn.Region != f.in.Region.String():
		return "the key is of " + arn.Region + ": choose one of " + f.in.Region.String()
	case strings.ContainsAny(v, " \t"):
		return "the ARN, the ID or the alias of a key is needed"
	}
	return ""
}

// isName returns a Check of a name: its length, the characters it may have beside
// letters and digits, and whether a letter comes first.
func isName(least, most int, marks string, letterFirst bool) func(*Form, string) string {
	return func(_ *Form, v string) string {
		if len(v) < least || len(v) > most {
			return "a name has " + fromTo(least, most) + " characters"
		}
		for _, c := range v {
			if !isLetter(c) && !(c >= '0' && c <= '9') && !strings.ContainsRune(marks, c) {
				return "a name has letters, digits and " + spaced(marks) + ": not " + quoted(c)
			}
		}
		if letterFirst && !isLetter(rune(v[0])) {
			return "a name begins with a letter"
		}
		return ""
	}
}

// isIdentifier checks the identifier of a database or cluster (Amazon RDS API,
// CreateDBInstance; Amazon Redshift API, CreateCluster).
func isIdentifier(f *Form, v string) string {
	if text := isName(1, 63, "-", true)(f, v); text != "" {
		return text
	}
	if strings.HasSuffix(v, "-") || strings.Contains(v, "--") {
		return "a name has no hyphen at its end, and no two in a row"
	}
	return ""
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// identifierField asks for the identifier of a database or cluster that must be new.
func identifierField(key, label string, kind ChoiceKind) Field {
	return Field{
		Key: key, Label: label, Section: "Target", Kind: Text, Required: true, New: true, Lower: true, Max: 63,
		Help: "a new name: letters, digits and hyphens", Query: look(kind), Check: isIdentifier, Fit: fitIdentifier,
	}
}

// fitIdentifier makes an identifier of what AWS or people called something.
func fitIdentifier(s string) string {
	s = words("-", 63)(s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	s = strings.Trim(s, "-")
	if s != "" && !isLetter(rune(s[0])) {
		s = "r-" + s
	}
	return s
}
