package sim

import "strings"

// permitted refuses what the caller's identity policies do not allow.
func (c *call) permitted(action, resource string, context map[string][]string) *apiError {
	who := c.w.identity(c.caller)
	if who == nil || identityPolicy(who).decide(query{action: action, resource: resource, context: context}) == allowed {
		return nil // whom this world has no policies of, it believes
	}
	return refuse("AccessDeniedException", "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %[2]s action",
		c.caller.Principal, action, resource)
}

// identity is the user or role that a caller acts as; nil when IAM has none such.
func (w *World) identity(c Caller) *thing {
	s := w.scope(c.Account, w.regions[0])
	if s == nil {
		return nil
	}
	_, rest, ok := strings.Cut(c.Principal, ":assumed-role/")
	if !ok {
		return s.iam().thing("AWS::IAM::User", c.Principal[strings.LastIndexByte(c.Principal, '/')+1:])
	}
	role, _, _ := strings.Cut(rest, "/")
	if set, ok := strings.CutPrefix(role, "AWSReservedSSO_"); ok { // the permission set has the role's policies
		role = set[:max(0, strings.LastIndexByte(set, '_'))]
	}
	return s.iam().thing(roleThing, role)
}

// principalARN is what policies compare with aws:PrincipalArn: of a session its role.
func (c *call) principalARN() string {
	if who := c.w.identity(c.caller); who != nil && who.kind == roleThing {
		return who.text("Arn")
	}
	return c.caller.Principal
}

// passes refuses a role that AWS Backup cannot work with: it is not the account's, it
// may not be passed by the caller, or does not trust AWS Backup.
func (c *call) passes(role string) *apiError {
	if err := checkARN("IamRoleArn", role, "iam"); err != nil {
		return err
	}
	if p := strings.SplitN(role, ":", 6); p[4] != c.scope.account.id || !strings.HasPrefix(p[5], "role/") {
		return invalid("Invalid role ARN: %s", role)
	}
	if err := c.permitted("iam:PassRole", role, map[string][]string{"iam:PassedToService": {backupService}}); err != nil {
		return err
	}
	if !c.w.trusts(role, backupService) {
		return invalid("IAM Role %s cannot be assumed by AWS Backup", role)
	}
	return nil
}

const backupService = "backup.amazonaws.com"

// admits refuses what a vault's access policy denies to the caller.
func (c *call) admits(v *vault, action string) *apiError {
	policy, ok := parsePolicy(v.policy())
	if !ok {
		return nil
	}
	who := c.principalARN()
	if policy.decide(query{
		principals: []string{who, rootOf(who)}, action: action, resource: v.arn,
		context: map[string][]string{"aws:PrincipalArn": {who}, "aws:PrincipalOrgID": {c.w.organization()}},
	}) == explicitDeny {
		return insufficient()
	}
	return nil
}
