package aws

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const iamPage = 1000 // the most that IAM gives at once

// Role reads an IAM role (IAM API: GetRole, ListAttachedRolePolicies,
// ListRolePolicies). Where its policies may not be listed, that is the error: a role
// without policies and one whose policies are not known must not look alike.
func (c *Client) Role(ctx context.Context, in backup.Scope, arn string) (backup.Role, error) {
	l, err := c.look(ctx, of(arn, in))
	if err != nil {
		return backup.Role{}, err
	}
	r, err := l.roleOf(arn)
	if err != nil {
		return backup.Role{}, err
	}
	role := backup.Role{ARN: str(r.Arn), Trust: trust(r.AssumeRolePolicyDocument)}
	if b := r.PermissionsBoundary; b != nil {
		role.Boundary = str(b.PermissionsBoundaryArn)
	}
	api := l.sc.more.iam()
	role.Attached, err = askAll(l, iam.ServiceID, "ListAttachedRolePolicies", mostRows, func(ctx context.Context, token *string) ([]string, *string, error) {
		out, err := api.ListAttachedRolePolicies(ctx, &iam.ListAttachedRolePoliciesInput{RoleName: r.RoleName, Marker: token, MaxItems: sdkaws.Int32(iamPage)})
		if err != nil {
			return nil, nil, err
		}
		arns := make([]string, len(out.AttachedPolicies))
		for i, p := range out.AttachedPolicies {
			arns[i] = str(p.PolicyArn)
		}
		return arns, more(out.IsTruncated, out.Marker), nil
	})
	if err != nil {
		return backup.Role{}, err
	}
	role.Inline, err = askAll(l, iam.ServiceID, "ListRolePolicies", mostRows, func(ctx context.Context, token *string) ([]string, *string, error) {
		out, err := api.ListRolePolicies(ctx, &iam.ListRolePoliciesInput{RoleName: r.RoleName, Marker: token, MaxItems: sdkaws.Int32(iamPage)})
		if err != nil {
			return nil, nil, err
		}
		return out.PolicyNames, more(out.IsTruncated, out.Marker), nil
	})
	return role, err
}

// role reads a role by its name, without the path.
func (l looker) role(name string) (*types.Role, error) {
	api := l.sc.more.iam()
	out, err := ask(l, iam.ServiceID, "GetRole", api.GetRole, &iam.GetRoleInput{RoleName: &name})
	if err != nil {
		return nil, err
	}
	if out.Role == nil {
		return nil, &backup.Error{Kind: backup.InternalError, Op: "iam:GetRole", Scope: l.sc.at, Message: "AWS answered without a role"}
	}
	return out.Role, nil
}

// roleOf reads a role by its ARN or name. One of that name under another path is
// another role.
func (l looker) roleOf(id string) (*types.Role, error) {
	r, err := l.role(lastPart(id))
	if err == nil && strings.HasPrefix(id, "arn:") && sdkaws.ToString(r.Arn) != id {
		return nil, &backup.Error{Kind: backup.NotFound, Op: "iam:GetRole", Scope: l.sc.at, Message: "the role of that name is " + str(r.Arn)}
	}
	return r, err
}

// of is the scope of the account that an ARN of IAM names.
func of(arn string, in backup.Scope) backup.Scope {
	if p, ok := backup.SplitARN(arn); ok && p.Account != "" {
		in.Account = backup.Intern(p.Account)
	}
	return in
}

// trust is a trust policy as JSON: IAM gives it URL-encoded.
func trust(document *string) string {
	text, err := url.PathUnescape(sdkaws.ToString(document))
	if err != nil {
		text = sdkaws.ToString(document)
	}
	return bounded(text).String()
}

// more is the marker of the next page of IAM's lists, nil at the end.
func more(truncated bool, marker *string) *string {
	if !truncated {
		return nil
	}
	return marker
}

func lastPart(arn string) string { return arn[strings.LastIndexByte(arn, '/')+1:] }

// Simulate evaluates identity policies (IAM API: SimulatePrincipalPolicy). principal ""
// is who changes AWS. Whose policies those are IAM wants to know as a user or a role:
// a session's are its role's.
func (c *Client) Simulate(
	ctx context.Context, in backup.Scope, principal string, actions []string, resource string, conditions map[string]string,
) ([]backup.Verdict, error) {
	l, err := c.look(ctx, of(principal, in))
	if err != nil {
		return nil, err
	}
	if principal == "" {
		if principal, err = l.sender(); err != nil {
			return nil, err
		}
	}
	if principal, err = l.policySource(principal); err != nil {
		return nil, err
	}
	input := iam.SimulatePrincipalPolicyInput{PolicySourceArn: &principal, ActionNames: actions}
	if resource != "" {
		input.ResourceArns = []string{resource}
	}
	for _, key := range slices.Sorted(maps.Keys(conditions)) {
		input.ContextEntries = append(input.ContextEntries, types.ContextEntry{
			ContextKeyName: &key, ContextKeyValues: []string{conditions[key]}, ContextKeyType: types.ContextKeyTypeEnumString,
		})
	}
	api := l.sc.more.iam()
	return askAll(l, iam.ServiceID, "SimulatePrincipalPolicy", mostRows, func(ctx context.Context, token *string) ([]backup.Verdict, *string, error) {
		input := input
		input.Marker = token
		out, err := api.SimulatePrincipalPolicy(ctx, &input)
		if err != nil {
			return nil, nil, err
		}
		verdicts := make([]backup.Verdict, len(out.EvaluationResults))
		for i, r := range out.EvaluationResults {
			verdicts[i] = backup.Verdict{Action: str(r.EvalActionName), Allowed: r.EvalDecision == types.PolicyEvaluationDecisionTypeAllowed}
			if !verdicts[i].Allowed {
				verdicts[i].Why = word(r.EvalDecision).String()
			}
		}
		return verdicts, more(out.IsTruncated, out.Marker), nil
	})
}

// sender is the ARN of who changes AWS in the scope.
func (l looker) sender() (string, error) {
	if l.c.o.WriteRole == "" && l.sc.session.role != "" {
		return l.sc.session.role, nil
	}
	return l.c.Identity(l.ctx, l.sc.at)
}

// policySource is the user or role whose policies a principal has. The ARN of a
// role's session lacks the role's path, so that the role is asked for.
func (l looker) policySource(principal string) (string, error) {
	p, _ := backup.SplitARN(principal)
	switch {
	case p.Service == "sts" && strings.HasPrefix(p.Resource, "assumed-role/"):
		name, _, _ := strings.Cut(strings.TrimPrefix(p.Resource, "assumed-role/"), "/")
		role, err := l.role(name)
		if err != nil {
			return "", err
		}
		return str(role.Arn), nil
	case p.Service == "iam" && (strings.HasPrefix(p.Resource, "user/") || strings.HasPrefix(p.Resource, "role/")):
		return principal, nil
	}
	return "", &backup.Error{
		Kind: backup.Unsupported, Op: "iam:SimulatePrincipalPolicy", Scope: l.sc.at, Message: "IAM evaluates users and roles only, not " + principal,
	}
}
