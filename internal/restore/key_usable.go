package restore

import (
	"context"
	"maps"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// viaService is the service through which the role uses a key, "" where that is not
// certain (the AWS managed restore policy allows these services only).
func viaService(kind string) string {
	switch kind {
	case "EBS", "EC2":
		return "ec2"
	case "EFS":
		return "elasticfilesystem"
	case "DynamoDB":
		return "dynamodb"
	case "RDS", "Aurora", "DocumentDB", "Neptune":
		return "rds"
	case "Redshift":
		return "redshift"
	}
	return ""
}

// usable says whether the role may use the key: by the key policy as evaluated, with
// the role's identity policies where it leaves it to them; or by a recent restore with
// the same role and key. Grants can allow besides, and are not seen.
func usable(ctx context.Context, l Lookup, p Plan, use KeyUse, k Key) Finding {
	f := usableByPolicy(ctx, l, p, use, k)
	if f.Outcome == CannotTell && use.Reads && !use.Writes {
		if job, ok := p.success(k.ARN); ok {
			return proven(f.Check, "backup:ListRestoreJobs", "restore %s with the same role and %s completed at %s", job.ID, use.name(), moment(job.Completed))
		}
	}
	return f
}

func usableByPolicy(ctx context.Context, l Lookup, p Plan, use KeyUse, k Key) Finding {
	const name, source = "key: usable", "kms:GetKeyPolicy"
	role := p.role()
	who := lastName(role)
	if k.Policy == "" {
		err := k.PolicyErr
		if err == nil {
			err = &backup.Error{Kind: backup.Unsupported}
		}
		return unanswered(name, source, p.Scope, err)
	}
	conditions, known := useConditions(p, use, k), map[string]string{}
	knowOrganization(ctx, l, p, k.Policy, known)
	said := map[decision]string{} // by decision: the first action and the statement that decided
	var open []string             // left to identity policies
	for _, action := range use.actions() {
		ask := keyRequest(role, action, k.ARN, p.region(), conditions)
		maps.Copy(ask.Context, known)
		d, why := evaluate(k.Policy, ask)
		if d == allowed && arnAccount(k.ARN) != arnAccount(role) {
			d = delegated // a key of another account needs the role's own policies besides
		}
		if d == delegated {
			open = append(open, action)
		}
		if said[d] == "" {
			said[d] = "(" + action + "): " + why
		}
	}
	switch {
	case said[denied] != "":
		return blocks(name, source, "change the key policy, or choose another role", "the policy of %s does not let %s use it %s", use.name(), who, said[denied])
	case said[notAllowed] != "" && k.Manager == "AWS": // its policy and grants are AWS's
		return blocks(name, source, "choose another key", "%s is AWS's own, and works through the service and in the account that it is of alone %s", use.name(), said[notAllowed])
	case said[notAllowed] != "":
		return warns(name, source, "let the key policy allow the role, or choose another role",
			"the policy of %s does not let %s use it %s; without a grant it will fail", use.name(), who, said[notAllowed])
	case said[unclear] != "":
		return doubts(name, source, "read the key policy", "the policy of %s leaves open whether %s may use it %s", use.name(), who, said[unclear])
	case len(open) == 0:
		return proven(name, source, "the policy of %s lets %s: %s", use.name(), who, list(use.actions()))
	}
	s := simulate(ctx, l, p, role, open, k.ARN, conditions)
	switch {
	case s.err != nil:
		f := unanswered(name, "iam:SimulatePrincipalPolicy", p.Scope, s.err)
		f.Evidence = "the key policy leaves it to IAM policies; " + f.Evidence
		return f
	case len(s.explicit) > 0:
		return blocks(name, s.source(), "take the Deny away, or choose another role", "policies of %s deny %s", who, list(s.explicit))
	case len(s.implicit) > 0:
		return warns(name, s.source(), "allow it in the key policy or in the role's", "the key policy leaves it to IAM policies, and those of %s do not allow %s", who, list(s.implicit))
	case len(s.silent) > 0:
		return doubts(name, s.source(), "look again", "the simulation said nothing of %s", list(s.silent))
	}
	return proven(name, source+", "+s.source(), "the policy of %s leaves it to IAM policies, and those of %s allow it; SCPs and boundaries not evaluated", use.name(), who)
}

// useConditions are the condition keys of which AWS Backup's use of a key is certain.
func useConditions(p Plan, use KeyUse, k Key) map[string]string {
	conditions := map[string]string{"kms:GrantIsForAWSResource": "true"}
	via := viaService(p.kind())
	if k.Manager == "AWS" {
		via = use.through(p)
	}
	if arn, ok := backup.SplitARN(k.ARN); ok && arn.Partition == "aws" && via != "" {
		conditions["kms:ViaService"] = via + "." + p.region() + ".amazonaws.com"
	}
	return conditions
}

// through is the service through which one of AWS's own keys is used, "" where that is
// not certain: what AWS Backup keeps itself it reads itself.
func (u KeyUse) through(p Plan) string {
	point, _ := backup.SplitARN(p.Point.ARN)
	switch {
	case u.Reads && !u.Writes && point.Service == "backup":
		return "backup"
	case u.Own == "ebs":
		return "ec2"
	case u.Own != "":
		return u.Own
	}
	return viaService(p.kind())
}

// keyRequest is one use of a key by a role through AWS Backup.
func keyRequest(role, action, key, region string, conditions map[string]string) request {
	known := map[string]string{
		"aws:principalarn": role, "aws:principalaccount": arnAccount(role), "kms:calleraccount": arnAccount(role),
		"aws:principaltype": "AssumedRole", "aws:requestedregion": region, "aws:securetransport": "true",
	}
	if via := conditions["kms:ViaService"]; via != "" && action != "kms:DescribeKey" {
		known["kms:viaservice"] = via
	}
	if action == "kms:CreateGrant" {
		known["kms:grantisforawsresource"] = conditions["kms:GrantIsForAWSResource"]
	}
	return request{Principal: role, Action: action, Resource: key, Context: known}
}

// recently is how long a success is evidence: keys and roles change.
const recently = 7 * 24 * time.Hour

// success returns a recent restore with the role of the plan from a point encrypted
// under that key.
func (p Plan) success(key string) (*backup.Job, bool) {
	for i := range p.Jobs.Finished {
		j := &p.Jobs.Finished[i]
		under := p.Jobs.PointKeys[j.PointARN]
		if under == "" && j.PointARN.String() == p.Point.ARN {
			under = p.Point.Key
		}
		if j.Kind == backup.RestoreJob && j.Outcome() == backup.Succeeded && j.Role.String() == p.role() &&
			under == key && p.Now.Sub(j.Completed) <= recently {
			return j, true
		}
	}
	return nil, false
}
