package sim

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	iamNamespace = "https://iam.amazonaws.com/doc/2010-05-08/"
	iamMost      = 1000 // rows of a page
	iamUsual     = 100
)

// An iamCall is one request to IAM.
type iamCall struct {
	w      *World
	s      *scope // that has the account's roles
	caller Caller
	in     url.Values
	out    *xmlBody
}

// iamOperations are the operations served: IAM API 2010-05-08.
func (w *World) iamOperations() map[string]handler {
	all := map[string]handler{}
	for name, answer := range map[string]func(*iamCall) *apiError{
		"ListRoles": (*iamCall).listRoles, "GetRole": (*iamCall).getRole, "ListAttachedRolePolicies": (*iamCall).listAttachedRolePolicies,
		"ListRolePolicies": (*iamCall).listRolePolicies, "SimulatePrincipalPolicy": (*iamCall).simulatePrincipalPolicy,
	} {
		all[name] = func(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
			call := &iamCall{w: w, s: w.scope(c.Account, w.regions[0]), caller: c, in: form(r), out: &xmlBody{}}
			var e *apiError
			call.out.group(name+"Result", func() { e = answer(call) })
			if e != nil {
				return e
			}
			call.out.group("ResponseMetadata", func() { call.out.text("RequestId", rw.Header().Get(requestIDHeader)) })
			call.out.send(rw, name+"Response", iamNamespace)
			return nil
		}
	}
	return all
}

// rows writes a page of a list in the order of its keys.
func iamRows[T any](c *iamCall, member string, all []T, key func(T) string, write func(T)) *apiError {
	limit := iamUsual
	if text := c.in.Get("MaxItems"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > iamMost {
			return refuse("ValidationException", "1 validation error detected: Value '%s' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and %d", text, iamMost)
		}
		limit = n
	}
	limit = min(limit, c.w.options.PageSize)
	if marker := c.in.Get("Marker"); marker != "" {
		last, err := base64.RawURLEncoding.DecodeString(marker)
		if err != nil {
			return refuse("ValidationException", "Invalid Marker.")
		}
		for len(all) > 0 && key(all[0]) <= string(last) {
			all = all[1:]
		}
	}
	next := ""
	if len(all) > limit {
		all = all[:limit]
		next = base64.RawURLEncoding.EncodeToString([]byte(key(all[limit-1])))
	}
	c.out.group(member, func() {
		for _, row := range all {
			c.out.group("member", func() { write(row) })
		}
	})
	c.out.flag("IsTruncated", next != "")
	c.out.text("Marker", next)
	return nil
}

func (c *iamCall) listRoles() *apiError {
	var roles []*thing
	for _, t := range c.s.thingsOf(roleThing) {
		if strings.HasPrefix(t.text("Path"), c.in.Get("PathPrefix")) {
			roles = append(roles, t)
		}
	}
	return iamRows(c, "Roles", roles, func(t *thing) string { return t.id }, c.role)
}

// role writes what lists and GetRole have in common.
func (c *iamCall) role(t *thing) {
	c.out.text("Path", t.text("Path"))
	c.out.text("RoleName", t.id)
	c.out.text("RoleId", t.text("RoleId"))
	c.out.text("Arn", t.text("Arn"))
	c.out.text("CreateDate", utc(c.s.account.joined.UnixMilli()).Format(time.RFC3339))
	c.out.text("AssumeRolePolicyDocument", url.PathEscape(t.text("AssumeRolePolicyDocument")))
	c.out.number("MaxSessionDuration", 3600)
}

// named finds the role that a request names.
func (c *iamCall) named() (*thing, *apiError) {
	name := c.in.Get("RoleName")
	if name == "" {
		return nil, refuse("ValidationException", "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: Member must not be null")
	}
	if t := c.s.thing(roleThing, name); t != nil {
		return t, nil
	}
	return nil, &apiError{Status: http.StatusNotFound, Code: "NoSuchEntity", Message: "The role with name " + name + " cannot be found."}
}

func (c *iamCall) getRole() *apiError {
	t, e := c.named()
	if e != nil {
		return e
	}
	c.out.group("Role", func() {
		c.role(t)
		if boundary := t.text("PermissionsBoundary"); boundary != "" {
			c.out.group("PermissionsBoundary", func() {
				c.out.text("PermissionsBoundaryType", "Policy")
				c.out.text("PermissionsBoundaryArn", boundary)
			})
		}
	})
	return nil
}

func (c *iamCall) listAttachedRolePolicies() *apiError {
	t, e := c.named()
	if e != nil {
		return e
	}
	return iamRows(c, "AttachedPolicies", t.texts("ManagedPolicyArns"), func(arn string) string { return arn }, func(arn string) {
		c.out.text("PolicyName", arn[strings.LastIndexByte(arn, '/')+1:])
		c.out.text("PolicyArn", arn)
	})
}

func (c *iamCall) listRolePolicies() *apiError {
	t, e := c.named()
	if e != nil {
		return e
	}
	return iamNames(c, "PolicyNames", inlineNames(t))
}
