package sim

import (
	"encoding/json"
	"slices"
	"strings"
)

// A policy is an IAM policy document, as far as the ones of this world go: no
// NotAction, NotResource or NotPrincipal, a few condition operators.
type policy struct{ Statement []statement }

type statement struct {
	Effect    string
	Principal principal
	Action    words
	Resource  words
	Condition map[string]map[string]words
}

// words is a string or a list of them.
type words []string

// UnmarshalJSON implements json.Unmarshaler.
func (w *words) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(w))
	}
	*w = make(words, 1)
	return json.Unmarshal(b, &(*w)[0])
}

// principal is who a statement of a resource's policy is about; "*" is anybody.
type principal struct{ AWS, Service, Federated words }

// UnmarshalJSON implements json.Unmarshaler.
func (p *principal) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &p.AWS)
	}
	type plain principal
	return json.Unmarshal(b, (*plain)(p))
}

func parsePolicy(text string) (p policy, ok bool) {
	return p, json.Unmarshal([]byte(text), &p) == nil
}

// decision is what policies say about a request.
type decision string

const (
	allowed      decision = "allowed"
	implicitDeny decision = "implicitDeny"
	explicitDeny decision = "explicitDeny"
)

// A query is what policies are asked. Principals are who asks, nil for policies
// of an identity, which name none.
type query struct {
	principals []string
	action     string
	resource   string
	context    map[string][]string
}

// decide evaluates the policies together: a denial wins (IAM User Guide: policy
// evaluation logic).
func (p policy) decide(q query) decision {
	answer := implicitDeny
	for _, s := range p.Statement {
		if !s.applies(q) {
			continue
		}
		if s.Effect == "Deny" {
			return explicitDeny
		}
		answer = allowed
	}
	return answer
}

func (s statement) applies(q query) bool {
	matches := func(patterns words, value string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool { return glob(p, value) })
	}
	if q.principals != nil && !slices.Contains(s.Principal.AWS, "*") &&
		!slices.ContainsFunc(q.principals, func(who string) bool { return slices.Contains(s.Principal.AWS, who) }) {
		return false
	}
	if !matches(lower(s.Action), strings.ToLower(q.action)) || len(s.Resource) > 0 && q.resource != "*" && !matches(s.Resource, q.resource) {
		return false
	}
	for operator, keys := range s.Condition {
		for key, values := range keys {
			if !holdsTrue(operator, values, q.context[key]) {
				return false
			}
		}
	}
	return true
}

// holdsTrue evaluates one condition. A key that the request does not have fails
// every operator but the negated ones.
func holdsTrue(operator string, values words, given []string) bool {
	some := func(same func(want, got string) bool) bool {
		return slices.ContainsFunc(given, func(got string) bool {
			return slices.ContainsFunc(values, func(want string) bool { return same(want, got) })
		})
	}
	equal := func(want, got string) bool { return want == got }
	switch operator {
	case "StringEquals", "ArnEquals", "Bool":
		return some(equal)
	case "StringLike", "ArnLike":
		return some(glob)
	case "StringNotEquals":
		return !some(equal)
	case "StringNotLike", "ArnNotLike":
		return !some(glob)
	}
	return false
}

func lower(w words) words {
	out := make(words, len(w))
	for i := range w {
		out[i] = strings.ToLower(w[i])
	}
	return out
}

// glob matches "*" and "?" as IAM does: any characters, slashes and colons too.
func glob(pattern, s string) bool {
	star, mark, i, j := -1, 0, 0, 0
	for j < len(s) {
		switch {
		case i < len(pattern) && pattern[i] == '*':
			star, mark = i, j
			i++
		case i < len(pattern) && (pattern[i] == '?' || pattern[i] == s[j]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[i:], "*") == ""
}
