package restore

import (
	"context"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// holds reports whether the condition is met in a context of known keys (IAM User
// Guide, "Condition operators"). A key or operator that is not known leaves it open:
// whether the key is there at all is not known either.
func (c condition) holds(of map[string]string) truth {
	value, known := of[strings.ToLower(c.key)]
	if !known {
		return maybe
	}
	operator, lenient := strings.CutSuffix(c.operator, "IfExists") // it exists
	compare, negated := comparison(operator)
	if compare == nil || lenient && operator == "Null" {
		return maybe
	}
	match := no
	for _, want := range c.values {
		if strings.Contains(want, "${") {
			match = match.or(maybe)
			continue
		}
		match = match.or(compare(want, value))
	}
	if negated {
		return match.not()
	}
	return match
}

// comparison returns how an operator compares, nil for one that is not known, and
// whether it wants none of the values instead of one.
func comparison(operator string) (compare func(want, value string) truth, negated bool) {
	exact := func(want, value string) truth { return truthOf(want == value) }
	fold := func(want, value string) truth { return truthOf(strings.EqualFold(want, value)) }
	like := func(want, value string) truth { return truthOf(glob(want, value)) }
	switch operator {
	case "StringEquals":
		return exact, false
	case "StringNotEquals":
		return exact, true
	case "StringEqualsIgnoreCase":
		return fold, false
	case "StringNotEqualsIgnoreCase":
		return fold, true
	case "StringLike":
		return like, false
	case "StringNotLike":
		return like, true
	case "ArnEquals", "ArnLike":
		return likeARN, false
	case "ArnNotEquals", "ArnNotLike":
		return likeARN, true
	case "Bool":
		return fold, false
	case "Null":
		return absent, false
	}
	return nil, false
}

// likeARN compares ARNs field by field, so that no * reaches over a colon but in the
// resource.
func likeARN(want, value string) truth {
	w, ok := backup.SplitARN(want)
	v, isARN := backup.SplitARN(value)
	if !ok || !isARN {
		return maybe
	}
	return truthOf(glob(w.Partition, v.Partition) && glob(w.Service, v.Service) && glob(w.Region, v.Region) &&
		glob(w.Account, v.Account) && glob(w.Resource, v.Resource))
}

// absent is Null, of a key that is there: true wants it absent.
func absent(want, _ string) truth {
	switch want {
	case "true":
		return no
	case "false":
		return yes
	}
	return maybe
}

// knowOrganization adds the organization of who asks to a context. It is asked for
// only where a policy hangs on it.
func knowOrganization(ctx context.Context, l Lookup, p Plan, policy string, known map[string]string) {
	const key = "aws:principalorgid"
	if !strings.Contains(strings.ToLower(policy), key) {
		return
	}
	if o, err := l.Organization(ctx, p.Scope); err == nil && o.Member && o.ID != "" {
		known[key] = o.ID
	}
}
