package sim

import (
	"encoding/xml"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// inlineNames are the names of a role's inline policies, in order.
func inlineNames(t *thing) []string {
	inline, _ := t.properties()["Policies"].(map[string]string)
	return slices.Sorted(maps.Keys(inline))
}

// iamNames writes a list of plain names.
func iamNames(c *iamCall, member string, names []string) *apiError {
	return iamRows(c, member, names, func(s string) string { return s }, func(s string) {
		_ = xml.EscapeText(c.out, []byte(s)) // a buffer takes everything
	})
}

// simulatePrincipalPolicy evaluates the policies of a role or user, with the
// permissions boundary, each action on each resource.
func (c *iamCall) simulatePrincipalPolicy() *apiError {
	source := c.in.Get("PolicySourceArn")
	t, e := c.source(source)
	if e != nil {
		return e
	}
	actions := queried(c.in, "ActionNames.member")
	if len(actions) == 0 {
		return refuse("ValidationException", "1 validation error detected: Value null at 'actionNames' failed to satisfy constraint: Member must not be null")
	}
	resources := queried(c.in, "ResourceArns.member")
	if len(resources) == 0 {
		resources = []string{"*"}
	}
	context := map[string][]string{}
	for i := 1; c.in.Has(contextEntry(i, "ContextKeyName")); i++ {
		context[c.in.Get(contextEntry(i, "ContextKeyName"))] = queried(c.in, contextEntry(i, "ContextKeyValues.member"))
	}
	type row struct{ action, resource string }
	var rows []row
	for _, action := range actions {
		if !strings.Contains(action, ":") {
			return &apiError{Status: http.StatusBadRequest, Code: "InvalidInput", Message: "Invalid Action Name: " + action}
		}
		for _, resource := range resources {
			rows = append(rows, row{action, resource})
		}
	}
	key := func(r row) string { return r.action + " " + r.resource }
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(key(a), key(b)) })
	return iamRows(c, "EvaluationResults", rows, key, func(r row) {
		q := query{action: r.action, resource: r.resource, context: context}
		answer, boundary := identityPolicy(t).decide(q), decision("")
		if arn := t.text("PermissionsBoundary"); arn != "" {
			boundary = policy{managedPolicies[arn]}.decide(q)
			if answer == allowed {
				answer = boundary
			}
		}
		c.out.text("EvalActionName", r.action)
		c.out.text("EvalResourceName", r.resource)
		c.out.text("EvalDecision", string(answer))
		if boundary != "" {
			c.out.group("PermissionsBoundaryDecisionDetail", func() { c.out.flag("AllowedByPermissionsBoundary", boundary == allowed) })
		}
	})
}

func contextEntry(i int, member string) string {
	return "ContextEntries.member." + strconv.Itoa(i) + "." + member
}

// source finds whose policies are evaluated. IAM knows users and roles, not the
// sessions of STS.
func (c *iamCall) source(arn string) (*thing, *apiError) {
	p := strings.SplitN(arn, ":", 6)
	if len(p) < 6 || p[2] != "iam" || !strings.HasPrefix(p[5], "user/") && !strings.HasPrefix(p[5], "role/") {
		return nil, &apiError{Status: http.StatusBadRequest, Code: "InvalidInput", Message: "Invalid Entity Arn: " + arn + " does not clearly define entity type and name."}
	}
	kind, _, _ := strings.Cut(p[5], "/")
	name := arn[strings.LastIndexByte(arn, '/')+1:]
	t := c.s.thing(map[string]string{"user": "AWS::IAM::User", "role": roleThing}[kind], name)
	if t == nil || p[4] != c.caller.Account || kind == "role" && t.text("Arn") != arn {
		return nil, &apiError{Status: http.StatusNotFound, Code: "NoSuchEntity", Message: "The " + kind + " with name " + name + " cannot be found."}
	}
	return t, nil
}
