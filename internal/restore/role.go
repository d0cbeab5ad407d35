package restore

import (
	"context"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// backupService is the principal that roles of AWS Backup trust, and to which their
// PassRole is limited.
const backupService = "backup.amazonaws.com"

// roleCheck looks at the role that AWS Backup is to act as.
func roleCheck() Check {
	return Check{Name: "role", Applies: starts, Run: checkRole}
}

func checkRole(ctx context.Context, l Lookup, p Plan) []Finding {
	arn := p.role()
	switch {
	case arn == "" && callerActs(p.kind()):
		return []Finding{proven("role", fromDocs, "a restore of %s acts with the caller's own rights", p.kind())}
	case arn == "":
		return []Finding{blocks("role", fromRequest, "choose a role", "no role is given")}
	case arnAccount(arn) != p.account():
		return []Finding{blocks("role", fromRequest, "choose a role of account "+p.account(), "%s is not of the account that sends the request", arn)}
	}
	role, err := l.Role(ctx, p.Scope, arn)
	switch {
	case notFound(err):
		return []Finding{blocks("role", "iam:GetRole", "choose another role", "there is no role %s", arn)}
	case err != nil:
		return []Finding{unanswered("role", "iam:GetRole", p.Scope, err)}
	}
	return []Finding{trusted(p, role), permitted(ctx, l, p, role)}
}

// callerActs reports whether a restore of that type may go without a role, because it
// acts with the rights of who sends it (AWS Backup Developer Guide, SAP HANA and
// Redshift Serverless restores).
func callerActs(kind string) bool {
	return kind == "SAP HANA on Amazon EC2" || kind == "Redshift Serverless"
}

// trusted evaluates the role's trust policy for AWS Backup.
func trusted(p Plan, role Role) Finding {
	const name, source = "role: trust", "iam:GetRole"
	if role.Trust == "" {
		return doubts(name, source, "look at its trust policy", "the trust policy of %s was not given", role.ARN)
	}
	d, why := evaluate(role.Trust, request{Principal: backupService, Action: "sts:AssumeRole", Context: map[string]string{
		"aws:sourceaccount": p.account(), "aws:securetransport": "true",
	}})
	switch d {
	case allowed:
		return proven(name, source, "%s trusts %s", lastName(role.ARN), backupService)
	case denied, notAllowed, delegated:
		return blocks(name, source, "let its trust policy allow "+backupService+" sts:AssumeRole, or choose another role",
			"%s cannot be assumed by AWS Backup: %s", lastName(role.ARN), why)
	case unclear:
	}
	return doubts(name, source, "read its trust policy", "whether %s trusts %s: %s", lastName(role.ARN), backupService, why)
}

// permitted looks for evidence that the role may do what the request needs.
func permitted(ctx context.Context, l Lookup, p Plan, role Role) Finding {
	const name = "role: permissions"
	policies, actions := p.needs()
	boundary := role.Boundary != ""
	switch missing := lacks(role, policies); {
	case len(role.Attached) == 0 && len(role.Inline) == 0:
		return blocks(name, "iam:ListAttachedRolePolicies", "attach "+orNeeded(policies)+", or choose another role", "%s has no policy at all", lastName(role.ARN))
	case len(policies) > 0 && len(missing) == 0 && !boundary && !otherPolicies(role):
		return proven(name, "iam:ListAttachedRolePolicies", "AWS managed %s attached; service control policies are not evaluated", list(policies))
	case len(actions) == 0 && len(policies) > 0 && len(missing) == 0:
		return doubts(name, "iam:ListAttachedRolePolicies", "see that none of them denies it", "AWS managed %s attached, and others that were not evaluated", list(policies))
	case len(actions) == 0 && len(missing) > 0:
		return doubts(name, "iam:ListAttachedRolePolicies", "see that the role has them", "not attached: %s; whether other policies allow the same is not known", list(missing))
	case len(actions) == 0:
		return doubts(name, fromPlan, "see that the role may restore this type", "what a restore of %s needs is not known here", p.kind())
	}
	s := simulate(ctx, l, p, role.ARN, actions, "*", nil)
	switch never := neverAllowed(p, role, s.implicit); {
	case s.err != nil:
		return unanswered(name, "iam:SimulatePrincipalPolicy", p.Scope, s.err)
	case len(s.explicit) > 0:
		return blocks(name, s.source(), "take the Deny away, or choose another role", "policies of %s deny %s", lastName(role.ARN), lackWords(s.explicit))
	case len(never) > 0:
		return blocks(name, s.source(), "attach "+orNeeded(lacks(role, policies))+", or choose another role",
			"%s has no other policies than %s, and those do not allow %s", lastName(role.ARN), policyNames(role), list(never))
	case len(s.implicit) > 0:
		return warns(name, s.source(), "attach "+orNeeded(policies)+", or choose another role", "identity policies of %s do not allow %s", lastName(role.ARN), lackWords(s.implicit))
	case len(s.silent) > 0:
		return doubts(name, s.source(), "look again", "the simulation said nothing of %s", list(s.silent))
	case boundary:
		return doubts(name, s.source(), "see that the boundary allows it too", "identity policies allow it; the boundary %s is not evaluated", lastName(role.Boundary))
	}
	return proven(name, s.source(), "identity policies allow %s; SCPs and boundaries not evaluated", list(actions))
}

func orNeeded(policies []string) string {
	if len(policies) == 0 {
		return "a policy that allows it"
	}
	return list(policies)
}

// needs returns what lets the role do what the request asks of it (AWS Backup
// Developer Guide, "Managed policies for AWS Backup" and "Creating backup copies").
func (p Plan) needs() (policies, actions []string) {
	if isCopy(p) && len(p.Policies)+len(p.RoleActions) == 0 {
		return []string{"AWSBackupServiceRolePolicyForBackup"}, []string{"backup:CopyFromBackupVault", "backup:CopyIntoBackupVault"}
	}
	return p.Policies, p.RoleActions
}

// lacks returns which AWS managed policies are not attached. One of that name that a
// customer made is not AWS's.
func lacks(role Role, policies []string) (missing []string) {
	for _, want := range policies {
		if !slices.ContainsFunc(role.Attached, func(arn string) bool { return lastName(arn) == want && arnAccount(arn) == "aws" }) {
			missing = append(missing, want)
		}
	}
	return missing
}

// otherPolicies reports whether the role has policies whose words are not known by
// their names: any of them may deny.
func otherPolicies(role Role) bool {
	return len(role.Inline) > 0 || slices.ContainsFunc(role.Attached, func(arn string) bool {
		return arnAccount(arn) != "aws" || !strings.HasPrefix(lastName(arn), "AWSBackup")
	})
}

// simulation is what identity policies say of some actions.
type simulation struct {
	explicit, implicit, silent []string // actions: denied, not allowed, without an answer
	err                        error
}

func (s *simulation) source() string { return "iam:SimulatePrincipalPolicy" }

// simulate evaluates the identity policies of a principal, "" for the caller.
func simulate(ctx context.Context, l Lookup, p Plan, principal string, actions []string, resource string, conditions map[string]string) (s simulation) {
	if conditions == nil {
		conditions = map[string]string{}
	}
	conditions["aws:RequestedRegion"] = p.region()
	verdicts, err := l.Simulate(ctx, p.Scope, principal, actions, resource, conditions)
	if err != nil {
		return simulation{err: err}
	}
	for _, action := range actions {
		i := slices.IndexFunc(verdicts, func(v backup.Verdict) bool { return strings.EqualFold(v.Action, action) })
		switch {
		case i < 0:
			s.silent = append(s.silent, action)
		case verdicts[i].Allowed:
		case verdicts[i].Why == "explicitDeny":
			s.explicit = append(s.explicit, action)
		default:
			s.implicit = append(s.implicit, action)
		}
	}
	return s
}
