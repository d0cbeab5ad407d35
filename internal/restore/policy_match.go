package restore

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// identity is a principal taken apart.
type identity struct {
	arn     string
	account string
	role    string // name of the role, also of a session's
	session bool
	root    bool // the account itself
	service bool
	unknown bool // an IAM identity, but which?
}

// principalOf takes the principal of a request apart. Names of roles are unique in an
// account whatever their path, which the ARN of a session lacks.
func principalOf(arn string) identity {
	p, ok := backup.SplitARN(arn)
	who := identity{arn: arn, account: p.Account, service: !ok && arn != "", unknown: arn == ""}
	kind, rest, _ := strings.Cut(p.Resource, "/")
	switch {
	case p.Resource == "root":
		who.root = true
	case kind == "role":
		who.role = lastName(rest)
	case kind == "assumed-role":
		who.role, _, _ = strings.Cut(rest, "/")
		who.session = true
	}
	return who
}

// names reports whether the statement's principals are that one itself.
func (s *statement) names(who identity) truth {
	match := no
	for _, p := range s.principals {
		match = match.or(p.is(who))
	}
	switch {
	case s.effect == "":
		return maybe
	case !s.notPrincipal:
		return match
	case s.effect == "Deny" && match.or(s.account(who)) == no && !who.unknown:
		return yes // it is not among those left out
	}
	return maybe // how NotPrincipal counts roles, sessions and accounts is not for guesses
}

// namesAccount reports whether the statement's principals are the account of that one.
func (s *statement) namesAccount(who identity) truth {
	if s.effect == "" || s.notPrincipal {
		return no
	}
	return s.account(who)
}

func (s *statement) account(who identity) truth {
	for _, p := range s.principals {
		if q, ok := backup.SplitARN(p.id); p.kind == "AWS" && who.account != "" && !who.root &&
			(p.id == who.account || ok && q.Service == "iam" && q.Resource == "root" && q.Account == who.account) {
			return yes
		}
	}
	return no
}

// is reports whether the entry means that one itself.
func (p principal) is(who identity) truth {
	switch p.kind {
	case "Service":
		return truthOf(who.service && p.id == who.arn)
	case "Federated", "CanonicalUser":
		return no
	case "AWS":
	default:
		return maybe
	}
	q, isARN := backup.SplitARN(p.id)
	switch {
	case p.id == "*":
		if who.service {
			return maybe
		}
		return yes
	case who.unknown:
		return maybe
	case who.service:
		return no
	case len(p.id) == 12 && strings.Trim(p.id, "0123456789") == "":
		return truthOf(who.root && p.id == who.account)
	case !isARN || strings.ContainsAny(p.id, "*?"):
		return maybe // a unique ID, which may be that of a role made anew; or no principal
	case p.id == who.arn:
		return yes
	case q.Account != who.account:
		return no
	}
	kind, rest, _ := strings.Cut(q.Resource, "/")
	switch {
	case q.Service == "iam" && kind == "role" && lastName(rest) == who.role && who.role != "":
		if who.session {
			return yes
		}
		return maybe // the same name under another path: one of the two ARNs is wrong
	case q.Service == "sts" && kind == "assumed-role":
		name, _, _ := strings.Cut(rest, "/")
		if name == who.role && !who.session {
			return maybe // one session of the role; which one will be asking is not known
		}
		return no
	case q.Service == "iam" && (kind == "role" || kind == "user" || q.Resource == "root"),
		q.Service == "sts" && kind == "federated-user":
		return no
	}
	return maybe
}

// applies reports whether the statement is about the request, principals aside.
func (s *statement) applies(r request) truth {
	if s.effect == "" {
		return maybe
	}
	match := s.action(r.Action).and(s.resource(r.Resource))
	for _, c := range s.conditions {
		match = match.and(c.holds(r.Context))
	}
	return match
}

func (s *statement) action(action string) truth {
	match := no
	for _, a := range s.actions {
		match = match.or(truthOf(glob(strings.ToLower(a), strings.ToLower(action))))
	}
	if s.notAction {
		return match.not()
	}
	return match
}

func (s *statement) resource(arn string) truth {
	switch {
	case arn == "" && len(s.resources) == 0:
		return yes // trust policies name none
	case arn == "" || len(s.resources) == 0:
		return maybe
	}
	match := no
	for _, pattern := range s.resources {
		if strings.Contains(pattern, "${") {
			match = match.or(maybe)
		} else {
			match = match.or(truthOf(glob(pattern, arn)))
		}
	}
	if s.notResource {
		return match.not()
	}
	return match
}

// glob reports whether s matches a pattern in which * stands for any letters and ?
// for one. It takes time in proportion to the product of their lengths at most.
func glob(pattern, s string) bool {
	p, i, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == s[i]):
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
