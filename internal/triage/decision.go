package triage

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Decision is a denial as sts:DecodeAuthorizationMessage tells it.
type Decision struct {
	Allowed      bool
	ExplicitDeny bool // a statement says Deny; false: none says Allow
	Principal    string
	Action       string
	Resource     string
	Statements   []Statement // that matched: the ones that decided
	Conditions   []Condition // what the request was made with
}

// Statement is a statement of a policy that matched the request.
type Statement struct {
	ID, Effect                     string
	Principals, Actions, Resources []string
	Conditions                     []Condition
}

// Condition is a condition key and its values.
type Condition struct {
	Key    string
	Values []string
}

// maxDecoded is the largest decoded message that is read.
const maxDecoded = 1 << 20

// DecodeDenial reads the JSON that sts:DecodeAuthorizationMessage returns as
// DecodedMessage. Every value in it is one line without control characters.
func DecodeDenial(text string) (Decision, error) {
	if len(text) > maxDecoded {
		return Decision{}, errors.New("the decoded message is too long")
	}
	var in struct {
		Allowed, ExplicitDeny bool
		MatchedStatements     items[struct {
			StatementID string
			Effect      string
			Principals  items[valued]
			Actions     items[valued]
			Resources   items[valued]
			Conditions  items[keyed]
		}]
		Context struct {
			Principal  struct{ ID, Name, ARN string }
			Action     string
			Resource   string
			Conditions items[keyed]
		}
	}
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return Decision{}, fmt.Errorf("reading the decoded message: %w", err)
	}
	d := Decision{
		Allowed: in.Allowed, ExplicitDeny: in.ExplicitDeny,
		Principal: clean(orElse(in.Context.Principal.ARN, in.Context.Principal.ID)),
		Action:    clean(in.Context.Action), Resource: clean(in.Context.Resource),
		Conditions: conditions(in.Context.Conditions),
	}
	for _, s := range in.MatchedStatements.Items {
		d.Statements = append(d.Statements, Statement{
			ID: clean(s.StatementID), Effect: clean(s.Effect), Principals: values(s.Principals),
			Actions: values(s.Actions), Resources: values(s.Resources), Conditions: conditions(s.Conditions),
		})
	}
	if d.Principal == "" && d.Action == "" {
		return d, errors.New("the decoded message names no principal and no action")
	}
	return d, nil
}

// items is how the decoded message writes a list.
type items[T any] struct{ Items []T }

type valued struct{ Value string }

type keyed struct {
	Key    string
	Values items[valued]
}

func values(in items[valued]) []string {
	var out []string
	for _, v := range in.Items {
		out = append(out, clean(v.Value))
	}
	return out
}

func conditions(in items[keyed]) []Condition {
	var out []Condition
	for _, c := range in.Items {
		out = append(out, Condition{clean(c.Key), values(c.Values)})
	}
	return out
}

// Lines returns the decision as an operator reads it.
func (d *Decision) Lines() []string {
	lines := []string{"principal  " + d.Principal, "action     " + d.Action, "resource   " + d.Resource}
	switch {
	case d.Allowed:
		lines = append(lines, "decision   allowed")
	case d.ExplicitDeny:
		lines = append(lines, "decision   denied by a statement that says Deny")
	default:
		lines = append(lines, "decision   denied: no statement allows it")
	}
	for _, s := range d.Statements {
		lines = append(lines, "statement  "+s.words())
		for _, c := range s.Conditions {
			lines = append(lines, "  where    "+c.Key+" is "+strings.Join(c.Values, ", "))
		}
	}
	return lines
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// roleOf returns the ARN of the role behind a principal that is a role, and the name and
// account of one whose session it is: the ARN of a session leaves out the role's path, and
// what is made up without it is the ARN of nothing. "" = no role.
func roleOf(principal string) string {
	p, ok := backup.SplitARN(principal)
	if !ok {
		return ""
	}
	if rest, ok := strings.CutPrefix(p.Resource, "assumed-role/"); ok && p.Service == "sts" {
		if name, _, _ := strings.Cut(rest, "/"); name != "" {
			return name + ofAccount + p.Account
		}
		return ""
	}
	if p.Service == "iam" && strings.HasPrefix(p.Resource, "role/") {
		return principal
	}
	return ""
}

// ofAccount stands between name and account of a role that is known from a session alone.
const ofAccount = " of account "

// whole is a fact whose role is the one that the row of the job knows with its path.
func (a *about) whole(f Fact) Fact {
	name, account, ok := strings.Cut(f.Value, ofAccount)
	if f.Name != "role" || !ok {
		return f
	}
	role, from := a.fact("role")
	if p, ok := backup.SplitARN(role); ok && p.Account == account && strings.HasPrefix(p.Resource, "role/") && strings.HasSuffix(p.Resource, "/"+name) {
		return Fact{"role", clean(role), from}
	}
	return f
}
